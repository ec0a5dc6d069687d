// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/pointerlock.h"

#include <QCursor>
#include <QGuiApplication>

#include <algorithm>

namespace vitrine {

namespace {

bool canWarp()
{
    return !QGuiApplication::platformName().startsWith(QLatin1String("wayland"));
}

} // namespace

PointerLock::PointerLock(QWidget *widget)
    : m_widget(widget)
{
}

void PointerLock::lock()
{
    if (m_locked) {
        return;
    }
    m_locked = true;
    m_last = QCursor::pos();
    m_remainder = {};
    m_widget->grabMouse(Qt::BlankCursor);
    centre();
}

void PointerLock::unlock()
{
    if (!m_locked) {
        return;
    }
    m_locked = false;
    m_warped = false;
    m_widget->releaseMouse();
}

bool PointerLock::isLocked() const
{
    return m_locked;
}

QPoint PointerLock::motion(QPointF globalPosition)
{
    const qreal fromMiddle = (globalPosition - m_middle).manhattanLength();
    if (m_warped && fromMiddle <= (globalPosition - m_last).manhattanLength()) {
        // The jump has come, perhaps as one event with the motion after it.
        m_warped = false;
        m_last = m_middle;
    }
    const QPointF delta = (globalPosition - m_last) * m_widget->devicePixelRatioF() + m_remainder;
    m_last = globalPosition;
    const QPoint whole(int(delta.x()), int(delta.y()));
    m_remainder = delta - whole;
    const int reach = std::min(m_widget->width(), m_widget->height()) / 4;
    if (!m_warped && fromMiddle > reach) {
        centre();
    }
    return whole;
}

void PointerLock::centre()
{
    if (!canWarp()) {
        return;
    }
    m_middle = m_widget->mapToGlobal(m_widget->rect().center());
    m_warped = true;
    QCursor::setPos(m_middle);
}

} // namespace vitrine
