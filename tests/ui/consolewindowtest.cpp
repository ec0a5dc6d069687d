// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolewindow.h"
#include "consolefixture.h"
#include "ui/console/closedialog.h"
#include "ui/console/consolewindows.h"
#include "ui/console/statuslamps.h"

#include <KMessageDialog>
#include <KMessageWidget>

#include <QCheckBox>
#include <QFileDialog>
#include <QRadioButton>
#include <QTimer>
#include <QToolButton>

namespace vitrine {

namespace {

class Window : public ConsoleFixture
{
};

} // namespace

TEST_F(Window, showsTheGuestAndTakesItsSize)
{
    EXPECT_TRUE(title().contains(QStringLiteral("Connecting")));
    picture("connecting");
    connectGuest();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return view()->picture().isPixelExact();
    }));
    EXPECT_EQ(view()->size(), QSize(640, 400));
    EXPECT_TRUE(title().isEmpty());
    EXPECT_EQ(window->windowTitle(), QStringLiteral("Debian 13 — Vitrine"));
    picture("running");
}

TEST_F(Window, followsTheGuestsResolutionUntilTheUserResizesIt)
{
    connectGuest();
    factory.last->head->setImage(noise({700, 500}));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return view()->size() == QSize(700, 500);
    }));
    window->resize(600, 600);
    factory.last->head->setImage(noise({640, 400}));
    EXPECT_EQ(window->size(), QSize(600, 600));
    action("adjustWindow")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return view()->size() == QSize(640, 400);
    }));
}

TEST_F(Window, keysAndPointerReachTheGuest)
{
    connectGuest();
    QTest::keyClick(view(), Qt::Key_Down);
    QTest::mouseMove(view(), {10, 20});
    EXPECT_EQ(factory.last->log, QStringList({QStringLiteral("+108"), QStringLiteral("-108"), QStringLiteral("to 10,20")}));
    factory.last->log.clear();
    action("send29+56+111")->trigger();
    EXPECT_EQ(factory.last->log.size(), 6);
    EXPECT_EQ(factory.last->log.value(2), QStringLiteral("+111"));
}

TEST_F(Window, aGuestThatStopsLeavesItsPictureAndAStartButton)
{
    connectGuest();
    factory.last->setState(ConsoleSession::State::Closed);
    change(MachineState::Off, StateReason::ByGuest);
    EXPECT_FALSE(title().isEmpty());
    picture("off");
    ASSERT_TRUE(step(ConsoleStep::Start));
    EXPECT_NE(view()->grab().toImage().pixel(5, 5), qRgb(0, 0, 0));
    QTest::mouseClick(step(ConsoleStep::Start), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return backend.calls.contains(QStringLiteral("start"));
    }));
}

TEST_F(Window, aDiskThatIsGoneCanBeReplaced)
{
    connectGuest();
    backend.definition = QStringLiteral(
        "<domain type='qemu'><name>guest</name><devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/>"
        "<source file='/images/gone.qcow2'/><target dev='vda' bus='virtio'/></disk></devices></domain>");
    backend.failure = {.code = ErrorCode::FileMissing, .subject = QStringLiteral("/images/gone.qcow2")};
    factory.last->setState(ConsoleSession::State::Closed);
    change(MachineState::Off);
    ASSERT_TRUE(step(ConsoleStep::Start));
    QTest::mouseClick(step(ConsoleStep::Start), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return action("errorChooseFile") != nullptr;
    }));
    action("errorChooseFile")->trigger();
    const auto *dialog = window->findChild<QFileDialog *>(QStringLiteral("mediumFileDialog"));
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->nameFilters().first().contains(QStringLiteral("*.qcow2")));
}

TEST_F(Window, aFileThatTheMachineDoesNotNameHasNoOtherToChoose)
{
    connectGuest();
    backend.failure = {.code = ErrorCode::FileMissing, .subject = QStringLiteral("/images/base.qcow2")};
    factory.last->setState(ConsoleSession::State::Closed);
    change(MachineState::Off);
    ASSERT_TRUE(step(ConsoleStep::Start));
    QTest::mouseClick(step(ConsoleStep::Start), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return action("errorRetry") != nullptr;
    }));
    EXPECT_EQ(action("errorChooseFile"), nullptr);
}

TEST_F(Window, aFullDiskSaysSoAndResumes)
{
    connectGuest();
    change(MachineState::Paused, StateReason::DiskFull);
    picture("diskfull");
    ASSERT_TRUE(step(ConsoleStep::Resume));
    QTest::mouseClick(step(ConsoleStep::Resume), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return backend.calls.contains(QStringLiteral("resume"));
    }));
    change(MachineState::Running);
    EXPECT_TRUE(title().isEmpty());
    EXPECT_TRUE(view()->hasFocus()) << "keys go to the guest again";
}

TEST_F(Window, theMenuOpenedByTheHostKeyGivesTheFocusBack)
{
    connectGuest();
    for (const auto &[key, scanCode] : {std::pair{Qt::Key_Control, 105}, {Qt::Key_Home, 110}}) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, scanCode, 0, 0);
        QCoreApplication::sendEvent(view(), &press);
    }
    ASSERT_TRUE(QTest::qWaitFor([] {
        return bool(QApplication::activePopupWidget());
    }));
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    if (QWidget *focus = QApplication::focusWidget(); focus != view()) {
        QTest::keyClick(focus, Qt::Key_Escape);
    }
    EXPECT_TRUE(view()->hasFocus());
}

TEST_F(Window, whatFitsIsToldInTheStatusLine)
{
    connectGuest();
    for (QToolButton *lamp : window->findChild<StatusLamps *>()->findChildren<QToolButton *>()) {
        lamp->hide();
    }
    window->resize(790, 500);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return window->findChild<QLabel *>(QStringLiteral("statusMessage"))->width() > 700;
    }));
    Q_EMIT commands.shutDownIgnored(machine.id);
    EXPECT_TRUE(window->findChild<QLabel *>(QStringLiteral("statusMessage"))->text().contains(QStringLiteral("Force Off")));
    EXPECT_FALSE(window->findChild<QWidget *>(QStringLiteral("statusNote"))->isVisible());
    action("fullScreen")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return window->findChild<QWidget *>(QStringLiteral("statusNote"))->isVisible();
    })) << "and not lost with it";
}

TEST_F(Window, hostKeyGoesToFullScreenAndBack)
{
    connectGuest();
    pressWithHost(Qt::Key_F);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return window->isFullScreen();
    }));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return view()->size() == window->size();
    }));
    const auto *bar = window->findChild<QWidget *>(QStringLiteral("fullScreenBar"));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return bar->isVisible() && bar->y() == 0;
    }));
    EXPECT_NEAR(bar->geometry().center().x(), window->width() / 2, 1);
    picture("fullscreen");
    pressWithHost(Qt::Key_F);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !window->isFullScreen();
    }));
    EXPECT_TRUE(keysSent().isEmpty()) << keysSent().join(u' ').toStdString();
}

TEST_F(Window, hostKeyWithPPausesAndResumes)
{
    connectGuest();
    EXPECT_TRUE(action("machine_pause")->text().endsWith(QStringLiteral("+P"))) << "menus tell the Host combination";
    EXPECT_TRUE(action("machine_pause")->shortcut().isEmpty()) << "Ctrl+P is the guest's";
    pressWithHost(Qt::Key_P);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return backend.calls == QStringList{QStringLiteral("pause")};
    }));
    change(MachineState::Paused);
    pressWithHost(Qt::Key_P);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return backend.calls.last() == QStringLiteral("resume");
    }));
    EXPECT_TRUE(keysSent().isEmpty()) << keysSent().join(u' ').toStdString();
}

TEST_F(Window, forceOffAsksFirstAndItsFailureIsToldHere)
{
    connectGuest();
    backend.failure = {.code = ErrorCode::Timeout};
    action("machine_force_off")->trigger();
    EXPECT_TRUE(backend.calls.isEmpty());
    auto *question = window->findChild<KMessageDialog *>();
    ASSERT_TRUE(question);
    question->done(KMessageDialog::PrimaryAction);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return backend.calls == QStringList{QStringLiteral("forceOff")};
    }));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return window->findChild<QWidget *>(QStringLiteral("errorFrame"));
    }));
    action("errorRetry")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return backend.calls.size() == 2;
    }));
    EXPECT_EQ(backend.calls.last(), QStringLiteral("forceOff")) << "what failed is tried again, not a start";
}

TEST_F(Window, menusFollowTheHostKeyAndTheCombinations)
{
    connectGuest(noise({320, 200}));
    EXPECT_TRUE(action("captureKeyboard")->text().endsWith(QStringLiteral("\tRight Ctrl")));
    VitrineSettings::setHostKey({KEY_LEFTCTRL, KEY_LEFTALT});
    VitrineSettings::setCombinationsToSend({QStringLiteral("125+38")});
    VitrineSettings::self()->save();
    EXPECT_TRUE(action("captureKeyboard")->text().endsWith(QStringLiteral("\tLeft Ctrl + Left Alt")));
    EXPECT_TRUE(action("fullScreen")->text().endsWith(QStringLiteral("\tLeft Ctrl + Left Alt+F")));
    EXPECT_FALSE(window->findChild<QAction *>(QStringLiteral("send29+56+111")));
    action("send125+38")->trigger();
    EXPECT_EQ(factory.last->log.join(u' '), QStringLiteral("+125 +38 -38 -125"));
    VitrineSettings::self()->setDefaults();
    VitrineSettings::self()->save();
    EXPECT_TRUE(action("send29+56+111"));
}

TEST_F(Window, captureIsExplainedUntilItIsUnderstood)
{
    connectGuest();
    window->activateWindow();
    action("captureKeyboard")->trigger();
    const auto *note = window->findChild<KMessageWidget *>(QStringLiteral("captureNote"));
    EXPECT_TRUE(note->isVisible());
    picture("captured");
    note->actions().constFirst()->trigger();
    action("captureKeyboard")->trigger();
    EXPECT_FALSE(action("captureKeyboard")->isChecked());
    action("captureKeyboard")->trigger();
    EXPECT_TRUE(action("captureKeyboard")->isChecked());
    EXPECT_FALSE(note->isVisible());
}

TEST_F(Window, oneToOneScrollsALargeGuest)
{
    connectGuest(noise({3000, 2000}));
    action("toggleScaling")->trigger();
    EXPECT_EQ(view()->picture().target().size(), QSize(3000, 2000));
    EXPECT_EQ(view()->size(), QSize(3000, 2000));
    picture("onetoone");
    action("toggleScaling")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return view()->width() < 3000;
    }));
}

TEST_F(Window, closingARunningMachineAsksAndKeepsItRunningByDefault)
{
    connectGuest();
    bool seen = false;
    QTimer::singleShot(0, window, [&] {
        auto *dialog = window->findChild<CloseDialog *>();
        ASSERT_TRUE(dialog);
        seen = true;
        EXPECT_EQ(dialog->choice(), CloseChoice::KeepRunning);
        const QString folder = qEnvironmentVariable("VITRINE_TEST_PICTURES");
        if (!folder.isEmpty()) {
            dialog->grab().save(QDir(folder).filePath(QStringLiteral("close.png")));
        }
        dialog->accept();
    });
    EXPECT_TRUE(window->close());
    EXPECT_TRUE(seen);
    EXPECT_TRUE(backend.calls.isEmpty());
}

TEST_F(Window, closingOffersOnlyWhatThePausedMachineCanDo)
{
    connectGuest();
    change(MachineState::Paused, StateReason::ByUser);
    QTimer::singleShot(0, window, [&] {
        auto *dialog = window->findChild<CloseDialog *>();
        for (const auto &[choice, possible] : {std::pair{CloseChoice::KeepRunning, true}, {CloseChoice::ShutDown, false}, {CloseChoice::ForceOff, true}}) {
            EXPECT_EQ(dialog->findChild<QRadioButton *>(QStringLiteral("closeChoice%1").arg(int(choice)))->isEnabled(), possible) << int(choice);
        }
        dialog->reject();
    });
    EXPECT_FALSE(window->close());
}

TEST_F(Window, pullingThePlugIsNeverProposedWhenClosing)
{
    VitrineSettings::setCloseChoice(int(CloseChoice::ForceOff));
    connectGuest();
    QTimer::singleShot(0, window, [&] {
        auto *dialog = window->findChild<CloseDialog *>();
        EXPECT_EQ(dialog->choice(), CloseChoice::KeepRunning);
        dialog->reject();
    });
    EXPECT_FALSE(window->close());
    VitrineSettings::setCloseChoice(int(CloseChoice::KeepRunning));
}

TEST_F(Window, closingCanBeTakenBack)
{
    connectGuest();
    QTimer::singleShot(0, window, [&] {
        window->findChild<CloseDialog *>()->reject();
    });
    EXPECT_FALSE(window->close());
    EXPECT_TRUE(window->isVisible());
}

TEST_F(Window, closingCanShutTheGuestDownAndRemembersIt)
{
    connectGuest();
    QTimer::singleShot(0, window, [&] {
        auto *dialog = window->findChild<CloseDialog *>();
        dialog->findChild<QRadioButton *>(QStringLiteral("closeChoice%1").arg(int(CloseChoice::ShutDown)))->click();
        dialog->findChild<QCheckBox *>(QStringLiteral("dontAskAgain"))->click();
        dialog->accept();
    });
    EXPECT_TRUE(window->close());
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return backend.calls.contains(QStringLiteral("shutDown"));
    }));
    EXPECT_FALSE(CloseDialog::mustAsk());
    EXPECT_EQ(CloseDialog::lastChoice(), CloseChoice::ShutDown);
}

TEST_F(Window, aMachineThatIsOffClosesWithoutAQuestion)
{
    change(MachineState::Off);
    EXPECT_TRUE(window->close());
}

TEST_F(Window, aRemovedMachineIsSaidToBeGone)
{
    connectGuest();
    backend.list.clear();
    Q_EMIT backend.machinesRemoved({machine.id});
    ASSERT_TRUE(step(ConsoleStep::CloseWindow));
    EXPECT_FALSE(action("machine_start")->isEnabled());
}

TEST_F(Window, aFailedStepIsToldWhereItWasTaken)
{
    connectGuest();
    change(MachineState::Off);
    backend.failure = {.code = ErrorCode::FileMissing, .subject = QStringLiteral("/isos/debian.iso")};
    QTest::mouseClick(step(ConsoleStep::Start), Qt::LeftButton);
    const auto told = [this] {
        const QList<KMessageWidget *> messages = window->findChildren<KMessageWidget *>();
        return std::ranges::any_of(messages, [](const KMessageWidget *message) {
            return message->isVisible() && message->text().contains(QStringLiteral("/isos/debian.iso"));
        });
    };
    EXPECT_TRUE(QTest::qWaitFor(told));
    picture("failed");
    // Another window's failure is told there.
    backend.failure.subject = QStringLiteral("/isos/other.iso");
    commands.start(machine.id);
    QTest::qWait(50);
    EXPECT_TRUE(told());
}

TEST_F(Window, actionsFollowTheState)
{
    EXPECT_FALSE(action("machine_start")->isEnabled());
    EXPECT_TRUE(action("machine_pause")->isEnabled());
    EXPECT_FALSE(action("send29+56+111")->isEnabled());
    connectGuest();
    EXPECT_TRUE(action("send29+56+111")->isEnabled());
    change(MachineState::Paused);
    EXPECT_TRUE(action("machine_pause")->text().startsWith(QStringLiteral("Resume"))) << "the same action as in the main window";
    change(MachineState::Off);
    EXPECT_TRUE(action("machine_start")->isEnabled());
    EXPECT_FALSE(action("machine_force_off")->isEnabled());
}

TEST_F(Window, remembersItsSizeForEachMachine)
{
    connectGuest();
    window->resize(777, 555);
    closeWindow();
    openWindow();
    EXPECT_EQ(window->size(), QSize(777, 555));
}

TEST_F(Window, thereIsOneForEachMachine)
{
    ConsoleWindows windows({.store = &store, .commands = &commands, .factory = &factory});
    const QPointer first = windows.open(machine.id);
    EXPECT_EQ(windows.open(machine.id), first);
    VitrineSettings::setConfirmClose(false);
    first->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_FALSE(first);
}

TEST_F(Window, aGuestInARestartLoopIsSaid)
{
    connectGuest();
    for (int i = 0; i < 20; ++i) {
        Q_EMIT backend.machineEvent(machine.id, MachineEvent::Rebooted);
    }
    const auto *warning = window->findChild<QWidget *>(QStringLiteral("restartWarning"));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return warning->isVisible();
    }));
    picture("restartloop");
}

} // namespace vitrine
