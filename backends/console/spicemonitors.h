// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <spice-client.h>

namespace vitrine {

/** The library's own table of screens ends here. */
constexpr int maxSpiceMonitors = 16;

/**
 * Tells the guest's agent of all its screens, by display id: side by side from left to right, those
 * not named off. QEMU hears it too and tells a virtio or VGA device. False without an agent.
 */
bool sendMonitors(SpiceMainChannel *channel, const QList<HeadRequest> &monitors);

/** How many screens the display channels of a session can have, connected or not. */
[[nodiscard]] int maximumMonitors(SpiceSession *session);

} // namespace vitrine
