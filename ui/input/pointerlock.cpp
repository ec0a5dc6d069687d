// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/pointerlock.h"

#include "ui/input/relativepointer.h"

#include <QCursor>

#include <algorithm>

namespace vitrine {

PointerLock::PointerLock(QWidget *widget)
    : m_widget(widget)
    , m_compositor(RelativePointer::create())
{
    if (m_compositor) {
        connect(m_compositor.get(), &RelativePointer::moved, this, &PointerLock::move);
    }
}

PointerLock::~PointerLock() = default;

void PointerLock::lock()
{
    if (m_locked) {
        return;
    }
    m_locked = true;
    m_last = QCursor::pos();
    m_remainder = {};
    if (m_compositor) {
        m_byCompositor = m_compositor->lock(m_widget->window()->windowHandle());
    } else {
        m_widget->grabMouse(Qt::BlankCursor);
        centre();
    }
}

void PointerLock::unlock()
{
    if (!m_locked) {
        return;
    }
    m_locked = false;
    m_warped = false;
    if (m_compositor) {
        m_compositor->unlock();
    } else {
        m_widget->releaseMouse();
    }
}

bool PointerLock::isLocked() const
{
    return m_locked;
}

void PointerLock::pointerAt(QPointF globalPosition)
{
    if (m_byCompositor) {
        return; // Its motions come by themselves.
    }
    const qreal fromMiddle = (globalPosition - m_middle).manhattanLength();
    if (m_warped && fromMiddle <= (globalPosition - m_last).manhattanLength()) {
        // The jump has come, perhaps as one event with the motion after it.
        m_warped = false;
        m_last = m_middle;
    }
    move((globalPosition - std::exchange(m_last, globalPosition)) * m_widget->devicePixelRatioF());
    const int reach = std::min(m_widget->width(), m_widget->height()) / 4;
    if (!m_compositor && !m_warped && fromMiddle > reach) {
        centre(); // Wayland does not let a program move the pointer.
    }
}

void PointerLock::move(QPointF delta)
{
    m_remainder += delta;
    const QPoint whole(int(m_remainder.x()), int(m_remainder.y()));
    m_remainder -= whole;
    if (!whole.isNull()) {
        Q_EMIT moved(whole);
    }
}

void PointerLock::centre()
{
    m_middle = m_widget->mapToGlobal(m_widget->rect().center());
    m_warped = true;
    QCursor::setPos(m_middle);
}

} // namespace vitrine
