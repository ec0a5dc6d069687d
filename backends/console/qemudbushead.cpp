// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbushead.h"

#include "backends/console/qemudbuspeer.h"

namespace vitrine {

QemuDBusHead::QemuDBusHead(int number, int console, const std::shared_ptr<QemuDBusPeer> &peer)
    : m_number(number)
    , m_console(console)
    , m_peer(peer)
    , m_picture(std::make_shared<HeadPicture>(this, [this](int changes) {
        deliver(changes);
    }))
{
    peer->listen(m_console, m_picture);
}

QemuDBusHead::~QemuDBusHead()
{
    m_picture->detach();
}

void QemuDBusHead::deliver(int changes)
{
    if (changes & HeadPicture::SizeChanged) {
        Q_EMIT sizeChanged();
    }
    if (changes & HeadPicture::CursorChanged) {
        Q_EMIT cursorChanged();
    }
    if (changes & HeadPicture::Damaged) {
        Q_EMIT damaged();
    }
}

int QemuDBusHead::number() const
{
    return m_number;
}

QSize QemuDBusHead::size() const
{
    return m_picture->size();
}

void QemuDBusHead::read(const std::function<void(const QImage &)> &reader) const
{
    m_picture->read(reader);
}

QRegion QemuDBusHead::takeDamage()
{
    return m_picture->takeDamage();
}

void QemuDBusHead::setVisible(bool visible)
{
    if (m_visible == visible) {
        return;
    }
    m_visible = visible;
    // QEMU sends a new listener the whole picture; the last one stays until then.
    if (const auto peer = m_peer.lock()) {
        peer->listen(m_console, visible ? m_picture : nullptr);
    }
    if (visible) {
        m_picture->damageAll();
    }
}

GuestCursor QemuDBusHead::cursor() const
{
    return m_picture->cursor();
}

bool QemuDBusHead::requestSize(QSize pixels, QSize millimetres)
{
    const auto peer = m_peer.lock();
    if (!peer || pixels.isEmpty()) {
        return false;
    }
    peer->setUiInfo(m_console, pixels, millimetres);
    return true;
}

} // namespace vitrine
