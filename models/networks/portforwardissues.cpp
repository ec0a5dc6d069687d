// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/portforwardissues.h"

#include "backends/core/ipaddress.h"

#include <KLocalizedString>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr int lastPort = 65535;
constexpr int firstFreePort = 1024; ///< those below are the administrator's

bool isPort(int port)
{
    return port >= 1 && port <= lastPort;
}

/** Whether two listening addresses get in each other's way; empty means all. */
bool sameAddress(const QString &left, const QString &right)
{
    return left.isEmpty() || right.isEmpty() || left == right || left == "0.0.0.0"_L1 || right == "0.0.0.0"_L1;
}

bool overlaps(const PortForward &left, const PortForward &right)
{
    return left.protocol == right.protocol && sameAddress(left.hostAddress, right.hostAddress) && left.hostPort < right.hostPort + right.count
        && right.hostPort < left.hostPort + left.count;
}

/** The first of `used` that the forward takes, too: of a program that listens, or of another machine. */
const UsedPort *takenPort(const PortForward &forward, const QList<UsedPort> &used, bool byMachine)
{
    const auto found = std::ranges::find_if(used, [&](const UsedPort &port) {
        const bool sameProtocol = port.udp == (forward.protocol == PortForward::Protocol::Udp);
        const bool inRange = port.port >= forward.hostPort && port.port < forward.hostPort + forward.count;
        return port.machine.isEmpty() != byMachine && sameProtocol && inRange && sameAddress(forward.hostAddress, port.address);
    });
    return found == used.end() ? nullptr : &*found;
}

} // namespace

PortUse portUse(const PortForward &forward)
{
    switch (forward.guestPort) {
    case 22:
        return PortUse::Ssh;
    case 3389:
        return PortUse::Rdp;
    case 80:
    case 443:
    case 3000:
    case 8000:
    case 8080:
    case 8443:
        return PortUse::Web;
    default:
        return PortUse::Other;
    }
}

QString portForwardIssue(const QList<PortForward> &forwards, qsizetype row, const QList<UsedPort> &used)
{
    const PortForward &forward = forwards.at(row);
    const int lastHost = forward.hostPort + forward.count - 1;
    const int lastGuest = forward.guestPort + forward.count - 1;
    if (forward.count < 1 || !isPort(forward.hostPort) || !isPort(lastHost) || !isPort(forward.guestPort) || !isPort(lastGuest)) {
        return i18nc("@info", "Ports go from 1 to 65535.");
    }
    if (forward.hostPort < firstFreePort) {
        return i18nc("@info", "Ports below 1024 of this computer are the administrator's. Take one from 1024 on.");
    }
    if (!forward.hostAddress.isEmpty() && !IpAddress::parse(forward.hostAddress)) {
        return i18nc("@info", "“%1” is no address. Take 127.0.0.1 for this computer only, or leave it empty for everybody.", forward.hostAddress);
    }
    for (qsizetype other = 0; other < forwards.size(); ++other) {
        if (other != row && overlaps(forward, forwards.at(other))) {
            return i18nc("@info", "Two rows take the same port of this computer.");
        }
    }
    const UsedPort *taken = takenPort(forward, used, false);
    return taken ? i18nc("@info", "Another program of this computer uses port %1 already.", QString::number(taken->port)) : QString();
}

QString portForwardWarning(const PortForward &forward, const QList<UsedPort> &used)
{
    const UsedPort *taken = takenPort(forward, used, true);
    return taken ? i18nc("@info %1: port, %2: a machine", "“%2” takes port %1, too: only one of the two machines can run.", QString::number(taken->port), taken->machine) : QString();
}

} // namespace vitrine
