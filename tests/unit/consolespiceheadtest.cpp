// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicecursor.h"
#include "backends/console/spicedisplay.h"
#include "tests/support/consoletest.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

class SpiceHeadTest : public testing::Test
{
protected:
    void SetUp() override
    {
        m_picture.fill(Qt::blue);
        QObject::connect(&m_head, &ConsoleHead::damaged, &m_head, [this] {
            ++m_reports;
            m_damage = m_head.takeDamage();
        });
        m_head.showLive(m_picture);
        ASSERT_TRUE(waitUntil([this] {
            return m_reports == 1;
        }));
    }
    QImage m_picture{640, 480, QImage::Format_RGB32};
    SpiceHead m_head{0, 0, [](QSize, QSize) {
                         return false;
                     }};
    int m_reports = 0;
    QRegion m_damage;
};

TEST_F(SpiceHeadTest, TheRectanglesOfAFrameAreOneReport)
{
    QElapsedTimer sinceLast;
    sinceLast.start();
    std::chrono::nanoseconds longestGap(0);
    for (int i = 0; i < 10; ++i) {
        m_head.damage(QRect(i * 64, 0, 8, 8));
        sinceLast.restart();
        // Within the frame's time, but in other turns of the loop.
        while (sinceLast.durationElapsed() < std::chrono::microseconds(700)) {
            QCoreApplication::processEvents();
        }
        longestGap = std::max(longestGap, sinceLast.durationElapsed());
    }
    if (longestGap > std::chrono::microseconds(1100)) {
        GTEST_SKIP() << "this computer is too busy: a gap of 0.7 ms took " << std::chrono::duration<double, std::milli>(longestGap).count() << " ms";
    }
    EXPECT_EQ(m_reports, 1) << "not before the frame has ended";
    ASSERT_TRUE(waitUntil([this] {
        return m_reports == 2;
    }));
    EXPECT_EQ(m_damage, QRegion(0, 0, 640, 64));
}

TEST_F(SpiceHeadTest, AStreamWithoutGapsIsReportedAllTheSame)
{
    QElapsedTimer clock;
    clock.start();
    int rectangles = 0;
    for (; m_reports < 4 && !clock.hasExpired(10'000); ++rectangles) {
        m_head.damage(QRect(rectangles % 10 * 64, 0, 8, 8));
        QCoreApplication::processEvents();
    }
    EXPECT_EQ(m_reports, 4);
    EXPECT_GT(rectangles, 10) << "several at once";
}

TEST_F(SpiceHeadTest, AHiddenHeadReportsNothingAndThenAll)
{
    m_head.setVisible(false);
    m_head.damage(QRect(0, 0, 8, 8));
    int turns = 0;
    ASSERT_TRUE(waitUntil([&] {
        return ++turns > 20;
    }));
    EXPECT_EQ(m_reports, 1);
    m_head.setVisible(true);
    ASSERT_TRUE(waitUntil([this] {
        return m_reports == 2;
    }));
    EXPECT_EQ(m_damage, QRegion(0, 0, 640, 480));
}

TEST_F(SpiceHeadTest, AHiddenPointerThatMovesIsShownAgain)
{
    int shaped = 0;
    int moved = 0;
    QObject::connect(&m_head, &ConsoleHead::cursorChanged, &m_head, [&shaped] {
        ++shaped;
    });
    QObject::connect(&m_head, &ConsoleHead::cursorMoved, &m_head, [&moved] {
        ++moved;
    });
    m_head.moveCursor(QPoint(3, 4));
    EXPECT_EQ(shaped, 0);
    EXPECT_EQ(moved, 1);
    GuestCursor hidden = m_head.cursor();
    hidden.visible = false;
    m_head.setCursor(hidden);
    m_head.setCursor({.image = QImage(8, 8, QImage::Format_RGBA8888), .visible = false});
    EXPECT_EQ(m_head.cursor().position, QPoint(3, 4)) << "another shape is at the same place";
    m_head.moveCursor(QPoint(5, 6));
    EXPECT_TRUE(m_head.cursor().visible);
    EXPECT_EQ(m_head.cursor().position, QPoint(5, 6));
    EXPECT_EQ(shaped, 3);
    EXPECT_EQ(moved, 2);
}

TEST(SpiceCursorTest, PlacesAreToldAndBounded)
{
    const GObjectPtr<SpiceSession> session(spice_session_new());
    const GObjectPtr<SpiceChannel> channel(SPICE_CHANNEL(g_object_ref(spice_channel_new(session.get(), SPICE_CHANNEL_CURSOR, 3))));
    QList<QPoint> places;
    int shown = 0;
    const SpiceCursor cursor(
        channel.get(),
        [&shown](int, const GuestCursor &) {
            ++shown;
        },
        [&places](int id, QPoint place) {
            EXPECT_EQ(id, 3);
            places.append(place);
        });
    g_signal_emit_by_name(channel.get(), "cursor-move", 17, -5);
    g_signal_emit_by_name(channel.get(), "cursor-move", G_MAXINT, G_MININT);
    ASSERT_EQ(places.size(), 2);
    EXPECT_EQ(places.first(), QPoint(17, -5));
    EXPECT_GT(places.last().x(), 100'000);
    EXPECT_LE(places.last().x(), 1 << 20);
    EXPECT_GE(places.last().y(), -(1 << 20));
    EXPECT_EQ(shown, 0);
}

TEST(SpiceDisplayTest, OnlyQemusWordsMeanThatAScreenIsOff)
{
    QImage picture(640, 480, QImage::Format_RGB32);
    picture.fill(0xff000000);
    EXPECT_FALSE(looksSwitchedOff(picture)) << "a black screen is one that is on";
    for (int x = 200; x < 440; x += 3) {
        picture.setPixel(x, 230, 0xffaaaaaa);
    }
    EXPECT_TRUE(looksSwitchedOff(picture));
    picture.setPixel(300, 231, 0xffffffff);
    EXPECT_FALSE(looksSwitchedOff(picture)) << "white is not their colour";
    picture.setPixel(300, 231, 0xff000000);
    picture.setPixel(16, 16, 0xffaaaaaa);
    EXPECT_FALSE(looksSwitchedOff(picture)) << "nor is there anything elsewhere";
    EXPECT_FALSE(looksSwitchedOff(QImage()));
    EXPECT_FALSE(looksSwitchedOff(QImage(64, 16, QImage::Format_RGB32)));
}

} // namespace
} // namespace vitrine::test
