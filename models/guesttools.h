// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace vitrine {

/** A program inside the guest that some comfort of the console needs. */
enum class GuestTool {
    DisplayAgent, ///< spice-vdagent: clipboard, files, the guest's resolution
    SystemAgent, ///< qemu-guest-agent: clean shutdown, addresses, clock
};

/** How a guest gets its tools, in words for its system. */
struct GuestToolAdvice {
    QString text = {}; ///< translated; what to install, and how
    QString command = {}; ///< to be run inside the guest; empty: there is none for this system
    bool needsMedium = false; ///< comes from the tools disc (Windows)
    bool operator==(const GuestToolAdvice &) const = default;
};

/** For a libosinfo id; an unknown or empty one gets the packages' names. */
[[nodiscard]] GuestToolAdvice guestToolAdvice(const QString &osId, const QList<GuestTool> &tools);

/**
 * The tools disc for Windows guests (virtio-win.iso) among what `folders` hold, newest first; empty:
 * not on this computer. Does I/O: for a worker.
 */
[[nodiscard]] QString findToolsMedium(const QStringList &folders);
/** Where distributions and people put it. */
[[nodiscard]] QStringList toolsMediumFolders();

} // namespace vitrine
