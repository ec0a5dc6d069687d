// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/accelerationfacts.h"
#include "tests/support/await.h"

#include <gtest/gtest.h>

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::StringLiterals;

namespace {

template<ErrorCode problem>
Task<AccelerationFacts> seen()
{
    co_return AccelerationFacts{.problem = Error{.code = problem}, .secureBoot = false};
}

TEST(AccelerationFacts, sayNothingOfOtherComputers)
{
    for (const QString &uri : {u"qemu+ssh://host/system"_s, u"demo:///"_s, u"test:///default"_s, u"xen:///system"_s}) {
        EXPECT_FALSE(accelerationProbeFor(uri, seen<ErrorCode::AccelerationFaulty>)) << qPrintable(uri);
    }
}

TEST(AccelerationFacts, thisUsersRightsHoldForHisOwnMachines)
{
    const auto facts = await(accelerationProbeFor(u"qemu:///session"_s, seen<ErrorCode::AccelerationForbidden>)());
    ASSERT_TRUE(facts && facts->problem);
    EXPECT_EQ(facts->problem->code, ErrorCode::AccelerationForbidden);
    EXPECT_FALSE(facts->secureBoot);
}

TEST(AccelerationFacts, thisUsersRightsSayNothingOfTheSystemsMachines)
{
    for (const QString &uri : {u"qemu:///system"_s, u"qemu:///system?socket=/run/libvirt/x"_s}) {
        const auto facts = await(accelerationProbeFor(uri, seen<ErrorCode::AccelerationForbidden>)());
        ASSERT_TRUE(facts) << qPrintable(uri);
        EXPECT_FALSE(facts->problem) << qPrintable(uri);
        EXPECT_TRUE(facts->secureBoot) << "not known either";
    }
}

TEST(AccelerationFacts, whatKvmItselfLacksItLacksForAll)
{
    const auto faulty = await(accelerationProbeFor(u"qemu:///system"_s, seen<ErrorCode::AccelerationFaulty>)());
    ASSERT_TRUE(faulty && faulty->problem);
    EXPECT_EQ(faulty->problem->code, ErrorCode::AccelerationFaulty);
    const auto absent = await(accelerationProbeFor(u"qemu:///system"_s, seen<ErrorCode::AccelerationAbsent>)());
    ASSERT_TRUE(absent && absent->problem);
    EXPECT_EQ(absent->problem->code, ErrorCode::AccelerationAbsent);
}

} // namespace
