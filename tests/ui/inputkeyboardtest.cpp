// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/keyboardcontroller.h"
#include "ui/input/keytable.h"

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
    KeyCombination kept;
    KeyboardController controller{{.toGuest =
                                       [this](quint32 evdev, bool pressed) {
                                           guest += (pressed ? QStringLiteral("+%1") : QStringLiteral("-%1")).arg(evdev);
                                       },
                                   .command =
                                       [this](HostCommand command) {
                                           commands += command;
                                       },
                                   .keptOnHost =
                                       [this](quint32 evdev) {
                                           kept += evdev;
                                       }}};
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

TEST_F(Keyboard, zoomScreenshotAndRecordingHaveHostKeysOfWhichTheGuestSeesNothing)
{
    press(KEY_RIGHTCTRL);
    tap(KEY_EQUAL, Qt::Key_Equal); // + without Shift, where it needs one
    tap(KEY_KPPLUS, Qt::Key_Plus);
    tap(KEY_MINUS, Qt::Key_Minus);
    tap(KEY_0, Qt::Key_0);
    tap(KEY_E, Qt::Key_E);
    tap(KEY_D, Qt::Key_D);
    release(KEY_RIGHTCTRL);
    using enum HostCommand;
    EXPECT_EQ(commands, QList({ZoomIn, ZoomIn, ZoomOut, ActualSize, Screenshot, Record}));
    EXPECT_TRUE(guest.isEmpty());
}

TEST_F(Keyboard, otherKeysCanBeSetForTheCommands)
{
    controller.setCommandKeys(HostCommandKeys::fromSettings({QStringLiteral("screenshot=X"), QStringLiteral("record=")}));
    press(KEY_RIGHTCTRL);
    tap(KEY_X, Qt::Key_X);
    tap(KEY_E, Qt::Key_E);
    tap(KEY_D, Qt::Key_D);
    release(KEY_RIGHTCTRL);
    EXPECT_EQ(commands, QList{HostCommand::Screenshot});
    EXPECT_TRUE(guest.isEmpty()) << "nothing of it, be it a command or not";
}

TEST(HostCommandKeys, AKeyGivesOneCommandAndOnlyChangesAreStored)
{
    HostCommandKeys keys;
    EXPECT_TRUE(keys.settingsTexts().isEmpty());
    EXPECT_TRUE(keys.setKey(HostCommand::ZoomIn, Qt::Key_F));
    EXPECT_EQ(keys.key(HostCommand::ToggleFullScreen), 0) << "it had F";
    EXPECT_EQ(keys.settingsTexts(), QStringList({QStringLiteral("fullScreen="), QStringLiteral("zoomIn=F")}));
    EXPECT_EQ(HostCommandKeys::fromSettings(keys.settingsTexts()), keys);
    EXPECT_FALSE(keys.setKey(HostCommand::ZoomIn, Qt::Key_Delete)) << "Ctrl+Alt+Del";
    const QStringList damaged{QStringLiteral("zoomIn"), QStringLiteral("nothing=X"), QStringLiteral("zoomIn=A, B"), {}};
    EXPECT_EQ(HostCommandKeys::fromSettings(damaged), HostCommandKeys());
    for (const HostCommand command : hostCommandsWithKeys()) {
        EXPECT_FALSE(hostCommandName(command).isEmpty());
        EXPECT_FALSE(HostCommandKeys().keyText(command).isEmpty());
    }
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
    controller.setHostKeys({KEY_SCROLLLOCK});
    tap(KEY_RIGHTCTRL);
    tap(KEY_SCROLLLOCK);
    EXPECT_EQ(guest, taps({KEY_RIGHTCTRL}));
    EXPECT_EQ(commands, QList{HostCommand::ToggleCapture});
}

TEST_F(Keyboard, twoKeysTogetherAreTheHostKey)
{
    controller.setHostKeys({KEY_LEFTCTRL, KEY_LEFTALT});
    press(KEY_LEFTCTRL);
    press(KEY_LEFTALT);
    release(KEY_LEFTCTRL);
    release(KEY_LEFTALT);
    EXPECT_EQ(commands, QList{HostCommand::ToggleCapture}) << "in whatever order";
    press(KEY_LEFTALT);
    press(KEY_LEFTCTRL);
    tap(KEY_F, Qt::Key_F);
    release(KEY_LEFTALT);
    release(KEY_LEFTCTRL);
    EXPECT_EQ(commands, QList({HostCommand::ToggleCapture, HostCommand::ToggleFullScreen}));
    EXPECT_TRUE(guest.isEmpty()) << guest.join(u' ').toStdString();
}

TEST_F(Keyboard, threeKeysTogetherAreTheHostKeyAgainWhileOneStaysDown)
{
    controller.setHostKeys({KEY_LEFTCTRL, KEY_LEFTALT, KEY_LEFTSHIFT});
    for (const quint32 key : {KEY_LEFTSHIFT, KEY_LEFTCTRL, KEY_LEFTALT}) {
        press(key);
    }
    release(KEY_LEFTALT);
    tap(KEY_LEFTALT);
    release(KEY_LEFTCTRL);
    release(KEY_LEFTSHIFT);
    EXPECT_EQ(commands, QList({HostCommand::ToggleCapture, HostCommand::ToggleCapture}));
    EXPECT_TRUE(guest.isEmpty()) << guest.join(u' ').toStdString();
}

TEST_F(Keyboard, partOfTheHostKeyIsAnOrdinaryKey)
{
    controller.setCaptured(true);
    controller.setHostKeys({KEY_LEFTCTRL, KEY_LEFTALT});
    press(KEY_LEFTCTRL);
    tap(KEY_C);
    release(KEY_LEFTCTRL);
    tap(KEY_LEFTALT);
    EXPECT_EQ(guest, QStringList({QStringLiteral("+29"), QStringLiteral("+46"), QStringLiteral("-46"), QStringLiteral("-29")}) + taps({KEY_LEFTALT}));
    EXPECT_TRUE(commands.isEmpty());
}

TEST_F(Keyboard, partOfTheHostKeyReachesTheGuestAfterAMoment)
{
    controller.setCaptured(true);
    controller.setHostKeys({KEY_LEFTCTRL, KEY_LEFTALT});
    press(KEY_LEFTCTRL);
    EXPECT_TRUE(controller.isWaiting());
    controller.waitedEnough();
    EXPECT_FALSE(controller.isWaiting());
    EXPECT_EQ(guest, QStringList{QStringLiteral("+29")});
    press(KEY_LEFTALT); // now it is the Host key after all
    EXPECT_EQ(guest, taps({KEY_LEFTCTRL}));
    release(KEY_LEFTALT);
    release(KEY_LEFTCTRL);
    EXPECT_EQ(guest, taps({KEY_LEFTCTRL}));
}

TEST_F(Keyboard, desktopsModifiersAreHeldHoweverLong)
{
    press(KEY_LEFTMETA);
    EXPECT_FALSE(controller.isWaiting());
    controller.waitedEnough();
    EXPECT_TRUE(guest.isEmpty());
}

TEST_F(Keyboard, keptCombinationLeavesNothingInTheGuest)
{
    controller.setCaptured(true);
    controller.setKeptOnHost({{KEY_LEFTALT, KEY_TAB}, {KEY_VOLUMEUP}});
    press(KEY_LEFTALT);
    press(KEY_TAB);
    EXPECT_TRUE(kept.isEmpty()) << "the desktop can have it when it is up";
    release(KEY_TAB);
    EXPECT_EQ(kept, KeyCombination{KEY_TAB});
    tap(KEY_TAB);
    EXPECT_EQ(kept, KeyCombination({KEY_TAB, KEY_TAB})) << "again, with Alt still down";
    release(KEY_LEFTALT);
    tap(KEY_VOLUMEUP);
    EXPECT_EQ(kept.last(), quint32(KEY_VOLUMEUP));
    EXPECT_TRUE(guest.isEmpty()) << guest.join(u' ').toStdString();
}

TEST_F(Keyboard, modifierOfAKeptCombinationStillWorksWithOtherKeys)
{
    controller.setCaptured(true);
    controller.setKeptOnHost({{KEY_LEFTALT, KEY_TAB}});
    press(KEY_LEFTALT);
    tap(KEY_TAB);
    tap(KEY_F4);
    release(KEY_LEFTALT);
    EXPECT_EQ(guest, QStringList({QStringLiteral("+56"), QStringLiteral("+62"), QStringLiteral("-62"), QStringLiteral("-56")}));
    guest.clear();
    tap(KEY_TAB);
    press(KEY_LEFTSHIFT);
    press(KEY_LEFTALT);
    tap(KEY_TAB); // another combination than the kept one
    release(KEY_LEFTALT);
    release(KEY_LEFTSHIFT);
    EXPECT_EQ(kept.size(), 1);
    EXPECT_EQ(guest.filter(QStringLiteral("+15")).size(), 2);
}

TEST_F(Keyboard, keptCombinationIsSeenAfterItsModifierWasSent)
{
    controller.setCaptured(true);
    controller.setKeptOnHost({{KEY_LEFTALT, KEY_TAB}});
    press(KEY_LEFTALT);
    controller.waitedEnough();
    tap(KEY_TAB);
    release(KEY_LEFTALT);
    EXPECT_EQ(guest, taps({KEY_LEFTALT})) << "the guest's Alt went up before";
    EXPECT_EQ(kept, KeyCombination{KEY_TAB});
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
