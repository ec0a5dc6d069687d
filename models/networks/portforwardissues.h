// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/portforwards.h"
#include "backends/host/usedports.h"

/** @file Judgements about port forwards. Pure functions. */
namespace vitrine {

/** How a forwarded port is best looked at. */
enum class PortUse {
    Web,
    Ssh,
    Rdp,
    Other,
};
/** By the guest's port, as it is commonly used. */
[[nodiscard]] PortUse portUse(const PortForward &forward);

/**
 * What keeps the forward in `row` from working, in plain words; empty: nothing. `used` are ports that
 * programs of this computer listen on; the machine's own, while it runs, are taken out by the caller.
 */
[[nodiscard]] QString portForwardIssue(const QList<PortForward> &forwards, qsizetype row, const QList<UsedPort> &used);

/** Which other machine takes its port when that runs, in plain words; empty: none. */
[[nodiscard]] QString portForwardWarning(const PortForward &forward, const QList<UsedPort> &used);

} // namespace vitrine
