// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicewire.h"

#include <spice/enums.h>
#include <spice/protocol.h>

namespace vitrine {
namespace {

constexpr quint32 maxLinkReply = 4096;

bool has(quint32 capabilities, int capability)
{
    return capabilities & 1U << capability;
}

} // namespace

SpiceMiniHeader SpiceMiniHeader::read(QByteArrayView bytes)
{
    return {.type = numberAt<quint16>(bytes, 0), .size = numberAt<quint32>(bytes, sizeof(quint16))};
}

void SpiceMiniHeader::appendTo(QByteArray &bytes) const
{
    appendNumber(bytes, type);
    appendNumber(bytes, size);
}

void SpicePart::expect(qsizetype bytes)
{
    m_wanted = bytes;
    m_bytes.clear();
}

bool SpicePart::take(QByteArrayView &bytes)
{
    const qsizetype now = std::min(bytes.size(), m_wanted - m_bytes.size());
    m_bytes.append(bytes.first(now));
    bytes = bytes.sliced(now);
    return m_bytes.size() == m_wanted;
}

SpiceServerLink::SpiceServerLink()
{
    expect(Part::Header, sizeof(SpiceLinkHeader));
}

void SpiceServerLink::expect(Part part, qsizetype bytes)
{
    m_part = part;
    m_bytes.expect(bytes);
}

SpiceServerLink::State SpiceServerLink::follow(QByteArrayView &bytes)
{
    while (m_state == State::Linking && m_bytes.take(bytes)) {
        m_state = finishPart();
    }
    return m_state;
}

SpiceServerLink::State SpiceServerLink::finishPart()
{
    if (m_part == Part::AuthenticationResult) {
        return State::Messages;
    }
    if (m_part == Part::Reply) {
        return finishReply();
    }
    const auto size = numberAt<quint32>(m_bytes.bytes(), offsetof(SpiceLinkHeader, size));
    if (size > maxLinkReply) {
        return State::Insane;
    }
    if (size < sizeof(SpiceLinkReply)) {
        return State::Unknown;
    }
    expect(Part::Reply, size);
    return State::Linking;
}

SpiceServerLink::State SpiceServerLink::finishReply()
{
    const QByteArray &reply = m_bytes.bytes();
    const auto words = numberAt<quint32>(reply, offsetof(SpiceLinkReply, num_common_caps));
    const auto offset = numberAt<quint32>(reply, offsetof(SpiceLinkReply, caps_offset));
    const bool sane = words > 0 && offset <= reply.size() - sizeof(quint32);
    const auto capabilities = sane ? numberAt<quint32>(reply, offset) : 0;
    // With SASL the library may encrypt what follows.
    if (!has(capabilities, SPICE_COMMON_CAP_MINI_HEADER) || has(capabilities, SPICE_COMMON_CAP_AUTH_SASL)) {
        return State::Unknown;
    }
    expect(Part::AuthenticationResult, sizeof(quint32));
    return State::Linking;
}

} // namespace vitrine
