// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/ipaddress.h"

#include <algorithm>

#include <arpa/inet.h>

namespace vitrine {

std::optional<IpAddress> IpAddress::parse(const QString &text)
{
    IpAddress address;
    const QByteArray bytes = text.toLatin1();
    address.m_ipv6 = text.contains(u':');
    const bool parsed = inet_pton(address.m_ipv6 ? AF_INET6 : AF_INET, bytes.constData(), address.m_bytes.data()) == 1;
    return parsed ? std::optional(address) : std::nullopt;
}

IpAddress IpAddress::masked(int prefix, bool ones) const
{
    IpAddress result = *this;
    for (int bit = std::max(prefix, 0); bit < bits(); ++bit) {
        const auto mask = static_cast<unsigned char>(0x80U >> (bit % 8));
        unsigned char &byte = result.m_bytes[size_t(bit / 8)];
        byte = static_cast<unsigned char>(ones ? byte | mask : byte & ~mask);
    }
    return result;
}

bool IpAddress::isIn(const IpAddress &network, int prefix) const
{
    return m_ipv6 == network.m_ipv6 && masked(prefix) == network.masked(prefix);
}

int IpAddress::leadingOnes() const
{
    int count = 0;
    while (count < bits() && (m_bytes[size_t(count / 8)] & (0x80U >> (count % 8))) != 0) {
        ++count;
    }
    return count;
}

IpAddress IpAddress::plus(quint32 steps) const
{
    IpAddress result = *this;
    quint64 carry = steps;
    for (int i = bits() / 8 - 1; i >= 0 && carry > 0; --i) {
        carry += result.m_bytes[size_t(i)];
        result.m_bytes[size_t(i)] = static_cast<unsigned char>(carry & 0xff);
        carry >>= 8;
    }
    return result;
}

QString IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(m_ipv6 ? AF_INET6 : AF_INET, m_bytes.data(), text.data(), text.size());
    return QString::fromLatin1(text.data());
}

} // namespace vitrine
