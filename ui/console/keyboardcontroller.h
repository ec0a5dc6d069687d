// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QSet>

#include <functional>
#include <initializer_list>

namespace vitrine {

/** What a Host key combination asks of the window. */
enum class HostCommand {
    ToggleCapture,
    ToggleFullScreen,
    ToggleScaling,
    AdjustWindow,
    Minimise,
    ShowMenu,
    Pause,
    Reset,
    ShutDown,
    Close,
};

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
 * - The Host key never reaches the guest. Pressed and released alone it toggles the capture; with
 *   another key it gives a command or a combination, and neither press nor release of that key is
 *   sent.
 * - Auto-repeat is dropped: the guest repeats by itself. A release is sent only for a press that was.
 * - While the keyboard is not captured, Alt and Super are held back until another key, a pointer
 *   button or their own release shows that they are meant for the guest: so a desktop's Alt+Tab or
 *   Super+1 leaves no stray modifier in the guest.
 *
 * Pure: no widget, no clock.
 */
class KeyboardController
{
public:
    using KeySink = std::function<void(quint32 evdev, bool pressed)>;
    using CommandSink = std::function<void(HostCommand)>;

    KeyboardController(KeySink toGuest, CommandSink command);

    void setHostKey(quint32 evdev);
    [[nodiscard]] quint32 hostKey() const;
    /** While captured, modifiers are sent at once. */
    void setCaptured(bool captured);

    void handle(const KeyInput &input);
    /** A pointer button or wheel: held-back modifiers are meant for the guest, and Host isn't alone. */
    void pointerUsed();
    /** Focus lost, guest gone: releases what is down in the guest and forgets the rest. */
    void releaseAll();
    /** Presses the keys in order and releases them in reverse; keys that are down stay down after it. */
    void send(const QList<quint32> &combination);

private:
    void handleHostKey(const KeyInput &input);
    void handleHostCombination(const KeyInput &input);
    void press(quint32 evdev);
    void release(quint32 evdev);
    void flushHeldBack();

    KeySink m_toGuest;
    CommandSink m_command;
    quint32 m_hostKey;
    bool m_captured = false;
    bool m_hostDown = false;
    bool m_hostUsed = false;
    QList<quint32> m_pressed; ///< down in the guest, oldest first
    QList<quint32> m_heldBack;
    QSet<quint32> m_swallowed; ///< pressed with Host: their release is not sent either
};

} // namespace vitrine
