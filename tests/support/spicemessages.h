// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/spicewire.h"

#include <QImage>

#include <spice/enums.h>
#include <spice/protocol.h>

// What a SPICE server says, made by hand.

namespace vitrine::test {

template<typename... T>
[[nodiscard]] QByteArray numbers(T... values)
{
    QByteArray bytes;
    (appendNumber(bytes, values), ...);
    return bytes;
}

/** How a server greets; `capabilities` are the common ones. */
[[nodiscard]] inline QByteArray spiceGreeting(quint32 capabilities = 1U << SPICE_COMMON_CAP_MINI_HEADER)
{
    const QByteArray reply =
        numbers(quint32(0)) + QByteArray(SPICE_TICKET_PUBKEY_BYTES, 'k') + numbers(quint32(1), quint32(0), quint32(sizeof(SpiceLinkReply)), capabilities);
    return "REDQ" + numbers(quint32(2), quint32(2), quint32(reply.size())) + reply + numbers(quint32(0));
}

[[nodiscard]] inline QByteArray spiceMessage(quint16 type, const QByteArray &body = {})
{
    return numbers(type, quint32(body.size())) + body;
}

/** DRAW_COPY of an uncompressed picture; what is not said is as QEMU says it. */
struct SpiceDrawCopy {
    QPoint at;
    QImage picture; ///< RGB32
    quint32 surface = 0;
    quint8 clip = SPICE_CLIP_TYPE_NONE;
    quint32 imagePointer = 57;
    quint16 operation = SPICE_ROPD_OP_PUT;
    quint32 mask = 0;
    quint8 kind = SPICE_IMAGE_TYPE_BITMAP;
    quint8 flags = 0; ///< of the image
    quint8 format = SPICE_BITMAP_FMT_32BIT;
    quint8 order = SPICE_BITMAP_FLAGS_TOP_DOWN;
    int sourceLeft = 0;
    int padding = 0; ///< bytes after each line

    [[nodiscard]] QByteArray body() const
    {
        const int width = picture.width();
        const int height = picture.height();
        QByteArray bytes = numbers(surface, at.y(), at.x(), at.y() + height, at.x() + width, clip);
        bytes += numbers(imagePointer, 0, sourceLeft, height, sourceLeft + width, operation, quint8(0));
        bytes += numbers(quint8(0), 0, 0, mask);
        bytes += numbers(quint64(1), kind, flags, quint32(width), quint32(height));
        bytes += numbers(format, order, quint32(width), quint32(height), quint32(4 * width + padding), quint32(0));
        for (int y = 0; y < height; ++y) {
            bytes.append(reinterpret_cast<const char *>(picture.constScanLine(y)), qsizetype(4) * width);
            bytes.append(padding, 'p');
        }
        return bytes;
    }
    [[nodiscard]] QByteArray message() const
    {
        return spiceMessage(SPICE_MSG_DISPLAY_DRAW_COPY, body());
    }
};

} // namespace vitrine::test
