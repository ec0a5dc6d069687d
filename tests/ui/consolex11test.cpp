// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeconsole.h"
#include "tests/support/keyboard105.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consoleview.h"
#include "vitrinesettings.h"

#include <QApplication>
#include <QProcess>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>
#include <xcb/xcb.h>
#define explicit explicit_member // a member's name in this C header
#include <xcb/xkb.h>
#undef explicit

#include <memory>

namespace vitrine {

namespace {

/** A private X display; keys and pointer come from xdotool (XTEST), as if from devices. */
class ConsoleX11 : public testing::Test
{
protected:
    void SetUp() override
    {
        if (QGuiApplication::platformName() != QLatin1String("xcb")) {
            GTEST_SKIP() << "needs an X display; CTest's ui-console-x11 has one";
        }
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins({});
        view = new ConsoleView;
        layout->addWidget(view);
        window.resize(400, 300);
        input = std::make_unique<ConsoleInput>(view);
        session.connectWith(noise({400, 300}));
        view->setHead(session.head);
        input->setSession(&session);
        window.move(100, 100);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        view->setFocus();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    }
    void TearDown() override
    {
        input.reset();
    }
    static void run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        ASSERT_TRUE(process.waitForFinished()) << process.errorString().toStdString();
        ASSERT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData();
    }
    static void xdotool(const QString &arguments)
    {
        run(QStringLiteral("xdotool"), arguments.split(u' '));
    }
    void expectKey(unsigned evdev)
    {
        session.log.clear();
        // xdotool takes a number of one digit for that digit's key.
        const QString key = evdev == KEY_ESC ? QStringLiteral("Escape") : QString::number(evdev + 8);
        xdotool(QStringLiteral("key --delay 0 ") + key);
        const QStringList wanted{QStringLiteral("+%1").arg(evdev), QStringLiteral("-%1").arg(evdev)};
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                return session.log == wanted;
            },
            2000))
            << "key " << evdev << " gave " << session.log.join(u' ').toStdString();
    }
    /** Another program can't have the keyboard. */
    static bool keyboardIsGrabbed()
    {
        xcb_connection_t *connection = xcb_connect(nullptr, nullptr);
        const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
        const auto cookie = xcb_grab_keyboard(connection, 0, root, XCB_CURRENT_TIME, XCB_GRAB_MODE_ASYNC, XCB_GRAB_MODE_ASYNC);
        const std::unique_ptr<xcb_grab_keyboard_reply_t, decltype(&std::free)> reply(xcb_grab_keyboard_reply(connection, cookie, nullptr), &std::free);
        xcb_disconnect(connection);
        return reply && reply->status == XCB_GRAB_STATUS_ALREADY_GRABBED;
    }

    bool logHas(const QString &entry) const
    {
        return QTest::qWaitFor(
            [&] {
                return session.log.contains(entry);
            },
            2000);
    }
    /** What the X server knows of Qt's own connection. */
    static bool autoRepeatIsDetectable()
    {
        xcb_connection_t *connection = qGuiApp->nativeInterface<QNativeInterface::QX11Application>()->connection();
        const auto cookie = xcb_xkb_per_client_flags(connection, XCB_XKB_ID_USE_CORE_KBD, 0, 0, 0, 0, 0);
        const std::unique_ptr<xcb_xkb_per_client_flags_reply_t, decltype(&std::free)> reply(xcb_xkb_per_client_flags_reply(connection, cookie, nullptr),
                                                                                            &std::free);
        return reply && reply->value & XCB_XKB_PER_CLIENT_FLAG_DETECTABLE_AUTO_REPEAT;
    }

    QWidget window;
    ConsoleView *view = nullptr;
    std::unique_ptr<ConsoleInput> input;
    FakeSession session;
};

} // namespace

TEST_F(ConsoleX11, allKeysOfABoardArriveAsThePhysicalKeysWhateverTheLayout)
{
    for (const char *layout : {"us", "fr", "ru"}) {
        run(QStringLiteral("setxkbmap"), {QLatin1String(layout)});
        for (const test::Key105 &key : test::keyboard105) {
            if (key.evdev != KEY_RIGHTCTRL) { // the Host key
                expectKey(key.evdev);
            }
        }
    }
    run(QStringLiteral("setxkbmap"), {QStringLiteral("us")});
}

TEST_F(ConsoleX11, keysOfOtherBoardsArriveToo)
{
    for (const test::ExtraKey &key : test::extraKeys) {
        expectKey(key.evdev);
    }
}

TEST_F(ConsoleX11, deadKeysAreLeftToTheGuest)
{
    run(QStringLiteral("setxkbmap"), {QStringLiteral("us"), QStringLiteral("intl")});
    expectKey(KEY_APOSTROPHE); // a dead acute
    expectKey(KEY_E);
    run(QStringLiteral("setxkbmap"), {QStringLiteral("us")});
    EXPECT_FALSE(view->testAttribute(Qt::WA_InputMethodEnabled));
}

TEST_F(ConsoleX11, heldKeyIsOnePress)
{
    EXPECT_TRUE(autoRepeatIsDetectable());
    session.log.clear();
    xdotool(QStringLiteral("keydown 38"));
    QTest::qWait(1200); // the server repeats from 0.66 s on
    xdotool(QStringLiteral("keyup 38"));
    EXPECT_TRUE(logHas(QStringLiteral("-30")));
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+30 -30"));
}

TEST_F(ConsoleX11, keysAreReleasedAndRepetitionIsAsBeforeWhenAnotherWindowHasTheFocus)
{
    xdotool(QStringLiteral("keydown 38"));
    EXPECT_TRUE(logHas(QStringLiteral("+30")));
    QWidget other;
    other.show();
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    EXPECT_TRUE(logHas(QStringLiteral("-30")));
    EXPECT_FALSE(autoRepeatIsDetectable());
    xdotool(QStringLiteral("keyup 38"));
}

TEST_F(ConsoleX11, locksAreMatchedWithTheFocus)
{
    const QStringList before = session.log.filter(QStringLiteral("locks"));
    ASSERT_EQ(before.size(), 1); // with the focus it has had from the start
    const int changed = before.first().section(u' ', 1).toInt() ^ int(KeyboardLed::CapsLock);
    QWidget other;
    other.show();
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    xdotool(QStringLiteral("key 66")); // Caps Lock
    session.log.clear();
    window.activateWindow();
    EXPECT_TRUE(logHas(QStringLiteral("locks %1").arg(changed))) << session.log.join(u' ').toStdString();
}

TEST_F(ConsoleX11, keptCombinationReachesTheDesktopThroughTheCapture)
{
    VitrineSettings::setCombinationsKept({QStringLiteral("115")});
    VitrineSettings::self()->save();
    // The desktop: it has asked the server for this key.
    xcb_connection_t *desktop = xcb_connect(nullptr, nullptr);
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(desktop)).data->root;
    xcb_grab_key(desktop, 1, root, XCB_MOD_MASK_ANY, KEY_VOLUMEUP + 8, XCB_GRAB_MODE_ASYNC, XCB_GRAB_MODE_ASYNC);
    std::free(xcb_get_input_focus_reply(desktop, xcb_get_input_focus(desktop), nullptr)); // done
    input->setCaptured(true);
    EXPECT_TRUE(QTest::qWaitFor([] {
        return keyboardIsGrabbed();
    }));
    session.log.clear();
    xdotool(QStringLiteral("key 123"));
    bool came = false;
    EXPECT_TRUE(QTest::qWaitFor([&] {
        const std::unique_ptr<xcb_generic_event_t, decltype(&std::free)> event(xcb_poll_for_event(desktop), &std::free);
        came = came || (event && (event->response_type & 0x7f) == XCB_KEY_PRESS);
        return came;
    }));
    EXPECT_TRUE(session.log.isEmpty()) << session.log.join(u' ').toStdString();
    EXPECT_TRUE(QTest::qWaitFor([] {
        return keyboardIsGrabbed();
    })) << "the capture goes on";
    xcb_disconnect(desktop);
    VitrineSettings::setCombinationsKept({});
    VitrineSettings::self()->save();
}

TEST_F(ConsoleX11, captureTakesTheKeyboardAndTheHostKeyGivesItBack)
{
    EXPECT_FALSE(keyboardIsGrabbed());
    xdotool(QStringLiteral("key Control_R"));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return input->isCaptureEffective();
    }));
    EXPECT_TRUE(QTest::qWaitFor([] {
        return keyboardIsGrabbed();
    }));
    expectKey(KEY_LEFTMETA);
    xdotool(QStringLiteral("key Control_R"));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !input->isCaptured();
    }));
    EXPECT_TRUE(QTest::qWaitFor([] {
        return !keyboardIsGrabbed();
    }));
}

TEST_F(ConsoleX11, relativeMotionGoesOnBeyondTheScreensEdge)
{
    session.mode = PointerMode::Relative;
    Q_EMIT session.pointerModeChanged();
    xdotool(QStringLiteral("mousemove 300 250 click 1"));
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return input->isCaptured();
    }));
    QTest::qWait(100); // the jump to the middle
    session.moved = {};
    for (int i = 1; i <= 60; ++i) {
        xdotool(QStringLiteral("mousemove_relative -- 50 -20"));
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                return session.moved == QPoint(50, -20) * i;
            },
            1000))
            << i << ": " << session.moved.x() << "," << session.moved.y();
    }
    xdotool(QStringLiteral("key Control_R"));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !input->isCaptured();
    }));
}

TEST_F(ConsoleX11, absolutePositionsAndWheelArrive)
{
    xdotool(QStringLiteral("mousemove 150 175"));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("to 50,75"));
    })) << session.log.join(u' ').toStdString();
    for (const auto &[button, expected] : {std::pair{4, "wheel 0,120"}, {6, "wheel 120,0"}, {7, "wheel -120,0"}, {8, "press 3"}, {9, "press 4"}}) {
        xdotool(QStringLiteral("click %1").arg(button));
        EXPECT_TRUE(logHas(QLatin1String(expected))) << expected << ": " << session.log.join(u' ').toStdString();
    }
    session.log.clear();
    xdotool(QStringLiteral("keydown Alt_L click 4 keyup Alt_L"));
    EXPECT_TRUE(logHas(QStringLiteral("wheel 0,120"))) << "with Alt as without: " << session.log.join(u' ').toStdString();
    xdotool(QStringLiteral("click 5"));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("wheel 0,-120"));
    })) << session.log.join(u' ').toStdString();
}

TEST_F(ConsoleX11, aCoveredWindowAsksForNoFrames)
{
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.head->shown;
    }));
    QWidget other;
    other.setGeometry(window.frameGeometry().adjusted(-20, -20, 20, 20));
    other.show();
    other.raise();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !session.head->shown;
    })) << "nothing of it can be seen";
    QTest::qWait(200); // what was on its way before
    const int reads = session.head->reads;
    session.head->damage(QRect(0, 0, 50, 50));
    QTest::qWait(200);
    EXPECT_EQ(session.head->reads, reads) << "nothing is painted";
    other.move(other.x() + 300, other.y());
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.head->shown;
    })) << "half of it can be seen again";
}

} // namespace vitrine
