// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace vitrine {

/**
 * @file
 * What Qt has no call for on an X11 display. On other desktops these do nothing and answer false.
 */

/**
 * With it a held key gives presses only, as under Wayland. Without it each repetition is a release and
 * a press, and a release whose press is late looks real. For the whole program: on only while the
 * guest has the keyboard, because Qt takes such presses for new ones.
 */
bool setX11DetectableAutoRepeat(bool on);

/** Presses and releases a key (evdev code) for whoever listens to it; needs the XTEST extension. */
bool typeKeyForX11Desktop(quint32 evdev);

/** The display's keyboard layouts. */
struct X11Layouts {
    QString names = {}; ///< "us,de"; empty: not known
    QString variants = {}; ///< ",nodeadkeys"
    int active = 0;
};
[[nodiscard]] X11Layouts x11Layouts();

} // namespace vitrine
