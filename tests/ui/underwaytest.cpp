// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/usbfilters.h"
#include "tests/ui/devicesfixture.h"
#include "ui/console/closedialog.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QUrl>

namespace vitrine {

namespace {

/** A window with something under way between this computer and the guest. */
class UnderwayThings : public Devices
{
protected:
    void SetUp() override
    {
        Devices::SetUp();
        setUsbFilters(id, {});
        factory.devices = {stick};
    }
    void TearDown() override
    {
        // Whatever is still under way is not asked about.
        if (window) {
            QTimer::singleShot(0, window, [this] {
                if (QMessageBox *box = question()) {
                    answer(box, "underwayEnd");
                }
            });
        }
        Devices::TearDown();
    }
    void sendFiles(const QStringList &names)
    {
        factory.services->files.setPace(1, std::chrono::minutes(5));
        QList<QUrl> urls;
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            ASSERT_TRUE(file.open(QIODevice::WriteOnly));
            file.write("hello");
            urls.append(QUrl::fromLocalFile(file.fileName()));
        }
        QMimeData files;
        files.setUrls(urls);
        auto *view = window->findChild<ConsoleView *>();
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view, &enter);
        QDropEvent drop({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view, &drop);
        ASSERT_TRUE(QTest::qWaitFor([&] {
            return operations.rowCount() == names.size();
        }));
    }
    void connectStick()
    {
        menu("usbMenu");
        action(u"usbDevice_1-4"_s)->trigger();
        ASSERT_TRUE(isStickConnected());
    }
    bool isStickConnected() const
    {
        const QList<HostUsbDevice> devices = factory.services->usb.devices();
        return !devices.isEmpty() && devices.first().connected;
    }
    QMessageBox *question() const
    {
        for (QMessageBox *box : window->findChildren<QMessageBox *>(u"underwayQuestion"_s)) {
            if (box->isVisible()) {
                return box;
            }
        }
        return nullptr;
    }
    static void answer(QMessageBox *box, const char *button)
    {
        box->findChild<QPushButton *>(QLatin1String(button))->click();
    }
    /** Closes, and answers the question; what it said, empty when there was none. */
    QString closeWith(const char *button)
    {
        QString text;
        QTimer::singleShot(0, window, [&] {
            if (QMessageBox *box = question()) {
                text = box->informativeText();
                picture("underway-close", box);
                answer(box, button);
            }
        });
        window->close();
        return text;
    }

    QTemporaryDir folder;
    HostUsbDevice stick{.id = u"1-4"_s, .vendor = 0x951, .product = 0x1666, .description = u"<b>Kingston</b> Stick"_s, .canConnect = true};
};

TEST_F(UnderwayThings, ClosingNamesTheFilesThatAreStillBeingSent)
{
    open();
    sendFiles({u"a.iso"_s, u"b.zip"_s});
    EXPECT_EQ(closeWith("underwayKeep"), u"2 files are still being sent to the guest: a.iso, b.zip"_s);
    EXPECT_TRUE(window->isVisible());
    EXPECT_TRUE(operations.hasRunning());
    EXPECT_FALSE(closeWith("underwayEnd").isEmpty());
    EXPECT_FALSE(window->isVisible());
}

TEST_F(UnderwayThings, LongListsAreCut)
{
    open();
    sendFiles({u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s});
    EXPECT_EQ(closeWith("underwayKeep"), u"7 files are still being sent to the guest: 1, 2, 3, 4, 5 and 2 more"_s);
}

TEST_F(UnderwayThings, ClosingNamesTheDevicesThatWereConnectedByHand)
{
    open();
    connectStick();
    EXPECT_EQ(closeWith("underwayKeep"), u"1 USB device of this computer is connected to the guest: <b>Kingston</b> Stick"_s);
    EXPECT_TRUE(window->isVisible());
    EXPECT_TRUE(isStickConnected());
}

TEST_F(UnderwayThings, ADeviceThatIsAlwaysConnectedIsNotAskedAbout)
{
    setUsbFilters(id, {{.vendor = 0x951, .product = 0x1666}});
    open();
    ASSERT_TRUE(isStickConnected());
    EXPECT_EQ(closeWith("underwayKeep"), QString());
    EXPECT_FALSE(window->isVisible());
}

TEST_F(UnderwayThings, TheQuestionWhatBecomesOfTheMachineNamesThemToo)
{
    VitrineSettings::setConfirmClose(true);
    open();
    connectStick();
    sendFiles({u"a.iso"_s});
    QString text;
    QTimer::singleShot(0, window, [&] {
        auto *dialog = window->findChild<CloseDialog *>();
        ASSERT_TRUE(dialog);
        const auto *warning = dialog->findChild<KMessageWidget *>(u"closeUnderway"_s);
        text = warning ? warning->text() : QString();
        picture("close-underway", dialog);
        QTimer::singleShot(0, window, [&] {
            EXPECT_FALSE(question()) << "asked twice";
        });
        dialog->accept();
    });
    EXPECT_TRUE(window->close());
    EXPECT_TRUE(text.contains(u"a.iso"_s)) << qPrintable(text);
    EXPECT_TRUE(text.contains(u"&lt;b&gt;Kingston"_s)) << qPrintable(text);
    VitrineSettings::setConfirmClose(false);
}

TEST_F(UnderwayThings, QuittingTheProgramAsksAsWell)
{
    open();
    sendFiles({u"a.iso"_s});
    bool asked = false;
    QTimer::singleShot(0, window, [&] {
        if (QMessageBox *box = question()) {
            asked = true;
            answer(box, "underwayKeep");
        }
    });
    QApplication::closeAllWindows();
    EXPECT_TRUE(asked);
    EXPECT_TRUE(window->isVisible());
}

TEST_F(UnderwayThings, AMachineThatWentOffIsClosedWithoutAQuestionAndGetsNothingBack)
{
    open();
    connectStick();
    commands.forceOff(id);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !machine(u"Debian 13"_s).isActive();
    }));
    commands.start(id);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return factory.asked.size() == 2 && factory.last->state() == ConsoleSession::State::Connected;
    }));
    EXPECT_FALSE(isStickConnected());
    EXPECT_EQ(closeWith("underwayKeep"), QString());
    EXPECT_FALSE(window->isVisible());
}

TEST_F(UnderwayThings, AnotherTransportAsksFirstAndBringsTheDevicesBack)
{
    open();
    connectStick();
    menu("displayMenu");
    const QString transport = u"displayTransport_%1"_s.arg(int(ConsoleTransport::Spice));
    action(transport)->trigger();
    ASSERT_TRUE(question());
    picture("underway-reconnect", question());
    answer(question(), "underwayKeep");
    EXPECT_EQ(factory.asked.size(), 1);
    menu("displayMenu");
    EXPECT_FALSE(action(transport)->isChecked());
    action(transport)->trigger();
    ASSERT_TRUE(question());
    answer(question(), "underwayEnd");
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.asked.size() == 2 && isStickConnected();
    }));
    EXPECT_EQ(factory.asked.last(), ConsoleTransport::Spice);
}

TEST_F(UnderwayThings, ReconnectingAsksFirst)
{
    open();
    sendFiles({u"a.iso"_s});
    menu("displayMenu");
    action(u"displayReconnect"_s)->trigger();
    ASSERT_TRUE(question());
    EXPECT_EQ(factory.asked.size(), 1);
    answer(question(), "underwayEnd");
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return factory.asked.size() == 2;
    }));
}

TEST_F(UnderwayThings, TheQuestionGoesWithTheMachine)
{
    open();
    sendFiles({u"a.iso"_s});
    menu("displayMenu");
    action(u"displayReconnect"_s)->trigger();
    ASSERT_TRUE(question());
    commands.forceOff(id);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !question();
    }));
    EXPECT_EQ(factory.asked.size(), 1);
}

} // namespace

} // namespace vitrine
