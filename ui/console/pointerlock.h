// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPoint>
#include <QWidget>

namespace vitrine {

/**
 * Keeps the host's pointer in a widget and tells its motion, for guests with a mouse.
 *
 * On X11 the pointer is put back to the middle whenever it strays far. Wayland does not let a program
 * do that: there the motion ends at the edges of the screen.
 */
class PointerLock
{
public:
    explicit PointerLock(QWidget *widget);

    void lock();
    void unlock();
    [[nodiscard]] bool isLocked() const;
    /** The motion since the last call, in device pixels, at a pointer event while locked. */
    [[nodiscard]] QPoint motion(QPointF globalPosition);

private:
    void centre();

    QWidget *m_widget;
    bool m_locked = false;
    bool m_warped = false; ///< The jump to the middle has not been reported yet.
    QPoint m_middle;
    QPointF m_last;
    QPointF m_remainder;
};

} // namespace vitrine
