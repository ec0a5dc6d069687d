// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/compositehead.h"

namespace vitrine {

CompositeHead::CompositeHead(ConsoleHead *head, RequestSize requestSize)
    : m_head(head)
    , m_requestSize(std::move(requestSize))
{
    connect(head, &ConsoleHead::sizeChanged, this, &ConsoleHead::sizeChanged);
    connect(head, &ConsoleHead::damaged, this, &ConsoleHead::damaged);
    connect(head, &ConsoleHead::cursorChanged, this, &ConsoleHead::cursorChanged);
    connect(head, &ConsoleHead::cursorMoved, this, &ConsoleHead::cursorMoved);
    connect(head, &QObject::destroyed, this, &ConsoleHead::sizeChanged);
}

int CompositeHead::number() const
{
    return m_head ? m_head->number() : 0;
}

QSize CompositeHead::size() const
{
    return m_head ? m_head->size() : QSize();
}

void CompositeHead::read(const std::function<void(const QImage &)> &reader) const
{
    if (m_head) {
        m_head->read(reader);
    }
}

QRegion CompositeHead::takeDamage()
{
    return m_head ? m_head->takeDamage() : QRegion();
}

void CompositeHead::setVisible(bool visible)
{
    if (m_head) {
        m_head->setVisible(visible);
    }
}

GuestCursor CompositeHead::cursor() const
{
    return m_head ? m_head->cursor() : GuestCursor();
}

bool CompositeHead::requestSize(QSize pixels, QSize millimetres)
{
    return m_head && !pixels.isEmpty()
        && (m_requestSize({.head = number(), .pixels = pixels, .millimetres = millimetres}) || m_head->requestSize(pixels, millimetres));
}

} // namespace vitrine
