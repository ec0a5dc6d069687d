// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the settings of a machine offer, take and find fault with, before any hypervisor is asked.

#include "backends/core/properties/deviceedit.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/propertytext.h"
#include "tests/support/xmlcorpus.h"

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

const QString spice = u"<graphics type='spice'><listen type='none'/></graphics>"_s;

DomainXml machine(const QString &devices, const QString &type = u"q35"_s, const QString &more = {})
{
    return *DomainXml::parse(
        u"<domain type='kvm'><name>m</name><memory unit='MiB'>1024</memory><vcpu>2</vcpu>"
        "<os><type arch='x86_64' machine='%1'>hvm</type></os>%2<devices>%3</devices></domain>"_s.arg(type, more, devices));
}

/** The last device of the machine. */
DeviceRef last(const DomainXml &xml)
{
    return devicesOf(xml).constLast();
}

QStringList offered(const DomainXml &xml, QStringView id)
{
    return offeredChoices(xml, *findProperty(id), last(xml));
}

/** What is wrong with the last device, or the machine, at a property. */
QString problem(const DomainXml &xml, QStringView id)
{
    const Property &property = *findProperty(id);
    for (const DefinitionIssue &issue : definitionIssues(xml, {})) {
        if (issue.property == id && issue.forbids && issue.device == (property.element().isEmpty() ? DeviceRef() : last(xml))) {
            return issueText(issue);
        }
    }
    return {};
}

DomainXml with(DomainXml xml, QStringView id, const QString &value)
{
    const Property &property = *findProperty(id);
    EXPECT_TRUE(setPropertyValue(xml, property, property.element().isEmpty() ? DeviceRef() : last(xml), value).has_value());
    return xml;
}

} // namespace

TEST(DefinitionRules, OffersWhatTheMachineCanHave)
{
    const QString disk = u"<disk type='file' device='%1'><target dev='sda' bus='sata'/></disk>"_s;
    EXPECT_EQ(offered(machine(disk.arg(u"disk"_s)), u"disk.bus"), (QStringList{u"virtio"_s, u"sata"_s, u"scsi"_s, u"usb"_s}));
    EXPECT_EQ(offered(machine(disk.arg(u"cdrom"_s), u"pc"_s), u"disk.bus"), (QStringList{u"sata"_s, u"scsi"_s, u"usb"_s, u"ide"_s}));
    EXPECT_EQ(offered(machine(disk.arg(u"floppy"_s)), u"disk.bus"), QStringList{u"fdc"_s});
    EXPECT_EQ(offered(machine(u"<panic model='isa'/>"_s), u"panic.model"), (QStringList{u"isa"_s, u"pvpanic"_s, u"hyperv"_s}));
    EXPECT_EQ(offered(machine(u"<watchdog model='itco'/>"_s), u"watchdog.model"), (QStringList{u"itco"_s, u"i6300esb"_s}));
    EXPECT_EQ(offered(machine(u"<input type='tablet' bus='usb'/>"_s), u"input.bus"), (QStringList{u"usb"_s, u"virtio"_s}));
    EXPECT_FALSE(offered(machine(u"<serial type='pty'/>"_s), u"serial.type").contains(u"spiceport"_s));
    EXPECT_TRUE(offered(machine(spice + u"<serial type='pty'/>"_s), u"serial.type").contains(u"spiceport"_s));
    EXPECT_EQ(offered(machine(u"<video><model type='vga'/></video><video><model type='virtio'/></video>"_s), u"video.model"),
              (QStringList{u"virtio"_s, u"qxl"_s}));
}

TEST(DefinitionRules, AChoiceOfOneIsNotOffered)
{
    const Property &type = *findProperty(u"controller.type");
    const DomainXml rootPort = machine(u"<controller type='pci' model='pcie-root-port'/>"_s);
    EXPECT_FALSE(propertyIsOffered(rootPort, type, last(rootPort)));
    EXPECT_EQ(propertyValue(rootPort, type, last(rootPort)), u"pci"_s);
    const DomainXml sata = machine(u"<controller type='sata'/>"_s);
    EXPECT_TRUE(propertyIsOffered(sata, type, last(sata)));
}

TEST(DefinitionRules, FieldsBelongToTheirKind)
{
    const auto applies = [](const DomainXml &xml, QStringView id) {
        return propertyApplies(xml, *findProperty(id), last(xml));
    };
    const DomainXml virtioScsi = machine(u"<controller type='scsi' model='virtio-scsi'/>"_s);
    EXPECT_TRUE(applies(virtioScsi, u"controller.queues"));
    EXPECT_FALSE(applies(virtioScsi, u"controller.ports"));
    const DomainXml user = machine(u"<interface type='user'/>"_s);
    EXPECT_FALSE(applies(user, u"interface.mtu"));
    EXPECT_FALSE(applies(user, u"interface.isolated"));
    EXPECT_FALSE(applies(machine(u"<iommu model='virtio'/>"_s), u"iommu.caching"));
    EXPECT_FALSE(applies(machine(spice), u"graphics.address")) << "it listens nowhere";
    const DomainXml byPlace = machine(u"<hostdev type='usb'><source><address bus='1' device='2'/></source></hostdev>"_s);
    EXPECT_TRUE(applies(byPlace, u"hostdev.usbBus"));
    EXPECT_FALSE(applies(byPlace, u"hostdev.vendor"));
    EXPECT_FALSE(applies(machine(u"<serial type='pty'/><console type='pty'><target type='serial'/></console>"_s), u"console.type")) << "it is the serial port";
    EXPECT_TRUE(applies(machine(u"<serial type='pty'/><console type='pty'><target type='virtio'/></console>"_s), u"console.type"));
}

TEST(DefinitionRules, TextsWithAFormAreChecked)
{
    const auto accepts = [](QStringView id, const QString &value) {
        return findProperty(id)->accepts(value);
    };
    EXPECT_TRUE(accepts(u"disk.wwn", u"5000c50015ea71aa"_s));
    EXPECT_FALSE(accepts(u"disk.wwn", u"5000c50015ea71a"_s));
    EXPECT_TRUE(accepts(u"hostdev.vendor", u"0x046d"_s));
    EXPECT_FALSE(accepts(u"hostdev.vendor", u"Logitech"_s));
    EXPECT_TRUE(accepts(u"hostdev.pciSlot", u"0x1f"_s));
    EXPECT_FALSE(accepts(u"hostdev.pciSlot", u"0x20"_s));
    EXPECT_FALSE(accepts(u"hostdev.pciSlot", u"3"_s)) << "hexadecimal or not?";
    EXPECT_TRUE(accepts(u"hostdev.mediatedId", u"c2177883-f1bb-47f0-914d-32a22e3a8804"_s));
    EXPECT_FALSE(accepts(u"hostdev.mediatedId", u"c2177883"_s));
    EXPECT_TRUE(accepts(u"video.vgaMemory", u"16384"_s));
    EXPECT_FALSE(accepts(u"video.vgaMemory", u"16385"_s));
    EXPECT_TRUE(accepts(u"hyperv.vendor", u"Microsoft Hv"_s));
    EXPECT_FALSE(accepts(u"hyperv.vendor", u"Microsoft, Hv"_s));
    EXPECT_FALSE(accepts(u"hyperv.vendor", u"thirteen char"_s));
    for (const QStringView id : {u"disk.wwn", u"hostdev.vendor", u"hostdev.pciSlot", u"hostdev.mediatedId", u"video.vgaMemory", u"hyperv.vendor"}) {
        EXPECT_NE(propertyExpectation(*findProperty(id)), propertyExpectation(*findProperty(u"general.title"))) << "said in words";
    }
}

TEST(DefinitionRules, WhatBelongsTogetherIsSetTogether)
{
    const DomainXml empty = machine({});
    const auto value = [](const DomainXml &xml, QStringView id) {
        return propertyValue(xml, *findProperty(id), {});
    };
    const DomainXml spinlocks = with(machine(u"<serial type='pty'/>"_s), u"hyperv.spinlocks", u"yes"_s);
    EXPECT_EQ(value(spinlocks, u"hyperv.spinlockRetries"), u"8191"_s);
    EXPECT_FALSE(with(*DomainXml::parse(spinlocks.toString()), u"hyperv.spinlocks", {}).toString().contains("retries"_L1));
    EXPECT_EQ(value(with(machine(u"<serial type='pty'/>"_s), u"hyperv.vendorId", u"yes"_s), u"hyperv.vendor"), u"Vitrine"_s);
    const DomainXml cd = with(machine(u"<disk type='file' device='disk'><target dev='vda' bus='virtio'/></disk>"_s), u"disk.device", u"cdrom"_s);
    EXPECT_EQ(propertyValue(cd, *findProperty(u"disk.bus"), last(cd)), u"sata"_s);
    const DomainXml primary =
        with(machine(u"<video><model type='vga' primary='yes'/></video><video><model type='virtio'/></video>"_s), u"video.primary", u"yes"_s);
    EXPECT_EQ(propertyValue(primary, *findProperty(u"video.primary"), {u"video"_s, 0}), QString());
    const DomainXml plain =
        with(machine(u"<controller type='scsi' model='virtio-scsi'><driver queues='4'/></controller>"_s), u"controller.model", u"lsilogic"_s);
    EXPECT_FALSE(plain.toString().contains("queues"_L1));
}

TEST(DefinitionRules, WhatAnotherSettingNeedsIsTold)
{
    const auto needs = [](const QString &device, QStringView id) {
        return !problem(machine(device), id).isEmpty();
    };
    EXPECT_TRUE(needs(u"<serial type='file'/>"_s, u"serial.path"));
    EXPECT_FALSE(needs(u"<serial type='pty'/>"_s, u"serial.path"));
    EXPECT_FALSE(needs(u"<channel type='unix'/>"_s, u"channel.path")) << "it gets a place by itself";
    EXPECT_TRUE(needs(u"<serial type='tcp'><source mode='bind' service='1'/></serial>"_s, u"serial.host"));
    EXPECT_TRUE(needs(u"<disk type='file'><target dev='vda' bus='virtio'/></disk>"_s, u"disk.source"));
    EXPECT_FALSE(needs(u"<disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>"_s, u"disk.source")) << "a drive may be empty";
    EXPECT_FALSE(needs(u"<disk type='vhostuser'><source type='unix' path='/s'/><target dev='vda' bus='virtio'/></disk>"_s, u"disk.source"));
    EXPECT_TRUE(needs(u"<interface type='network'/>"_s, u"interface.source"));
    EXPECT_FALSE(problem(machine(u"<serial type='pty'/>"_s, u"q35"_s, u"<numatune><memory mode='strict'/></numatune>"_s), u"tuning.numaSet").isEmpty());
}

TEST(DefinitionRules, WhatDoesNotGoTogetherIsToldInWords)
{
    const QString disk =
        u"<disk type='file'><driver type='%1' io='%2' cache='%3' iothread='3'/><source file='/a'/><target dev='sda' bus='%4'/><shareable/><readonly/></disk>"_s;
    const DomainXml wrong = machine(disk.arg(u"qcow2"_s, u"native"_s, u"writeback"_s, u"virtio"_s), u"q35"_s, u"<iothreads>2</iothreads>"_s);
    EXPECT_TRUE(problem(wrong, u"disk.io").contains("cache"_L1)) << qPrintable(problem(wrong, u"disk.io"));
    EXPECT_TRUE(problem(wrong, u"disk.ioThread").contains("Tuning"_L1));
    EXPECT_TRUE(problem(wrong, u"disk.shareable").contains("raw"_L1));
    EXPECT_EQ(problem(wrong, u"disk.readOnly"), QString());
    const DomainXml right =
        machine(disk.arg(u"raw"_s, u"native"_s, u"none"_s, u"virtio"_s), u"q35"_s, u"<iothreads>1</iothreads><iothreadids><iothread id='3'/></iothreadids>"_s);
    for (const QStringView id : {u"disk.io", u"disk.ioThread", u"disk.shareable"}) {
        EXPECT_EQ(problem(right, id), QString());
    }
    EXPECT_FALSE(problem(machine(disk.arg(u"raw"_s, u"threads"_s, u"none"_s, u"sata"_s)), u"disk.readOnly").isEmpty());
    EXPECT_FALSE(
        problem(machine(u"<interface type='bridge'><source bridge='b'/><bandwidth><inbound peak='5'/></bandwidth></interface>"_s), u"interface.inboundPeak")
            .isEmpty());
    EXPECT_FALSE(problem(machine(u"<channel type='spicevmc'/>"_s), u"channel.type").isEmpty());
    EXPECT_EQ(problem(machine(spice + u"<channel type='spicevmc'/>"_s), u"channel.type"), QString());
    EXPECT_FALSE(problem(machine(u"<graphics type='dbus'/><graphics type='egl-headless'/>"_s), u"graphics.type").isEmpty());
    EXPECT_EQ(problem(machine(spice + u"<graphics type='egl-headless'/>"_s), u"graphics.type"), QString());
    EXPECT_FALSE(problem(machine(u"<controller type='pci' model='pcie-root'/>"_s, u"pc"_s), u"firmware.machine").isEmpty());
    EXPECT_FALSE(problem(machine(u"<serial type='pty'/>"_s, u"q35"_s, u"<maxMemory slots='1' unit='MiB'>512</maxMemory>"_s), u"memory.limit").isEmpty());
}

TEST(DefinitionRules, WhatWindowsIsOfferedIsComplete)
{
    const auto told = [](const QString &features) {
        return problem(machine(u"<serial type='pty'/>"_s, u"q35"_s, u"<features><hyperv>%1</hyperv></features>"_s.arg(features)), u"hyperv.synic");
    };
    EXPECT_TRUE(told(u"<synic state='on'/>"_s).contains(propertyName(*findProperty(u"hyperv.vpindex"))));
    EXPECT_EQ(told(u"<vpindex state='on'/><synic state='on'/>"_s), QString());
    EXPECT_EQ(told(u"<synic state='off'/>"_s), QString());
}

TEST(DefinitionRules, WhatThereIsOneOfIsToldAtTheSecond)
{
    EXPECT_FALSE(problem(machine(spice + spice), u"graphics.type").isEmpty());
    EXPECT_EQ(problem(machine(spice + u"<graphics type='dbus'/>"_s), u"graphics.type"), QString());
    EXPECT_FALSE(problem(machine(u"<watchdog model='itco'/><watchdog model='itco'/>"_s), u"watchdog.model").isEmpty());
    EXPECT_EQ(problem(machine(u"<watchdog model='itco'/><watchdog model='i6300esb' action='reset'/>"_s), u"watchdog.action"), QString());
    EXPECT_FALSE(problem(machine(u"<watchdog model='itco'/><watchdog model='i6300esb' action='none'/>"_s), u"watchdog.action").isEmpty());
    const QString channel = u"<channel type='unix'><target type='virtio' name='%1'/></channel>"_s;
    EXPECT_FALSE(problem(machine(channel.arg(u"a b"_s) + channel.arg(u"a b"_s)), u"channel.name").isEmpty());
    EXPECT_EQ(problem(machine(channel.arg(u"a"_s) + channel.arg(u"a b"_s)), u"channel.name"), QString());
    const QString floppy = u"<disk type='file' device='floppy'><target dev='fd%1' bus='fdc'/></disk>"_s;
    EXPECT_EQ(problem(machine(floppy.arg(u'a') + floppy.arg(u'b')), u"disk.bus"), QString());
    EXPECT_FALSE(problem(machine(floppy.arg(u'a') + floppy.arg(u'b') + floppy.arg(u'c')), u"disk.bus").isEmpty());
}

TEST(DefinitionRules, DevicesForgetPlacesThatMayBeGone)
{
    const QString tablet = u"<input type='tablet' bus='usb'><address type='usb' bus='0' port='4'/></input>"_s;
    const DomainXml fewer = with(machine(tablet + u"<controller type='usb' index='0' model='qemu-xhci' ports='15'/>"_s), u"controller.ports", u"2"_s);
    EXPECT_FALSE(fewer.toString().contains("<address"_L1));
    const DomainXml other = with(machine(tablet + u"<controller type='usb' index='1' model='qemu-xhci' ports='15'/>"_s), u"controller.ports", u"2"_s);
    EXPECT_TRUE(other.toString().contains("<address"_L1));
}

TEST(DefinitionRules, MemoryIsCountedWithItsModules)
{
    const QString nodes = u"<cpu><numa><cell id='0' cpus='0-1' memory='1' unit='GiB'/></numa></cpu>"_s;
    const QString module = u"<memory model='dimm'><target><size unit='MiB'>512</size><node>0</node></target></memory>"_s;
    DomainXml xml = *DomainXml::parse(machine(module, u"q35"_s, nodes).toString().replace("'MiB'>1024</memory>"_L1, "'MiB'>1536</memory>"_L1));
    const auto memory = [&xml] {
        return propertyValue(xml, *findProperty(u"memory.size"), {}).toULongLong() >> 20;
    };
    ASSERT_TRUE(setPropertyValue(xml, *findProperty(u"memory.moduleSize"), last(xml), QString::number(256 << 20)));
    EXPECT_EQ(memory(), 1280);
    ASSERT_TRUE(setPropertyValue(xml, *findProperty(u"memory.size"), {}, QString::number(1792ULL << 20)));
    EXPECT_EQ(propertyValue(xml, *findProperty(u"tuning.numaNodes"), {}), u"0-1 %1"_s.arg(1536ULL << 20)) << "the module stays as it is";
    DefinitionDraft draft(std::move(xml), std::nullopt, {});
    draft.removeDevice({u"memory"_s, 0});
    EXPECT_EQ(draft.value(*findProperty(u"memory.size")).toULongLong() >> 20, 1536);
    ASSERT_TRUE(draft.addDevice(u"<memory model='dimm'><target><size unit='MiB'>512</size><node>0</node></target></memory>"_s));
    EXPECT_EQ(draft.value(*findProperty(u"memory.size")).toULongLong() >> 20, 2048);
    EXPECT_TRUE(draft.isApplicable());
}

TEST(DefinitionRules, WhatWasThereBeforeIsNoObstacle)
{
    DefinitionDraft draft(machine(u"<channel type='spicevmc'/><serial type='file'/>"_s), std::nullopt, {});
    ASSERT_TRUE(draft.setValue(*findProperty(u"general.title"), {}, u"another"_s));
    EXPECT_TRUE(draft.isApplicable());
    ASSERT_TRUE(draft.setValue(*findProperty(u"serial.type"), {u"serial"_s, 0}, u"tcp"_s));
    ASSERT_TRUE(draft.setValue(*findProperty(u"serial.host"), {u"serial"_s, 0}, {}));
    EXPECT_FALSE(draft.isApplicable());
}

/** libvirt's own tests keep what it has made of what it took: there is nothing wrong with that. */
TEST(DefinitionRules, NothingIsWrongWithWhatTheHypervisorStores)
{
    int judged = 0;
    for (const test::Sample &sample : test::samplesOf(test::fetchedSamples(QStringLiteral(VITRINE_CORPUS)), "domain"_L1)) {
        const auto xml = DomainXml::parse(sample.text);
        if (!xml || !sample.name.endsWith("-latest.xml"_L1)) {
            continue;
        }
        ++judged;
        for (const DefinitionIssue &issue : definitionIssues(*xml, {})) {
            const bool isRule = issue.kind == DefinitionIssue::Kind::Missing || issue.kind == DefinitionIssue::Kind::Contradiction;
            EXPECT_FALSE(isRule) << qPrintable(sample.name) << ": " << qPrintable(issue.property) << ": " << qPrintable(issueText(issue));
        }
    }
    if (judged == 0) {
        GTEST_SKIP() << "libvirt's own test data is not there; see what the test corpus-fetch says";
    }
    EXPECT_GT(judged, 500);
}
