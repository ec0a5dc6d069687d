// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceinputs.h"

#include "backends/console/keymap.h"

namespace vitrine {
namespace {

int buttonNumber(PointerButton button)
{
    switch (button) {
    case PointerButton::Left:
        return SPICE_MOUSE_BUTTON_LEFT;
    case PointerButton::Middle:
        return SPICE_MOUSE_BUTTON_MIDDLE;
    case PointerButton::Right:
        return SPICE_MOUSE_BUTTON_RIGHT;
    case PointerButton::Side:
        return SPICE_MOUSE_BUTTON_SIDE;
    case PointerButton::Extra:
        return SPICE_MOUSE_BUTTON_EXTRA;
    }
    return SPICE_MOUSE_BUTTON_LEFT;
}

/** SPICE names a button by its number in one place and by its bit in another. */
int buttonMask(int number)
{
    return 1 << (number - SPICE_MOUSE_BUTTON_LEFT);
}

} // namespace

SpiceInputs::SpiceInputs(SpiceInputsChannel *channel)
    : m_channel(shareGObject(channel))
{
}

KeyboardLeds SpiceInputs::leds() const
{
    int modifiers = 0;
    g_object_get(m_channel.get(), "key-modifiers", &modifiers, nullptr);
    return ledsFromLockBits(static_cast<quint32>(modifiers));
}

void SpiceInputs::key(quint32 evdevCode, bool pressed)
{
    const auto code = xtkbdFromEvdev(evdevCode);
    if (!code) {
        return;
    }
    if (pressed) {
        m_keysDown.insert(*code);
        spice_inputs_channel_key_press(m_channel.get(), *code);
    } else {
        m_keysDown.remove(*code);
        spice_inputs_channel_key_release(m_channel.get(), *code);
    }
}

void SpiceInputs::movePointerTo(int display, QPoint position)
{
    spice_inputs_channel_position(m_channel.get(), position.x(), position.y(), display, m_buttonsDown);
}

void SpiceInputs::movePointerBy(QPoint delta)
{
    spice_inputs_channel_motion(m_channel.get(), delta.x(), delta.y(), m_buttonsDown);
}

void SpiceInputs::press(int number, bool pressed)
{
    if (pressed) {
        m_buttonsDown |= buttonMask(number);
        spice_inputs_channel_button_press(m_channel.get(), number, m_buttonsDown);
    } else {
        m_buttonsDown &= ~buttonMask(number);
        spice_inputs_channel_button_release(m_channel.get(), number, m_buttonsDown);
    }
}

void SpiceInputs::button(PointerButton button, bool pressed)
{
    press(buttonNumber(button), pressed);
}

void SpiceInputs::wheel(QPoint angleDelta)
{
    const int notches = m_wheel.add(angleDelta.y());
    const int number = notches > 0 ? SPICE_MOUSE_BUTTON_UP : SPICE_MOUSE_BUTTON_DOWN;
    for (int i = std::abs(notches); i > 0; --i) {
        press(number, true);
        press(number, false);
    }
}

void SpiceInputs::setLocks(KeyboardLeds locks)
{
    const auto bit = [locks](KeyboardLed led, SpiceInputsLock lock) {
        return locks.testFlag(led) ? guint(lock) : 0U;
    };
    spice_inputs_channel_set_key_locks(m_channel.get(),
                                       bit(KeyboardLed::ScrollLock, SPICE_INPUTS_SCROLL_LOCK) | bit(KeyboardLed::NumLock, SPICE_INPUTS_NUM_LOCK)
                                           | bit(KeyboardLed::CapsLock, SPICE_INPUTS_CAPS_LOCK));
}

void SpiceInputs::releaseAll()
{
    for (const quint32 code : std::exchange(m_keysDown, {})) {
        spice_inputs_channel_key_release(m_channel.get(), code);
    }
    for (int number = SPICE_MOUSE_BUTTON_LEFT; number <= SPICE_MOUSE_BUTTON_EXTRA; ++number) {
        if (m_buttonsDown & buttonMask(number)) {
            press(number, false);
        }
    }
}

} // namespace vitrine
