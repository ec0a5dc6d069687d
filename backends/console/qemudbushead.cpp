// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbushead.h"

#include "backends/console/qemudbuspeer.h"
#include "backends/console/qemuplaceholder.h"

#include <QPointer>

namespace vitrine {

QemuDBusHead::QemuDBusHead(int number, int console, const std::shared_ptr<QemuDBusPeer> &peer)
    : m_number(number)
    , m_console(console)
    , m_peer(peer)
    , m_picture(std::make_shared<HeadPicture>(this,
                                              [this](int changes) {
                                                  deliver(changes);
                                              }))
    , m_on(number == 0)
{
    peer->listen(m_console, m_picture);
}

QemuDBusHead::~QemuDBusHead()
{
    m_picture->detach();
}

void QemuDBusHead::deliver(int changes)
{
    const QPointer<QemuDBusHead> guard(this);
    if (changes & HeadPicture::FrameChanged) {
        updateOn();
    }
    if (guard && changes & HeadPicture::SizeChanged) {
        Q_EMIT sizeChanged();
    }
    if (guard && changes & HeadPicture::CursorChanged) {
        Q_EMIT cursorChanged();
    }
    if (guard && changes & HeadPicture::Damaged) {
        Q_EMIT damaged();
    }
}

void QemuDBusHead::updateOn()
{
    bool on = m_number == 0;
    m_picture->read([&on](const QImage &picture) {
        on = on || !isQemuPlaceholder(picture);
    });
    if (on != m_on) {
        m_on = on;
        Q_EMIT switched();
    }
}

void QemuDBusHead::requestOn(bool on, QSize pixels)
{
    if (const auto peer = m_peer.lock()) {
        peer->setUiInfo(m_console, on ? pixels : QSize(0, 0), {});
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
