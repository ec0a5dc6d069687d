// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicedisplayfilter.h"

#include <utility>

#include <spice/enums.h>

namespace vitrine {
namespace {

/** A picture of 16384 x 16384 pixels, and what stands around it. The library takes as much memory as is named. */
constexpr quint32 maxMessage = 16384U * 16384 * 4 + 65536;
/** The library says little on this channel. */
constexpr quint32 maxLibraryMessage = 1024U * 1024;
/** While the library is busy, smaller pictures are passed on: asking costs more... */
constexpr qsizetype worthAsking = 64 * 1024;
/** ... unless so many come: text that scrolls is thousands of them. */
constexpr int manyPictures = 16;
constexpr quint32 askId = 0x56545249;
constexpr quint32 ackSize = 8; ///< generation, window
constexpr quint32 pingSize = 12; ///< id, time
constexpr quint32 surfaceCreateSize = 20; ///< id, width, height, format, flags

/** Drops no resource: does nothing. */
void appendEmpty(QByteArray &bytes)
{
    SpiceMiniHeader{.type = SPICE_MSG_DISPLAY_INVAL_LIST, .size = sizeof(quint16)}.appendTo(bytes);
    appendNumber<quint16>(bytes, 0);
}

/** How much of a message's body is looked at before it is decided what becomes of it. */
quint32 lookedAt(const SpiceMiniHeader &header)
{
    switch (header.type) {
    case SPICE_MSG_SET_ACK:
        return header.size == ackSize ? ackSize : 0;
    case SPICE_MSG_DISPLAY_SURFACE_CREATE:
        return header.size >= surfaceCreateSize ? surfaceCreateSize : 0;
    case SPICE_MSG_DISPLAY_DRAW_COPY:
        return header.size > SpiceRawPicture::wireSize ? SpiceRawPicture::wireSize : 0;
    default:
        return 0;
    }
}

/** The library would free the primary surface's memory without telling anybody. */
bool replacesPrimary(QByteArrayView surfaceCreate)
{
    constexpr qsizetype flagsAt = 16;
    return numberAt<quint32>(surfaceCreate, 0) == 0 && (numberAt<quint32>(surfaceCreate, flagsAt) & SPICE_SURFACE_FLAGS_PRIMARY) == 0;
}

} // namespace

SpiceDisplayFilter::SpiceDisplayFilter(std::shared_ptr<SpiceSurface> surface)
    : m_surface(std::move(surface))
{
    follow(Part::Header, SpiceMiniHeader::wireSize);
}

void SpiceDisplayFilter::follow(Part part, qsizetype bytes)
{
    m_part = part;
    if (part == Part::Header || part == Part::Start) {
        m_start.expect(bytes);
    } else {
        m_left = bytes;
    }
}

bool SpiceDisplayFilter::fromServer(QByteArrayView bytes)
{
    const QByteArrayView all = bytes;
    const SpiceServerLink::State state = m_link.follow(bytes);
    if (state == SpiceServerLink::State::Insane) {
        return false;
    }
    if (state != SpiceServerLink::State::Messages) {
        toLibrary.append(all);
        return true;
    }
    toLibrary.append(all.first(all.size() - bytes.size()));
    while (!bytes.isEmpty() && !m_waiting) {
        if (m_part == Part::Passing || m_part == Part::Drawing) {
            followBody(bytes);
        } else if (!m_start.take(bytes)) {
            return true;
        } else if (!(m_part == Part::Start ? finishStart() : beginMessage())) {
            return false;
        }
    }
    m_held.append(bytes);
    return true;
}

bool SpiceDisplayFilter::beginMessage()
{
    m_header = SpiceMiniHeader::read(m_start.bytes());
    if (m_header.size > maxMessage) {
        return false;
    }
    countForAck();
    if (const quint32 start = lookedAt(m_header)) {
        follow(Part::Start, start);
    } else {
        m_start.expect(0);
        pass();
    }
    return true;
}

bool SpiceDisplayFilter::finishStart()
{
    switch (m_header.type) {
    case SPICE_MSG_SET_ACK:
        answerAck();
        return true;
    case SPICE_MSG_DISPLAY_SURFACE_CREATE:
        if (replacesPrimary(m_start.bytes())) {
            return false;
        }
        pass();
        return true;
    default:
        const auto picture = SpiceRawPicture::read(m_start.bytes(), m_header.size);
        picture ? decide(*picture) : pass();
        return true;
    }
}

/** The server sends so many messages on; the library would count those alone that it gets. */
void SpiceDisplayFilter::answerAck()
{
    m_ackWindow = numberAt<quint32>(m_start.bytes(), sizeof(quint32));
    m_ackLeft = m_ackWindow;
    SpiceMiniHeader{.type = SPICE_MSGC_ACK_SYNC, .size = sizeof(quint32)}.appendTo(toServer);
    toServer.append(m_start.bytes().first(sizeof(quint32)));
    ++m_owed;
    follow(Part::Header, SpiceMiniHeader::wireSize);
}

void SpiceDisplayFilter::countForAck()
{
    if (m_ackLeft > 0 && --m_ackLeft == 0) {
        m_ackLeft = m_ackWindow;
        SpiceMiniHeader{.type = SPICE_MSGC_ACK, .size = 0}.appendTo(toServer);
    }
}

void SpiceDisplayFilter::decide(const SpiceRawPicture &picture)
{
    m_picture = picture;
    const bool fits = m_surface->fits(picture);
    if (!m_unhandled) {
        fits ? draw() : pass();
    } else if ((fits || m_newSurface) && (picture.bytes() >= worthAsking || ++m_passedPictures > manyPictures)) {
        ask();
    } else {
        pass();
    }
}

void SpiceDisplayFilter::ask()
{
    payOwed();
    SpiceMiniHeader{.type = SPICE_MSG_PING, .size = pingSize}.appendTo(toLibrary);
    appendNumber(toLibrary, askId);
    appendNumber(toLibrary, ++m_asked);
    m_waiting = true;
}

bool SpiceDisplayFilter::answered()
{
    m_waiting = false;
    m_unhandled = false;
    m_newSurface = false;
    m_passedPictures = 0;
    --m_owed; // the ping had the picture's place; when that comes, too, the next one's
    m_surface->fits(m_picture) ? draw() : pass();
    return fromServer(std::exchange(m_held, {}));
}

void SpiceDisplayFilter::draw()
{
    ++m_owed;
    follow(Part::Drawing, m_picture.bytes());
}

void SpiceDisplayFilter::pass()
{
    payOwed();
    m_header.appendTo(toLibrary);
    toLibrary.append(m_start.bytes());
    m_unhandled = true;
    m_newSurface |= m_header.type == SPICE_MSG_DISPLAY_SURFACE_CREATE;
    const qsizetype left = m_header.size - m_start.bytes().size();
    left > 0 ? follow(Part::Passing, left) : follow(Part::Header, SpiceMiniHeader::wireSize);
}

void SpiceDisplayFilter::followBody(QByteArrayView &bytes)
{
    const QByteArrayView now = bytes.first(std::min(bytes.size(), m_left));
    if (m_part == Part::Passing) {
        toLibrary.append(now);
    } else {
        m_surface->write(m_picture, m_picture.bytes() - m_left, now);
        m_drawn = true;
    }
    m_left -= now.size();
    bytes = bytes.sliced(now.size());
    if (m_left == 0) {
        follow(Part::Header, SpiceMiniHeader::wireSize);
    }
}

void SpiceDisplayFilter::payOwed()
{
    for (; m_owed > 0; --m_owed) {
        appendEmpty(toLibrary);
    }
}

void SpiceDisplayFilter::tell()
{
    payOwed();
    m_drawn = false;
    m_surface->report();
}

bool SpiceDisplayFilter::fromLibrary(QByteArrayView bytes)
{
    QByteArrayView none;
    if (m_link.follow(none) != SpiceServerLink::State::Messages) {
        toServer.append(bytes);
        return true;
    }
    m_fromLibrary.append(bytes);
    while (m_fromLibrary.size() >= SpiceMiniHeader::wireSize) {
        const SpiceMiniHeader header = SpiceMiniHeader::read(m_fromLibrary);
        if (header.size > maxLibraryMessage) {
            return false;
        }
        if (m_fromLibrary.size() < SpiceMiniHeader::wireSize + qsizetype(header.size)) {
            break;
        }
        if (!finishLibraryMessage(header)) {
            return false;
        }
    }
    return true;
}

bool SpiceDisplayFilter::finishLibraryMessage(const SpiceMiniHeader &header)
{
    const QByteArray message = m_fromLibrary.first(SpiceMiniHeader::wireSize + qsizetype(header.size));
    m_fromLibrary.remove(0, message.size());
    if (m_waiting && header.type == SPICE_MSGC_PONG && header.size == pingSize && numberAt<quint32>(message, SpiceMiniHeader::wireSize) == askId
        && numberAt<quint64>(message, SpiceMiniHeader::wireSize + sizeof(quint32)) == m_asked) {
        return answered();
    }
    toServer.append(message);
    return true;
}

} // namespace vitrine
