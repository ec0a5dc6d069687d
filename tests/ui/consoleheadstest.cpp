// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolefixture.h"
#include "ui/console/headwindow.h"

#include <QActionGroup>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QScreen>

namespace vitrine {

namespace {

/** A guest with more than one screen. */
class Heads : public ConsoleFixture
{
protected:
    static QList<HeadWindow *> further()
    {
        QList<HeadWindow *> windows;
        const QWidgetList widgets = QApplication::topLevelWidgets();
        for (QWidget *widget : widgets) {
            if (auto *head = qobject_cast<HeadWindow *>(widget); head && head->isVisible()) {
                windows.append(head);
            }
        }
        return windows;
    }
    QAction *inScreensMenu(const char *name) const
    {
        auto *screens = window->findChild<QMenu *>(QStringLiteral("virtualScreens"));
        Q_EMIT screens->aboutToShow();
        return screens->findChild<QAction *>(QLatin1String(name));
    }
    /** A second screen that the guest has switched on while it was watched. */
    HeadWindow *secondScreen()
    {
        connectGuest();
        factory.last->addHead(noise({320, 240}, 5));
        return further().value(0);
    }
};

} // namespace

TEST_F(Heads, aScreenThatTheGuestAddsGetsAWindowAndLosesItAgain)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->view()->head(), factory.last->further.constFirst());
    EXPECT_TRUE(second->windowTitle().contains(QStringLiteral("Screen 2")));
    EXPECT_NE(second->view()->head(), view()->head());
    factory.last->removeHead();
    EXPECT_TRUE(further().isEmpty());
    EXPECT_TRUE(window->isVisible());
}

TEST_F(Heads, aScreenThatWasThereBeforeIsShownOnlyWhenSwitchedOn)
{
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return bool(factory.last);
    }));
    factory.last->further = {new FakeHead(factory.last, 1)};
    connectGuest();
    EXPECT_TRUE(further().isEmpty()) << "a graphics card has outputs with no monitor, too";
    QAction *enable = inScreensMenu("enableScreen2");
    ASSERT_TRUE(enable);
    EXPECT_FALSE(enable->isChecked());
    EXPECT_FALSE(inScreensMenu("enableScreen1")->isEnabled()) << "the first one stays";
    inScreensMenu("enableScreen2")->trigger();
    EXPECT_TRUE(factory.last->log.contains(QStringLiteral("on 1")));
    EXPECT_EQ(further().size(), 1);
}

TEST_F(Heads, closingAFurtherWindowSwitchesTheScreenOffAndNotTheMachine)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    second->findChild<QAction *>(QStringLiteral("switchScreenOff"))->trigger();
    EXPECT_EQ(factory.last->log, QStringList{QStringLiteral("off 1")});
    EXPECT_TRUE(further().isEmpty());
    EXPECT_TRUE(backend.calls.isEmpty());
    EXPECT_TRUE(window->isVisible());
    EXPECT_FALSE(inScreensMenu("enableScreen2")->isChecked());
}

TEST_F(Heads, inputGoesToTheScreenOfItsWindow)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(second));
    factory.last->log.clear();
    const QPointF place = second->view()->rect().center();
    QMouseEvent move(QEvent::MouseMove, place, second->view()->mapToGlobal(place), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(second->view(), &move);
    QTest::keyClick(second->view(), Qt::Key_Down);
    EXPECT_TRUE(factory.last->log.value(0).endsWith(QStringLiteral("on 1"))) << factory.last->log.join(u' ').toStdString();
    EXPECT_TRUE(factory.last->log.contains(QStringLiteral("+108")));
}

TEST_F(Heads, allCloseWithTheFirstAndComeBackWithTheMachine)
{
    ASSERT_TRUE(secondScreen());
    closeWindow();
    EXPECT_TRUE(further().isEmpty());
    openWindow();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return factory.made == 2 && factory.last;
    }));
    factory.last->further = {new FakeHead(factory.last, 1)};
    connectGuest();
    EXPECT_TRUE(factory.last->log.contains(QStringLiteral("on 1"))) << "the guest is asked for it again";
    EXPECT_EQ(further().size(), 1);
}

TEST_F(Heads, theMachinesEndTakesTheFurtherWindowsAlong)
{
    ASSERT_TRUE(secondScreen());
    factory.last->setState(ConsoleSession::State::Closed);
    change(MachineState::Off, StateReason::ByGuest);
    EXPECT_TRUE(QTest::qWaitFor([] {
        return further().isEmpty();
    }));
    EXPECT_TRUE(window->isVisible());
}

TEST_F(Heads, hostCombinationsWorkInEachWindow)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    QKeyEvent down(QEvent::KeyPress, Qt::Key_Control, Qt::ControlModifier, KEY_RIGHTCTRL + 8, 0, 0);
    QApplication::sendEvent(second->view(), &down);
    QTest::keyClick(second->view(), Qt::Key_F);
    QKeyEvent up(QEvent::KeyRelease, Qt::Key_Control, Qt::NoModifier, KEY_RIGHTCTRL + 8, 0, 0);
    QApplication::sendEvent(second->view(), &up);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return window->isFullScreen();
    }));
    EXPECT_FALSE(second->isFullScreen()) << "there is one host screen only";
}

TEST_F(Heads, theMenuCapturesForTheWindowThatIsActive)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    second->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(second));
    action("captureKeyboard")->trigger();
    EXPECT_TRUE(action("captureKeyboard")->isChecked());
    EXPECT_TRUE(second->view()->hasFocus());
    const auto *lamp = window->findChild<QWidget *>(QStringLiteral("lampCapture"));
    EXPECT_TRUE(lamp->accessibleName().contains(QStringLiteral("captured"))) << lamp->accessibleName().toStdString();
    EXPECT_FALSE(lamp->accessibleName().contains(QStringLiteral("not captured")));
    const QPointer<QWidget> note = second->findChild<QWidget *>(QStringLiteral("captureNote"));
    ASSERT_TRUE(note) << "it is told on the window that has the keyboard";
    EXPECT_TRUE(note->isVisible());
    EXPECT_EQ(note->parentWidget()->width(), second->view()->width());
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window));
    EXPECT_TRUE(window->isAncestorOf(note));
    EXPECT_FALSE(action("captureKeyboard")->isChecked()) << "the capture ends with the focus";
    EXPECT_TRUE(lamp->accessibleName().contains(QStringLiteral("not captured"))) << lamp->accessibleName().toStdString();
}

TEST_F(Heads, messagesAreToldOnTheWindowTheUserWorksWithAndStayWhenItCloses)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    second->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(second));
    Q_EMIT factory.last->notice({.from = ConsoleTransport::QemuDBus, .hadOpened = true, .reason = {.code = ErrorCode::ConnectionLost}});
    const QPointer<QWidget> told = second->findChild<QWidget *>(QStringLiteral("statusNote"));
    ASSERT_TRUE(told);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return told->isVisible();
    }));
    const QString folder = qEnvironmentVariable("VITRINE_TEST_PICTURES");
    if (!folder.isEmpty()) {
        QTest::qWait(500); // the animation
        second->grab().save(QDir(folder).filePath(QStringLiteral("second-told.png")));
    }
    second->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    ASSERT_TRUE(told);
    EXPECT_TRUE(window->isAncestorOf(told));
    EXPECT_TRUE(told->isVisible());
}

TEST_F(Heads, aFurtherWindowsOwnCaptureIsShownByTheLamp)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    second->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(second));
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent host(type, Qt::Key_Control, type == QEvent::KeyPress ? Qt::ControlModifier : Qt::NoModifier, KEY_RIGHTCTRL + 8, 0, 0);
        QApplication::sendEvent(second->view(), &host);
    }
    EXPECT_TRUE(action("captureKeyboard")->isChecked());
    const auto *lamp = window->findChild<QWidget *>(QStringLiteral("lampCapture"));
    EXPECT_FALSE(lamp->accessibleName().contains(QStringLiteral("not captured"))) << lamp->accessibleName().toStdString();
    factory.last->removeHead();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return lamp->accessibleName().contains(QStringLiteral("not captured")) && !action("captureKeyboard")->isChecked();
    })) << "a window that goes takes its capture along";
}

TEST_F(Heads, aScreenThatIsWishedForIsAskedForWhenTheAgentComes)
{
    ASSERT_TRUE(secondScreen());
    closeWindow();
    openWindow();
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return factory.made == 2 && factory.last;
    }));
    factory.last->headsNeedAgent = true;
    connectGuest();
    factory.last->log.clear();
    factory.last->setAgent(true);
    EXPECT_EQ(factory.last->log, QStringList{QStringLiteral("on 1")});
    factory.last->addHead(noise({320, 240}, 5));
    EXPECT_EQ(further().size(), 1);
    // The guest restarts: its agent goes first, then the screen; both come again.
    factory.last->setAgent(false);
    factory.last->removeHead();
    EXPECT_TRUE(further().isEmpty());
    factory.last->log.clear();
    factory.last->setAgent(true);
    EXPECT_EQ(factory.last->log, QStringList{QStringLiteral("on 1")}) << "what is wished is not what was last seen";
    factory.last->addHead(noise({320, 240}, 5));
    EXPECT_EQ(further().size(), 1);
    // Somebody switches it off in the guest.
    factory.last->removeHead();
    factory.last->log.clear();
    factory.last->setAgent(true);
    EXPECT_TRUE(factory.last->log.isEmpty());
}

TEST_F(Heads, filesCanBeDroppedOnEachWindow)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a"))});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(second->view(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(second->view(), &drop);
    const auto *note = window->findChild<QWidget *>(QStringLiteral("guestNote"));
    EXPECT_TRUE(note->isVisible()) << "this guest takes none, which is told";
}

TEST_F(Heads, sizesThatCannotBeAskedForSayWhy)
{
    connectGuest();
    QAction *preset = inScreensMenu("resize640x480");
    ASSERT_TRUE(preset);
    EXPECT_FALSE(preset->isEnabled());
    EXPECT_FALSE(preset->toolTip().isEmpty());
    EXPECT_NE(preset->toolTip(), preset->text());
    factory.last->head->canBeAsked = true;
    EXPECT_TRUE(inScreensMenu("resize640x480")->isEnabled());
}

TEST_F(Heads, theMenuOfASingleScreenTellsHowToGetMore)
{
    connectGuest();
    factory.last->maximum = 2;
    EXPECT_FALSE(inScreensMenu("moreScreens"));
    factory.last->maximum = 1;
    const QAction *note = inScreensMenu("moreScreens");
    ASSERT_TRUE(note);
    EXPECT_FALSE(note->isEnabled());
    const QString folder = qEnvironmentVariable("VITRINE_TEST_PICTURES");
    if (!folder.isEmpty()) {
        window->findChild<QMenu *>(QStringLiteral("virtualScreens"))->grab().save(QDir(folder).filePath(QStringLiteral("screens-one.png")));
    }
}

/** With two host screens; CTest's ui-console-screens has them. */
class ConsoleScreens : public Heads
{
protected:
    void SetUp() override
    {
        if (QGuiApplication::screens().size() < 2) {
            GTEST_SKIP() << "needs two host screens";
        }
        Heads::SetUp();
    }
    void TearDown() override
    {
        if (QGuiApplication::screens().size() >= 2) {
            Heads::TearDown();
        }
    }
};

TEST_F(ConsoleScreens, fullScreenTakesAHostScreenForEach)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    QScreen *left = QGuiApplication::screens().at(0);
    QScreen *right = QGuiApplication::screens().at(1);
    ASSERT_EQ(window->screen(), left);
    second->setGeometry(50, 60, 400, 300);
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return second->screen() == left;
    }));
    action("fullScreen")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return window->geometry() == left->geometry() && second->geometry() == right->geometry();
    }));
    EXPECT_TRUE(second->isFullScreen());
    action("fullScreen")->trigger();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return window->geometry() != left->geometry() && second->geometry() != right->geometry();
    }));
    EXPECT_FALSE(second->isFullScreen());
}

TEST_F(ConsoleScreens, aScreenCanBeSentToAHostScreen)
{
    HeadWindow *second = secondScreen();
    ASSERT_TRUE(second);
    QScreen *right = QGuiApplication::screens().at(1);
    second->move(10, 10);
    auto *screens = window->findChild<QMenu *>(QStringLiteral("virtualScreens"));
    Q_EMIT screens->aboutToShow();
    const QList<QAction *> places = screens->findChildren<QAction *>(QStringLiteral("showOn") + right->name());
    ASSERT_EQ(places.size(), 2) << "each screen can be moved";
    places.at(1)->trigger();
    EXPECT_EQ(places.at(1)->actionGroup()->checkedAction(), places.at(1)) << "on one host screen only";
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return second->screen() == right && right->geometry().contains(second->geometry());
    }));
}

} // namespace vitrine
