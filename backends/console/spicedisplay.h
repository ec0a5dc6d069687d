// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/gsignals.h"
#include "backends/console/screenswitch.h"
#include "backends/console/spicehead.h"
#include "backends/console/spicesurface.h"

#include <QTimer>

#include <spice-client.h>

#include <functional>
#include <memory>
#include <vector>

namespace vitrine {

/** QEMU's words on a screen that the guest has switched off; SPICE has no other sign of it. */
[[nodiscard]] bool looksSwitchedOff(const QImage &picture);

/**
 * One SPICE display channel: keeps a SpiceHead for each of its monitors. The first channel's are
 * always there; those of another only while the guest shows something on it, and while it changes the mode.
 */
class SpiceDisplay
{
public:
    /** `monitorsChanged` is called when heads came or went. */
    SpiceDisplay(SpiceChannel *channel, std::function<bool(int display, QSize, QSize)> requestSize, std::function<void()> monitorsChanged);
    ~SpiceDisplay();
    SpiceDisplay(const SpiceDisplay &) = delete;
    SpiceDisplay &operator=(const SpiceDisplay &) = delete;

    /** Keeps the last pictures and hears of nothing any more. */
    void stop();
    [[nodiscard]] int channelId() const
    {
        return m_channelId;
    }
    [[nodiscard]] SpiceChannel *channel() const
    {
        return m_channel.get();
    }
    /** For who draws on it beside the library. */
    [[nodiscard]] std::shared_ptr<SpiceSurface> primarySurface() const
    {
        return m_shared;
    }
    /** Those that are on. */
    [[nodiscard]] std::vector<SpiceHead *> heads() const;
    /** The guest's pointer is at that place of the surface. */
    void moveCursor(QPoint position);

private:
    struct Monitor {
        std::unique_ptr<SpiceHead> head;
        QRect area; ///< on the surface
    };
    void readPrimary();
    void readMonitors();
    void setMonitors(const std::vector<std::pair<int, QRect>> &wanted);
    void show();
    void invalidate(const QRect &rect);
    void drawn(const QRegion &region);
    void surfaceGoes();
    void lookWhetherOn();

    GObjectPtr<SpiceChannel> m_channel;
    int m_channelId;
    std::function<bool(int, QSize, QSize)> m_requestSize;
    std::function<void()> m_monitorsChanged;
    std::vector<Monitor> m_monitors;
    QImage m_surface; ///< the library's memory; null when there is none to be shown
    ScreenSwitch m_switch;
    QTimer m_look; ///< some time after the picture has changed
    std::shared_ptr<SpiceSurface> m_shared;
    GSignals m_signals;
};

} // namespace vitrine
