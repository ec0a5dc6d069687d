// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>
#include <QPoint>

#include <rfb/rfbclient.h>

#include <array>
#include <functional>

namespace vitrine {

/**
 * Rectangles that are no pixels: what QEMU's server tells with them and libvncclient 0.9.15 does not
 * read (pointer type, lock keys, cursors with alpha, that there is sound), as a protocol extension of that library.
 */
class VncRects
{
public:
    struct Events {
        std::function<void(bool absolute)> pointerMode;
        std::function<void(quint32 lockBits)> leds;
        std::function<void(const QImage &image, QPoint hotSpot)> cursor; ///< null image: none is to be seen
        std::function<void()> sound; ///< the server can send the guest's
    };
    /** To be offered to the server. */
    static constexpr std::array<qint32, 4> encodings = {-257, -261, -314, -259};

    explicit VncRects(Events events);
    /** Once in a process, before the first client is attached. */
    static void registerExtension();
    void attach(rfbClient *client);
    /** The rectangle that libvncclient is done with was one of these. */
    [[nodiscard]] bool takeHandled();

    /** The cursor of one-bit mask that libvncclient has just read; null when absurd. */
    [[nodiscard]] static QImage maskedCursor(const rfbClient &client, QSize size);

private:
    static rfbBool handle(rfbClient *client, rfbFramebufferUpdateRectHeader *rect);
    [[nodiscard]] bool readLeds(rfbClient *client) const;
    [[nodiscard]] bool readCursor(rfbClient *client, const rfbRectangle &rect) const;

    Events m_events;
    bool m_handled = false;
};

} // namespace vitrine
