// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/spicesurface.h"
#include "backends/console/spicewire.h"

namespace vitrine {

/**
 * Stands between a SPICE server and the library on a display channel. Uncompressed pictures, all that
 * QEMU sends for most guests, go right into the surface's memory, which takes about half the time the
 * library takes for them; everything else is passed on. No threads, no sockets: bytes in, bytes out.
 *
 * Nothing is drawn while the library may still be at something that was passed on: it is asked by a
 * ping. In the place of each picture the library gets an empty message, so that both count the same
 * messages: other channels may wait for a number of them.
 */
class SpiceDisplayFilter
{
public:
    explicit SpiceDisplayFilter(std::shared_ptr<SpiceSurface> surface);

    /** However they are cut. False: not honest; hang up. */
    [[nodiscard]] bool fromServer(QByteArrayView bytes);
    [[nodiscard]] bool fromLibrary(QByteArrayView bytes);
    /** The library is to answer first: what comes from the server meanwhile is kept, and better not read. */
    [[nodiscard]] bool isWaiting() const
    {
        return m_waiting;
    }
    /** The library and the surface's receiver don't know all yet. */
    [[nodiscard]] bool hasNews() const
    {
        return m_drawn || m_owed > 0;
    }
    /** They hear of it. */
    void tell();

    // What is to be sent; the sender removes it.
    QByteArray toServer;
    QByteArray toLibrary;

private:
    enum class Part {
        Header,
        Start, ///< of a message that is looked at
        Passing,
        Drawing,
    };
    [[nodiscard]] bool beginMessage();
    [[nodiscard]] bool finishStart();
    void answerAck();
    void countForAck();
    void decide(const SpiceRawPicture &picture);
    void ask();
    [[nodiscard]] bool answered();
    void draw();
    void pass();
    void follow(Part part, qsizetype bytes);
    void followBody(QByteArrayView &bytes);
    void payOwed();
    [[nodiscard]] bool finishLibraryMessage(const SpiceMiniHeader &header);

    std::shared_ptr<SpiceSurface> m_surface;
    SpiceServerLink m_link;
    Part m_part = Part::Header;
    SpicePart m_start; ///< the message's, or its header
    SpiceMiniHeader m_header;
    qsizetype m_left = 0; ///< of what is passed or drawn
    SpiceRawPicture m_picture;
    bool m_unhandled = false; ///< the library may be at something that was passed on
    bool m_newSurface = false; ///< passed on since
    int m_passedPictures = 0; ///< small ones, since the library was asked last
    bool m_waiting = false;
    quint64 m_asked = 0;
    QByteArray m_held; ///< came while waiting
    bool m_drawn = false; ///< since the last tell()
    int m_owed = 0; ///< empty messages that the library has not got yet; negative: it got one too many
    quint32 m_ackWindow = 0;
    quint32 m_ackLeft = 0;
    QByteArray m_fromLibrary; ///< a message's beginning
};

} // namespace vitrine
