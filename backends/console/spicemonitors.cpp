// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicemonitors.h"

#include <algorithm>
#include <memory>

namespace vitrine {

bool sendMonitors(SpiceMainChannel *channel, const QList<HeadRequest> &monitors)
{
    gboolean agent = FALSE;
    g_object_get(channel, "agent-connected", &agent, nullptr);
    if (agent == FALSE || monitors.isEmpty()) {
        return false;
    }
    spice_main_channel_update_display_enabled(channel, -1, FALSE, FALSE); // all of them
    int x = 0;
    for (const auto &[id, pixels, millimetres] : monitors) {
        if (id < 0 || id >= maxSpiceMonitors) {
            continue;
        }
        spice_main_channel_update_display(channel, id, x, 0, pixels.width(), pixels.height(), FALSE);
        if (!millimetres.isEmpty()) {
            spice_main_channel_update_display_mm(channel, id, millimetres.width(), millimetres.height(), FALSE);
        }
        spice_main_channel_update_display_enabled(channel, id, TRUE, FALSE);
        x += pixels.width();
    }
    return spice_main_channel_send_monitor_config(channel) == TRUE;
}

int maximumMonitors(SpiceSession *session)
{
    int sum = 0;
    const std::unique_ptr<GList, decltype(&g_list_free)> channels(spice_session_get_channels(session), g_list_free);
    for (const GList *channel = channels.get(); channel; channel = channel->next) {
        if (SPICE_IS_DISPLAY_CHANNEL(channel->data)) {
            guint ofChannel = 1;
            g_object_get(channel->data, "monitors-max", &ofChannel, nullptr);
            sum += static_cast<int>(std::min(ofChannel, guint(maxSpiceMonitors)));
        }
    }
    return std::min(sum, maxSpiceMonitors);
}

} // namespace vitrine
