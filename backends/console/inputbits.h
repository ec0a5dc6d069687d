// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QList>
#include <QPoint>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <linux/input-event-codes.h>

namespace vitrine {

/** Lock bits as both QEMU's D-Bus display and SPICE number them. */
[[nodiscard]] inline KeyboardLeds ledsFromLockBits(quint32 bits)
{
    KeyboardLeds leds;
    leds.setFlag(KeyboardLed::ScrollLock, bits & 1);
    leds.setFlag(KeyboardLed::NumLock, bits & 2);
    leds.setFlag(KeyboardLed::CapsLock, bits & 4);
    return leds;
}

/** Finds the lock keys that bring a guest's locks to those wanted. */
class LockKeys
{
public:
    /**
     * Evdev codes to press and release. A lock whose lamp did not change after the last time is left
     * alone: a guest that never lights its lamps would have it turned over each time.
     */
    [[nodiscard]] QList<quint32> toPress(KeyboardLeds wanted, KeyboardLeds lit)
    {
        static constexpr std::pair<KeyboardLed, quint32> keys[] = {
            {KeyboardLed::NumLock, KEY_NUMLOCK},
            {KeyboardLed::CapsLock, KEY_CAPSLOCK},
            {KeyboardLed::ScrollLock, KEY_SCROLLLOCK},
        };
        QList<quint32> codes;
        for (const auto &[led, evdev] : keys) {
            if (wanted.testFlag(led) != lit.testFlag(led) && !m_unanswered.testFlag(led)) {
                m_unanswered.setFlag(led);
                codes.append(evdev);
            }
        }
        return codes;
    }
    /** Lamps changed. */
    void answered(KeyboardLeds changed)
    {
        m_unanswered &= ~changed;
    }
    void reset()
    {
        m_unanswered = {};
    }

private:
    KeyboardLeds m_unanswered;
};

/** A place that a server tells, brought to where sums of such can't overflow. */
[[nodiscard]] inline QPoint boundedPosition(int x, int y)
{
    constexpr int farthest = 1 << 20;
    return {std::clamp(x, -farthest, farthest), std::clamp(y, -farthest, farthest)};
}

/** Gathers one axis of wheel movement, in 1/120 of a notch, into whole notches. */
class WheelAxis
{
public:
    /** The whole notches due now, signed; the rest is kept. */
    [[nodiscard]] int add(int delta)
    {
        m_remainder += delta;
        const int notches = m_remainder / notch;
        m_remainder -= notches * notch;
        return notches;
    }

private:
    static constexpr int notch = 120;
    int m_remainder = 0;
};

} // namespace vitrine
