// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/gsignals.h"

#include <spice-client.h>

#include <functional>

namespace vitrine {

/** Follows a SPICE cursor channel, which belongs to the display channel of the same id. */
class SpiceCursor
{
public:
    /** A cursor that is not visible comes without its shape. */
    using Show = std::function<void(int channelId, const GuestCursor &cursor)>;
    /** Where its hot spot is on the channel's surface, while the server has the pointer; it is visible then. */
    using Move = std::function<void(int channelId, QPoint position)>;
    SpiceCursor(SpiceChannel *channel, Show show, Move move);
    SpiceCursor(const SpiceCursor &) = delete;
    SpiceCursor &operator=(const SpiceCursor &) = delete;

    [[nodiscard]] SpiceChannel *channel() const
    {
        return m_channel.get();
    }

private:
    GObjectPtr<SpiceChannel> m_channel;
    int m_channelId = 0;
    Show m_show;
    Move m_move;
    GSignals m_signals;
};

} // namespace vitrine
