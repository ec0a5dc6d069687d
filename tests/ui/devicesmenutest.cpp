// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/devicesfixture.h"

namespace vitrine {

namespace {

TEST_F(Devices, TheMenuHasAMenuForEachLamp)
{
    open();
    QMenu *devices = nullptr;
    for (const QAction *entry : window->menuBar()->actions()) {
        if (entry->text().remove(u'&') == u"Devices"_s) {
            devices = entry->menu();
        }
    }
    ASSERT_TRUE(devices);
    for (const char *name : {"lampDisk", "lampDisc", "lampNetwork", "lampUsb", "lampSound", "lampFolders", "lampClipboard", "lampTools", "lampDisplay"}) {
        const LampButton *button = lamp(name);
        ASSERT_TRUE(button->isVisible()) << name;
        ASSERT_TRUE(button->menu()) << name;
        EXPECT_TRUE(devices->actions().contains(button->menu()->menuAction())) << name;
        EXPECT_FALSE(button->accessibleName().isEmpty()) << name;
        EXPECT_FALSE(button->toolTip().isEmpty()) << name;
        picture(name, menu(button->menu()->objectName().toLatin1().constData()));
    }
    picture("devices", devices);
    picture("lamps");
}

TEST_F(Devices, ADiscIsInsertedAndEjectedAndRemembered)
{
    open();
    KSharedConfig::openStateConfig()->group(u"Files"_s).writeEntry("RecentDiscs", QStringList{u"/isos/debian.iso"_s, u"/isos/win & co.iso"_s});
    menu("discMenu");
    QAction *recent = action(u"discRecent_sda_1"_s);
    ASSERT_TRUE(recent);
    EXPECT_EQ(recent->text(), u"win && co.iso"_s);
    EXPECT_FALSE(action(u"discEject_sda"_s)->isEnabled());
    recent->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return lamp("lampDisc")->accessibleName() == u"Disc inserted"_s;
    }));
    menu("discMenu");
    EXPECT_EQ(action(u"discRecent_sda_0"_s)->toolTip(), u"/isos/win & co.iso"_s) << "the last one comes first";
    EXPECT_TRUE(action(u"discRecent_sda_0"_s)->isChecked());
    ASSERT_TRUE(action(u"discEject_sda"_s)->isEnabled());
    picture("disc-inserted", menu("discMenu"));
    action(u"discEject_sda"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return lamp("lampDisc")->accessibleName() == u"Disc drive empty"_s;
    }));
}

TEST_F(Devices, ACableIsPulledAndPlugged)
{
    open();
    menu("networkMenu");
    EXPECT_TRUE(action(u"networkCable_1"_s)->isChecked());
    action(u"networkCable_1"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return lamp("lampNetwork")->accessibleName() == u"Network cable unplugged"_s;
    }));
    picture("unplugged");
    menu("networkMenu");
    EXPECT_FALSE(action(u"networkCable_1"_s)->isChecked());
}

TEST_F(Devices, TheClipboardPolicyIsRememberedForTheMachine)
{
    open();
    menu("clipboardMenu");
    EXPECT_TRUE(action(u"clipboardBoth"_s)->isChecked()) << "a machine of one's own on this computer";
    action(u"clipboardOff"_s)->trigger();
    EXPECT_EQ(lamp("lampClipboard")->accessibleName(), u"Clipboard not shared"_s);
    window->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    open();
    menu("clipboardMenu");
    EXPECT_TRUE(action(u"clipboardOff"_s)->isChecked());
}

TEST_F(Devices, CopyAndPasteWorksThroughTheWindow)
{
    QGuiApplication::clipboard()->setText(u"hello"_s);
    open();
    const quint64 request = factory.services->clipboard.pasteInGuest(ClipboardSelection::Clipboard, clipboardTextType());
    EXPECT_EQ(factory.services->clipboard.answers().value(request), "hello");
    factory.services->clipboard.copyInGuest(ClipboardSelection::Clipboard, {{clipboardTextType(), "from the guest"}});
    EXPECT_TRUE(QTest::qWaitFor([] {
        return QGuiApplication::clipboard()->text() == u"from the guest"_s;
    }));
}

TEST_F(Devices, AGuestWithoutItsAgentSaysWhatToInstall)
{
    factory.agent = false;
    open();
    EXPECT_EQ(lamp("lampClipboard")->accessibleName(), u"Clipboard not available"_s);
    EXPECT_TRUE(lamp("lampClipboard")->toolTip().contains("sudo apt install spice-vdagent"_L1));
    menu("guestToolsMenu");
    ASSERT_TRUE(action(u"toolsCopyCommand"_s)->isVisible());
    action(u"toolsCopyCommand"_s)->trigger();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith("sudo apt install spice-vdagent"_L1));
    EXPECT_FALSE(action(u"toolsInsertMedium"_s)->isVisible()) << "Debian needs no disc";
    action(u"sendFiles"_s)->trigger();
    EXPECT_TRUE(notice("guestNote")->isVisible());
    EXPECT_TRUE(notice("guestNote")->text().contains("spice-vdagent"_L1));
    picture("no-agent");
    picture("no-agent-tools", menu("guestToolsMenu"));
    factory.last->setAgentConnected(true);
    EXPECT_TRUE(lamp("lampTools")->accessibleName().contains("no system agent"_L1));
}

TEST_F(Devices, SoundIsSetInTheMenuAndShownByTheLamp)
{
    open();
    auto *volume = window->findChild<QSlider *>(u"soundVolume"_s);
    volume->setValue(40);
    EXPECT_DOUBLE_EQ(factory.services->sound.volume(), 0.4);
    EXPECT_EQ(lamp("lampSound")->accessibleName(), u"Sound on, volume 40 %"_s);
    action(u"soundMute"_s)->trigger();
    EXPECT_TRUE(factory.services->sound.isMuted());
    EXPECT_EQ(lamp("lampSound")->accessibleName(), u"Sound muted"_s);
    EXPECT_FALSE(factory.services->sound.isMicrophoneAllowed());
    action(u"soundMicrophone"_s)->trigger();
    EXPECT_TRUE(factory.services->sound.isMicrophoneAllowed());
    EXPECT_FALSE(action(u"soundNone"_s)->isVisible());
    factory.services->sound.setAvailable(false);
    EXPECT_EQ(lamp("lampSound")->accessibleName(), u"No sound"_s);
    EXPECT_FALSE(volume->isEnabled());
    EXPECT_FALSE(action(u"soundMute"_s)->isEnabled());
    EXPECT_FALSE(action(u"soundMicrophone"_s)->isEnabled());
    EXPECT_TRUE(action(u"soundNone"_s)->isVisible()) << "it says why";
    picture("sound-none", menu("soundMenu"));
}

TEST_F(Devices, ASoundServerThatWasStartedLaterIsFoundByTheMenu)
{
    open();
    factory.services->sound.setLacksOutput(false);
    EXPECT_EQ(lamp("lampSound")->accessibleName(), u"No sound on this computer"_s);
    menu("soundMenu");
    EXPECT_EQ(action(u"soundNone"_s)->text(), u"No sound server runs on this computer."_s);
    picture("sound-nowhere", window->findChild<QMenu *>(u"soundMenu"_s));
    factory.services->sound.setLacksOutput(true);
    menu("soundMenu");
    EXPECT_FALSE(action(u"soundNone"_s)->isVisible());
    EXPECT_EQ(lamp("lampSound")->accessibleName(), u"Sound on, volume 100 %"_s);
}

TEST_F(Devices, UsbDevicesAreTickedLive)
{
    factory.devices = {{.id = u"1-4"_s, .vendor = 0x951, .product = 0x1666, .description = u"Kingston & Sons\nDataTraveler"_s, .canConnect = true},
                       {.id = u"1-5"_s,
                        .vendor = 0x46d,
                        .product = 0x825,
                        .description = u"Camera"_s,
                        .whyNot = {.code = ErrorCode::ComponentMissing, .subject = u"some-helper"_s}}};
    open();
    menu("usbMenu");
    QAction *stick = action(u"usbDevice_1-4"_s);
    ASSERT_TRUE(stick);
    EXPECT_EQ(stick->text(), u"Kingston && Sons DataTraveler"_s);
    EXPECT_FALSE(action(u"usbDevice_1-5"_s)->isEnabled());
    EXPECT_TRUE(action(u"usbDevice_1-5"_s)->toolTip().contains("some-helper is not installed"_L1));
    stick->trigger();
    EXPECT_EQ(lamp("lampUsb")->accessibleName(), u"1 USB device connected"_s);
    picture("usb", menu("usbMenu"));
    factory.services->usb.setDevices({});
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return action(u"usbNone"_s);
    }));
    factory.services->usb.setPorts(0);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return lamp("lampUsb")->accessibleName() == u"USB not connected"_s;
    }));
}

TEST_F(Devices, AFolderIsSharedWhileTheWindowIsOpen)
{
    const QTemporaryDir folder;
    open();
    EXPECT_TRUE(factory.services->folder.path().isEmpty()) << "nothing without being asked";
    menu("foldersMenu");
    ASSERT_TRUE(action(u"folderByWindow"_s));
    EXPECT_FALSE(action(u"folderShared"_s));
    action(u"folderByWindow"_s)->trigger();
    auto *dialog = window->findChild<QFileDialog *>();
    ASSERT_TRUE(dialog);
    Q_EMIT dialog->fileSelected(folder.path());
    dialog->close();
    const auto isShared = [&] {
        return factory.services->folder.path() == folder.path();
    };
    EXPECT_TRUE(QTest::qWaitFor(isShared));
    EXPECT_FALSE(factory.services->folder.isWritable());
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return action(u"folderWritable"_s);
    }));
    action(u"folderWritable"_s)->trigger();
    EXPECT_TRUE(factory.services->folder.isWritable());
    EXPECT_EQ(lamp("lampFolders")->accessibleName(), u"1 shared folder"_s);
    picture("folder-by-window", menu("foldersMenu"));
    factory.services->folder.setReached(false);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return action(u"folderNotReached"_s);
    }));
    // Remembered for the machine, until it is taken back.
    delete window;
    open();
    EXPECT_TRUE(QTest::qWaitFor(isShared));
    menu("foldersMenu");
    action(u"folderShared"_s)->trigger();
    EXPECT_TRUE(factory.services->folder.path().isEmpty());
    factory.services->folder.setAvailable(false);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !action(u"folderByWindow"_s);
    }));
}

TEST_F(Devices, AFolderThatHasGoneIsToldAndNotShared)
{
    QTemporaryDir folder;
    open();
    menu("foldersMenu");
    action(u"folderByWindow"_s)->trigger();
    auto *dialog = window->findChild<QFileDialog *>();
    folder.remove();
    Q_EMIT dialog->fileSelected(folder.path());
    dialog->close();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return action(u"folderShared"_s) && action(u"folderShared"_s)->text().contains("No Longer There"_L1);
    }));
    EXPECT_TRUE(factory.services->folder.path().isEmpty());
}

TEST_F(Devices, AnotherTransportIsChosenAndRemembered)
{
    open();
    menu("displayMenu");
    action(u"displayTransport_%1"_s.arg(int(ConsoleTransport::Spice)))->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.asked.size() == 2;
    }));
    EXPECT_EQ(factory.asked, (QList{ConsoleTransport::None, ConsoleTransport::Spice}));
    window->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    open();
    EXPECT_EQ(factory.asked.last(), ConsoleTransport::Spice);
}

TEST_F(Devices, TheChoiceOfATransportCanBeTakenBack)
{
    consoleState(id).writeEntry("Transport", int(ConsoleTransport::Spice));
    open();
    EXPECT_EQ(factory.asked.last(), ConsoleTransport::Spice);
    menu("displayMenu");
    ASSERT_TRUE(action(u"displayAutomatic"_s));
    EXPECT_FALSE(action(u"displayAutomatic"_s)->isChecked());
    EXPECT_TRUE(action(u"displayTransport_%1"_s.arg(int(ConsoleTransport::Spice)))->isChecked());
    action(u"displayAutomatic"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.asked.size() == 2;
    }));
    EXPECT_EQ(factory.asked.last(), ConsoleTransport::None);
    menu("displayMenu");
    EXPECT_TRUE(action(u"displayAutomatic"_s)->isChecked());
    picture("display-automatic", menu("displayMenu"));
}

TEST_F(Devices, LampsAreWalkedByKeyboardAndEscapeGoesBackToTheGuest)
{
    open();
    action(u"goToLamps"_s)->trigger();
    EXPECT_TRUE(lamp("lampState")->hasFocus());
    QTest::keyClick(lamp("lampState"), Qt::Key_Right);
    EXPECT_TRUE(lamp("lampDisk")->hasFocus());
    QTest::keyClick(lamp("lampDisk"), Qt::Key_Right);
    ASSERT_TRUE(lamp("lampDisc")->hasFocus());
    picture("focus");
    QTimer::singleShot(0, window, [this] {
        EXPECT_EQ(QApplication::activePopupWidget(), lamp("lampDisc")->menu());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    });
    QTest::keyClick(lamp("lampDisc"), Qt::Key_Return);
    // The offscreen platform does not give a window its activation back after a popup.
    EXPECT_EQ(window->focusWidget(), lamp("lampDisc"));
    QTest::keyClick(lamp("lampDisc"), Qt::Key_Left);
    EXPECT_EQ(window->focusWidget(), lamp("lampDisk"));
    QTest::keyClick(lamp("lampDisk"), Qt::Key_Escape);
    EXPECT_EQ(window->focusWidget(), window->findChild<ConsoleView *>());
}

TEST_F(Devices, AMachineThatIsOffKeepsOnlyItsHardwareLamps)
{
    open();
    commands.forceOff(id);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !lamp("lampClipboard")->isVisible();
    }));
    EXPECT_FALSE(lamp("lampUsb")->isVisible());
    EXPECT_TRUE(lamp("lampDisk")->isVisible());
    picture("off");
}

TEST_F(Devices, NothingWakesUpWhileNothingHappens)
{
    open();
    QTest::qWait(1500); // the frame rate of the first picture
    int wakes = 0;
    const auto counter = QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, [&wakes] {
        ++wakes;
    });
    QEventLoop still; // QTest's own waiting wakes up every 10 ms
    QTimer::singleShot(4000, &still, &QEventLoop::quit);
    still.exec();
    QObject::disconnect(counter);
    EXPECT_LT(wakes, 4 * 5);
}

TEST_F(Devices, AConnectionThatCannotChangeDevicesSaysSo)
{
    backend.canChange = false;
    open();
    menu("discMenu");
    EXPECT_FALSE(action(u"discChoose_sda"_s)->isEnabled());
    EXPECT_TRUE(action(u"discChoose_sda"_s)->toolTip().contains("Not possible on this connection"_L1)) << qPrintable(action(u"discChoose_sda"_s)->toolTip());
    menu("networkMenu");
    EXPECT_FALSE(action(u"networkCable_1"_s)->isEnabled());
}

TEST(MenuWords, HostileTextIsOneShortLine)
{
    EXPECT_EQ(menuText(u"a & b\n\tc\u202e\u0007"_s), u"a && b c"_s);
    EXPECT_LE(menuText(QString(5000, u'x')).size(), 80);
}

} // namespace

} // namespace vitrine
