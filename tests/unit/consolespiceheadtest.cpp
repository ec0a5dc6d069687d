// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

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
