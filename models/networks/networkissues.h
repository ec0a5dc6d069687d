// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <optional>

namespace vitrine {

/** What is wrong with a definition, in plain words, and with which field. */
struct NetworkIssue {
    enum class Field {
        Name,
        Device,
        Domain,
        Address,
        Range,
        Reservation,
    };
    Field field = Field::Name;
    QString text = {};
    qsizetype row = -1; ///< of the reservation
};

/**
 * The first thing that keeps `wanted` from working, or nothing. `others` are the networks that are there
 * without the one that is edited: names must differ and addresses must not overlap. Pure.
 */
[[nodiscard]] std::optional<NetworkIssue> networkIssue(const NetworkDefinition &wanted, const QList<NetworkInfo> &others);

/** A range of addresses that none of the networks uses: 192.168.N.0/24 with its host and DHCP range. Pure. */
[[nodiscard]] NetworkSubnet freeSubnet(const QList<NetworkInfo> &networks);

/** The same in IPv6: fd00:N::/64, nothing given out. Pure. */
[[nodiscard]] NetworkSubnet freeSubnet6(const QList<NetworkInfo> &networks);

/** "aa:bb:cc:dd:ee:ff", not for groups, not all zero. Pure. */
[[nodiscard]] bool isUsableMac(const QString &mac);

} // namespace vitrine
