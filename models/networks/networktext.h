// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

/** @file Networks in plain, translated words. */
namespace vitrine {

/** "Shared with the host's address (NAT)". */
[[nodiscard]] QString networkModeText(NetworkMode mode);
/** What machines on such a network can reach. */
[[nodiscard]] QString networkModeExplanation(NetworkMode mode);
/** "192.168.122.0/24", both ranges, or the bridge; empty when it has neither. */
[[nodiscard]] QString networkAddressText(const NetworkInfo &network);
/** "Running", "Off". */
[[nodiscard]] QString networkStateText(const NetworkInfo &network);

/** "SSH (TCP 127.0.0.1:2222 to 22)"; the name is whatever somebody typed. */
[[nodiscard]] QString portForwardText(const PortForward &forward);

} // namespace vitrine
