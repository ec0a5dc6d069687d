// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/reservations.h"

#include "backends/core/ipaddress.h"

#include <algorithm>

namespace vitrine {

namespace {

/** The guest's address in the subnet; empty when it has none. */
QString addressIn(const NetworkSubnet &subnet, const NetworkGuest &guest)
{
    const auto network = IpAddress::parse(subnet.address);
    for (const QString &text : guest.addresses) {
        const auto address = IpAddress::parse(text);
        if (network && address && address->isIn(*network, subnet.prefix)) {
            return text;
        }
    }
    return {};
}

bool isReserved(const NetworkSubnet &subnet, const QString &mac)
{
    return std::ranges::any_of(subnet.reservations, [&mac](const DhcpReservation &reservation) {
        return reservation.mac.compare(mac, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

std::optional<NetworkDefinition> withReservation(NetworkDefinition network, const NetworkGuest &guest)
{
    for (NetworkSubnet &subnet : network.subnets) {
        const QString address = addressIn(subnet, guest);
        if (!subnet.isIpv6() && subnet.hasDhcp() && !address.isEmpty() && !isReserved(subnet, guest.mac)) {
            subnet.reservations.append({.mac = guest.mac, .name = guest.hostName, .address = address});
            return network;
        }
    }
    return std::nullopt;
}

} // namespace vitrine
