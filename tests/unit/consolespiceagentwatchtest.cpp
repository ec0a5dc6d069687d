// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceagentwatch.h"
#include "tests/support/spicemessages.h"

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

QByteArray agentHeader(quint32 size)
{
    return numbers(quint32(1), quint32(4), quint64(0), size);
}

QByteArray agentData(const QByteArray &part)
{
    return spiceMessage(SPICE_MSG_MAIN_AGENT_DATA, part);
}

/** Whole, and byte by byte: how it is cut must not matter. */
bool passes(const QByteArray &stream, quint32 limit = 1000)
{
    SpiceAgentWatch whole(limit);
    SpiceAgentWatch cut(limit);
    const bool passed = whole.follow(stream);
    bool passedCut = true;
    for (qsizetype i = 0; passedCut && i < stream.size(); ++i) {
        passedCut = cut.follow(QByteArrayView(stream).sliced(i, 1));
    }
    EXPECT_EQ(passed, passedCut);
    return passed;
}

TEST(SpiceAgentWatch, HonestTalkPasses)
{
    const QByteArray other = spiceMessage(SPICE_MSG_MAIN_INIT, QByteArray(32, '\xff')) + spiceMessage(SPICE_MSG_MAIN_NAME, {});
    const QByteArray inOne = agentData(agentHeader(6) + "abcdef");
    const QByteArray inParts = agentData(agentHeader(6).first(7)) + other + agentData(agentHeader(6).sliced(7) + "ab") + agentData("cdef");
    const QByteArray several = agentData(agentHeader(0) + agentHeader(2) + "xy" + agentHeader(1000) + QByteArray(100, 'z')) + agentData(QByteArray(900, 'z'));
    EXPECT_TRUE(passes(spiceGreeting() + other + inOne + inParts + several + inOne));
}

TEST(SpiceAgentWatch, AnAbsurdSizeIsFoundHoweverItIsCut)
{
    for (const quint32 size : {1001U, 0xF0000000U, 0xFFFFFFFFU}) {
        EXPECT_FALSE(passes(spiceGreeting() + agentData(agentHeader(3) + "abc") + agentData(agentHeader(size))));
        EXPECT_FALSE(passes(spiceGreeting() + agentData(agentHeader(size).first(18)) + agentData(agentHeader(size).sliced(18))));
    }
    EXPECT_FALSE(passes(spiceGreeting() + numbers(quint16(SPICE_MSG_MAIN_NAME), quint32(1001)))) << "the server's own, too";
}

TEST(SpiceAgentWatch, AnAgentThatComesAnewBeginsAnew)
{
    const QByteArray anew = spiceMessage(SPICE_MSG_MAIN_AGENT_DISCONNECTED, numbers(quint32(0))) + spiceMessage(SPICE_MSG_MAIN_AGENT_CONNECTED, {});
    EXPECT_TRUE(passes(spiceGreeting() + agentData(agentHeader(900) + "x") + anew + agentData(agentHeader(1) + "y")));
    EXPECT_FALSE(passes(spiceGreeting() + agentData(agentHeader(900) + "x") + anew + agentData(agentHeader(2000))));
}

TEST(SpiceAgentWatch, WhatCannotBeFollowedPasses)
{
    const QByteArray absurd = agentData(agentHeader(0xF0000000U));
    EXPECT_TRUE(passes(spiceGreeting(0) + absurd));
    EXPECT_TRUE(passes(spiceGreeting(1U << SPICE_COMMON_CAP_MINI_HEADER | 1U << SPICE_COMMON_CAP_AUTH_SASL) + absurd));
    EXPECT_FALSE(passes(QByteArray("REDQ") + numbers(quint32(2), quint32(2), quint32(5000))));
}

} // namespace
} // namespace vitrine::test
