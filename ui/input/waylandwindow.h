// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QGuiApplication>
#include <QWaylandClientExtensionTemplate>
#include <QWindow>
#include <qpa/qplatformnativeinterface.h>

struct wl_surface;

namespace vitrine {

[[nodiscard]] inline bool isWayland()
{
    return QGuiApplication::platformName().startsWith(QLatin1String("wayland"));
}

/** Null while the window is not shown. */
[[nodiscard]] inline wl_surface *waylandSurface(QWindow *window)
{
    return static_cast<wl_surface *>(QGuiApplication::platformNativeInterface()->nativeResourceForWindow("surface", window));
}

/** A global of the compositor; `Interface` is qtwaylandscanner's class of its protocol. isActive(): it is there. */
template<typename Interface>
class WaylandGlobal : public QWaylandClientExtensionTemplate<WaylandGlobal<Interface>>, public Interface
{
public:
    WaylandGlobal()
        : QWaylandClientExtensionTemplate<WaylandGlobal<Interface>>(1)
    {
        this->initialize();
    }
    ~WaylandGlobal() override
    {
        if (this->isInitialized()) {
            this->destroy();
        }
    }
    Q_DISABLE_COPY_MOVE(WaylandGlobal)
};

} // namespace vitrine
