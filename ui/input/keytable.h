// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qt>
#include <QtTypes>

class QKeyEvent;

namespace vitrine {

/**
 * The physical key of an event as evdev code (linux/input-event-codes.h); 0: none.
 *
 * On X11 and Wayland the scan code decides, whatever the host's layout. Events without one (on-screen
 * keyboards, tests) are taken as typed on a US keyboard.
 */
[[nodiscard]] quint32 evdevCode(const QKeyEvent &event);

/** The key of a US keyboard that gives `key`; 0: none. */
[[nodiscard]] quint32 evdevCodeForKey(Qt::Key key, bool keypad);

/** What a key of a US keyboard gives without modifiers. */
struct UsKey {
    Qt::Key key = Qt::Key_unknown;
    bool keypad = false;
};
/** Qt::Key_unknown: no such key on it. */
[[nodiscard]] UsKey usKeyForEvdev(quint32 evdev);

} // namespace vitrine
