// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/waylanddevices.h"

#include "qwayland-fake-input.h"

#include <QWaylandClientExtensionTemplate>

namespace vitrine::test {

class WaylandDevices::Private : public QWaylandClientExtensionTemplate<Private>, public QtWayland::org_kde_kwin_fake_input
{
public:
    Private()
        : QWaylandClientExtensionTemplate<Private>(4)
    {
        initialize();
        if (isActive()) {
            authenticate(QStringLiteral("Vitrine's tests"), QStringLiteral("to press keys"));
        }
    }
};

WaylandDevices::WaylandDevices()
    : d(std::make_unique<Private>())
{
}

WaylandDevices::~WaylandDevices() = default;

bool WaylandDevices::isReady() const
{
    return d->isActive();
}

void WaylandDevices::key(quint32 evdev, bool pressed)
{
    d->keyboard_key(evdev, pressed ? 1 : 0);
}

void WaylandDevices::tap(quint32 evdev)
{
    key(evdev, true);
    key(evdev, false);
}

void WaylandDevices::movePointerTo(QPointF position)
{
    d->pointer_motion_absolute(wl_fixed_from_double(position.x()), wl_fixed_from_double(position.y()));
}

void WaylandDevices::movePointerBy(QPointF delta)
{
    d->pointer_motion(wl_fixed_from_double(delta.x()), wl_fixed_from_double(delta.y()));
}

void WaylandDevices::click(quint32 button)
{
    d->button(button, 1);
    d->button(button, 0);
}

void WaylandDevices::touchDown(quint32 finger, QPointF position)
{
    d->touch_down(finger, wl_fixed_from_double(position.x()), wl_fixed_from_double(position.y()));
    d->touch_frame();
}

void WaylandDevices::touchMove(quint32 finger, QPointF position)
{
    d->touch_motion(finger, wl_fixed_from_double(position.x()), wl_fixed_from_double(position.y()));
    d->touch_frame();
}

void WaylandDevices::touchUp(quint32 finger)
{
    d->touch_up(finger);
    d->touch_frame();
}

} // namespace vitrine::test
