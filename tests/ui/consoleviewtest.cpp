// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleview.h"
#include "fakeconsole.h"
#include "ui/console/framepacer.h"
#include "ui/console/guestcursor.h"
#include "ui/console/viewgeometry.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <chrono>

namespace vitrine {

using namespace std::chrono_literals;

TEST(ViewGeometry, fitsWithTheRightAspectInTheMiddle)
{
    const ViewGeometry wide({800, 600}, 1, {320, 180}, ScaleMode::Fit);
    EXPECT_EQ(wide.target(), QRect(0, 75, 800, 450));
    EXPECT_DOUBLE_EQ(wide.scale(), 2.5);
    const ViewGeometry high({400, 300}, 2, {100, 200}, ScaleMode::Fit);
    EXPECT_EQ(high.target(), QRect(250, 0, 300, 600));
}

TEST(ViewGeometry, mapsPositionsToGuestPixelsAndClamps)
{
    const ViewGeometry view({800, 600}, 1.5, {1200, 900}, ScaleMode::Fit);
    ASSERT_TRUE(view.isPixelExact());
    EXPECT_EQ(view.toGuest({0, 0}), QPoint(0, 0));
    EXPECT_EQ(view.toGuest({399.9, 299.9}), QPoint(599, 449));
    EXPECT_EQ(view.toGuest({-5, 700}), QPoint(0, 899));
    const ViewGeometry letterboxed({800, 600}, 1, {320, 180}, ScaleMode::Fit);
    EXPECT_EQ(letterboxed.toGuest({400, 10}), QPoint(160, 0));
    EXPECT_EQ(letterboxed.toGuest({799, 524}), QPoint(319, 179));
}

TEST(ViewGeometry, everyGuestPixelCanBeReachedAtFractionalFactors)
{
    const ViewGeometry view({641, 481}, 1.25, {801, 601}, ScaleMode::OneToOne);
    const QPoint origin = view.target().topLeft();
    for (int x = 0; x < 801; ++x) {
        const QPointF middle((origin.x() + x + 0.5) / 1.25, (origin.y() + 0.5) / 1.25);
        ASSERT_EQ(view.toGuest(middle).x(), x);
    }
}

TEST(ViewGeometry, damageCoversAllItsScreenPixels)
{
    const ViewGeometry view({641, 481}, 1.75, {700, 500}, ScaleMode::Fit);
    const QRect damage(333, 100, 3, 2);
    const QRegion device = view.toDevice(view.toLogical(damage));
    const QRectF exact(view.target().x() + damage.x() * view.scale(),
                       view.target().y() + damage.y() * view.scale(),
                       damage.width() * view.scale(),
                       damage.height() * view.scale());
    EXPECT_TRUE(QRectF(device.boundingRect()).contains(exact.adjusted(-2, -2, 2, 2)));
    EXPECT_LT(device.boundingRect().width(), exact.width() + 10);
}

TEST(ViewGeometry, largerGuestThanViewStartsAtTheCorner)
{
    const ViewGeometry view({100, 100}, 1, {300, 200}, ScaleMode::OneToOne);
    EXPECT_EQ(view.target(), QRect(0, 0, 300, 200));
}

TEST(ViewGeometry, survivesSizesOfNoUse)
{
    EXPECT_TRUE(ViewGeometry({100, 100}, 1, {}, ScaleMode::Fit).target().isEmpty());
    EXPECT_EQ(ViewGeometry({100, 100}, 1, {}, ScaleMode::Fit).toGuest({5, 5}), QPoint());
    EXPECT_EQ(ViewGeometry({1, 1}, 1, {65535, 1}, ScaleMode::Fit).target().size(), QSize(1, 1));
}

TEST(FramePacer, paintsTheFirstFrameAfterQuietAtOnceAndThenOnceARefresh)
{
    FramePacer pacer;
    pacer.setPeriod(16ms);
    EXPECT_EQ(pacer.delay(1000ms), 0ms);
    pacer.painted(1000ms);
    EXPECT_EQ(pacer.delay(1001ms), 15ms);
    EXPECT_EQ(pacer.delay(1016ms), 0ms);
}

TEST(FramePacer, forgivesJitterButHoldsTheRate)
{
    FramePacer pacer;
    pacer.setPeriod(16ms);
    pacer.painted(0ms);
    pacer.painted(20ms); // late
    EXPECT_EQ(pacer.delay(32ms), 0ms); // the next one comes in time: no wait for it
    // A guest that draws all the time gets the screen's rate.
    FramePacer::Time now = 100ms;
    int frames = 0;
    while (now < 1100ms) {
        if (pacer.delay(now) == 0ms) {
            pacer.painted(now);
            ++frames;
        }
        now += 1ms;
    }
    EXPECT_LE(frames, 64);
    EXPECT_GE(frames, 61);
}

TEST(GuestCursor, keepsPixelsAndHotSpotAtTheScreensFactor)
{
    GuestCursor shape{.image = noise({24, 16}).convertToFormat(QImage::Format_ARGB32), .hotSpot = {8, 4}};
    const QCursor cursor = hostCursor(shape, 1, 2);
    EXPECT_EQ(cursor.pixmap().size(), QSize(24, 16));
    EXPECT_DOUBLE_EQ(cursor.pixmap().devicePixelRatio(), 2);
    EXPECT_EQ(cursor.hotSpot(), QPoint(4, 2));
    EXPECT_EQ(hostCursor(shape, 2, 1).pixmap().size(), QSize(48, 32));
    shape.visible = false;
    EXPECT_EQ(hostCursor(shape, 1, 1).shape(), Qt::BlankCursor);
    EXPECT_EQ(hostCursor({}, 1, 1).shape(), Qt::ArrowCursor);
    EXPECT_EQ(hostCursor({.image = QImage(4000, 4000, QImage::Format_ARGB32)}, 1, 1).shape(), Qt::ArrowCursor);
}

namespace {

class View : public testing::Test
{
protected:
    void SetUp() override
    {
        head.image = noise({200, 100});
        view.resize(200, 100);
        view.setHead(&head);
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return head.reads > 0;
        }));
    }
    FakeHead head;
    ConsoleView view;
};

} // namespace

TEST_F(View, asksForNoFramesWhileItCanNotBeSeen)
{
    EXPECT_TRUE(head.shown);
    view.hide();
    EXPECT_FALSE(head.shown);
    const int takes = head.takes;
    head.damage(QRect(0, 0, 5, 5));
    QTest::qWait(0);
    EXPECT_EQ(head.takes, takes);
    view.show();
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return head.shown;
    }));
    EXPECT_TRUE(QTest::qWaitFor([this, takes] {
        return head.takes > takes;
    })) << "shows nothing any more";
}

TEST_F(View, takesDamageThatWasSignalledBeforeItWatched)
{
    FakeHead other;
    other.image = noise({20, 20});
    other.damage(other.image.rect());
    view.setHead(&other);
    EXPECT_TRUE(QTest::qWaitFor([&other] {
        return other.takes > 0;
    }));
    view.setHead(nullptr);
}

TEST_F(View, asksForNoFramesWhileMinimised)
{
    view.setWindowState(Qt::WindowMinimized);
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !head.shown;
    }));
}

TEST_F(View, gathersABurstOfDamage)
{
    const QSignalSpy frames(&view, &ConsoleView::frameShown);
    for (int i = 0; i < 200; ++i) {
        head.damage(QRect(i, 0, 1, 1));
    }
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return head.takeDamage().isEmpty() && head.takes > 2;
    }));
    EXPECT_LE(frames.count(), 3);
}

TEST_F(View, keepsTheLastPictureDimmed)
{
    view.setHead(nullptr);
    EXPECT_FALSE(head.shown) << "a head that nobody shows costs the guest frames";
    const QRgb was = head.image.pixel(10, 10);
    const QRgb is = view.grab().toImage().pixel(10, 10);
    EXPECT_LT(qRed(is), qRed(was) + 1);
    EXPECT_NEAR(qRed(is), qRed(was) * 105 / 255, 3);
    EXPECT_EQ(view.sizeHint(), QSize(200, 100));
}

TEST_F(View, followsTheGuestsResolution)
{
    const QSignalSpy sizes(&view, &ConsoleView::guestSizeChanged);
    head.setImage(noise({50, 50}));
    EXPECT_EQ(sizes.count(), 1);
    EXPECT_EQ(view.picture().target(), QRect(50, 0, 100, 100));
    head.setImage({});
    EXPECT_EQ(view.grab().toImage().pixel(100, 50), qRgb(0, 0, 0));
}

TEST_F(View, survivesTheHeadsEnd)
{
    auto *other = new FakeHead;
    other->image = noise({20, 20});
    view.setHead(other);
    delete other;
    view.grab();
    view.setHead(nullptr);
}

} // namespace vitrine
