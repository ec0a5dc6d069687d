// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemuinputqueue.h"

#include <gtest/gtest.h>

#include <deque>

namespace vitrine::test {
namespace {

using Kind = QemuInput::Kind;

class QemuInputQueueTest : public testing::Test
{
protected:
    void key(quint32 number, bool pressed)
    {
        m_queue.add({.kind = pressed ? Kind::KeyPress : Kind::KeyRelease, .number = number});
    }
    void moveTo(QPointF place)
    {
        m_queue.add({.kind = Kind::MoveTo, .place = place});
    }
    void moveBy(QPointF delta)
    {
        m_queue.add({.kind = Kind::MoveBy, .place = delta});
    }
    void touch(quint32 phase, quint64 slot)
    {
        m_queue.add({.kind = Kind::Touch, .number = phase, .slot = slot});
    }
    void resize(int console, QSize pixels)
    {
        m_queue.add({.kind = Kind::Size, .console = console, .pixels = pixels});
    }
    /** QEMU answers all that it has, and what that brings. */
    void answerAll()
    {
        while (!m_unanswered.empty()) {
            const QemuInput input = m_unanswered.front();
            m_unanswered.pop_front();
            m_queue.answered(input);
        }
    }
    [[nodiscard]] qsizetype count(Kind kind) const
    {
        return std::ranges::count(m_sent, kind, &QemuInput::kind);
    }

    QList<QemuInput> m_sent;
    std::deque<QemuInput> m_unanswered;
    QemuInputQueue m_queue{[this](const QemuInput &input) {
        m_sent.append(input);
        m_unanswered.push_back(input);
    }};
};

TEST_F(QemuInputQueueTest, MotionsThatComeMeanwhileBecomeOne)
{
    for (int i = 1; i <= 10; ++i) {
        moveBy(QPointF(i, -1));
    }
    ASSERT_EQ(m_sent.size(), 1);
    EXPECT_EQ(m_sent.first().place, QPointF(1, -1));
    answerAll();
    ASSERT_EQ(m_sent.size(), 2);
    EXPECT_EQ(m_sent.last().place, QPointF(54, -9)) << "their sum";
    moveTo({1, 1});
    moveTo({2, 2});
    moveTo({3, 3});
    answerAll();
    ASSERT_EQ(m_sent.size(), 4);
    EXPECT_EQ(m_sent.last().place, QPointF(3, 3)) << "the newest";
    EXPECT_EQ(m_queue.unanswered(), 0);
}

TEST_F(QemuInputQueueTest, AMotionIsNotAddedToAPosition)
{
    moveTo({100, 100});
    moveTo({200, 200});
    moveBy({1, 1});
    answerAll();
    EXPECT_EQ(m_sent.last().kind, Kind::MoveBy);
    EXPECT_EQ(m_sent.last().place, QPointF(1, 1));
}

TEST_F(QemuInputQueueTest, AKeyOrAClickHappensWhereThePointerIs)
{
    moveTo({1, 1});
    moveTo({2, 2});
    m_queue.add({.kind = Kind::ButtonPress, .number = 0});
    moveTo({3, 3});
    m_queue.add({.kind = Kind::ButtonRelease, .number = 0});
    ASSERT_EQ(m_sent.size(), 5);
    EXPECT_EQ(m_sent.at(1).place, QPointF(2, 2));
    EXPECT_EQ(m_sent.at(2).kind, Kind::ButtonPress);
    EXPECT_EQ(m_sent.at(3).place, QPointF(3, 3));
    EXPECT_EQ(m_sent.at(4).kind, Kind::ButtonRelease);
}

TEST_F(QemuInputQueueTest, OfPressesAFewHundredWaitAndTheirReleases)
{
    key(99, true);
    answerAll();
    for (quint32 round = 0; round < 1000; ++round) {
        moveTo({double(round), 1});
        key(round % 100, true);
        moveTo({double(round), 2});
        key(round % 100, false);
        touch(0, round % 10);
        touch(1, round % 10);
        touch(2, round % 10);
    }
    EXPECT_LT(m_sent.size(), 3 * QemuInputQueue::mostUnanswered);
    EXPECT_GE(m_queue.unanswered(), QemuInputQueue::mostUnanswered);
    EXPECT_EQ(count(Kind::KeyPress), count(Kind::KeyRelease)) << "no key stays down, none comes up that was not down";
    answerAll();
    EXPECT_EQ(m_queue.unanswered(), 0);
    const qsizetype before = m_sent.size();
    key(5, true);
    key(5, false);
    EXPECT_EQ(m_sent.size(), before + 2) << "works again";
}

TEST_F(QemuInputQueueTest, AReleaseIsSentHoweverLongNothingIsAnswered)
{
    key(1, true);
    for (int i = 0; i < 1000; ++i) {
        key(2, true);
        key(2, false);
    }
    const qsizetype before = m_sent.size();
    key(1, false);
    ASSERT_EQ(m_sent.size(), before + 1);
    EXPECT_EQ(m_sent.last().number, 1U);
}

TEST_F(QemuInputQueueTest, WhatAnEarlierConnectionPressedCanBeReleased)
{
    key(42, false);
    EXPECT_EQ(m_sent.size(), 1);
}

TEST_F(QemuInputQueueTest, FingersThatWereNotPutDownDoNothing)
{
    touch(1, 3);
    touch(2, 3);
    EXPECT_TRUE(m_sent.isEmpty());
    touch(0, 3);
    touch(1, 3);
    touch(3, 3);
    touch(1, 3);
    EXPECT_EQ(m_sent.size(), 3);
}

TEST_F(QemuInputQueueTest, OfEachScreensSizesTheLastOneWaits)
{
    for (int width = 640; width < 700; ++width) {
        resize(0, {width, 480});
        resize(1, {width, 600});
    }
    EXPECT_EQ(m_sent.size(), 2);
    answerAll();
    ASSERT_EQ(m_sent.size(), 4);
    EXPECT_EQ(m_sent.at(2).pixels, QSize(699, 480));
    EXPECT_EQ(m_sent.at(3).pixels, QSize(699, 600));
    resize(0, {800, 600});
    EXPECT_EQ(m_sent.size(), 5);
}

TEST_F(QemuInputQueueTest, SumsDoNotOverflow)
{
    for (int i = 0; i < 100; ++i) {
        moveBy({2e9, -2e9});
    }
    answerAll();
    EXPECT_GT(m_sent.last().place.x(), 0);
    EXPECT_LT(m_sent.last().place.y(), 0);
}

} // namespace
} // namespace vitrine::test
