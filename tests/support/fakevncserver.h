// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"

#include <QByteArray>
#include <QColor>
#include <QList>
#include <QRect>

namespace vitrine::test {

/**
 * The server's end of a VNC connection, spoken byte by byte, so that a test can say what no server
 * would. Blocking, with a deadline on each read; the viewer decodes on a thread of its own meanwhile.
 */
class FakeVncServer
{
public:
    /** A socket for a viewer; the former connection is cut. */
    [[nodiscard]] FileDescriptor viewerEnd();

    /** Version, security and ServerInit, as QEMU without a password; false: the viewer did not follow. */
    [[nodiscard]] bool greet(QSize size);
    /** The rest of what a viewer says by itself: format, encodings, the first request. */
    [[nodiscard]] bool readOpening();
    [[nodiscard]] const QList<qint32> &offeredEncodings() const
    {
        return m_encodings;
    }

    void send(const QByteArray &bytes);
    /** Exactly so many; fewer when the viewer is gone or says no more for some seconds. */
    [[nodiscard]] QByteArray read(qsizetype count);
    /** The next message of the viewer, its type first; empty: none came. */
    [[nodiscard]] QByteArray nextMessage();
    /** The next message of a type, others passed over. */
    [[nodiscard]] QByteArray nextMessage(quint8 type);
    void hangUp()
    {
        m_socket.reset();
    }

    /** A FramebufferUpdate of one rectangle. */
    [[nodiscard]] static QByteArray update(const QRect &rect, qint32 encoding, const QByteArray &data = {});
    /** One of raw pixels in one colour. */
    [[nodiscard]] static QByteArray fill(const QRect &rect, QRgb colour);
    [[nodiscard]] static QByteArray big16(int number);
    [[nodiscard]] static QByteArray big32(qint64 number);

private:
    FileDescriptor m_socket;
    QList<qint32> m_encodings;
};

} // namespace vitrine::test
