// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QGuiApplication>
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

} // namespace vitrine
