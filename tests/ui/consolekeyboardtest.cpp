// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/keyboardcontroller.h"
#include "ui/console/keytable.h"

#include <QKeyEvent>
#include <QStringList>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

namespace vitrine {

namespace {

class Keyboard : public testing::Test
{
protected:
    void press(quint32 evdev, Qt::Key key = Qt::Key_unknown)
    {
        controller.handle({.evdev = evdev, .key = key, .pressed = true});
    }
    void release(quint32 evdev, Qt::Key key = Qt::Key_unknown)
    {
        controller.handle({.evdev = evdev, .key = key, .pressed = false});
    }
    void tap(quint32 evdev, Qt::Key key = Qt::Key_unknown)
    {
        press(evdev, key);
        release(evdev, key);
    }
    static QStringList taps(std::initializer_list<quint32> codes)
    {
        QStringList result;
        for (const quint32 code : codes) {
            result << QStringLiteral("+%1").arg(code) << QStringLiteral("-%1").arg(code);
        }
        return result;
    }

    QStringList guest;
    QList<HostCommand> commands;
    KeyboardController controller{[this](quint32 evdev, bool pressed) {
                                      guest += (pressed ? QStringLiteral("+%1") : QStringLiteral("-%1")).arg(evdev);
                                  },
                                  [this](HostCommand command) {
                                      commands += command;
                                  }};
};

} // namespace

TEST_F(Keyboard, sendsPressesAndReleasesInOrder)
{
    press(KEY_LEFTSHIFT);
    tap(KEY_A, Qt::Key_A);
    release(KEY_LEFTSHIFT);
    EXPECT_EQ(guest, QStringList({QStringLiteral("+42"), QStringLiteral("+30"), QStringLiteral("-30"), QStringLiteral("-42")}));
}

TEST_F(Keyboard, dropsAutoRepeatAndReleasesWithoutPress)
{
    press(KEY_A);
    controller.handle({.evdev = KEY_A, .key = Qt::Key_A, .pressed = false, .autoRepeat = true});
    controller.handle({.evdev = KEY_A, .key = Qt::Key_A, .pressed = true, .autoRepeat = true});
    release(KEY_A);
    release(KEY_B);
    EXPECT_EQ(guest, taps({KEY_A}));
}

TEST_F(Keyboard, hostKeyAloneTogglesTheCaptureAndIsNotSent)
{
    tap(KEY_RIGHTCTRL, Qt::Key_Control);
    EXPECT_EQ(commands, QList{HostCommand::ToggleCapture});
    EXPECT_TRUE(guest.isEmpty());
}

TEST_F(Keyboard, hostCombinationIsACommandAndNothingOfItReachesTheGuest)
{
    press(KEY_RIGHTCTRL);
    tap(KEY_F, Qt::Key_F);
    release(KEY_RIGHTCTRL);
    EXPECT_EQ(commands, QList{HostCommand::ToggleFullScreen});
    EXPECT_TRUE(guest.isEmpty());
}

TEST_F(Keyboard, swallowsTheReleaseThatComesAfterTheHostKeys)
{
    press(KEY_RIGHTCTRL);
    press(KEY_C, Qt::Key_C);
    release(KEY_RIGHTCTRL);
    release(KEY_C, Qt::Key_C);
    EXPECT_TRUE(guest.isEmpty());
    tap(KEY_C, Qt::Key_C);
    EXPECT_EQ(guest, taps({KEY_C}));
}

TEST_F(Keyboard, unknownHostCombinationIsSwallowed)
{
    press(KEY_RIGHTCTRL);
    tap(KEY_X, Qt::Key_X);
    release(KEY_RIGHTCTRL);
    EXPECT_TRUE(commands.isEmpty());
    EXPECT_TRUE(guest.isEmpty());
}

TEST_F(Keyboard, hostDelSendsCtrlAltDel)
{
    press(KEY_RIGHTCTRL);
    tap(KEY_DELETE, Qt::Key_Delete);
    release(KEY_RIGHTCTRL);
    EXPECT_EQ(
        guest,
        QStringList(
            {QStringLiteral("+29"), QStringLiteral("+56"), QStringLiteral("+111"), QStringLiteral("-111"), QStringLiteral("-56"), QStringLiteral("-29")}));
    EXPECT_TRUE(commands.isEmpty());
}

TEST_F(Keyboard, hostFunctionKeySendsCtrlAltFunctionKey)
{
    press(KEY_RIGHTCTRL);
    tap(KEY_F2, Qt::Key_F2);
    release(KEY_RIGHTCTRL);
    EXPECT_EQ(guest,
              QStringList(
                  {QStringLiteral("+29"), QStringLiteral("+56"), QStringLiteral("+60"), QStringLiteral("-60"), QStringLiteral("-56"), QStringLiteral("-29")}));
}

TEST_F(Keyboard, keyHeldBeforeTheHostKeyIsStillReleased)
{
    press(KEY_A);
    press(KEY_RIGHTCTRL);
    release(KEY_A);
    release(KEY_RIGHTCTRL);
    EXPECT_EQ(guest, taps({KEY_A}));
}

TEST_F(Keyboard, commandsGoByTheLabelOnLatinKeyboards)
{
    // A French keyboard: the key at Q's place says A.
    press(KEY_RIGHTCTRL);
    tap(KEY_Q, Qt::Key_A);
    tap(KEY_A, Qt::Key_Q);
    release(KEY_RIGHTCTRL);
    EXPECT_EQ(commands, QList({HostCommand::AdjustWindow, HostCommand::Close}));
}

TEST_F(Keyboard, commandsGoByThePlaceOnOtherKeyboards)
{
    press(KEY_RIGHTCTRL);
    tap(KEY_F, Qt::Key(0x410)); // Cyrillic A
    release(KEY_RIGHTCTRL);
    EXPECT_EQ(commands, QList{HostCommand::ToggleFullScreen});
}

TEST_F(Keyboard, releasesEverythingNewestFirst)
{
    press(KEY_LEFTSHIFT);
    press(KEY_A);
    controller.releaseAll();
    release(KEY_A);
    EXPECT_EQ(guest, QStringList({QStringLiteral("+42"), QStringLiteral("+30"), QStringLiteral("-30"), QStringLiteral("-42")}));
}

TEST_F(Keyboard, modifierOfADesktopShortcutLeavesNoTrace)
{
    press(KEY_LEFTMETA);
    controller.releaseAll(); // The desktop's menu took the focus.
    press(KEY_LEFTALT);
    controller.releaseAll(); // Alt+Tab
    EXPECT_TRUE(guest.isEmpty());
}

TEST_F(Keyboard, heldBackModifierIsSentWithTheNextKeyOrItsOwnRelease)
{
    press(KEY_LEFTALT);
    tap(KEY_F4);
    release(KEY_LEFTALT);
    EXPECT_EQ(guest, QStringList({QStringLiteral("+56"), QStringLiteral("+62"), QStringLiteral("-62"), QStringLiteral("-56")}));
    guest.clear();
    tap(KEY_LEFTMETA);
    EXPECT_EQ(guest, taps({KEY_LEFTMETA}));
}

TEST_F(Keyboard, heldBackModifierIsSentBeforeAClick)
{
    press(KEY_LEFTALT);
    controller.pointerUsed();
    EXPECT_EQ(guest, QStringList{QStringLiteral("+56")});
}

TEST_F(Keyboard, capturedModifiersAreSentAtOnce)
{
    controller.setCaptured(true);
    press(KEY_LEFTMETA);
    EXPECT_EQ(guest, QStringList{QStringLiteral("+125")});
}

TEST_F(Keyboard, sendLeavesHeldKeysDown)
{
    press(KEY_LEFTCTRL);
    controller.send({KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE});
    EXPECT_EQ(guest, QStringList({QStringLiteral("+29"), QStringLiteral("+56"), QStringLiteral("+111"), QStringLiteral("-111"), QStringLiteral("-56")}));
}

TEST_F(Keyboard, anotherHostKeyCanBeChosen)
{
    controller.setHostKey(KEY_SCROLLLOCK);
    tap(KEY_RIGHTCTRL);
    tap(KEY_SCROLLLOCK);
    EXPECT_EQ(guest, taps({KEY_RIGHTCTRL}));
    EXPECT_EQ(commands, QList{HostCommand::ToggleCapture});
}

TEST(KeyTable, scanCodeDecidesWhateverTheLayoutSays)
{
    const QKeyEvent event(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, KEY_Q + 8, 0, 0);
    EXPECT_EQ(evdevCode(event), quint32(KEY_Q));
}

TEST(KeyTable, fallsBackToTheUsKeyWithoutScanCode)
{
    EXPECT_EQ(evdevCode(QKeyEvent(QEvent::KeyPress, Qt::Key_Y, Qt::NoModifier)), quint32(KEY_Y));
    EXPECT_EQ(evdevCode(QKeyEvent(QEvent::KeyPress, Qt::Key_Exclam, Qt::ShiftModifier)), quint32(KEY_1));
    EXPECT_EQ(evdevCode(QKeyEvent(QEvent::KeyPress, Qt::Key_1, Qt::KeypadModifier)), quint32(KEY_KP1));
    EXPECT_EQ(evdevCode(QKeyEvent(QEvent::KeyPress, Qt::Key_Adiaeresis, Qt::NoModifier)), 0U);
    // X11 sends scan code 8 for symbols that no key has.
    EXPECT_EQ(evdevCode(QKeyEvent(QEvent::KeyPress, Qt::Key_Y, Qt::NoModifier, 8, 0, 0)), quint32(KEY_Y));
}

} // namespace vitrine
