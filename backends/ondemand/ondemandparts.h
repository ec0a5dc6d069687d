// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtPlugin>

#include <functional>
#include <memory>

class KJobTrackerInterface;

namespace vitrine {

class ConsoleFactory;
class ConsoleRole;
class OsDetector;
class VideoEncoderFactory;

/**
 * Makes what no list of machines needs, only their screens and new ones: the console's transports
 * (SPICE, VNC, GStreamer), the knowledge of systems (libosinfo), and what the desktop has to do with files that are sent.
 *
 * Those libraries, with what they need in turn, are a third of all that Vitrine uses, and the dynamic
 * loader would read them before main(). So they are linked to a module, which app/ loads when one is
 * called for. What crosses the border are the interfaces of backends/core, console and osinfo;
 * vitrine_core and vitrine_console_session are shared libraries, so that both sides mean the same by them.
 *
 * GUI thread. Never unloaded: what it made may live as long as the program.
 */
class OnDemandParts
{
public:
    OnDemandParts() = default;
    Q_DISABLE_COPY_MOVE(OnDemandParts)
    virtual ~OnDemandParts() = default;

    /** See LocalConsoleFactory. */
    [[nodiscard]] virtual std::unique_ptr<ConsoleFactory> makeConsoleFactory(std::function<ConsoleRole *(const QString &connection)> role) const = 0;
    [[nodiscard]] virtual std::unique_ptr<VideoEncoderFactory> makeEncoderFactory() const = 0;
    [[nodiscard]] virtual std::shared_ptr<OsDetector> makeOsDetector() const = 0;
    /** Hands jobs to the desktop's list of them, if the desktop has one. */
    [[nodiscard]] virtual std::unique_ptr<KJobTrackerInterface> makeJobTracker() const = 0;
};

} // namespace vitrine

Q_DECLARE_INTERFACE(vitrine::OnDemandParts, "org.vitrine.OnDemandParts")
