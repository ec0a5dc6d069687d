// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/definitiondiff.h"
#include "backends/core/definitionmerge.h"
#include "backends/core/liveplan.h"

#include <pugixml.hpp>

#include <gmock/gmock.h>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;
using testing::ElementsAre;
using testing::IsEmpty;

const QString rest = u"<vcpu current='1'>4</vcpu><os><type>hvm</type></os><cpu mode='host-model'><topology sockets='1' cores='4' threads='1'/></cpu>"_s;

DomainXml machine(const QString &devices, const QString &top = rest)
{
    const QString text = u"<domain type='kvm'><name>m</name><memory unit='MiB'>1024</memory><currentMemory unit='MiB'>1024</currentMemory>%1"
                         "<devices>%2</devices></domain>"_s.arg(top, devices);
    return *DomainXml::parse(text);
}

DomainXml copyOf(const DomainXml &xml)
{
    return *DomainXml::parse(xml.toString());
}

/** "disk.cache none", "+disk vdb", "-interface 52:...", "?devices". */
std::vector<std::string> told(const QList<DefinitionChange> &changes)
{
    std::vector<std::string> lines;
    for (const DefinitionChange &change : changes) {
        QString line;
        switch (change.kind) {
        case DefinitionChange::Kind::Property:
            line = change.property + u' ' + change.newValue;
            break;
        case DefinitionChange::Kind::DeviceAdded:
            line = u'+' + change.element + u' ' + change.label;
            break;
        case DefinitionChange::Kind::DeviceRemoved:
            line = u'-' + change.element + u' ' + change.label;
            break;
        case DefinitionChange::Kind::Other:
            line = u'?' + change.element;
            break;
        }
        lines.push_back(line.toStdString());
    }
    return lines;
}

/** "mine / theirs", each as told() has it. */
std::vector<std::string> toldOf(const QList<MergeConflict> &conflicts)
{
    std::vector<std::string> lines;
    for (const MergeConflict &conflict : conflicts) {
        lines.push_back(told({conflict.mine})[0] + " / " + told({conflict.theirs})[0]);
    }
    return lines;
}

void set(DomainXml &xml, const QString &property, const QString &value, const DeviceRef &device = {})
{
    ASSERT_TRUE(findProperty(property)->write(xml, nodeOf(xml, device), value).has_value());
}

const QString vda = u"<disk type='file'><source file='/a'/><target dev='vda' bus='virtio'/></disk>"_s;
const QString vdb = u"<disk type='file'><source file='/b'/><target dev='vdb' bus='virtio'/></disk>"_s;
const QString nic = u"<interface type='user'><mac address='52:54:00:00:00:01'/><backend type='passt'/><model type='virtio'/></interface>"_s;

TEST(DefinitionDiff, LayoutOrderAndCommentsMeanNothing)
{
    const DomainXml one = machine(vda);
    const DomainXml other = *DomainXml::parse(one.toString().replace(u"<disk type='file'>"_s, u"<!-- c --><disk  type=\"file\" >\n  "_s));
    EXPECT_TRUE(sameDefinition(one, other));
    EXPECT_THAT(definitionChanges(one, other), IsEmpty());
}

TEST(DefinitionDiff, PropertiesOfMachineAndDevices)
{
    const DomainXml before = machine(vda + nic);
    DomainXml after = copyOf(before);
    set(after, u"general.title"_s, u"T"_s);
    set(after, u"disk.cache"_s, u"none"_s, {.element = u"disk"_s});
    EXPECT_THAT(told(definitionChanges(before, after)), ElementsAre("general.title T", "disk.cache none"));
}

TEST(DefinitionDiff, WhatFollowsIsNotToldAgain)
{
    const DomainXml before = machine({}, u"<vcpu>2</vcpu><cpu><topology sockets='1' cores='2' threads='1'/><numa><cell id='0' cpus='0-1' memory='1024' unit='MiB'/></numa></cpu>"_s);
    DomainXml after = copyOf(before);
    set(after, u"memory.size"_s, QString::number(2ULL << 30));
    set(after, u"processors.count"_s, u"4"_s);
    EXPECT_THAT(told(definitionChanges(before, after)), ElementsAre("memory.size 2147483648", "processors.count 4"));
}

TEST(DefinitionDiff, DevicesThatComeAndGo)
{
    EXPECT_THAT(told(definitionChanges(machine(vda + vdb), machine(vdb + nic))), ElementsAre("-disk vda", "+interface 52:54:00:00:00:01"));
}

TEST(DefinitionDiff, AMovedDiskIsStillThatDisk)
{
    const DomainXml before = machine(vda + vdb);
    DomainXml after = copyOf(before);
    set(after, u"disk.bus"_s, u"sata"_s, {.element = u"disk"_s, .index = 0});
    EXPECT_THAT(told(definitionChanges(before, after)), ElementsAre("disk.bus sata"));
}

TEST(DefinitionDiff, WhatNoPropertyTellsOfIsToldAllTheSame)
{
    EXPECT_THAT(told(definitionChanges(machine(vda), machine(QString(vda).replace(u"<target"_s, u"<acpi index='3'/><target"_s)))), ElementsAre("?disk"));
    EXPECT_THAT(told(definitionChanges(machine({}), machine({}, rest + u"<seclabel type='none'/>"_s))), ElementsAre("?seclabel"));
}

std::vector<std::string> effects(const DomainXml &active, const DomainXml &before, const DomainXml &after, QList<LiveStep> *steps = nullptr)
{
    QList<DefinitionChange> changes = definitionChanges(before, after);
    const QList<LiveStep> plan = planLive(active, before, after, changes);
    if (steps) {
        *steps = plan;
    }
    std::vector<std::string> lines;
    for (const DefinitionChange &change : changes) {
        lines.push_back(change.effect == Effect::Now ? "now" : change.effect == Effect::AfterRestart ? "restart" : "impossible");
    }
    return lines;
}

TEST(DefinitionMerge, BothSidesChangesMeet)
{
    const DomainXml base = machine(vda + nic);
    DomainXml mine = machine(vda + vdb + nic);
    set(mine, u"disk.cache"_s, u"none"_s, {.element = u"disk"_s});
    set(mine, u"general.title"_s, u"mine"_s);
    DomainXml theirs = machine(nic + vda);
    set(theirs, u"interface.link"_s, u"down"_s, {.element = u"interface"_s});
    set(theirs, u"general.title"_s, u"theirs"_s);
    const MergedDefinition merged = mergeDefinitions(base, mine, theirs);
    EXPECT_THAT(told(merged.theirs), ElementsAre("general.title theirs", "interface.link down"));
    EXPECT_THAT(toldOf(merged.conflicts), ElementsAre("general.title mine / general.title theirs"));
    EXPECT_THAT(merged.lost, IsEmpty());
    EXPECT_THAT(told(definitionChanges(theirs, merged.xml)), ElementsAre("general.title mine", "disk.cache none", "+disk vdb"));
}

TEST(DefinitionMerge, WhatYieldsIsLeftAsTheyHaveIt)
{
    const DomainXml base = machine(vda);
    DomainXml mine = copyOf(base);
    set(mine, u"general.title"_s, u"mine"_s);
    set(mine, u"disk.cache"_s, u"none"_s, {.element = u"disk"_s});
    DomainXml theirs = copyOf(base);
    set(theirs, u"general.title"_s, u"theirs"_s);
    const MergedDefinition merged = mergeDefinitions(base, mine, theirs);
    ASSERT_EQ(merged.conflicts.size(), 1);
    const MergedDefinition yielded = mergeDefinitions(base, mine, theirs, {merged.conflicts[0].mine});
    EXPECT_THAT(told(definitionChanges(theirs, yielded.xml)), ElementsAre("disk.cache none"));
    EXPECT_EQ(yielded.conflicts, merged.conflicts);
}

TEST(DefinitionMerge, WhatTheyTookAwayComesBackOnlyIfWanted)
{
    const DomainXml base = machine(vda + vdb + nic);
    DomainXml mine = machine(vda + vdb);
    set(mine, u"disk.cache"_s, u"none"_s, {.element = u"disk"_s, .index = 1});
    set(mine, u"disk.io"_s, u"native"_s, {.element = u"disk"_s, .index = 1});
    const DomainXml theirs = machine(vda + nic);
    const MergedDefinition merged = mergeDefinitions(base, mine, theirs);
    EXPECT_THAT(toldOf(merged.conflicts), ElementsAre("disk.cache none / -disk vdb"));
    EXPECT_TRUE(sameDefinition(merged.xml, mine));
    EXPECT_TRUE(sameDefinition(mergeDefinitions(base, mine, theirs, {merged.conflicts[0].mine}).xml, machine(vda)));
}

TEST(DefinitionMerge, WhatTheyChangedIsRemovedOnlyIfWanted)
{
    const DomainXml base = machine(vda + vdb);
    DomainXml theirs = copyOf(base);
    set(theirs, u"disk.cache"_s, u"none"_s, {.element = u"disk"_s, .index = 1});
    const MergedDefinition merged = mergeDefinitions(base, machine(vda), theirs);
    EXPECT_THAT(toldOf(merged.conflicts), ElementsAre("-disk vdb / disk.cache none"));
    EXPECT_TRUE(sameDefinition(merged.xml, machine(vda)));
    EXPECT_TRUE(sameDefinition(mergeDefinitions(base, machine(vda), theirs, {merged.conflicts[0].mine}).xml, theirs));
}

TEST(DefinitionMerge, ADeviceChangedInBothWaysAtOnce)
{
    DomainXml mine = machine(QString(vda).replace(u"<target"_s, u"<acpi index='3'/><target"_s));
    set(mine, u"disk.cache"_s, u"none"_s, {.element = u"disk"_s});
    const MergedDefinition merged = mergeDefinitions(machine(vda), mine, machine(vda + nic));
    EXPECT_THAT(merged.lost, IsEmpty());
    EXPECT_THAT(told(definitionChanges(mine, merged.xml)), ElementsAre("+interface 52:54:00:00:00:01"));
}

TEST(DefinitionMerge, ADiskWhoseNameTheyTookGetsAnother)
{
    const DomainXml theirs = machine(vda + QString(vdb).replace(u"/b"_s, u"/other"_s));
    const MergedDefinition taken = mergeDefinitions(machine(vda), machine(vda + vdb), theirs);
    EXPECT_THAT(taken.lost, IsEmpty());
    EXPECT_THAT(taken.conflicts, IsEmpty());
    EXPECT_THAT(told(definitionChanges(theirs, taken.xml)), ElementsAre("+disk vdc"));
    EXPECT_TRUE(sameDefinition(mergeDefinitions(machine(vda), machine(vda + vdb), machine(vda + vdb)).xml, machine(vda + vdb)));
}

TEST(DefinitionMerge, FoldersOfOneNameAreAConflict)
{
    const QString folder = u"<filesystem type='mount'><driver type='virtiofs'/><source dir='/%1'/><target dir='shared'/></filesystem>"_s;
    const DomainXml theirs = machine(folder.arg(u"theirs"_s));
    const MergedDefinition merged = mergeDefinitions(machine({}), machine(folder.arg(u"mine"_s)), theirs);
    EXPECT_THAT(toldOf(merged.conflicts), ElementsAre("+filesystem shared / +filesystem shared"));
    EXPECT_TRUE(sameDefinition(merged.xml, machine(folder.arg(u"mine"_s))));
}

TEST(DefinitionMerge, ElementsWithoutAProperty)
{
    const QString label = rest + u"<seclabel type='none'/>"_s;
    const MergedDefinition element = mergeDefinitions(machine(vda), machine(vda, label), machine(vda + nic));
    EXPECT_THAT(element.lost, IsEmpty());
    EXPECT_TRUE(sameDefinition(element.xml, *DomainXml::parse(machine(vda + nic).toString().replace(u"</domain>"_s, u"<seclabel type='none'/></domain>"_s))));
    const DomainXml theirs = machine(vda, rest + u"<seclabel type='dynamic'/>"_s);
    const MergedDefinition both = mergeDefinitions(machine(vda), machine(vda, label), theirs);
    EXPECT_THAT(toldOf(both.conflicts), ElementsAre("?seclabel / ?seclabel"));
}

TEST(LivePlan, DisksByTheirBus)
{
    const DomainXml before = machine(nic);
    EXPECT_THAT(effects(before, before, machine(nic + vda)), ElementsAre("now"));
    EXPECT_THAT(effects(before, before, machine(nic + QString(vda).replace(u"virtio"_s, u"sata"_s))), ElementsAre("restart"));
}

TEST(LivePlan, SharedFoldersNeedSharedMemoryNow)
{
    const QString folder = u"<filesystem type='mount'><driver type='virtiofs'/><source dir='/d'/><target dir='t'/></filesystem>"_s;
    const QString shared = rest + u"<memoryBacking><access mode='shared'/></memoryBacking>"_s;
    EXPECT_THAT(effects(machine({}), machine({}), machine(folder)), ElementsAre("restart"));
    EXPECT_THAT(effects(machine({}, shared), machine({}, shared), machine(folder, shared)), ElementsAre("now"));
}

TEST(LivePlan, ProcessorsUpToTheLimitAndDownToWhatItWasStartedWith)
{
    const DomainXml before = machine({});
    DomainXml more = copyOf(before);
    set(more, u"processors.count"_s, u"3"_s);
    EXPECT_THAT(effects(before, before, more), ElementsAre("now"));
    EXPECT_THAT(effects(more, more, before), ElementsAre("restart"));
    const QString plugged = QString(rest).replace(u"<vcpu current='1'>4</vcpu>"_s,
                                                  u"<vcpu current='3'>4</vcpu><vcpus><vcpu id='0' enabled='yes' hotpluggable='no'/>"
                                                  "<vcpu id='1' enabled='yes' hotpluggable='yes'/><vcpu id='2' enabled='yes' hotpluggable='yes'/>"
                                                  "<vcpu id='3' enabled='no' hotpluggable='yes'/></vcpus>"_s);
    QList<LiveStep> steps;
    EXPECT_THAT(effects(machine({}, plugged), more, before, &steps), ElementsAre("now"));
    ASSERT_EQ(steps.size(), 1);
    EXPECT_EQ(steps.first().number, 1);
    EXPECT_EQ(steps.first().oldNumber, 3);
    DomainXml many = copyOf(before);
    set(many, u"processors.limit"_s, u"8"_s);
    set(many, u"processors.count"_s, u"6"_s);
    effects(before, before, many, &steps);
    EXPECT_THAT(steps, IsEmpty());
}

TEST(LivePlan, MemoryByTheBalloonIfThereIsOne)
{
    const DomainXml before = machine(u"<memballoon model='virtio'/>"_s);
    DomainXml less = copyOf(before);
    set(less, u"memory.current"_s, QString::number(512ULL << 20));
    EXPECT_THAT(effects(before, before, less), ElementsAre("now"));
    EXPECT_THAT(effects(machine(u"<memballoon model='none'/>"_s), before, less), ElementsAre("restart"));
}

TEST(LivePlan, ForwardsTakeTheAdapterOutAndIn)
{
    const DomainXml before = machine(nic);
    DomainXml after = copyOf(before);
    set(after, u"interface.forwards"_s, u"tcp 127.0.0.1 2222 1 22"_s, {.element = u"interface"_s});
    QList<LiveStep> steps;
    EXPECT_THAT(effects(before, before, after, &steps), ElementsAre("now"));
    ASSERT_EQ(steps.size(), 1);
    EXPECT_EQ(steps[0].kind, LiveStep::Kind::Replug);
    EXPECT_THAT(steps[0].device, testing::HasSubstr("2222"));
    EXPECT_THAT(steps[0].old, testing::Not(testing::HasSubstr("2222")));
}

TEST(LivePlan, ADeviceThatNeverRanNeedsNoStep)
{
    QList<LiveStep> steps;
    EXPECT_THAT(effects(machine({}), machine(vda), machine({}), &steps), ElementsAre("now"));
    EXPECT_THAT(steps, IsEmpty());
}

TEST(LivePlan, UpdatesCarryWhatRunsAndOnlyWhatIsLive)
{
    const DomainXml before = machine(nic);
    const DomainXml active = machine(QString(nic).replace(u"<model"_s, u"<alias name='net0'/><model"_s));
    DomainXml after = copyOf(before);
    set(after, u"interface.link"_s, u"down"_s, {.element = u"interface"_s});
    set(after, u"interface.model"_s, u"e1000e"_s, {.element = u"interface"_s});
    QList<LiveStep> steps;
    EXPECT_THAT(effects(active, before, after, &steps), ElementsAre("restart", "now"));
    ASSERT_EQ(steps.size(), 1);
    EXPECT_THAT(steps[0].device, testing::AllOf(testing::HasSubstr("net0"), testing::HasSubstr("down"), testing::HasSubstr("virtio")));
}

TEST(LivePlan, AnotherNameOnlyWhileItIsOff)
{
    const DomainXml before = machine({});
    DomainXml after = copyOf(before);
    set(after, u"general.name"_s, u"n"_s);
    EXPECT_THAT(effects(before, before, after), ElementsAre("impossible"));
    QList<DefinitionChange> changes = definitionChanges(before, after);
    planOff(changes);
    EXPECT_EQ(changes[0].effect, Effect::Now);
}

} // namespace
} // namespace vitrine::test
