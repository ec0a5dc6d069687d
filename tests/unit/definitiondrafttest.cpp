// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/definitiondraft.h"
#include "models/definition/changetext.h"
#include "models/definition/devicetemplates.h"
#include "models/definition/propertytext.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

constexpr auto definition = u"<domain type='qemu'>\n"
                            "  <name>guest</name>\n  <uuid>33333333-0000-4000-8000-000000000007</uuid>\n"
                            "  <memory unit='KiB'>1048576</memory>\n  <vcpu>2</vcpu>\n"
                            "  <os><type arch='x86_64' machine='q35'>hvm</type></os>\n"
                            "  <!-- kept -->\n"
                            "  <devices>\n"
                            "    <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/a.qcow2'/><target dev='vda' bus='virtio'/></disk>\n"
                            "    <interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>\n"
                            "    <graphics type='vnc' port='5901'/>\n"
                            "  </devices>\n</domain>\n";

class Draft : public testing::Test
{
protected:
    static DomainXml parsed(const QString &text)
    {
        return *DomainXml::parse(text);
    }
    static const Property &property(QStringView id)
    {
        return *findProperty(id);
    }
    QStringList changes() const
    {
        QStringList texts;
        for (const DefinitionChange &change : draft.changes()) {
            texts.append(changeText(change));
        }
        return texts;
    }
    bool hasIssue(DefinitionIssue::Kind kind) const
    {
        return std::ranges::any_of(draft.issues(), [kind](const DefinitionIssue &issue) {
            return issue.kind == kind && !issueText(issue).isEmpty();
        });
    }

    DefinitionDraft draft{parsed(QString(definition)), std::nullopt,
                          DefinitionFacts{.hostMemoryBytes = 4ULL << 30, .hostProcessors = 4, .macsOfOthers = {{u"52:54:00:aa:aa:aa"_s, u"Debian"_s}},
                                          .usedPorts = {{.udp = false, .address = {}, .port = 5999}, {.udp = false, .address = {}, .port = 2200, .machine = u"Debian"_s}}}};
    const DeviceRef disk{u"disk"_s, 0};
    const DeviceRef adapter{u"interface"_s, 0};
    const DeviceRef graphics{u"graphics"_s, 0};
};

TEST_F(Draft, BeginsUnchangedAndWithoutFault)
{
    EXPECT_FALSE(draft.isChanged());
    EXPECT_FALSE(draft.isApplicable());
    for (const DefinitionIssue &issue : draft.issues()) {
        ADD_FAILURE() << issue.property.toStdString() << ": " << issueText(issue).toStdString();
    }
    EXPECT_EQ(draft.text(), draft.originalText());
}

TEST_F(Draft, TellsAChangeInWords)
{
    QSignalSpy changed(&draft, &DefinitionDraft::changed);
    ASSERT_TRUE(draft.setValue(property(u"memory.size"), {}, u"2147483648"_s));
    EXPECT_EQ(changes(), QStringList{u"Memory: 1.0 GiB → 2.0 GiB"_s});
    EXPECT_EQ(changed.size(), 1);
    EXPECT_TRUE(draft.isApplicable());
    EXPECT_TRUE(draft.text().contains(u"<!-- kept -->"_s));
    draft.revert();
    EXPECT_FALSE(draft.isChanged());
}

TEST_F(Draft, WhatCannotBeAValueIsAnIssueAndNotInTheDocument)
{
    EXPECT_FALSE(draft.setValue(property(u"interface.mac"), adapter, u"not a mac"_s));
    EXPECT_TRUE(hasIssue(DefinitionIssue::Kind::NotAValue));
    EXPECT_EQ(draft.value(property(u"interface.mac"), adapter), u"52:54:00:00:00:01"_s);
    ASSERT_TRUE(draft.setValue(property(u"interface.mac"), adapter, u"52:54:00:00:00:02"_s));
    EXPECT_TRUE(draft.issues().isEmpty());
    EXPECT_TRUE(draft.isApplicable());
}

TEST_F(Draft, FindsWhatWouldNotWork)
{
    static_cast<void>(draft.setValue(property(u"interface.mac"), adapter, u"52:54:00:AA:AA:AA"_s));
    EXPECT_TRUE(hasIssue(DefinitionIssue::Kind::MacInUse));
    EXPECT_TRUE(issueText(draft.issues().first()).contains("Debian"_L1));
    EXPECT_FALSE(draft.isApplicable());
    draft.revert();
    static_cast<void>(draft.setValue(property(u"graphics.port"), graphics, u"5999"_s));
    EXPECT_TRUE(hasIssue(DefinitionIssue::Kind::PortInUse));
    draft.revert();
    static_cast<void>(draft.setValue(property(u"processors.sockets"), {}, u"3"_s));
    static_cast<void>(draft.setValue(property(u"processors.cores"), {}, u"5"_s));
    EXPECT_TRUE(hasIssue(DefinitionIssue::Kind::TopologyMismatch));
    draft.revert();
    static_cast<void>(draft.setValue(property(u"memory.size"), {}, QString::number(64ULL << 30)));
    EXPECT_TRUE(hasIssue(DefinitionIssue::Kind::MemoryAboveHost));
    EXPECT_TRUE(draft.isApplicable()) << "a warning only";
}

TEST_F(Draft, FindsForwardsThatCannotWork)
{
    const auto forward = [this](const QString &text) {
        static_cast<void>(draft.setValue(property(u"interface.forwards"), adapter, text));
        return draft.issues();
    };
    EXPECT_TRUE(forward(u"tcp 127.0.0.1 2222 1 22 SSH"_s).isEmpty());
    EXPECT_EQ(changes(), QStringList{u"Network adapter (52:54:00:00:00:01), Port forwards: (empty) → SSH (TCP 127.0.0.1:2222 to 22)"_s});
    static_cast<void>(forward(u"tcp 127.0.0.1 2222 1 22 SSH\ntcp 127.0.0.1 2280 1 80 Web"_s));
    static_cast<void>(forward(u"tcp 127.0.0.1 2300 1 22 SSH\ntcp 127.0.0.1 2280 1 80 Web"_s));
    EXPECT_EQ(changes().size(), 1) << "the first was changed and is last in the document now; its name is no change of its own";
    EXPECT_TRUE(draft.isApplicable());
    for (const QString &bad : {u"tcp 127.0.0.1 0 1 22"_s, u"tcp 127.0.0.1 70000 1 22"_s, u"tcp 127.0.0.1 2222 1 0"_s, u"tcp 127.0.0.1 5999 1 22"_s,
                               u"tcp * 2222 1 22\ntcp 127.0.0.1 2222 1 80"_s}) {
        const auto issues = forward(bad);
        ASSERT_EQ(issues.size(), 1) << bad.toStdString();
        EXPECT_EQ(issues.first().kind, DefinitionIssue::Kind::Forward);
        EXPECT_FALSE(draft.isApplicable()) << bad.toStdString();
    }
    const auto warned = forward(u"tcp 127.0.0.1 2200 1 22"_s);
    ASSERT_EQ(warned.size(), 1);
    EXPECT_TRUE(issueText(warned.first()).contains("Debian"_L1));
    EXPECT_TRUE(draft.isApplicable()) << "the two need not run at once";
}

TEST_F(Draft, TwoAdaptersCannotForwardTheSamePort)
{
    ASSERT_TRUE(draft.addDevice(u"<interface type='user'><mac address='52:54:00:00:00:02'/></interface>"_s));
    const DeviceRef second{u"interface"_s, 1};
    static_cast<void>(draft.setValue(property(u"interface.forwards"), adapter, u"tcp 127.0.0.1 2222 1 22"_s));
    static_cast<void>(draft.setValue(property(u"interface.forwards"), second, u"tcp 127.0.0.1 2222 1 80"_s));
    ASSERT_EQ(draft.issues().size(), 1);
    EXPECT_EQ(draft.issues().first().device, second);
}

TEST_F(Draft, WhatWasWrongBeforeForbidsNothingElse)
{
    DefinitionFacts facts = draft.facts();
    facts.macsOfOthers.insert(u"52:54:00:00:00:01"_s, u"Twin"_s);
    draft.setFacts(facts);
    ASSERT_TRUE(hasIssue(DefinitionIssue::Kind::MacInUse)) << "told";
    ASSERT_TRUE(draft.setValue(property(u"memory.size"), {}, u"2147483648"_s));
    EXPECT_TRUE(draft.isApplicable());
    ASSERT_TRUE(draft.setValue(property(u"interface.mac"), adapter, u"52:54:00:aa:aa:aa"_s));
    EXPECT_FALSE(draft.isApplicable()) << "another one's address is a new mistake";
}

TEST_F(Draft, WarnsOfNetworksThatAreNotThere)
{
    DefinitionFacts facts = draft.facts();
    facts.networks = {u"laboratory"_s};
    draft.setFacts(facts);
    ASSERT_TRUE(draft.setValue(property(u"interface.type"), adapter, u"network"_s));
    EXPECT_TRUE(hasIssue(DefinitionIssue::Kind::NetworkMissing)) << "none is called default";
    ASSERT_TRUE(draft.setValue(property(u"interface.source"), adapter, u"laboratory"_s));
    EXPECT_TRUE(draft.issues().isEmpty());
    facts.networksNeedSystem = true;
    draft.setFacts(facts);
    EXPECT_TRUE(hasIssue(DefinitionIssue::Kind::NetworkNeedsSystem));
    EXPECT_TRUE(draft.isApplicable()) << "warnings only";
}

TEST_F(Draft, AChosenFolderGetsAFreeName)
{
    const auto add = [this](const QString &path) {
        const auto added = draft.addDevice(sharedFolderXml(path, draft.xml()));
        EXPECT_TRUE(added);
        EXPECT_EQ(draft.value(property(u"filesystem.source"), *added), path);
        return draft.value(property(u"filesystem.tag"), *added);
    };
    EXPECT_EQ(add(u"/home/me/Pictures"_s), u"Pictures"_s);
    EXPECT_EQ(add(u"/data/Pictures"_s), u"Pictures2"_s);
    EXPECT_EQ(add(u"/data/It's <my> & \"our\", %1 things/"_s), u"It-s-my-our-1-things"_s);
    EXPECT_EQ(add(u"/"_s), u"shared"_s);
    EXPECT_EQ(add(u"/写真"_s), u"shared2"_s);
    EXPECT_LE(add(u"/"_s + QString(200, u'x')).size(), 36);
}

TEST_F(Draft, AddsAndRemovesDevicesUnderFreeNames)
{
    QSignalSpy devices(&draft, &DefinitionDraft::devicesChanged);
    const auto added = draft.addDevice(deviceTemplateXml(SettingsPage::Storage, "disk"_L1, draft.xml()));
    ASSERT_TRUE(added);
    EXPECT_EQ(deviceTitle(draft.xml(), *added), u"Disk (vdb)"_s);
    EXPECT_EQ(changes(), QStringList{u"Disk (vdb): added"_s});
    draft.removeDevice(*added);
    EXPECT_FALSE(draft.isChanged());
    draft.removeDevice(disk);
    EXPECT_EQ(changes(), QStringList{u"Disk (vda): removed"_s});
    EXPECT_EQ(devices.size(), 3);
}

TEST_F(Draft, AFolderBringsTheSharedMemoryThatItNeeds)
{
    ASSERT_TRUE(draft.addDevice(deviceTemplateXml(SettingsPage::SharedFolders, "folder"_L1, draft.xml())));
    EXPECT_EQ(draft.value(property(u"memory.access")), u"shared"_s);
    EXPECT_EQ(draft.value(property(u"memory.source")), u"memfd"_s);
    EXPECT_FALSE(draft.isApplicable()) << "a folder is still to be chosen";
    ASSERT_TRUE(draft.setValue(property(u"filesystem.source"), {u"filesystem"_s, 0}, u"/home/me/shared"_s));
    EXPECT_TRUE(draft.isApplicable());
}

TEST_F(Draft, EveryTemplateIsADevice)
{
    for (int page = 0; page <= int(SettingsPage::Tuning); ++page) {
        for (const DeviceTemplate &device : deviceTemplates(static_cast<SettingsPage>(page))) {
            const bool madeUp = device.id != hostDeviceTemplate; // else it is chosen from what is there
            EXPECT_EQ(draft.addDevice(deviceTemplateXml(static_cast<SettingsPage>(page), device.id, draft.xml())).has_value(), madeUp) << device.id.data();
        }
    }
}

TEST_F(Draft, TextThatIsNotWellFormedIsRefusedWithLineAndReason)
{
    const Result<> taken = draft.setText(u"<domain>\n<name>a</name>\n<broken></domain>"_s);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::XmlInvalid);
    EXPECT_FALSE(taken.error().detail.isEmpty());
    EXPECT_FALSE(draft.isChanged());
}

TEST_F(Draft, SaysWhatARunningMachineTakesNowAndWhatAfterItsNextStart)
{
    DefinitionDraft running(parsed(QString(definition)), parsed(QString(definition)), {});
    static_cast<void>(running.setValue(property(u"general.title"), {}, u"Another"_s));
    static_cast<void>(running.setValue(property(u"cpu.mode"), {}, u"host-passthrough"_s));
    ASSERT_EQ(running.changes().size(), 2);
    EXPECT_EQ(running.changes().at(0).effect, Effect::Now);
    EXPECT_EQ(running.changes().at(1).effect, Effect::AfterRestart);
}

} // namespace
