// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoleview.h"
#include "fakeconsole.h"
#include "ui/console/framepacer.h"
#include "ui/console/guestcursor.h"
#include "ui/console/guestscreen.h"
#include "ui/console/reducedpicture.h"
#include "ui/console/viewgeometry.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace vitrine {

using namespace std::chrono_literals;

TEST(ViewGeometry, fitsWithTheRightAspectInTheMiddle)
{
    const ViewGeometry wide({800, 600}, 1, {320, 180}, {});
    EXPECT_EQ(wide.target(), QRect(0, 75, 800, 450));
    EXPECT_DOUBLE_EQ(wide.scale(), 2.5);
    const ViewGeometry high({400, 300}, 2, {100, 200}, {});
    EXPECT_EQ(high.target(), QRect(250, 0, 300, 600));
}

TEST(ViewGeometry, mapsPositionsToGuestPixelsAndClamps)
{
    const ViewGeometry view({800, 600}, 1.5, {1200, 900}, {});
    ASSERT_TRUE(view.isPixelExact());
    EXPECT_EQ(view.toGuest({0, 0}), QPoint(0, 0));
    EXPECT_EQ(view.toGuest({399.9, 299.9}), QPoint(599, 449));
    EXPECT_EQ(view.toGuest({-5, 700}), QPoint(0, 899));
    const ViewGeometry letterboxed({800, 600}, 1, {320, 180}, {});
    EXPECT_EQ(letterboxed.toGuest({400, 10}), QPoint(160, 0));
    EXPECT_EQ(letterboxed.toGuest({799, 524}), QPoint(319, 179));
}

TEST(ViewGeometry, everyGuestPixelCanBeReachedAtFractionalFactors)
{
    const ViewGeometry view({641, 481}, 1.25, {801, 601}, {.mode = ScaleMode::Fixed});
    const QPoint origin = view.target().topLeft();
    for (int x = 0; x < 801; ++x) {
        const QPointF middle((origin.x() + x + 0.5) / 1.25, (origin.y() + 0.5) / 1.25);
        ASSERT_EQ(view.toGuest(middle).x(), x);
    }
}

TEST(ViewGeometry, damageCoversAllItsScreenPixels)
{
    const ViewGeometry view({641, 481}, 1.75, {700, 500}, {});
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
    const ViewGeometry view({100, 100}, 1, {300, 200}, {.mode = ScaleMode::Fixed});
    EXPECT_EQ(view.target(), QRect(0, 0, 300, 200));
}

TEST(ViewGeometry, survivesSizesOfNoUse)
{
    EXPECT_TRUE(ViewGeometry({100, 100}, 1, {}, {}).target().isEmpty());
    EXPECT_EQ(ViewGeometry({100, 100}, 1, {}, {}).toGuest({5, 5}), QPoint());
    EXPECT_EQ(ViewGeometry({1, 1}, 1, {65535, 1}, {}).target().size(), QSize(1, 1));
}

TEST(ViewGeometry, wholeStepsKeepGuestPixelsSquare)
{
    const Scaling whole{.mode = ScaleMode::Integer};
    const ViewGeometry view({1000, 700}, 1, {320, 200}, whole);
    EXPECT_EQ(view.target(), QRect(20, 50, 960, 600));
    EXPECT_TRUE(view.isWholeFactor());
    EXPECT_EQ(ViewGeometry({500, 400}, 1.5, {320, 200}, whole).target().size(), QSize(640, 400));
    const ViewGeometry tooLarge({200, 200}, 1, {320, 200}, whole);
    EXPECT_EQ(tooLarge.target().size(), QSize(200, 125)) << "what doesn't fit is made to";
}

TEST(ViewGeometry, fillingLeavesNoBorderAndKeepsTheAspect)
{
    const ViewGeometry view({800, 600}, 1, {320, 180}, {.mode = ScaleMode::Fill});
    EXPECT_EQ(view.target().size(), QSize(1067, 600));
}

TEST(ViewGeometry, zoomIsInPixelsOfTheScreen)
{
    const ViewGeometry view({800, 600}, 2, {320, 180}, {.mode = ScaleMode::Fixed, .zoom = 1.5});
    EXPECT_EQ(view.target().size(), QSize(480, 270));
    EXPECT_EQ(view.toGuest(QPointF(560 + 15.5, 465 + 0.2) / 2), QPoint(10, 0));
}

TEST(ViewGeometry, enlargedDamageCoversWhatInterpolationSpreads)
{
    const ViewGeometry view({1600, 1600}, 1, {100, 100}, {.mode = ScaleMode::Fixed, .zoom = 8});
    const QRect shown = view.toLogical(QRect(50, 50, 1, 1)).boundingRect();
    EXPECT_TRUE(shown.contains(QRect(400 + 400 - 8, 400 + 400 - 8, 24, 24))) << shown.x() << " " << shown.width();
}

TEST(ReducedPicture, averagesWholeBlocks)
{
    QImage board(10, 7, QImage::Format_RGB32);
    for (int y = 0; y < board.height(); ++y) {
        for (int x = 0; x < board.width(); ++x) {
            board.setPixel(x, y, (x + y) % 2 ? 0xffffffff : 0x00000000); // the fourth byte is garbage
        }
    }
    const QImage all = reducedPicture(board, 4, QRect(0, 0, 3, 2));
    EXPECT_EQ(all.size(), QSize(3, 2));
    EXPECT_NEAR(qRed(all.pixel(0, 0)), 128, 1);
    EXPECT_NEAR(qRed(all.pixel(2, 1)), 128, 1) << "of the pixels that are there";
    EXPECT_EQ(reducedPicture(board, 4, QRect(2, 1, 1, 1)).pixel(0, 0), all.pixel(2, 1)) << "parts fit together";
    const QImage thin = board.convertToFormat(QImage::Format_RGB16);
    EXPECT_NEAR(qGreen(reducedPicture(thin, 4, QRect(1, 1, 1, 1)).pixel(0, 0)), 128, 4);
}

TEST(ReducedPicture, partsAreTheSameAsInTheWhole)
{
    QImage noise(101, 67, QImage::Format_RGB32);
    QRandomGenerator random(1);
    random.fillRange(reinterpret_cast<quint32 *>(noise.bits()), noise.sizeInBytes() / 4);
    for (const int factor : {2, 3, 5}) {
        const QImage all = reducedPicture(noise, factor, QRect(QPoint(), reducedSize(noise.size(), factor)));
        for (const QRect part : {QRect(3, 5, 7, 4), QRect(0, 0, 1, 1), QRect(10, 6, 100, 100), QRect(all.width() - 1, 0, 1, 9)}) {
            const QRect inside = part & all.rect();
            EXPECT_EQ(reducedPicture(noise, factor, part), all.copy(inside)) << factor << " at " << part.x();
        }
    }
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

TEST_F(View, leavesNoHoleInAWindowWithAlpha)
{
    QImage picture = noise({200, 100});
    for (int y = 0; y < picture.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(picture.scanLine(y));
        std::transform(line, line + picture.width(), line, [](QRgb pixel) {
            return pixel & 0x00ffffff; // as QEMU leaves it
        });
    }
    head.setImage(picture);
    for (const ScaleMode mode : {ScaleMode::Fixed, ScaleMode::Fit}) {
        view.setScaling({.mode = mode});
        QImage surface(view.size() * view.devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        surface.setDevicePixelRatio(view.devicePixelRatioF());
        surface.fill(Qt::transparent);
        view.render(&surface);
        QImage opaque = surface;
        opaque.reinterpretAsFormat(QImage::Format_RGB32);
        EXPECT_EQ(surface, opaque.convertToFormat(QImage::Format_ARGB32_Premultiplied)) << "mode " << int(mode);
        EXPECT_EQ(opaque.convertToFormat(QImage::Format_RGB888), view.grab().toImage().convertToFormat(QImage::Format_RGB888)) << "mode " << int(mode);
    }
}

TEST_F(View, aRecordedViewGetsFramesWhileItCanNotBeSeen)
{
    view.setWatched(true);
    view.hide();
    EXPECT_TRUE(head.shown);
    const QSignalSpy shown(&view, &ConsoleView::frameShown);
    QSignalSpy taken(&view, &ConsoleView::frameTaken);
    head.damage(QRect(0, 0, 5, 5));
    EXPECT_TRUE(taken.count() > 0 || taken.wait());
    EXPECT_EQ(shown.count(), 0);
    view.setWatched(false);
    EXPECT_FALSE(head.shown);
}

TEST_F(View, fineDetailBelowHalfTheSizeBecomesGrey)
{
    QImage board(400, 400, QImage::Format_RGB32);
    for (int y = 0; y < board.height(); ++y) {
        for (int x = 0; x < board.width(); ++x) {
            board.setPixel(x, y, (x + y) % 2 ? qRgb(255, 255, 255) : qRgb(0, 0, 0));
        }
    }
    view.resize(100, 100);
    for (const int size : {400, 330, 290}) {
        head.setImage(board.copy(0, 0, size, size));
        const QImage shown = view.grab().toImage();
        int lowest = 255;
        int highest = 0;
        for (int x = 3; x < 97; ++x) {
            const int value = qRed(shown.pixel(x, 50));
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
        EXPECT_LT(highest - lowest, 40) << "no pattern that the guest doesn't show";
    }
}

TEST(GuestScreen, fillingScrollsOneWayOnly)
{
    GuestScreen screen;
    FakeHead head;
    head.image = noise({320, 100});
    screen.view()->setHead(&head);
    screen.setScaling({.mode = ScaleMode::Fill});
    screen.resize(600, 400);
    screen.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&screen));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return screen.view()->picture().target().height() >= screen.viewport()->height() && screen.view()->width() > 600;
    }));
    EXPECT_LE(screen.view()->picture().target().height(), screen.viewport()->height() + 2);
    screen.setScaling({.mode = ScaleMode::Fit});
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return screen.view()->width() == 600;
    }));
    screen.view()->setHead(nullptr);
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
