// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace vitrine {

/** An IPv4 or IPv6 address as a value; ordered as numbers, all of IPv4 before IPv6. */
class IpAddress
{
public:
    /** Only what is written in full ("10.1" is none); nothing for host names and scopes. */
    [[nodiscard]] static std::optional<IpAddress> parse(const QString &text);

    [[nodiscard]] bool isIpv6() const
    {
        return m_ipv6;
    }
    /** 32 or 128. */
    [[nodiscard]] int bits() const
    {
        return m_ipv6 ? 128 : 32;
    }
    /** With all bits behind the first `prefix` 0, or 1 for the last address of the network. */
    [[nodiscard]] IpAddress masked(int prefix, bool ones = false) const;
    [[nodiscard]] bool isIn(const IpAddress &network, int prefix) const;
    /** Leading ones, of a network mask. */
    [[nodiscard]] int leadingOnes() const;
    /** `steps` addresses further; wraps around. */
    [[nodiscard]] IpAddress plus(quint32 steps) const;
    [[nodiscard]] QString toString() const;
    auto operator<=>(const IpAddress &) const = default;

private:
    bool m_ipv6 = false;
    std::array<unsigned char, 16> m_bytes{}; ///< network order; IPv4 in the first four
};

} // namespace vitrine
