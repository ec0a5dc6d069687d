// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <optional>

namespace vitrine {

/**
 * The network as it is when the guest's adapter always gets the IPv4 address that it has now; null where
 * the network gives out no such address, or the adapter has one reserved already. Pure.
 */
[[nodiscard]] std::optional<NetworkDefinition> withReservation(NetworkDefinition network, const NetworkGuest &guest);

} // namespace vitrine
