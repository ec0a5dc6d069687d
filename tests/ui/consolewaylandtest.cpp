// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeconsole.h"
#include "tests/support/waylanddevices.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consoleview.h"

#include <QTest>

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

namespace vitrine {

namespace {

/** A private KWin without a screen; keys, motions and touches come from devices it takes for real. */
class ConsoleWayland : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(devices.isReady());
        input = new ConsoleInput(&view);
        session.connectWith(noise({400, 300}));
        view.setHead(session.head);
        input->setSession(&session);
        view.showFullScreen();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return view.hasFocus() && view.size() == view.screen()->size();
        }));
    }
    bool logHas(const QString &entry) const
    {
        return QTest::qWaitFor([&] {
            return session.log.contains(entry);
        });
    }
    /** Where on the screen a guest's pixel is. */
    QPointF place(QPoint guest) const
    {
        const ViewGeometry &picture = view.picture();
        return (QPointF(picture.target().topLeft()) + (QPointF(guest) + QPointF(0.5, 0.5)) * picture.scale()) / view.devicePixelRatioF();
    }

    test::WaylandDevices devices;
    ConsoleView view;
    ConsoleInput *input = nullptr;
    FakeSession session;
};

} // namespace

TEST_F(ConsoleWayland, keysArriveAndAHeldOneIsOnePress)
{
    for (const quint32 evdev : {KEY_A, KEY_102ND, KEY_KPENTER, KEY_HENKAN, KEY_RO, KEY_PLAYPAUSE, KEY_LEFTCTRL}) {
        devices.tap(evdev);
        EXPECT_TRUE(logHas(QStringLiteral("-%1").arg(evdev))) << evdev << ": " << session.log.join(u' ').toStdString();
    }
    session.log.clear();
    devices.key(KEY_B, true);
    QTest::qWait(1000); // the host repeats from 0.6 s on
    devices.key(KEY_B, false);
    EXPECT_TRUE(logHas(QStringLiteral("-48")));
    EXPECT_EQ(session.log.join(u' '), QStringLiteral("+48 -48"));
}

TEST_F(ConsoleWayland, captureAsksTheCompositorForItsShortcuts)
{
    for (const char *time : {"the first", "a second"}) {
        devices.tap(KEY_RIGHTCTRL);
        EXPECT_TRUE(QTest::qWaitFor([this] {
            return input->isCaptureEffective();
        })) << time
            << " time";
        session.log.clear();
        devices.tap(KEY_LEFTMETA);
        EXPECT_TRUE(logHas(QStringLiteral("-125")));
        devices.tap(KEY_RIGHTCTRL);
        EXPECT_TRUE(QTest::qWaitFor([this] {
            return !input->isCaptured();
        }));
        EXPECT_FALSE(input->isCaptureEffective());
    }
}

TEST_F(ConsoleWayland, relativeMotionGoesOnBeyondTheScreensEdge)
{
    session.mode = PointerMode::Relative;
    Q_EMIT session.pointerModeChanged();
    devices.movePointerTo(place({200, 150}));
    devices.click(BTN_LEFT);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return input->isCaptured();
    }));
    // The compositor's consent comes with the first motion that is told.
    ASSERT_TRUE(QTest::qWaitFor([this] {
        devices.movePointerBy({1, 0});
        return !session.moved.isNull();
    }));
    QTest::qWait(100); // those that are still under way
    session.moved = {};
    for (int i = 0; i < 60; ++i) {
        devices.movePointerBy({-50, -20.5});
    }
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return session.moved == QPoint(-3000, -1230);
    })) << session.moved.x()
        << "," << session.moved.y();
    session.log.clear();
    devices.click(BTN_SIDE);
    EXPECT_TRUE(logHas(QStringLiteral("release 3")));
    devices.tap(KEY_RIGHTCTRL);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        return !input->isCaptured();
    }));
    session.mode = PointerMode::Absolute;
    Q_EMIT session.pointerModeChanged();
    devices.movePointerTo(place({7, 9}));
    EXPECT_TRUE(logHas(QStringLiteral("to 7,9"))) << "the pointer is free again: " << session.log.join(u' ').toStdString();
}

TEST_F(ConsoleWayland, fingersAreContacts)
{
    session.hasTouchScreen = true;
    devices.touchDown(3, place({10, 20}));
    EXPECT_TRUE(logHas(QStringLiteral("touch 0 of 0 at 10,20")));
    devices.touchDown(4, place({399, 299}));
    EXPECT_TRUE(logHas(QStringLiteral("touch 0 of 1 at 399,299")));
    devices.touchMove(4, place({0, 0}));
    EXPECT_TRUE(logHas(QStringLiteral("touch 1 of 1 at 0,0")));
    devices.touchUp(3);
    EXPECT_TRUE(logHas(QStringLiteral("touch 2 of 0 at 10,20"))) << session.log.join(u' ').toStdString();
    devices.touchUp(4);
    EXPECT_TRUE(logHas(QStringLiteral("touch 2 of 1 at 0,0")));
}

TEST_F(ConsoleWayland, locksAreMatchedWithTheFocus)
{
    view.clearFocus();
    devices.tap(KEY_CAPSLOCK);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        view.clearFocus();
        view.setFocus(); // KWin tells by and by
        return session.log.contains(QStringLiteral("locks 2"));
    })) << session.log.join(u' ').toStdString();
    devices.tap(KEY_CAPSLOCK);
    EXPECT_TRUE(logHas(QStringLiteral("-58")));
}

} // namespace vitrine
