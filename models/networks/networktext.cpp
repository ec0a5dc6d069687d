// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/networktext.h"

#include "backends/core/ipaddress.h"

#include <KLocalizedString>

namespace vitrine {

using namespace Qt::StringLiterals;

QString networkModeText(NetworkMode mode)
{
    switch (mode) {
    case NetworkMode::Nat:
        return i18nc("@info kind of network", "Shared (NAT)");
    case NetworkMode::Isolated:
        return i18nc("@info kind of network", "Isolated");
    case NetworkMode::Routed:
        return i18nc("@info kind of network", "Routed");
    case NetworkMode::Bridge:
        return i18nc("@info kind of network", "Bridged");
    case NetworkMode::Other:
        return i18nc("@info kind of network", "Other");
    }
    return {};
}

QString networkModeExplanation(NetworkMode mode)
{
    switch (mode) {
    case NetworkMode::Nat:
        return i18nc("@info", "Machines see each other, this computer, and everything it can reach. Nobody outside can reach them.");
    case NetworkMode::Isolated:
        return i18nc("@info", "Machines see each other and this computer, and nothing else.");
    case NetworkMode::Routed:
        return i18nc("@info", "Packets pass unchanged: machines have addresses of their own, and your router must know the way to them.");
    case NetworkMode::Bridge:
        return i18nc("@info", "Machines are plugged into a bridge of this computer as if they stood beside it, and get their addresses there.");
    case NetworkMode::Other:
        return i18nc("@info", "A kind that was set up by another program. Vitrine leaves it as it is.");
    }
    return {};
}

QString networkAddressText(const NetworkInfo &network)
{
    QStringList parts;
    for (const NetworkSubnet &subnet : network.definition.subnets) {
        if (const auto address = IpAddress::parse(subnet.address)) {
            parts.append(address->masked(subnet.prefix).toString() + u'/' + QString::number(subnet.prefix));
        }
    }
    if (parts.isEmpty() && network.definition.mode == NetworkMode::Bridge) {
        parts.append(network.definition.device);
    }
    return parts.join(i18nc("@info separates addresses", ", "));
}

QString portForwardText(const PortForward &forward)
{
    const auto range = [&forward](int first) {
        return forward.count > 1 ? u"%1-%2"_s.arg(first).arg(first + forward.count - 1) : QString::number(first);
    };
    const QString protocol = forward.protocol == PortForward::Protocol::Udp ? u"UDP"_s : u"TCP"_s;
    const QString address = forward.hostAddress.contains(u':') ? u'[' + forward.hostAddress + u']' : forward.hostAddress;
    const QString here = forward.hostAddress.isEmpty() ? range(forward.hostPort) : address + u':' + range(forward.hostPort);
    const QString way = i18nc("@info port forward, %1: TCP or UDP, %2: port of this computer, %3: port of the guest", "%1 %2 to %3", protocol, here, range(forward.guestPort));
    return forward.name.isEmpty() ? way : i18nc("@info port forward, %1: its name, %2: from where to where", "%1 (%2)", forward.name, way);
}

QString networkStateText(const NetworkInfo &network)
{
    return network.active ? i18nc("@info state of a network", "Running") : i18nc("@info state of a network", "Off");
}

} // namespace vitrine
