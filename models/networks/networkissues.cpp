// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/networkissues.h"

#include "backends/core/ipaddress.h"

#include <KLocalizedString>

#include <QRegularExpression>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

using Field = NetworkIssue::Field;
using Issue = std::optional<NetworkIssue>;

Issue issue(Field field, const QString &text, qsizetype row = -1)
{
    return NetworkIssue{.field = field, .text = text, .row = row};
}

Issue nameIssue(const NetworkDefinition &wanted, const QList<NetworkInfo> &others)
{
    if (wanted.name.trimmed().isEmpty()) {
        return issue(Field::Name, i18nc("@info", "Give the network a name."));
    }
    if (wanted.name.contains(u'/') || wanted.name.contains(u'\n')) {
        return issue(Field::Name, i18nc("@info", "A name can't contain a slash or a line break."));
    }
    const bool taken = std::ranges::any_of(others, [&wanted](const NetworkInfo &other) {
        return other.definition.name == wanted.name;
    });
    return taken ? issue(Field::Name, i18nc("@info", "There is already a network named “%1”.", wanted.name)) : std::nullopt;
}

bool isDomainName(const QString &name)
{
    static const QRegularExpression pattern(uR"(^(?=.{1,253}$)[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,62})(\.[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,62}))*$)"_s);
    return pattern.match(name).hasMatch();
}

Issue deviceIssue(const NetworkDefinition &wanted)
{
    static const QRegularExpression pattern(uR"(^[a-zA-Z0-9_.:-]{1,15}$)"_s);
    if (wanted.mode == NetworkMode::Bridge && wanted.device.isEmpty()) {
        return issue(Field::Device, i18nc("@info", "Choose the bridge of this computer."));
    }
    if (!wanted.device.isEmpty() && !pattern.match(wanted.device).hasMatch()) {
        return issue(Field::Device, i18nc("@info", "“%1” can't be the name of a device.", wanted.device));
    }
    return std::nullopt;
}

/** The subnet's own address, and that nobody else has it. */
Issue addressIssue(const NetworkSubnet &subnet, const QList<NetworkInfo> &others)
{
    const auto address = IpAddress::parse(subnet.address);
    if (!address) {
        return issue(Field::Address, i18nc("@info", "“%1” is no address. Write it like 192.168.150.1 or fd00:150::1.", subnet.address));
    }
    const int most = address->isIpv6() ? 126 : 30;
    if (subnet.prefix < 8 || subnet.prefix > most) {
        return issue(Field::Address, i18nc("@info", "The length of the network part has to be between 8 and %1.", most));
    }
    if (*address == address->masked(subnet.prefix) || (!address->isIpv6() && *address == address->masked(subnet.prefix, true))) {
        return issue(Field::Address, i18nc("@info", "%1 stands for the whole network. Take the address of one computer in it.", subnet.address));
    }
    for (const NetworkInfo &other : others) {
        for (const NetworkSubnet &taken : other.definition.subnets) {
            const auto theirs = IpAddress::parse(taken.address);
            if (theirs && (address->isIn(*theirs, taken.prefix) || theirs->isIn(*address, subnet.prefix))) {
                return issue(Field::Address, i18nc("@info %1 is a network", "These addresses overlap with those of “%1”.", other.definition.name));
            }
        }
    }
    return std::nullopt;
}

Issue rangeIssue(const NetworkSubnet &subnet)
{
    if (subnet.dhcpStart.isEmpty() && subnet.dhcpEnd.isEmpty()) {
        return std::nullopt;
    }
    const auto address = IpAddress::parse(subnet.address);
    const auto start = IpAddress::parse(subnet.dhcpStart);
    const auto end = IpAddress::parse(subnet.dhcpEnd);
    if (!start || !end) {
        return issue(Field::Range, i18nc("@info", "“%1” is no address.", start ? subnet.dhcpEnd : subnet.dhcpStart));
    }
    if (!start->isIn(*address, subnet.prefix) || !end->isIn(*address, subnet.prefix)) {
        return issue(Field::Range, i18nc("@info", "The range given out has to lie inside the network."));
    }
    if (*end < *start) {
        return issue(Field::Range, i18nc("@info", "The range ends before it begins."));
    }
    if (*start <= *address && *address <= *end) {
        return issue(Field::Range, i18nc("@info", "The range contains %1, this computer's own address.", subnet.address));
    }
    return std::nullopt;
}

Issue reservationIssue(const NetworkSubnet &subnet)
{
    const auto network = IpAddress::parse(subnet.address);
    QStringList macs;
    QStringList addresses;
    for (qsizetype row = 0; row < subnet.reservations.size(); ++row) {
        const DhcpReservation &reservation = subnet.reservations.at(row);
        const auto address = IpAddress::parse(reservation.address);
        const bool needsMac = !network->isIpv6();
        if (needsMac && !isUsableMac(reservation.mac)) {
            return issue(Field::Reservation, i18nc("@info", "“%1” is no hardware address. Write it like 52:54:00:12:34:56.", reservation.mac), row);
        }
        if (!reservation.name.isEmpty() && !isDomainName(reservation.name)) {
            return issue(Field::Reservation, i18nc("@info", "“%1” can't be the name of a computer.", reservation.name), row);
        }
        if (!address || !address->isIn(*network, subnet.prefix) || *address == *network) {
            return issue(Field::Reservation, i18nc("@info", "“%1” is no free address of this network.", reservation.address), row);
        }
        if (macs.contains(reservation.mac.toLower()) || addresses.contains(address->toString())) {
            return issue(Field::Reservation, i18nc("@info", "The same adapter or address is named twice."), row);
        }
        if (!reservation.mac.isEmpty()) {
            macs.append(reservation.mac.toLower());
        }
        addresses.append(address->toString());
    }
    return std::nullopt;
}

} // namespace

bool isUsableMac(const QString &mac)
{
    static const QRegularExpression pattern(u"^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$"_s);
    const bool group = mac.first(std::min<qsizetype>(mac.size(), 2)).toInt(nullptr, 16) % 2 == 1;
    return pattern.match(mac).hasMatch() && !group && mac != "00:00:00:00:00:00"_L1;
}

std::optional<NetworkIssue> networkIssue(const NetworkDefinition &wanted, const QList<NetworkInfo> &others)
{
    if (const auto wrong = nameIssue(wanted, others)) {
        return wrong;
    }
    if (const auto wrong = deviceIssue(wanted)) {
        return wrong;
    }
    if (!wanted.domain.isEmpty() && !isDomainName(wanted.domain)) {
        return issue(Field::Domain, i18nc("@info", "“%1” can't be the name of a domain.", wanted.domain));
    }
    if (wanted.subnets.isEmpty() && (wanted.mode == NetworkMode::Nat || wanted.mode == NetworkMode::Routed)) {
        return issue(Field::Address, i18nc("@info", "Machines of such a network need addresses."));
    }
    for (const NetworkSubnet &subnet : wanted.subnets) {
        if (const auto wrong = addressIssue(subnet, others)) {
            return wrong;
        }
        if (const auto wrong = rangeIssue(subnet)) {
            return wrong;
        }
        if (const auto wrong = reservationIssue(subnet)) {
            return wrong;
        }
    }
    return std::nullopt;
}

NetworkSubnet freeSubnet(const QList<NetworkInfo> &networks)
{
    for (int third = 150; third < 250; ++third) {
        const QString start = u"192.168.%1."_s.arg(third);
        NetworkSubnet subnet{.address = start + u'1', .prefix = 24, .dhcpStart = start + u"100"_s, .dhcpEnd = start + u"254"_s};
        if (!addressIssue(subnet, networks)) {
            return subnet;
        }
    }
    return {.address = u"10.150.0.1"_s, .prefix = 24, .dhcpStart = u"10.150.0.100"_s, .dhcpEnd = u"10.150.0.254"_s};
}

NetworkSubnet freeSubnet6(const QList<NetworkInfo> &networks)
{
    NetworkSubnet subnet;
    int number = 150;
    do {
        subnet = {.address = u"fd00:%1::1"_s.arg(number++), .prefix = 64};
    } while (addressIssue(subnet, networks) && number < 1000);
    return subnet;
}

} // namespace vitrine
