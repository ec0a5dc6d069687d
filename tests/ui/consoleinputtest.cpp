// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleinput.h"
#include "fakeconsole.h"
#include "ui/console/consoleview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

namespace vitrine {

namespace {

class Input : public testing::Test
{
protected:
    void SetUp() override
    {
        auto *layout = new QHBoxLayout(&window);
        layout->setContentsMargins({});
        view = new ConsoleView;
        button = new QPushButton(QStringLiteral("&Other"));
        layout->addWidget(view, 1);
        layout->addWidget(button);
        window.resize(500, 300);
        input = new ConsoleInput(view, KEY_RIGHTCTRL);
        session.connectWith(noise({200, 150}));
        view->setHead(session.head);
        input->setSession(&session);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        view->setFocus();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return view->hasFocus();
        }));
    }
    QPoint viewPoint(QPoint guest) const
    {
        const ViewGeometry &picture = view->picture();
        return (QPointF(picture.target().topLeft()) + (QPointF(guest) + QPointF(0.5, 0.5)) * picture.scale()).toPoint();
    }

    FakeSession session;
    QWidget window;
    ConsoleView *view = nullptr;
    QPushButton *button = nullptr;
    ConsoleInput *input = nullptr;
};

} // namespace

TEST_F(Input, tabAndShortcutsGoToTheGuest)
{
    QAction action;
    action.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S));
    window.addAction(&action);
    const QSignalSpy triggered(&action, &QAction::triggered);
    QTest::keyClick(view, Qt::Key_Tab);
    QTest::keyClick(view, Qt::Key_Backtab, Qt::ShiftModifier);
    QTest::keySequence(view, QKeySequence(Qt::CTRL | Qt::Key_S));
    QTest::keyClick(view, Qt::Key_O, Qt::AltModifier); // the button's mnemonic
    EXPECT_TRUE(view->hasFocus());
    EXPECT_EQ(triggered.count(), 0);
    EXPECT_TRUE(session.log.contains(QStringLiteral("+15")));
    EXPECT_TRUE(session.log.contains(QStringLiteral("+31")));
    EXPECT_TRUE(session.log.contains(QStringLiteral("+24")));
}

TEST_F(Input, keysAreLeftToTheWindowWithoutAGuest)
{
    session.setState(ConsoleSession::State::Closed);
    input->setSession(nullptr);
    QTest::keyClick(view, Qt::Key_Tab);
    EXPECT_TRUE(button->hasFocus());
    EXPECT_TRUE(session.log.isEmpty());
}

TEST_F(Input, hostCommandsWorkWithoutAGuest)
{
    input->setSession(nullptr);
    const QSignalSpy commands(input, &ConsoleInput::hostCommand);
    QKeyEvent down(QEvent::KeyPress, Qt::Key_Control, Qt::ControlModifier, KEY_RIGHTCTRL + 8, 0, 0);
    QApplication::sendEvent(view, &down);
    QTest::keyClick(view, Qt::Key_F);
    ASSERT_EQ(commands.count(), 1);
    EXPECT_EQ(commands.first().first().value<HostCommand>(), HostCommand::ToggleFullScreen);
}

TEST_F(Input, keysAreReleasedWhenTheFocusGoes)
{
    QTest::keyPress(view, Qt::Key_A);
    const int releases = session.releases;
    button->setFocus();
    EXPECT_TRUE(session.log.contains(QStringLiteral("-30")));
    EXPECT_GT(session.releases, releases);
}

TEST_F(Input, absolutePointerNeedsNoGrab)
{
    QTest::mouseMove(view, viewPoint({20, 30}));
    EXPECT_EQ(session.log.value(session.log.size() - 1), QStringLiteral("to 20,30"));
    QTest::mouseClick(view, Qt::RightButton, {}, viewPoint({0, 149}));
    EXPECT_EQ(session.log.mid(session.log.size() - 4),
              QStringList({QStringLiteral("to 0,149"), QStringLiteral("press 2"), QStringLiteral("to 0,149"), QStringLiteral("release 2")}));
    EXPECT_FALSE(input->isCaptured());
}

TEST_F(Input, wheelGoesBothWays)
{
    QWheelEvent event(viewPoint({5, 5}), view->mapToGlobal(viewPoint({5, 5})), {}, {-30, 120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view, &event);
    EXPECT_EQ(session.log, QStringList{QStringLiteral("wheel -30,120")});
}

TEST_F(Input, relativePointerIsCapturedByAClickAndGivenBackByTheHostKey)
{
    session.mode = PointerMode::Relative;
    Q_EMIT session.pointerModeChanged();
    QTest::mouseMove(view, viewPoint({20, 30}));
    EXPECT_TRUE(session.moved.isNull());
    QTest::mouseClick(view, Qt::LeftButton, {}, viewPoint({20, 30}));
    EXPECT_TRUE(input->isCaptured());
    EXPECT_FALSE(session.log.contains(QStringLiteral("press 0"))) << "the capturing click is not the guest's";
    EXPECT_EQ(view->cursor().shape(), Qt::BlankCursor);
    EXPECT_EQ(QWidget::mouseGrabber(), view);
    QTest::mousePress(view, Qt::LeftButton, {}, view->rect().center());
    EXPECT_TRUE(session.log.contains(QStringLiteral("press 0")));
    QKeyEvent down(QEvent::KeyPress, Qt::Key_Control, Qt::ControlModifier, KEY_RIGHTCTRL + 8, 0, 0);
    QKeyEvent up(QEvent::KeyRelease, Qt::Key_Control, Qt::NoModifier, KEY_RIGHTCTRL + 8, 0, 0);
    QApplication::sendEvent(view, &down);
    QApplication::sendEvent(view, &up);
    EXPECT_FALSE(input->isCaptured());
    EXPECT_EQ(QWidget::mouseGrabber(), nullptr);
}

TEST_F(Input, captureEndsWithTheFocusAndWithTheSession)
{
    input->setCaptured(true);
    EXPECT_TRUE(input->isCaptured());
    button->setFocus();
    EXPECT_FALSE(input->isCaptured());
    input->setCaptured(true);
    EXPECT_TRUE(view->hasFocus());
    session.setState(ConsoleSession::State::Closed);
    input->setSession(nullptr);
    EXPECT_FALSE(input->isCaptured());
}

TEST_F(Input, captureComesBackAfterAMenu)
{
    input->setCaptured(true);
    QFocusEvent out(QEvent::FocusOut, Qt::PopupFocusReason);
    QApplication::sendEvent(view, &out);
    EXPECT_FALSE(input->isCaptured());
    QFocusEvent in(QEvent::FocusIn, Qt::PopupFocusReason);
    QApplication::sendEvent(view, &in);
    EXPECT_TRUE(input->isCaptured());
}

TEST_F(Input, showsTheGuestsPointer)
{
    session.head->setCursor({.image = QImage(16, 16, QImage::Format_ARGB32), .hotSpot = {1, 1}});
    EXPECT_EQ(view->cursor().shape(), Qt::BitmapCursor);
    session.head->setCursor({.image = QImage(16, 16, QImage::Format_ARGB32), .visible = false});
    EXPECT_EQ(view->cursor().shape(), Qt::BlankCursor);
}

} // namespace vitrine
