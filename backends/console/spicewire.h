// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QtEndian>

namespace vitrine {

// How a SPICE channel's bytes are laid out, for what looks at them before the library does. Formats:
// spice-protocol's protocol.h and spice-common's spice.proto. All numbers are little-endian. Pure.

/** A number at that offset, which must be inside. */
template<typename T>
[[nodiscard]] T numberAt(QByteArrayView bytes, qsizetype offset)
{
    return qFromLittleEndian<T>(bytes.constData() + offset);
}
template<typename T>
void appendNumber(QByteArray &bytes, T number)
{
    const T little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof(little));
}

/** In front of each message, of the kind all peers since 2011 agree on: its type and its body's size. */
struct SpiceMiniHeader {
    static constexpr qsizetype wireSize = 6;
    quint16 type = 0;
    quint32 size = 0;

    /** `bytes` are `wireSize` long. */
    [[nodiscard]] static SpiceMiniHeader read(QByteArrayView bytes);
    void appendTo(QByteArray &bytes) const;
};

/** Collects a part of a known length from bytes that come cut anyhow. */
class SpicePart
{
public:
    void expect(qsizetype bytes);
    /** Takes from the front of `bytes` what belongs to the part; true: it is whole. */
    bool take(QByteArrayView &bytes);
    [[nodiscard]] const QByteArray &bytes() const
    {
        return m_bytes;
    }

private:
    qsizetype m_wanted = 0;
    QByteArray m_bytes;
};

/** Follows how a server begins a channel, to find where its messages start. */
class SpiceServerLink
{
public:
    enum class State {
        Linking,
        Messages, ///< with mini headers, from the next byte on
        Unknown, ///< of a kind that can't be followed: encrypted, or a server of before 2011
        Insane, ///< the library should not get it
    };
    SpiceServerLink();
    /** Takes what belongs to the link from the front of `bytes`. */
    State follow(QByteArrayView &bytes);

private:
    enum class Part {
        Header,
        Reply,
        AuthenticationResult,
    };
    [[nodiscard]] State finishPart();
    [[nodiscard]] State finishReply();
    void expect(Part part, qsizetype bytes);

    Part m_part = Part::Header;
    SpicePart m_bytes;
    State m_state = State::Linking;
};

} // namespace vitrine
