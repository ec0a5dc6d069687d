// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleinput.h"
#include "fakeconsole.h"
#include "ui/console/consoleview.h"
#include "vitrinesettings.h"

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
        input = new ConsoleInput(view);
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

    /** What the guest got of the keyboard, without the matching of locks. */
    QString keys() const
    {
        QStringList keys = session.log;
        keys.removeIf([](const QString &entry) {
            return entry.startsWith(QLatin1String("locks"));
        });
        return keys.join(u' ');
    }
    QPoint place(QPoint guest) const
    {
        return view->mapTo(&window, viewPoint(guest));
    }
    /** A key as X11 and Wayland give it. */
    void native(QEvent::Type type, quint32 evdev, Qt::Key key, quint32 modifiers = 0)
    {
        QKeyEvent event(type, key, Qt::NoModifier, evdev + 8, 0, modifiers);
        QApplication::sendEvent(view, &event);
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

TEST_F(Input, theGuestsPointerIsPaintedForAGuestWithAMouseOnly)
{
    GuestCursor cursor{.image = QImage(16, 16, QImage::Format_ARGB32), .hotSpot = {1, 1}, .position = QPoint(50, 60)};
    cursor.image.fill(Qt::red);
    session.head->setCursor(cursor);
    const auto painted = [this] {
        return view->grab().toImage().pixel(viewPoint({55, 65})) == qRgb(255, 0, 0);
    };
    EXPECT_FALSE(painted()) << "the host's pointer has its shape";
    session.mode = PointerMode::Relative;
    Q_EMIT session.pointerModeChanged();
    EXPECT_TRUE(QTest::qWaitFor(painted)) << "also before it is captured, as in a guest that paints its own";
    input->setCaptured(true);
    EXPECT_EQ(view->cursor().shape(), Qt::BlankCursor);
    EXPECT_TRUE(painted());
    session.mode = PointerMode::Absolute;
    Q_EMIT session.pointerModeChanged();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return !painted();
    }));
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

TEST_F(Input, aWindowThatIsNotActiveCapturesNothing)
{
    QWidget other;
    other.show();
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    input->setCaptured(true);
    EXPECT_FALSE(input->isCaptured()) << "nothing would ever end it";
}

TEST_F(Input, aClickThatActivatesTheWindowCapturesWithTheFocus)
{
    session.mode = PointerMode::Relative;
    QWidget other;
    other.show();
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    // On X11 the click may come before the focus does.
    QTest::mouseClick(view, Qt::LeftButton, {}, {20, 20});
    EXPECT_FALSE(input->isCaptured());
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return input->isCaptured();
    }));
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

TEST_F(Input, isCapturedWithTheFocusWhenSetSo)
{
    VitrineSettings::setCaptureWhenActive(true);
    VitrineSettings::self()->save();
    button->setFocus();
    view->setFocus();
    EXPECT_TRUE(input->isCaptured());
    input->setCaptured(false);
    QFocusEvent in(QEvent::FocusIn, Qt::PopupFocusReason);
    QApplication::sendEvent(view, &in);
    EXPECT_FALSE(input->isCaptured()) << "a menu of the window changes nothing";
    session.setState(ConsoleSession::State::Closed);
    input->setSession(nullptr);
    session.setState(ConsoleSession::State::Connected);
    input->setSession(&session);
    EXPECT_TRUE(input->isCaptured()) << "the guest came while the window was active";
    VitrineSettings::setCaptureWhenActive(false);
    VitrineSettings::self()->save();
}

TEST_F(Input, hostKeyFollowsTheSettings)
{
    const QSignalSpy changed(input, &ConsoleInput::keyboardSettingsChanged);
    VitrineSettings::setHostKey({KEY_LEFTCTRL, KEY_LEFTALT});
    VitrineSettings::self()->save();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(input->hostKeyName(), QStringLiteral("Left Ctrl + Left Alt"));
    native(QEvent::KeyPress, KEY_LEFTCTRL, Qt::Key_Control);
    native(QEvent::KeyPress, KEY_LEFTALT, Qt::Key_Alt);
    native(QEvent::KeyRelease, KEY_LEFTALT, Qt::Key_Alt);
    native(QEvent::KeyRelease, KEY_LEFTCTRL, Qt::Key_Control);
    EXPECT_TRUE(input->isCaptured());
    EXPECT_TRUE(keys().isEmpty()) << keys().toStdString();
    native(QEvent::KeyPress, KEY_LEFTCTRL, Qt::Key_Control);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("+29"));
    })) << "held for longer it is the guest's";
    VitrineSettings::setHostKey(VitrineSettings::defaultHostKeyValue());
    VitrineSettings::self()->save();
}

TEST_F(Input, keptCombinationEndsTheCaptureWhereTheDesktopCantBeGivenIt)
{
    VitrineSettings::setCombinationsKept({QStringLiteral("56+15")});
    VitrineSettings::self()->save();
    input->setCaptured(true);
    session.log.clear();
    native(QEvent::KeyPress, KEY_LEFTALT, Qt::Key_Alt);
    native(QEvent::KeyPress, KEY_TAB, Qt::Key_Tab);
    native(QEvent::KeyRelease, KEY_TAB, Qt::Key_Tab);
    EXPECT_FALSE(input->isCaptured());
    EXPECT_TRUE(keys().isEmpty()) << keys().toStdString();
    VitrineSettings::setCombinationsKept({});
    VitrineSettings::self()->save();
}

TEST_F(Input, locksAreMatchedByTheFirstKeyWhereTheDesktopDoesNotTell)
{
    session.lights = KeyboardLed::ScrollLock;
    button->setFocus();
    view->setFocus();
    session.log.clear();
    native(QEvent::KeyPress, KEY_CAPSLOCK, Qt::Key_CapsLock);
    native(QEvent::KeyRelease, KEY_CAPSLOCK, Qt::Key_CapsLock);
    EXPECT_TRUE(session.log.filter(QStringLiteral("locks")).isEmpty()) << "a lock key is just being changed";
    native(QEvent::KeyPress, KEY_A, Qt::Key_A, 0x12); // Num and Caps Lock
    EXPECT_EQ(session.log.mid(2).join(u' '), QStringLiteral("locks 7 +30")) << "before the key; Scroll Lock as it is";
    native(QEvent::KeyRelease, KEY_A, Qt::Key_A);
    native(QEvent::KeyPress, KEY_B, Qt::Key_B);
    EXPECT_EQ(session.log.filter(QStringLiteral("locks")).size(), 1);
}

TEST_F(Input, deadKeysAndInputMethodsAreLeftToTheGuest)
{
    EXPECT_FALSE(view->testAttribute(Qt::WA_InputMethodEnabled));
    native(QEvent::KeyPress, KEY_APOSTROPHE, Qt::Key_Dead_Acute);
    native(QEvent::KeyRelease, KEY_APOSTROPHE, Qt::Key_Dead_Acute);
    native(QEvent::KeyPress, KEY_ZENKAKUHANKAKU, Qt::Key_Zenkaku_Hankaku);
    native(QEvent::KeyRelease, KEY_ZENKAKUHANKAKU, Qt::Key_Zenkaku_Hankaku);
    native(QEvent::KeyPress, KEY_COMPOSE, Qt::Key_Multi_key);
    EXPECT_EQ(keys(), QStringLiteral("+40 -40 +85 -85 +127"));
}

TEST_F(Input, eightButtons)
{
    for (const auto &[qt, number] : {std::pair{Qt::LeftButton, 0}, {Qt::MiddleButton, 1}, {Qt::RightButton, 2}, {Qt::BackButton, 3}, {Qt::ForwardButton, 4}}) {
        session.log.clear();
        QTest::mouseClick(view, qt, {}, viewPoint({5, 5}));
        EXPECT_TRUE(session.log.contains(QStringLiteral("press %1").arg(number)));
        EXPECT_TRUE(session.log.contains(QStringLiteral("release %1").arg(number)));
    }
}

TEST_F(Input, fingersAreContactsOfATouchScreen)
{
    session.hasTouchScreen = true;
    const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
    QTest::touchEvent(&window, screen.get()).press(7, place({10, 20}), &window);
    QTest::touchEvent(&window, screen.get()).stationary(7).press(9, place({50, 60}), &window);
    QTest::touchEvent(&window, screen.get()).release(7, place({11, 21}), &window).move(9, place({199, 149}), &window);
    QTest::touchEvent(&window, screen.get()).press(12, place({1, 1}), &window).move(9, place({0, 0}), &window);
    EXPECT_EQ(session.log,
              (QStringList{QStringLiteral("touch 0 of 0 at 10,20"),
                           QStringLiteral("touch 0 of 1 at 50,60"),
                           QStringLiteral("touch 2 of 0 at 11,21"),
                           QStringLiteral("touch 1 of 1 at 199,149"),
                           QStringLiteral("touch 1 of 1 at 0,0"),
                           QStringLiteral("touch 0 of 0 at 1,1")}))
        << session.log.join(u' ').toStdString();
    session.log.clear();
    button->setFocus();
    EXPECT_EQ(session.log.filter(QStringLiteral("touch 3")).size(), 2) << "none stays down without the focus";
}

TEST_F(Input, firstFingerIsThePointerWithoutATouchScreen)
{
    const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
    QTest::touchEvent(&window, screen.get()).press(0, place({10, 20}), &window);
    QTest::touchEvent(&window, screen.get()).move(0, place({30, 40}), &window);
    QTest::touchEvent(&window, screen.get()).release(0, place({30, 40}), &window);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("release 0"));
    }));
    session.log.removeDuplicates();
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("to 10,20 press 0 to 30,40 release 0"));
}

TEST(InputGeometry, cornersOfThePictureAreCornersOfTheGuestInEveryMode)
{
    for (const Scaling &scaling : {Scaling{.mode = ScaleMode::Fit},
                                   {.mode = ScaleMode::Integer},
                                   {.mode = ScaleMode::Fill},
                                   {.mode = ScaleMode::Fixed, .zoom = 0.5},
                                   {.mode = ScaleMode::Fixed, .zoom = 1},
                                   {.mode = ScaleMode::Fixed, .zoom = 2.5}}) {
        for (const qreal dpr : {1.0, 1.25, 1.5, 1.75, 2.0}) {
            for (const QSize guest : {QSize(200, 150), QSize(1366, 768), QSize(1920, 1080)}) {
                const ViewGeometry picture(QSize(801, 603), dpr, guest, scaling);
                const QRect target = picture.target();
                const auto at = [&](QPointF devicePixel) {
                    return picture.toGuest((devicePixel + QPointF(0.5, 0.5)) / dpr);
                };
                const QPoint last(guest.width() - 1, guest.height() - 1);
                EXPECT_EQ(at(target.topLeft()), QPoint(0, 0)) << int(scaling.mode) << " at " << dpr;
                EXPECT_EQ(at(target.bottomRight()), last) << int(scaling.mode) << " at " << dpr;
                EXPECT_EQ(at(target.topRight()), QPoint(last.x(), 0));
                EXPECT_EQ(at(target.topLeft() - QPointF(50, 50)), QPoint(0, 0)) << "beside it";
                EXPECT_EQ(at(target.bottomRight() + QPointF(50, 50)), last);
            }
        }
    }
}

TEST_F(Input, showsTheGuestsPointer)
{
    session.head->setCursor({.image = QImage(16, 16, QImage::Format_ARGB32), .hotSpot = {1, 1}});
    EXPECT_EQ(view->cursor().shape(), Qt::BitmapCursor);
    session.head->setCursor({.image = QImage(16, 16, QImage::Format_ARGB32), .visible = false});
    EXPECT_EQ(view->cursor().shape(), Qt::BlankCursor);
}

} // namespace vitrine
