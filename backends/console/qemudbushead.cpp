// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbushead.h"

#include "backends/console/qemudbuspeer.h"
#include "backends/console/qemuplaceholder.h"

namespace vitrine {

QemuDBusHead::QemuDBusHead(int number, int console, bool placesHotSpot, const std::shared_ptr<QemuDBusPeer> &peer)
    : PictureHead(number)
    , m_console(console)
    , m_placesHotSpot(placesHotSpot)
    , m_peer(peer)
    , m_switch(number == 0,
               [this] {
                   Q_EMIT switched();
               })
{
    peer->listen(m_console, picture());
}

void QemuDBusHead::frameChanged()
{
    bool on = number() == 0;
    read([&on](const QImage &shown) {
        on = on || !isQemuPlaceholder(shown);
    });
    m_switch.see(on);
}

void QemuDBusHead::requestOn(bool on, QSize pixels)
{
    if (const auto peer = m_peer.lock()) {
        peer->send({.kind = QemuInput::Kind::Size, .console = m_console, .pixels = on ? pixels : QSize(0, 0)});
    }
}

void QemuDBusHead::setUpdates(bool wanted)
{
    // QEMU sends a new listener the whole picture; the last one stays until then. A screen that is off
    // costs nothing, and without a listener nobody would see that it comes on.
    if (const auto peer = m_peer.lock()) {
        peer->listen(m_console, wanted || !m_switch.isOn() || m_switch.mayGoOff() ? picture() : nullptr);
    }
}

GuestCursor QemuDBusHead::cursor() const
{
    GuestCursor cursor = PictureHead::cursor();
    if (cursor.position && !m_placesHotSpot) {
        *cursor.position += cursor.hotSpot;
    }
    return cursor;
}

bool QemuDBusHead::requestSize(QSize pixels, QSize millimetres)
{
    const auto peer = m_peer.lock();
    if (!peer || pixels.isEmpty()) {
        return false;
    }
    peer->send({.kind = QemuInput::Kind::Size, .console = m_console, .pixels = pixels, .millimetres = millimetres});
    return true;
}

} // namespace vitrine
