// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vnccuttext.h"

#include <QtEndian>

#include <zlib.h>

#include <array>

namespace vitrine {
namespace {

constexpr quint32 textFormat = 1;
constexpr quint32 capabilities = 1U << 24;
constexpr quint32 request = 1U << 25;
constexpr quint32 peek = 1U << 26;
constexpr quint32 notify = 1U << 27;
constexpr quint32 provide = 1U << 28;

constexpr char clientCutText = 6;

void append32(QByteArray &bytes, quint32 number)
{
    std::array<char, 4> big = {};
    qToBigEndian(number, big.data());
    bytes.append(big.data(), big.size());
}

std::unexpected<Error> malformed(const QString &what)
{
    return fail(ErrorCode::Protocol, {}, what, QStringLiteral("vnc-clipboard"));
}

/** A zlib stream, whether or not its end is marked. */
Result<QByteArray> inflateBounded(QByteArrayView compressed, qsizetype limit)
{
    z_stream stream = {};
    if (inflateInit(&stream) != Z_OK) {
        return fail(ErrorCode::NoMemory);
    }
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> end(&stream, &inflateEnd);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(compressed.data())); // zlib's C API
    stream.avail_in = static_cast<uInt>(compressed.size());
    QByteArray all;
    std::array<char, 64 * 1024> piece = {};
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = piece.size();
        state = inflate(&stream, Z_SYNC_FLUSH);
        all.append(piece.data(), static_cast<qsizetype>(piece.size() - stream.avail_out));
        if (all.size() > limit) {
            return fail(ErrorCode::TooLarge, QStringLiteral("clipboard"));
        }
    }
    if (state != Z_STREAM_END && state != Z_BUF_ERROR) {
        return malformed(QStringLiteral("clipboard text does not inflate"));
    }
    return all;
}

Result<VncCutText> parseText(QByteArrayView compressed)
{
    const Result<QByteArray> inflated = inflateBounded(compressed, maxVncText + 4);
    if (!inflated) {
        return fail(inflated.error());
    }
    if (inflated->size() < 4) {
        return malformed(QStringLiteral("clipboard text without a size"));
    }
    const quint32 size = qFromBigEndian<quint32>(inflated->constData());
    if (size > static_cast<quint64>(inflated->size() - 4)) {
        return malformed(QStringLiteral("clipboard text of %1 bytes claims %2").arg(inflated->size() - 4).arg(size));
    }
    QByteArray text = inflated->sliced(4, size);
    while (text.endsWith('\0')) {
        text.chop(1);
    }
    text.replace("\r\n", "\n");
    return VncCutText{.kind = VncCutText::Kind::Text, .hasText = true, .text = text};
}

} // namespace

Result<VncCutText> parseVncCutText(const QByteArray &body)
{
    if (body.size() < 4) {
        return malformed(QStringLiteral("clipboard message of %1 bytes").arg(body.size()));
    }
    const quint32 flags = qFromBigEndian<quint32>(body.constData());
    const bool hasText = flags & textFormat;
    // Capabilities come with the flags of what the server understands.
    if (flags & capabilities) {
        return VncCutText{.kind = VncCutText::Kind::Capabilities, .hasText = hasText};
    }
    if (flags & notify) {
        return VncCutText{.kind = VncCutText::Kind::Offer, .hasText = hasText};
    }
    if (flags & (request | peek)) {
        return VncCutText{.kind = VncCutText::Kind::Request, .hasText = hasText};
    }
    if (flags & provide && hasText) {
        return parseText(QByteArrayView(body).sliced(4));
    }
    return malformed(QStringLiteral("clipboard message with flags 0x%1").arg(flags, 0, 16));
}

QByteArray vncCutTextMessage(const VncCutText &cutText)
{
    QByteArray body;
    switch (cutText.kind) {
    case VncCutText::Kind::Capabilities:
        append32(body, capabilities | request | notify | provide | textFormat);
        append32(body, static_cast<quint32>(maxVncText)); // of text that comes unasked
        break;
    case VncCutText::Kind::Offer:
        append32(body, notify | (cutText.hasText ? textFormat : 0));
        break;
    case VncCutText::Kind::Request:
        append32(body, request | textFormat);
        break;
    case VncCutText::Kind::Text: {
        append32(body, provide | textFormat);
        QByteArray sized;
        append32(sized, static_cast<quint32>(cutText.text.size()));
        sized += cutText.text;
        body += qCompress(sized).sliced(4); // without Qt's own size in front
        break;
    }
    }
    QByteArray message(1, clientCutText);
    message.append(3, '\0');
    append32(message, static_cast<quint32>(-static_cast<qint32>(body.size())));
    return message + body;
}

} // namespace vitrine
