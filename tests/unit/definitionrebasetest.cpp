// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/definitiondraft.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

const QString one = u"<interface type='user'><mac address='52:54:00:00:00:01'/></interface>"_s;
const QString two = u"<interface type='user'><mac address='52:54:00:00:00:02'/></interface>"_s;

DomainXml machine(const QString &devices, const QString &title = u"old"_s)
{
    return *DomainXml::parse(u"<domain type='qemu'><name>m</name><title>%1</title><memory>65536</memory><vcpu>1</vcpu><os><type>hvm</type></os><devices>%2</devices></domain>"_s.arg(title, devices));
}

class DefinitionRebase : public testing::Test
{
protected:
    void follow(const DomainXml &stored, std::optional<DomainXml> active = std::nullopt)
    {
        const MergedDefinition merged = draft.mergedWith(stored);
        draft.rebase(*DomainXml::parse(stored.toString()), std::move(active), *DomainXml::parse(merged.xml.toString()));
    }

    DefinitionDraft draft{machine(one), std::nullopt, {}};
};

TEST_F(DefinitionRebase, OwnChangesStayChanges)
{
    ASSERT_TRUE(draft.setValue(*findProperty(u"general.title"), {}, u"mine"_s));
    QSignalSpy devices(&draft, &DefinitionDraft::devicesChanged);
    follow(machine(one + two));
    ASSERT_EQ(draft.changes().size(), 1);
    EXPECT_EQ(draft.changes()[0].newValue, u"mine"_s);
    EXPECT_EQ(devices.size(), 1);
    follow(machine(one + two, u"mine"_s));
    EXPECT_FALSE(draft.isChanged()) << "they did the same";
    EXPECT_EQ(devices.size(), 1) << "no device came or went";
}

TEST_F(DefinitionRebase, WhatIsHalfTypedStaysAtItsDevice)
{
    EXPECT_FALSE(draft.setValue(*findProperty(u"interface.mac"), {u"interface"_s, 0}, u"52:54:0"_s));
    follow(machine(two + one));
    ASSERT_FALSE(draft.issues().isEmpty());
    EXPECT_EQ(draft.issues().last().device, (DeviceRef{u"interface"_s, 1}));
    EXPECT_EQ(draft.issues().last().value, u"52:54:0"_s);
    follow(machine(two));
    EXPECT_TRUE(draft.isApplicable() || !draft.isChanged()) << "its device is gone";
}

TEST_F(DefinitionRebase, AMachineThatStartedTakesLaterWhatItCannotTakeNow)
{
    ASSERT_TRUE(draft.setValue(*findProperty(u"memory.size"), {}, u"134217728"_s));
    EXPECT_EQ(draft.changes()[0].effect, Effect::Now);
    follow(machine(one), machine(one));
    EXPECT_TRUE(draft.isRunning());
    EXPECT_EQ(draft.changes()[0].effect, Effect::AfterRestart);
}

} // namespace
