// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vncrects.h"

#include <QtEndian>

namespace vitrine {
namespace {

constexpr qint32 pointerType = VncRects::encodings[0];
constexpr qint32 ledState = VncRects::encodings[1];
constexpr qint32 alphaCursor = VncRects::encodings[2];
constexpr qint32 audio = VncRects::encodings[3];

constexpr int maxCursorSide = 512;

int ownerTag = 0; ///< its address is the name of our data at an rfbClient

bool isCursorSize(QSize size)
{
    return !size.isEmpty() && size.width() <= maxCursorSide && size.height() <= maxCursorSide;
}

} // namespace

VncRects::VncRects(Events events)
    : m_events(std::move(events))
{
}

void VncRects::registerExtension()
{
    static rfbClientProtocolExtension extension = {
        .encodings = nullptr, // VncClient sends the list itself
        .handleEncoding = handle,
        .handleMessage = nullptr,
        .next = nullptr,
        .securityTypes = nullptr,
        .handleAuthentication = nullptr,
    };
    rfbClientRegisterExtension(&extension);
}

void VncRects::attach(rfbClient *client)
{
    rfbClientSetClientData(client, &ownerTag, this);
}

bool VncRects::takeHandled()
{
    return std::exchange(m_handled, false);
}

rfbBool VncRects::handle(rfbClient *client, rfbFramebufferUpdateRectHeader *rect)
{
    auto *self = static_cast<VncRects *>(rfbClientGetClientData(client, &ownerTag));
    switch (static_cast<qint32>(rect->encoding)) {
    case pointerType:
        self->m_events.pointerMode(rect->r.x != 0);
        self->m_handled = true;
        break;
    case ledState:
        self->m_handled = self->readLeds(client);
        break;
    case alphaCursor:
        self->m_handled = self->readCursor(client, rect->r);
        break;
    case audio:
        self->m_events.sound();
        self->m_handled = true;
        break;
    default:
        break;
    }
    return self->m_handled ? TRUE : FALSE;
}

bool VncRects::readLeds(rfbClient *client) const
{
    char bits = 0;
    if (!ReadFromRFBServer(client, &bits, 1)) {
        return false;
    }
    m_events.leds(static_cast<quint8>(bits));
    return true;
}

bool VncRects::readCursor(rfbClient *client, const rfbRectangle &rect) const
{
    quint32 encoding = 0;
    if (!ReadFromRFBServer(client, reinterpret_cast<char *>(&encoding), sizeof(encoding)) || encoding != rfbEncodingRaw) {
        return false;
    }
    const QSize size(rect.w, rect.h);
    if (size.isEmpty()) {
        m_events.cursor({}, {});
        return true;
    }
    if (!isCursorSize(size)) {
        return false;
    }
    // QEMU sends its own words as they are in memory, which is QImage's ARGB32.
    QImage image(size, QImage::Format_ARGB32);
    if (!ReadFromRFBServer(client, reinterpret_cast<char *>(image.bits()), static_cast<unsigned>(image.sizeInBytes()))) {
        return false;
    }
    m_events.cursor(image, QPoint(rect.x, rect.y));
    return true;
}

QImage VncRects::maskedCursor(const rfbClient &client, QSize size)
{
    if (!isCursorSize(size)) {
        return {};
    }
    QImage image(size, QImage::Format_ARGB32);
    const uint8_t *pixel = client.rcSource;
    const uint8_t *mask = client.rcMask;
    for (int y = 0; y < size.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x, pixel += sizeof(QRgb), ++mask) {
            line[x] = *mask ? 0xff000000 | qFromUnaligned<QRgb>(pixel) : 0;
        }
    }
    return image;
}

} // namespace vitrine
