// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/keyboardcontroller.h"

#include "ui/input/keytable.h"

#include <Qt>

#include <linux/input-event-codes.h>

#include <algorithm>
#include <ranges>

namespace vitrine {

namespace {

/** By the label on the user's keyboard; layouts without Latin letters go by the key's place. */
bool matches(const KeyInput &input, int key)
{
    if (key == 0) {
        return false;
    }
    const bool latin = input.key > 0 && input.key < 0x80;
    const bool special = input.key >= Qt::Key_Escape;
    return latin || special ? input.key == key : input.evdev == evdevCodeForKey(Qt::Key(key), false);
}

} // namespace

KeyboardController::KeyboardController(Sinks sinks)
    : m_sinks(std::move(sinks))
    , m_hostKeys{KEY_RIGHTCTRL}
{
}

void KeyboardController::setHostKeys(const KeyCombination &keys)
{
    releaseAll();
    m_hostKeys = keys;
}

void KeyboardController::setKeptOnHost(const QList<KeyCombination> &combinations)
{
    releaseAll();
    m_kept = combinations;
}

void KeyboardController::setCommandKeys(const HostCommandKeys &keys)
{
    m_commandKeys = keys;
}

const KeyCombination &KeyboardController::hostKeys() const
{
    return m_hostKeys;
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
    if (input.pressed) {
        handlePress(input);
    } else {
        handleRelease(input.evdev);
    }
}

void KeyboardController::handlePress(const KeyInput &input)
{
    if (m_hostKeys.contains(input.evdev)) {
        m_hostKeysDown.insert(input.evdev);
        if (m_hostKeysDown.size() == m_hostKeys.size()) {
            return enterHost();
        }
    }
    if (m_hostDown) {
        handleHostCombination(input);
    } else if (stopsAtHost(input.evdev)) {
        keep(input.evdev);
    } else if (isHeldAnyLong(input.evdev) || isHeldAMoment(input.evdev)) {
        m_heldBack.append(input.evdev);
    } else {
        flushHeldBack();
        press(input.evdev);
    }
}

void KeyboardController::handleRelease(quint32 evdev)
{
    m_keptDown.removeOne(evdev);
    if (m_hostKeysDown.remove(evdev) && m_hostDown) {
        leaveHost();
    } else if (!m_swallowed.remove(evdev)) {
        release(evdev);
    } else if (evdev == m_keptKey) {
        m_keptKey = 0;
        if (m_sinks.keptOnHost) {
            m_sinks.keptOnHost(evdev);
        }
    }
}

void KeyboardController::enterHost()
{
    for (const quint32 key : std::as_const(m_hostKeys)) {
        m_heldBack.removeOne(key);
        m_keptDown.removeOne(key);
        m_swallowed.remove(key);
        release(key); // It waited long enough to be sent.
    }
    m_hostDown = true;
    m_hostUsed = false;
}

void KeyboardController::leaveHost()
{
    m_hostDown = false;
    m_swallowed.unite(m_hostKeysDown); // Those still down are let go of next.
    if (!m_hostUsed) {
        m_sinks.command(HostCommand::ToggleCapture);
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
        send(m_hostKeys);
    } else if (const auto command = commandFor(input)) {
        m_sinks.command(*command);
    }
}

std::optional<HostCommand> KeyboardController::commandFor(const KeyInput &input) const
{
    const QList<HostCommand> commands = hostCommandsWithKeys();
    const auto given = [&](const KeyInput &key) {
        return std::ranges::find_if(commands, [&](HostCommand command) {
            return matches(key, m_commandKeys.key(command));
        });
    };
    auto found = given(input);
    if (found == commands.end() && input.key == Qt::Key_Equal) {
        found = given({.evdev = input.evdev, .key = Qt::Key_Plus}); // as zooming is elsewhere: no Shift needed
    }
    return found == commands.end() ? std::nullopt : std::optional(*found);
}

bool KeyboardController::stopsAtHost(quint32 evdev)
{
    const KeyCombination down = m_pressed + m_heldBack + m_keptDown + KeyCombination{evdev};
    return std::ranges::any_of(m_kept, [&down](const KeyCombination &kept) {
        return sameKeys(kept, down);
    });
}

/** Without capture the desktop's own shortcuts, which never come here, begin with these. */
bool KeyboardController::isHeldAnyLong(quint32 evdev) const
{
    return !m_captured && (evdev == KEY_LEFTALT || evdev == KEY_LEFTMETA || evdev == KEY_RIGHTMETA);
}

bool KeyboardController::isHeldAMoment(quint32 evdev) const
{
    const bool partOfKept = isModifierKey(evdev) && std::ranges::any_of(m_kept, [evdev](const KeyCombination &kept) {
                                return kept.size() > 1 && kept.contains(evdev);
                            });
    return partOfKept || m_hostKeys.contains(evdev);
}

void KeyboardController::keep(quint32 evdev)
{
    const KeyCombination modifiers = m_pressed + std::exchange(m_heldBack, {}) + std::exchange(m_keptDown, {});
    for (const quint32 key : modifiers) {
        release(key);
        m_swallowed.insert(key);
        m_keptDown.append(key);
    }
    m_swallowed.insert(evdev);
    m_keptKey = evdev;
    m_hostUsed = true;
}

void KeyboardController::pointerUsed()
{
    m_hostUsed = true;
    flushHeldBack();
}

bool KeyboardController::isWaiting() const
{
    return std::ranges::any_of(m_heldBack, [this](quint32 evdev) {
        return !isHeldAnyLong(evdev);
    });
}

void KeyboardController::waitedEnough()
{
    if (isWaiting()) {
        flushHeldBack();
    }
}

void KeyboardController::releaseAll()
{
    const QList<quint32> down = std::exchange(m_pressed, {});
    for (const quint32 evdev : down | std::views::reverse) {
        m_sinks.toGuest(evdev, false);
    }
    m_heldBack.clear();
    m_keptDown.clear();
    m_keptKey = 0;
    m_swallowed.clear();
    m_hostKeysDown.clear();
    m_hostDown = false;
}

void KeyboardController::send(const KeyCombination &combination)
{
    QList<quint32> pressedHere;
    for (const quint32 evdev : combination) {
        if (!m_pressed.contains(evdev)) {
            m_sinks.toGuest(evdev, true);
            pressedHere.append(evdev);
        }
    }
    for (const quint32 evdev : pressedHere | std::views::reverse) {
        m_sinks.toGuest(evdev, false);
    }
}

void KeyboardController::press(quint32 evdev)
{
    if (!m_pressed.contains(evdev)) {
        m_pressed.append(evdev);
        m_sinks.toGuest(evdev, true);
    }
}

void KeyboardController::release(quint32 evdev)
{
    if (m_heldBack.contains(evdev)) {
        flushHeldBack();
    }
    if (m_pressed.removeOne(evdev)) {
        m_sinks.toGuest(evdev, false);
    }
}

/** Those of a combination that stayed on the host too: another key has come to them. */
void KeyboardController::flushHeldBack()
{
    const QList<quint32> keys = std::exchange(m_keptDown, {}) + std::exchange(m_heldBack, {});
    for (const quint32 evdev : keys) {
        m_swallowed.remove(evdev);
        press(evdev);
    }
}

} // namespace vitrine
