// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vnchead.h"

#include "backends/console/vncconnection.h"

#include <QPointer>

namespace vitrine {

VncHead::VncHead()
    : m_picture(std::make_shared<HeadPicture>(this, [this](int changes) {
        deliver(changes);
    }))
{
}

VncHead::~VncHead()
{
    m_picture->detach();
}

void VncHead::deliver(int changes)
{
    const QPointer<VncHead> guard(this);
    if (changes & HeadPicture::SizeChanged) {
        Q_EMIT sizeChanged();
    }
    if (guard && changes & HeadPicture::CursorChanged) {
        Q_EMIT cursorChanged();
    }
    if (guard && changes & HeadPicture::Damaged) {
        Q_EMIT damaged();
    }
}

void VncHead::setConnection(VncConnection *connection)
{
    m_connection = connection;
    if (m_connection && !m_visible) {
        m_connection->setUpdates(false);
    }
}

int VncHead::number() const
{
    return 0;
}

QSize VncHead::size() const
{
    return m_picture->size();
}

void VncHead::read(const std::function<void(const QImage &)> &reader) const
{
    m_picture->read(reader);
}

QRegion VncHead::takeDamage()
{
    return m_picture->takeDamage();
}

void VncHead::setVisible(bool visible)
{
    if (m_visible == visible) {
        return;
    }
    m_visible = visible;
    if (m_connection) {
        m_connection->setUpdates(visible);
    }
    if (visible) {
        m_picture->damageAll();
    }
}

GuestCursor VncHead::cursor() const
{
    return m_picture->cursor();
}

bool VncHead::requestSize(QSize pixels, QSize)
{
    return m_connection && m_connection->requestSize(pixels);
}

} // namespace vitrine
