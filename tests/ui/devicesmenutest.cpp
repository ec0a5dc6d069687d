// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/consolefactory.h"
#include "backends/console/scriptedconsolesession.h"
#include "backends/console/scriptedservices.h"
#include "backends/core/domainxml.h"
#include "backends/core/statsrole.h"
#include "backends/demo/demobackend.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "ui/console/clipboardformats.h"
#include "ui/console/consolestate.h"
#include "ui/console/consoleview.h"
#include "ui/console/consolewindow.h"
#include "ui/console/lampbutton.h"
#include "ui/console/menuwords.h"
#include "vitrinesettings.h"

#include <KMessageWidget>

#include <QAbstractEventDispatcher>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QRegularExpression>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace vitrine {

namespace {

using namespace Qt::StringLiterals;

/** Sessions with all services, or over two transports. */
class ScriptedFactory : public ConsoleFactory
{
public:
    [[nodiscard]] QList<ConsoleTransport> available(const MachineId &, const MachineDetails &) const override
    {
        return {ConsoleTransport::QemuDBus, ConsoleTransport::Spice};
    }
    [[nodiscard]] std::unique_ptr<ConsoleSession> create(const MachineId &, const MachineDetails &, ConsoleTransport preferred) override
    {
        auto session = std::make_unique<ScriptedConsoleSession>();
        auto made = std::make_unique<ScriptedServices>();
        services = made.get();
        services->usb.setDevices(devices);
        session->setServices(std::move(made));
        session->setAgentConnected(agent);
        services->clipboard.setAvailable(agent);
        services->files.setAvailable(agent);
        asked.append(preferred);
        last = session.get();
        return session;
    }

    bool agent = true;
    QList<HostUsbDevice> devices;
    ScriptedServices *services = nullptr; ///< of the last
    QPointer<ScriptedConsoleSession> last;
    QList<ConsoleTransport> asked;
};

/** Of a guest that does nothing. */
class StillStats : public StatsRole
{
public:
    Task<MachineCounters> counters(MachineId) override
    {
        co_return MachineCounters{};
    }
};

/** As a connection of this computer, or one that can't change devices. */
class LocalBackend : public DemoBackend
{
public:
    using DemoBackend::DemoBackend;
    [[nodiscard]] Capabilities capabilities() const override
    {
        Capabilities all = DemoBackend::capabilities();
        all.setSupported(Feature::GraphicsFd);
        if (!canChange) {
            all.setUnsupported(Feature::ChangeDevices, {.code = ErrorCode::NotSupported, .subject = uri()});
        }
        return all;
    }
    [[nodiscard]] StatsRole *statistics() override
    {
        return &m_stats;
    }
    bool canChange = true;

private:
    StillStats m_stats;
};

class Devices : public testing::Test
{
protected:
    void SetUp() override
    {
        store.addBackend(&backend);
        backend.open();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return machine(u"Debian 13"_s).isActive();
        }));
        VitrineSettings::self()->setDefaults();
        VitrineSettings::setConfirmClose(false);
        id = machine(u"Debian 13"_s).id;
        consoleState(id).deleteGroup();
    }
    void TearDown() override
    {
        if (window) {
            window->close();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    MachineInfo machine(const QString &title) const
    {
        const QList<MachineInfo> machines = store.machines();
        for (const MachineInfo &info : machines) {
            if (info.title == title) {
                return info;
            }
        }
        return {};
    }
    void open()
    {
        window = new ConsoleWindow({.store = &store, .commands = &commands, .factory = &factory, .operations = &operations}, id);
        window->show();
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window));
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return factory.last && factory.last->state() == ConsoleSession::State::Connected && lamp("lampDisk")->isVisible();
        }));
        QImage screen(640, 400, QImage::Format_RGB32);
        screen.fill(QColor(30, 60, 90));
        factory.last->head(0)->setPicture(screen);
        QCoreApplication::processEvents();
    }
    LampButton *lamp(const char *name) const
    {
        return window->findChild<LampButton *>(QLatin1String(name));
    }
    QMenu *menu(const char *name) const
    {
        auto *found = window->findChild<QMenu *>(QLatin1String(name));
        Q_EMIT found->aboutToShow();
        return found;
    }
    QAction *action(const QString &name) const
    {
        return window->findChild<QAction *>(name);
    }
    KMessageWidget *notice(const char *name) const
    {
        return window->findChild<KMessageWidget *>(QLatin1String(name));
    }
    /** Looks by eye: VITRINE_TEST_PICTURES names a folder. */
    void picture(const char *name, QWidget *of = nullptr) const
    {
        const QString folder = qEnvironmentVariable("VITRINE_TEST_PICTURES");
        if (!folder.isEmpty()) {
            QTest::qWait(500); // animations
            (of ? of : window)->grab().save(QDir(folder).filePath(QLatin1String(name) + u".png"_s));
        }
    }

    LocalBackend backend{u"demo:///?scenario=default&delay=0"_s};
    MachineStore store;
    OperationList operations;
    MachineCommands commands{&store, &operations};
    ScriptedFactory factory;
    MachineId id;
    QPointer<ConsoleWindow> window;
};

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

TEST_F(Devices, PastedFilesCanBeSentInstead)
{
    open();
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a & b <c>.txt"_s);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("hello");
    file.close();
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(path)});
    QGuiApplication::clipboard()->setMimeData(data);
    auto *view = window->findChild<ConsoleView *>();
    QTest::keyClick(view, Qt::Key_V);
    EXPECT_FALSE(notice("pastedFiles")->isVisible());
    QTest::keyClick(view, Qt::Key_V, Qt::ControlModifier);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return notice("pastedFiles")->isVisible();
    }));
    EXPECT_TRUE(notice("pastedFiles")->text().contains(u"a &amp; b &lt;c&gt;.txt"_s));
    EXPECT_EQ(action(u"sendPastedFiles"_s)->text(), u"Send 1 File to the Guest"_s);
    picture("pasted-files");
    action(u"sendPastedFiles"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return !notice("pastedFiles")->isVisible() && factory.services->files.sent() == QStringList{path};
    }));
}

TEST_F(Devices, ServicesThatAnotherProgramTookCanBeTakenBack)
{
    open();
    factory.last->setAgentConnected(false);
    factory.services->clipboard.setAvailable(false);
    factory.last->loseServices();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return notice("servicesLost")->isVisible();
    }));
    picture("services-lost");
    EXPECT_TRUE(lamp("lampClipboard")->toolTip().contains(u"another program"_s)) << qPrintable(lamp("lampClipboard")->toolTip());
    EXPECT_FALSE(lamp("lampClipboard")->toolTip().contains(u"apt install"_s)) << "that would not help";
    action(u"reopenServices"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !notice("servicesLost")->isVisible();
    }));
}

TEST_F(Devices, AFileThatCouldNotBeSentIsToldAndSentAgain)
{
    open();
    factory.services->files.setPace(1, std::chrono::milliseconds(1));
    factory.services->files.setFailure({.code = ErrorCode::GuestNoSpace, .subject = u"/tmp/a <b>.txt"_s});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/tmp/a <b>.txt"_s)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window->findChild<ConsoleView *>(), &enter);
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window->findChild<ConsoleView *>(), &drop);
    ASSERT_TRUE(notice("filesFailed"));
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return notice("filesFailed")->isVisible();
    }));
    EXPECT_TRUE(notice("filesFailed")->text().contains(u"a &lt;b&gt;.txt"_s)) << notice("filesFailed")->text().toStdString();
    EXPECT_TRUE(notice("filesFailed")->text().contains(u"has no room"_s)) << notice("filesFailed")->text().toStdString();
    picture("files-failed");
    factory.services->files.setFailure(Error::cancelled());
    action(u"sendFilesAgain"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.services->files.sent() == QStringList{u"/tmp/a <b>.txt"_s} && !notice("filesFailed")->isVisible();
    }));
}

TEST_F(Devices, SomethingLargeIsAskedForWithoutABox)
{
    open();
    factory.services->clipboard.copyInGuest(ClipboardSelection::Clipboard, {{clipboardTextType(), QByteArray(21 * 1024 * 1024, 'x')}});
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return notice("clipboardQuestion")->isVisible();
    }));
    EXPECT_FALSE(QApplication::activeModalWidget());
    picture("clipboard-question");
    action(u"clipboardRefuse"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !notice("clipboardQuestion")->isVisible();
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

TEST_F(Devices, AUsbFailureIsToldInTheWindow)
{
    factory.devices = {{.id = u"1-4"_s, .vendor = 1, .product = 2, .description = u"<b>Stick</b>"_s, .canConnect = true}};
    open();
    factory.services->usb.setFailure({.code = ErrorCode::PermissionDenied, .subject = u"/dev/bus/usb/001/004"_s});
    menu("usbMenu");
    action(u"usbDevice_1-4"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return notice("guestNote")->isVisible();
    }));
    EXPECT_TRUE(notice("guestNote")->text().contains("&lt;b&gt;Stick"_L1)) << "a device's name is no markup";
    picture("usb-failed");
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !action(u"usbDevice_1-4"_s)->isChecked();
    })) << "the tick goes again";
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

/** The hypervisor has left a disc out at the start. */
class DiscGone : public Devices
{
protected:
    void SetUp() override
    {
        Devices::SetUp();
        id = machine(u"Ubuntu 24.04"_s).id;
        auto xml = DomainXml::parse(stored());
        ASSERT_TRUE(xml && xml->setMedium(u"sda"_s, u"/nowhere/install <1>.iso"_s));
        ASSERT_TRUE(QCoro::waitFor(backend.definitions()->define(xml->toString())));
        commands.start(id);
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return store.machine(id)->isActive() && !commands.isBusy(id);
        }));
        open();
    }
    [[nodiscard]] QString stored()
    {
        return QCoro::waitFor(commands.definitionXml(id, DefinitionKind::Stored)).value_or(QString());
    }
    [[nodiscard]] bool told(bool shown)
    {
        return QTest::qWaitFor([&] {
            return notice("missingDisc")->isVisible() == shown;
        });
    }
};

TEST_F(DiscGone, IsToldAndTheDriveCanStayEmpty)
{
    ASSERT_TRUE(told(true));
    EXPECT_TRUE(notice("missingDisc")->text().contains(u"install &lt;1&gt;.iso"_s)) << qPrintable(notice("missingDisc")->text());
    picture("disc-gone");
    action(u"missingDiscLeave"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !commands.isBusy(id) && !stored().contains(u"/nowhere"_s);
    }));
    EXPECT_TRUE(told(false));
}

TEST_F(DiscGone, AnotherDiscEndsTheNotice)
{
    ASSERT_TRUE(told(true));
    commands.changeMedium(id, u"sda"_s, u"/demo/discs/other.iso"_s);
    EXPECT_TRUE(told(false));
}

/** A machine whose definition lacks something. */
class Lacking : public Devices
{
protected:
    void startWithout(const QString &pattern)
    {
        id = machine(u"Ubuntu 24.04"_s).id;
        consoleState(id).deleteGroup();
        QString definition = *QCoro::waitFor(commands.definitionXml(id, DefinitionKind::Stored));
        const qsizetype before = definition.size();
        definition.remove(QRegularExpression(pattern, QRegularExpression::DotMatchesEverythingOption));
        ASSERT_LT(definition.size(), before);
        ASSERT_TRUE(QCoro::waitFor(backend.definitions()->define(definition)));
        startAgain();
    }
    void startAgain()
    {
        commands.start(id);
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return store.machine(id)->isActive() && !commands.isBusy(id);
        }));
    }
};

class SlowDisplay : public Lacking
{
protected:
    void SetUp() override
    {
        Lacking::SetUp();
        startWithout(u"<graphics type=.dbus.[^>]*>"_s);
    }
    bool waitsForRestart()
    {
        return QTest::qWaitFor([this] {
            menu("displayMenu");
            return action(u"displayWaits"_s) && !action(u"displayAddFast"_s) && !notice("fastDisplayOffer")->isVisible();
        });
    }
    bool offered(bool shown = true)
    {
        return QTest::qWaitFor([&] {
            return notice("fastDisplayOffer")->isVisible() == shown;
        });
    }
};

TEST_F(Lacking, TheChannelOfTheAgentIsNamedBeforeTheAgent)
{
    startWithout(u"<channel type=.spicevmc.>.*?</channel>"_s);
    factory.agent = false;
    open();
    EXPECT_FALSE(lamp("lampClipboard")->toolTip().contains(u"apt install"_s));
    EXPECT_TRUE(lamp("lampClipboard")->toolTip().contains(u"Channel for Clipboard and Screen Size"_s)) << qPrintable(lamp("lampClipboard")->toolTip());
}

TEST_F(SlowDisplay, IsOfferedTheFastOneForItsNextStart)
{
    open();
    ASSERT_TRUE(offered());
    picture("fast-offer");
    action(u"fastDisplayAccept"_s)->trigger();
    EXPECT_TRUE(offered(false));
    EXPECT_TRUE(QCoro::waitFor(commands.definitionXml(id, DefinitionKind::Stored))->contains("type='dbus'"_L1));
    EXPECT_TRUE(waitsForRestart()) << "it was started without";
    picture("fast-waits", menu("displayMenu"));
    window->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    open();
    EXPECT_TRUE(waitsForRestart()) << "another window knows, too";
    commands.forceOff(id);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !store.machine(id)->isActive() && !commands.isBusy(id);
    }));
    startAgain();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        menu("displayMenu");
        return !action(u"displayWaits"_s) && !action(u"displayAddFast"_s);
    }));
}

TEST_F(SlowDisplay, IsNoLongerPreferredWhenTheFastOneIsAdded)
{
    consoleState(id).writeEntry("Transport", int(ConsoleTransport::Spice)); // by a click at the only one there was
    open();
    ASSERT_TRUE(offered());
    action(u"fastDisplayAccept"_s)->trigger();
    EXPECT_TRUE(offered(false));
    window->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    open();
    EXPECT_EQ(factory.asked.last(), ConsoleTransport::None) << "the best";
}

TEST_F(SlowDisplay, ARefusalIsRememberedAndTheMenuStillOffersIt)
{
    open();
    ASSERT_TRUE(offered());
    action(u"fastDisplayDecline"_s)->trigger();
    EXPECT_TRUE(offered(false));
    window->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    open();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        menu("displayMenu");
        return bool(action(u"displayAddFast"_s));
    }));
    EXPECT_FALSE(notice("fastDisplayOffer")->isVisible());
}

TEST(MenuWords, HostileTextIsOneShortLine)
{
    EXPECT_EQ(menuText(u"a & b\n\tc\u202e\u0007"_s), u"a && b c"_s);
    EXPECT_LE(menuText(QString(5000, u'x')).size(), 80);
}

} // namespace

} // namespace vitrine
