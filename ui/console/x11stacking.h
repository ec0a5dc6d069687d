// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

namespace vitrine {

/**
 * Whether other windows hide all of a window, by the window manager's list of what lies above what. For displays
 * with a compositing manager, under which the X server calls every window uncovered; does nothing without one.
 *
 * In doubt a window counts as seen: frames of other windows, menus and shaped windows hide nothing. What can't be
 * known is an opacity that a compositor gives to windows by a rule of its own, which it tells nobody.
 *
 * Asks the server only after something changed. GUI thread, xcb platform.
 */
class X11Stacking : public QObject
{
    Q_OBJECT

public:
    explicit X11Stacking(QObject *parent = nullptr);

    /** The X window to follow; 0: none, and nothing is asked. */
    void watch(quintptr window);
    [[nodiscard]] bool isCovered() const;
    /** Something may have changed that the window manager doesn't tell. */
    void look();

Q_SIGNALS:
    void changed();

private:
    void onCompositing();
    void update();

    quintptr m_window = 0;
    bool m_listening = false; ///< to the window manager
    bool m_covered = false;
    QTimer m_soon;
};

} // namespace vitrine
