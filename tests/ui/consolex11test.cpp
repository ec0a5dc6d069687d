// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeconsole.h"
#include "tests/support/keyboard105.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consoleview.h"

#include <QApplication>
#include <QProcess>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>
#include <xcb/xcb.h>

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
        input = std::make_unique<ConsoleInput>(view, KEY_RIGHTCTRL);
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
    xdotool(QStringLiteral("click 5"));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.log.contains(QStringLiteral("wheel 0,-120"));
    })) << session.log.join(u' ').toStdString();
}

} // namespace vitrine
