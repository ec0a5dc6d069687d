// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/picturehead.h"

#include <QPointer>

namespace vitrine {

PictureHead::PictureHead(int number)
    : m_number(number)
    , m_picture(std::make_shared<HeadPicture>(this, [this](int changes) {
        deliver(changes);
    }))
{
}

PictureHead::~PictureHead()
{
    m_picture->detach();
}

void PictureHead::deliver(int changes)
{
    const QPointer<PictureHead> guard(this);
    if (changes & HeadPicture::FrameChanged) {
        frameChanged();
    }
    if (guard && changes & HeadPicture::SizeChanged) {
        Q_EMIT sizeChanged();
    }
    if (guard && changes & HeadPicture::CursorChanged) {
        Q_EMIT cursorChanged();
    }
    if (guard && changes & HeadPicture::CursorMoved) {
        Q_EMIT cursorMoved();
    }
    if (guard && changes & HeadPicture::Damaged) {
        Q_EMIT damaged();
    }
}

void PictureHead::frameChanged()
{
}

int PictureHead::number() const
{
    return m_number;
}

QSize PictureHead::size() const
{
    return m_picture->size();
}

void PictureHead::read(const std::function<void(const QImage &)> &reader) const
{
    m_picture->read(reader);
}

QRegion PictureHead::takeDamage()
{
    return m_picture->takeDamage();
}

void PictureHead::setVisible(bool visible)
{
    if (m_visible == visible) {
        return;
    }
    m_visible = visible;
    setUpdates(visible);
    if (visible) {
        m_picture->damageAll();
    }
}

GuestCursor PictureHead::cursor() const
{
    return m_picture->cursor();
}

} // namespace vitrine
