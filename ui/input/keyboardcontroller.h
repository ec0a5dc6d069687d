// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/hostcommands.h"
#include "ui/input/keycombination.h"

#include <QSet>

#include <functional>
#include <optional>

namespace vitrine {

/** One key event, already mapped to the physical key. */
struct KeyInput {
    quint32 evdev = 0; ///< 0: unknown key, ignored
    int key = 0; ///< Qt::Key, for the letters of Host combinations
    bool pressed = false;
    bool autoRepeat = false;
};

/**
 * Decides which keys go to the guest.
 *
 * - The Host key, one key or up to three together, never reaches the guest. Pressed and released alone
 *   it toggles the capture; with another key it gives a command or a combination, and neither press
 *   nor release of that key is sent.
 * - A combination that stays on the host never reaches the guest either, nor do its modifiers.
 * - Auto-repeat is dropped: the guest repeats by itself. A release is sent only for a press that was.
 * - Keys that may become one of these are held back until another key, a pointer button, their own
 *   release or waitedEnough() shows that they are meant for the guest.
 * - While the keyboard is not captured, Alt and Super are held back too, however long: so a desktop's
 *   Alt+Tab or Super+1 leaves no stray modifier in the guest.
 *
 * Pure: no widget, no clock.
 */
class KeyboardController
{
public:
    struct Sinks {
        std::function<void(quint32 evdev, bool pressed)> toGuest;
        std::function<void(HostCommand)> command;
        /** The last key of a combination that stays on the host was let go of; its modifiers are still down. */
        std::function<void(quint32 evdev)> keptOnHost = {};
    };

    explicit KeyboardController(Sinks sinks);

    /** Releases everything first. */
    void setHostKeys(const KeyCombination &keys);
    void setKeptOnHost(const QList<KeyCombination> &combinations);
    void setCommandKeys(const HostCommandKeys &keys);
    [[nodiscard]] const KeyCombination &hostKeys() const;
    void setCaptured(bool captured);

    void handle(const KeyInput &input);
    /** A pointer button or wheel: held-back modifiers are meant for the guest, and Host isn't alone. */
    void pointerUsed();
    /** Keys are held back that the guest should get if nothing comes of them in a moment. */
    [[nodiscard]] bool isWaiting() const;
    /** That moment is over. */
    void waitedEnough();
    /** Focus lost, guest gone: releases what is down in the guest and forgets the rest. */
    void releaseAll();
    /** Presses the keys in order and releases them in reverse; keys that are down stay down after it. */
    void send(const KeyCombination &combination);

private:
    void handlePress(const KeyInput &input);
    void handleRelease(quint32 evdev);
    void enterHost();
    void leaveHost();
    void handleHostCombination(const KeyInput &input);
    [[nodiscard]] std::optional<HostCommand> commandFor(const KeyInput &input) const;
    [[nodiscard]] bool stopsAtHost(quint32 evdev);
    [[nodiscard]] bool isHeldAnyLong(quint32 evdev) const;
    [[nodiscard]] bool isHeldAMoment(quint32 evdev) const;
    void keep(quint32 evdev);
    void press(quint32 evdev);
    void release(quint32 evdev);
    void flushHeldBack();

    Sinks m_sinks;
    KeyCombination m_hostKeys;
    QList<KeyCombination> m_kept;
    HostCommandKeys m_commandKeys;
    bool m_captured = false;
    bool m_hostDown = false;
    bool m_hostUsed = false;
    QSet<quint32> m_hostKeysDown;
    QList<quint32> m_pressed; ///< down in the guest, oldest first
    QList<quint32> m_heldBack; ///< down, and not decided yet
    QList<quint32> m_keptDown; ///< modifiers of a combination that stayed on the host, still down
    quint32 m_keptKey = 0; ///< its last key, while down; 0: none
    QSet<quint32> m_swallowed; ///< their release is not sent either
};

} // namespace vitrine
