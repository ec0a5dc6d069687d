// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/damagetiles.h"
#include "backends/console/inputbits.h"

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

TEST(DamageTiles, FullDamageIsOneRectangle)
{
    DamageTiles tiles;
    tiles.resize(QSize(1366, 768));
    tiles.markAll();
    EXPECT_EQ(tiles.take(), QRegion(0, 0, 1366, 768));
    EXPECT_TRUE(tiles.take().isEmpty()) << "taken is forgotten";
}

TEST(DamageTiles, CoversWhatWasMarkedAndNotMuchMore)
{
    DamageTiles tiles;
    tiles.resize(QSize(300, 200));
    tiles.mark(QRect(63, 63, 2, 2)); // four tiles meet here
    tiles.mark(QRect(290, 190, 5, 5));
    const QRegion region = tiles.take();
    EXPECT_EQ(region, QRegion(0, 0, 128, 128) + QRegion(256, 128, 44, 72)) << "corner tiles end with the picture";
}

TEST(DamageTiles, SideBySideInDifferentRows)
{
    DamageTiles tiles;
    tiles.resize(QSize(192, 192));
    tiles.mark(QRect(0, 0, 1, 1));
    tiles.mark(QRect(128, 0, 1, 1));
    tiles.mark(QRect(64, 64, 1, 1));
    tiles.mark(QRect(64, 128, 1, 1));
    EXPECT_EQ(tiles.take(), QRegion(0, 0, 64, 64) + QRegion(128, 0, 64, 64) + QRegion(64, 64, 64, 128));
}

TEST(DamageTiles, OutsideIsIgnored)
{
    DamageTiles tiles;
    tiles.mark(QRect(0, 0, 10, 10));
    tiles.markAll();
    EXPECT_TRUE(tiles.isEmpty()) << "there is no picture yet";
    tiles.resize(QSize());
    tiles.markAll();
    EXPECT_TRUE(tiles.isEmpty()) << "there is no picture any more";
    tiles.resize(QSize(100, 100));
    tiles.mark(QRect(-50, -50, 20, 20));
    tiles.mark(QRect(100, 0, 20, 20));
    EXPECT_TRUE(tiles.isEmpty());
    tiles.mark(QRect(-50, -50, 1000, 1000));
    EXPECT_EQ(tiles.take(), QRegion(0, 0, 100, 100));
    tiles.markAll();
    tiles.resize(QSize(50, 50));
    EXPECT_TRUE(tiles.isEmpty()) << "another picture has none of the old one's damage";
}

TEST(WheelAxis, KeepsRemainders)
{
    WheelAxis axis;
    EXPECT_EQ(axis.add(50), 0);
    EXPECT_EQ(axis.add(80), 1);
    EXPECT_EQ(axis.add(-250), -2);
    EXPECT_EQ(axis.add(600), 5);
}

} // namespace
} // namespace vitrine::test
