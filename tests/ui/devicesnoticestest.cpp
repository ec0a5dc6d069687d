// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/devicesfixture.h"

namespace vitrine {

namespace {

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

} // namespace

} // namespace vitrine
