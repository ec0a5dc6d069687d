// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>

#include <memory>

namespace vitrine::test {

/**
 * Keyboard, mouse and touch screen of a KWin that trusts its clients
 * (KWIN_WAYLAND_NO_PERMISSION_CHECKS=1): what XTEST is on X11. Positions are those of the screen.
 */
class WaylandDevices
{
public:
    WaylandDevices();
    ~WaylandDevices();
    WaylandDevices(const WaylandDevices &) = delete;
    WaylandDevices &operator=(const WaylandDevices &) = delete;

    /** The compositor offers them. */
    [[nodiscard]] bool isReady() const;
    /** By evdev code. */
    void key(quint32 evdev, bool pressed);
    void tap(quint32 evdev);
    void movePointerTo(QPointF position);
    void movePointerBy(QPointF delta);
    /** BTN_LEFT and the like. */
    void click(quint32 button);
    void touchDown(quint32 finger, QPointF position);
    void touchMove(quint32 finger, QPointF position);
    void touchUp(quint32 finger);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vitrine::test
