// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPoint>
#include <QWidget>

#include <memory>

namespace vitrine {

class RelativePointer;

/**
 * Keeps the host's pointer in a widget and tells its motion, for guests with a mouse.
 *
 * Wayland: the compositor locks the pointer (pointer-constraints) and tells motions alone; where it
 * can't, they end at the edges of the screen. X11: the pointer is put back to the middle whenever it
 * strays far.
 */
class PointerLock : public QObject
{
    Q_OBJECT

public:
    explicit PointerLock(QWidget *widget);
    ~PointerLock() override;

    void lock();
    void unlock();
    /** Asked for, by lock(). */
    [[nodiscard]] bool isLocked() const;
    /** To be told of every pointer event while locked. */
    void pointerAt(QPointF globalPosition);

Q_SIGNALS:
    /** Whole steps; fractions are kept for the next. */
    void moved(QPoint delta);

private:
    void centre();
    void move(QPointF delta);

    QWidget *m_widget;
    std::unique_ptr<RelativePointer> m_compositor; ///< null: not on Wayland
    bool m_locked = false;
    bool m_byCompositor = false;
    bool m_warped = false; ///< The jump to the middle has not been reported yet.
    QPoint m_middle;
    QPointF m_last;
    QPointF m_remainder;
};

} // namespace vitrine
