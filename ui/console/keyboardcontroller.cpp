// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/keyboardcontroller.h"

#include "ui/console/keytable.h"

#include <Qt>

#include <linux/input-event-codes.h>

#include <optional>
#include <ranges>

namespace vitrine {

namespace {

bool isHoldable(quint32 evdev)
{
    return evdev == KEY_LEFTALT || evdev == KEY_LEFTMETA || evdev == KEY_RIGHTMETA;
}

/** By the label on the user's keyboard; layouts without Latin letters go by the key's place. */
bool matches(const KeyInput &input, Qt::Key key)
{
    const bool latin = input.key > 0 && input.key < 0x80;
    const bool special = input.key >= Qt::Key_Escape;
    return latin || special ? input.key == key : input.evdev == evdevCodeForKey(key, false);
}

std::optional<HostCommand> commandFor(const KeyInput &input)
{
    static constexpr std::pair<Qt::Key, HostCommand> table[] = {
        {Qt::Key_F, HostCommand::ToggleFullScreen},
        {Qt::Key_C, HostCommand::ToggleScaling},
        {Qt::Key_A, HostCommand::AdjustWindow},
        {Qt::Key_M, HostCommand::Minimise},
        {Qt::Key_Home, HostCommand::ShowMenu},
        {Qt::Key_P, HostCommand::Pause},
        {Qt::Key_R, HostCommand::Reset},
        {Qt::Key_H, HostCommand::ShutDown},
        {Qt::Key_Q, HostCommand::Close},
    };
    for (const auto &[key, command] : table) {
        if (matches(input, key)) {
            return command;
        }
    }
    return {};
}

} // namespace

KeyboardController::KeyboardController(KeySink toGuest, CommandSink command)
    : m_toGuest(std::move(toGuest))
    , m_command(std::move(command))
    , m_hostKey(KEY_RIGHTCTRL)
{
}

void KeyboardController::setHostKey(quint32 evdev)
{
    releaseAll();
    m_hostKey = evdev;
}

quint32 KeyboardController::hostKey() const
{
    return m_hostKey;
}

void KeyboardController::setCaptured(bool captured)
{
    m_captured = captured;
}

void KeyboardController::handle(const KeyInput &input)
{
    if (input.evdev == 0 || input.autoRepeat) {
        return;
    }
    if (input.evdev == m_hostKey) {
        handleHostKey(input);
    } else if (!input.pressed) {
        if (!m_swallowed.remove(input.evdev)) {
            release(input.evdev);
        }
    } else if (m_hostDown) {
        handleHostCombination(input);
    } else if (!m_captured && isHoldable(input.evdev)) {
        m_heldBack.append(input.evdev);
    } else {
        flushHeldBack();
        press(input.evdev);
    }
}

void KeyboardController::handleHostKey(const KeyInput &input)
{
    if (input.pressed) {
        m_hostDown = true;
        m_hostUsed = false;
        return;
    }
    const bool alone = m_hostDown && !m_hostUsed;
    m_hostDown = false;
    if (alone) {
        m_command(HostCommand::ToggleCapture);
    }
}

void KeyboardController::handleHostCombination(const KeyInput &input)
{
    m_hostUsed = true;
    m_swallowed.insert(input.evdev);
    if (input.evdev == KEY_DELETE || input.evdev == KEY_BACKSPACE) {
        send({KEY_LEFTCTRL, KEY_LEFTALT, input.evdev});
    } else if (input.key >= Qt::Key_F1 && input.key <= Qt::Key_F12) {
        send({KEY_LEFTCTRL, KEY_LEFTALT, input.evdev});
    } else if (input.evdev == KEY_INSERT) {
        send({m_hostKey});
    } else if (const auto command = commandFor(input)) {
        m_command(*command);
    }
}

void KeyboardController::pointerUsed()
{
    m_hostUsed = true;
    flushHeldBack();
}

void KeyboardController::releaseAll()
{
    const QList<quint32> down = std::exchange(m_pressed, {});
    for (const quint32 evdev : down | std::views::reverse) {
        m_toGuest(evdev, false);
    }
    m_heldBack.clear();
    m_swallowed.clear();
    m_hostDown = false;
}

void KeyboardController::send(const QList<quint32> &combination)
{
    QList<quint32> pressedHere;
    for (const quint32 evdev : combination) {
        if (!m_pressed.contains(evdev)) {
            m_toGuest(evdev, true);
            pressedHere.append(evdev);
        }
    }
    for (const quint32 evdev : pressedHere | std::views::reverse) {
        m_toGuest(evdev, false);
    }
}

void KeyboardController::press(quint32 evdev)
{
    if (!m_pressed.contains(evdev)) {
        m_pressed.append(evdev);
        m_toGuest(evdev, true);
    }
}

void KeyboardController::release(quint32 evdev)
{
    if (m_heldBack.contains(evdev)) {
        flushHeldBack();
    }
    if (m_pressed.removeOne(evdev)) {
        m_toGuest(evdev, false);
    }
}

void KeyboardController::flushHeldBack()
{
    const QList<quint32> keys = std::exchange(m_heldBack, {});
    for (const quint32 evdev : keys) {
        press(evdev);
    }
}

} // namespace vitrine
