// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <cstdlib>

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
