// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/changetext.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/hostdeviceoffer.h"
#include "models/definition/hostdevicetext.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

DomainXml machine(const QString &devices = {})
{
    return *DomainXml::parse(u"<domain type='kvm'><name>guest</name><memory unit='GiB'>4</memory><vcpu>2</vcpu><devices>%1</devices></domain>"_s.arg(devices));
}

HostDevice pci(PciAddress address, quint32 pciClass, const QString &vendor, const QString &product, std::optional<int> group)
{
    return {.name = address.toString(), .kind = HostDeviceKind::Pci, .vendorId = 0x8086, .productId = 1, .vendorName = vendor, .productName = product, .pci = address, .pciClass = pciClass, .iommuGroup = group};
}

const HostDevice bridge = pci({0, 0, 1, 0}, 0x060400, u"Intel Corporation"_s, u"PCIe Controller"_s, 2);
const HostDevice card = pci({0, 1, 0, 0}, 0x030000, u"NVIDIA Corporation"_s, u"GP107"_s, 2);
const HostDevice sound = pci({0, 1, 0, 1}, 0x040300, u"NVIDIA Corporation"_s, u"GP107 Audio"_s, 2);
const HostDevice isa = pci({0, 0, 0x1f, 0}, 0x060100, u"Intel Corporation"_s, u"LPC Controller"_s, 8);
const HostDevice boardSound = pci({0, 0, 0x1f, 3}, 0x040300, u"Intel Corporation"_s, u"HD Audio"_s, 8);

HostDevice usb(int number, const QString &serial = {})
{
    return {.name = u"usb %1"_s.arg(number), .kind = HostDeviceKind::Usb, .vendorId = 0x403, .productId = 0x6001, .vendorName = u"FTDI"_s, .productName = u"FT232R"_s, .usbBus = 1, .usbDevice = number, .serial = serial};
}

TEST(HostDeviceOffer, NamesWhatMovesAlongButNoBridge)
{
    const QList<HostDevice> all{bridge, card, sound, isa};
    const HostDeviceOffer offer = offerOf(card, all, machine());
    EXPECT_EQ(offer.refusal, QString());
    ASSERT_EQ(offer.together.size(), 2);
    EXPECT_EQ(offer.together[0], card);
    EXPECT_EQ(offer.together[1], sound);
    EXPECT_TRUE(offer.note.contains(u"GP107 Audio"_s)) << offer.note.toStdString();
}

TEST(HostDeviceOffer, RefusesWhatTheHostCannotDoWithout)
{
    const HostDeviceOffer along = offerOf(boardSound, {isa, boardSound}, machine());
    EXPECT_TRUE(along.refusal.contains(u"LPC"_s)) << along.refusal.toStdString();
    HostDevice disk = pci({0, 2, 0, 0}, 0x010802, u"Samsung"_s, u"SSD"_s, 9);
    disk.uses = {{HostDeviceUse::Kind::Disk, u"/data"_s}};
    EXPECT_EQ(offerOf(disk, {disk}, machine()).refusal, QString());
    EXPECT_TRUE(offerOf(disk, {disk}, machine()).warnings.value(0).contains(u"/data"_s));
    disk.uses.append({HostDeviceUse::Kind::Disk, u"/"_s});
    EXPECT_TRUE(offerOf(disk, {disk}, machine()).refusal.contains(u"can't run without"_s));
}

TEST(HostDeviceOffer, AsksAboutTheScreenAndTheNetwork)
{
    HostDevice screen = card;
    screen.uses = {{HostDeviceUse::Kind::Screen, u"HDMI-A-1"_s}};
    // Also when it is what moves along.
    const HostDeviceOffer offer = offerOf(sound, {screen, sound}, machine());
    EXPECT_EQ(offer.refusal, QString());
    ASSERT_EQ(offer.warnings.size(), 1);
    EXPECT_TRUE(offer.warnings[0].contains(u"goes dark"_s));
}

TEST(HostDeviceOffer, TellsWhatToSwitchOnWhenThereIsNoIommu)
{
    HostDevice alone = card;
    alone.iommuGroup.reset();
    HostDevice host = pci({0, 0, 0, 0}, 0x060000, u"Intel Corporation"_s, u"Host Bridge"_s, {});
    EXPECT_TRUE(iommuAdvice({host, alone}).contains(u"intel_iommu=on"_s));
    EXPECT_EQ(offerOf(alone, {host, alone}, machine()).refusal, iommuAdvice({host, alone}));
    host.vendorId = 0x1022;
    EXPECT_TRUE(iommuAdvice({host, alone}).contains(u"AMD-Vi"_s));
    EXPECT_EQ(iommuAdvice({card}), QString());
}

TEST(HostDeviceOffer, RefusesForAMachineOfASingleUser)
{
    HostDevice forbidden = card;
    forbidden.support = {.supported = false, .reason = {.code = ErrorCode::NeedsSystemConnection, .subject = u"qemu:///session"_s}};
    EXPECT_TRUE(offerOf(forbidden, {forbidden}, machine()).refusal.contains(u"qemu:///system"_s));
    HostDevice stick = usb(4);
    stick.support = {.supported = false, .reason = {.code = ErrorCode::PermissionDenied, .subject = u"/dev/bus/usb/001/004"_s}};
    EXPECT_TRUE(offerOf(stick, {stick}, machine()).refusal.contains(u"Devices → USB"_s));
}

TEST(HostDeviceOffer, OfTwoUsbDevicesOfOneModelThePlaceDecides)
{
    EXPECT_EQ(offerOf(usb(4), {usb(4)}, machine()).match, UsbMatch::Model);
    EXPECT_EQ(offerOf(usb(4), {usb(4), usb(5)}, machine()).match, UsbMatch::Place);
}

TEST(HostDeviceOffer, WhatTheMachineHasIsNotAddedAgain)
{
    const DomainXml has = machine(hostDeviceXml(sound));
    EXPECT_FALSE(offerOf(sound, {card, sound}, has).refusal.isEmpty());
    EXPECT_EQ(offerOf(card, {card, sound}, has).together, QList{card});
    EXPECT_FALSE(offerOf(usb(4), {usb(4)}, machine(hostDeviceXml(usb(4)))).refusal.isEmpty());
    EXPECT_TRUE(offerOf(usb(5), {usb(4), usb(5)}, machine(hostDeviceXml(usb(4), UsbMatch::Place))).refusal.isEmpty());
}

TEST(HostDeviceText, NamesAreShortAndNeverEmpty)
{
    EXPECT_EQ(hostDeviceName(card), u"NVIDIA GP107"_s);
    EXPECT_EQ(hostDeviceName(usb(4, u"A9007UX1"_s)), u"FTDI FT232R (A9007UX1)"_s);
    HostDevice unknown = card;
    unknown.vendorName.clear();
    unknown.productName.clear();
    EXPECT_EQ(hostDeviceName(unknown), u"Graphics card (8086:0001)"_s);
    EXPECT_EQ(hostDeviceTitle(card), u"Graphics card (NVIDIA GP107)"_s);
}

TEST(HostDeviceText, TheDifferenceNamesTheDevice)
{
    DefinitionDraft draft(machine(), std::nullopt, {});
    ASSERT_TRUE(draft.addDevice(hostDeviceXml(card)));
    EXPECT_EQ(changeText(draft.changes().value(0)), u"Device of this computer (0000:01:00.0): added"_s);
    DefinitionFacts facts;
    facts.hardware = {card, sound};
    draft.setFacts(facts);
    EXPECT_EQ(changeText(draft.changes().value(0)), u"Device of this computer (NVIDIA GP107): added"_s);
    EXPECT_EQ(draft.titleOf({u"hostdev"_s, 0}), u"Graphics card (NVIDIA GP107)"_s);
}

TEST(HostDeviceText, AUsbDeviceSwitchesUsbOn)
{
    DefinitionDraft draft(machine(u"<controller type='usb' model='none'/><controller type='sata' index='0'/>"_s), std::nullopt, {});
    ASSERT_TRUE(draft.addDevice(hostDeviceXml(card)));
    EXPECT_TRUE(draft.text().contains(u"model='none'"_s));
    ASSERT_TRUE(draft.addDevice(hostDeviceXml(usb(4))));
    EXPECT_FALSE(draft.text().contains(u"model='none'"_s)) << draft.text().toStdString();
    EXPECT_TRUE(draft.text().contains(u"sata"_s));
}

class Tuning : public testing::Test
{
protected:
    Tuning()
    {
        HostCapabilities host;
        host.processorNumbers = {0, 1, 2, 3};
        host.maxProcessors = 64;
        host.numaNodes = 1;
        host.acceleratedVideo = true;
        host.hugePages = {{.pageBytes = 2 << 20, .total = 512}, {.pageBytes = 1 << 30}};
        facts.host = host;
    }
    /** What is said about a property after it was set; empty when nothing is. */
    QString said(QStringView id, const QString &value, const DeviceRef &device = {})
    {
        DefinitionDraft draft(machine(video), std::nullopt, facts);
        EXPECT_TRUE(draft.setValue(*findProperty(id), device, value)) << value.toStdString();
        last = draft.text();
        const auto issue = std::ranges::find(draft.issues(), id.toString(), &DefinitionIssue::property);
        forbidden = issue != draft.issues().cend() && issue->forbids;
        return issue == draft.issues().cend() ? QString() : issueText(*issue);
    }

    DefinitionFacts facts;
    QString video = u"<graphics type='dbus' p2p='yes'/><video><model type='virtio'/></video>"_s;
    QString last;
    bool forbidden = false;
};

TEST_F(Tuning, PinsNameProcessorsThatAreThere)
{
    EXPECT_EQ(said(u"tuning.pins", u"0 2-3\n1 0"_s), QString());
    EXPECT_EQ(said(u"tuning.pins", u"0: 2-3"_s), QString());
    EXPECT_TRUE(said(u"tuning.pins", u"0 2-5"_s).contains(u"no processors 4, 5"_s));
    EXPECT_TRUE(forbidden);
    EXPECT_TRUE(said(u"tuning.pins", u"2 0"_s).contains(u"numbered from 0 to 1"_s));
    EXPECT_TRUE(said(u"tuning.pins", u"0 1\n0 2"_s).contains(u"twice"_s));
    EXPECT_TRUE(said(u"tuning.pins", u"all of them"_s).contains(u"not understood"_s));
    EXPECT_TRUE(said(u"tuning.emulatorPin", u"4"_s).contains(u"no processor 4"_s));
    EXPECT_EQ(said(u"tuning.processorSet", u"0-7,^4,^5,^6,^7"_s), QString());
}

TEST_F(Tuning, NodesTogetherHaveTheMemoryOfTheMachine)
{
    EXPECT_EQ(said(u"tuning.numaNodes", u"0 2147483648\n1 2147483648"_s), QString());
    EXPECT_TRUE(said(u"tuning.numaNodes", u"0 2147483648\n1 1073741824"_s).contains(u"3.0 GiB"_s));
    EXPECT_TRUE(forbidden);
    EXPECT_TRUE(said(u"tuning.numaNodes", u"0-1 2147483648\n1 2147483648"_s).contains(u"one node only"_s));
    EXPECT_TRUE(said(u"tuning.numaNodes", u"0-3 4294967296"_s).contains(u"from 0 to 1"_s));
    EXPECT_TRUE(said(u"tuning.numaSet", u"1"_s).contains(u"one NUMA node"_s));
    EXPECT_EQ(said(u"tuning.numaSet", u"0"_s), QString());
}

TEST_F(Tuning, HugePagesMustHaveBeenSetAside)
{
    const QString text = said(u"memory.hugePages", u"yes"_s);
    EXPECT_TRUE(text.contains(u"1.0 GiB"_s)) << text.toStdString();
    EXPECT_TRUE(text.contains(u"echo 2048 | sudo tee /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages"_s)) << text.toStdString();
    EXPECT_FALSE(forbidden) << "they can be set aside before the start";
    facts.host->hugePages[0].total = 2048;
    EXPECT_EQ(said(u"memory.hugePages", u"yes"_s), QString());
    EXPECT_TRUE(said(u"memory.hugePageSize", QString::number(4 << 20)).contains(u"2.0 MiB, 1.0 GiB"_s));
}

TEST_F(Tuning, LimitsLeaveRoomForTheEmulator)
{
    EXPECT_TRUE(said(u"memory.hardLimit", QString::number(4ULL << 30)).contains(u"on top"_s));
    EXPECT_EQ(said(u"memory.hardLimit", QString::number(5ULL << 30)), QString());
    EXPECT_TRUE(said(u"processors.limit", u"65"_s).contains(u"64"_s));
}

TEST_F(Tuning, WhatAnotherProgramWroteIsCheckedToo)
{
    DefinitionDraft draft(machine(), std::nullopt, facts);
    ASSERT_TRUE(draft.setText(draft.text().replace(u"<devices"_s, u"<cputune><shares>1</shares><period>5</period><quota>-1</quota></cputune><devices"_s)));
    const auto about = [&draft](const QString &id) {
        return std::ranges::any_of(draft.issues(), [&id](const DefinitionIssue &issue) {
            return issue.property == id;
        });
    };
    EXPECT_TRUE(about(u"tuning.period"_s));
    EXPECT_FALSE(about(u"tuning.shares"_s));
    EXPECT_FALSE(about(u"tuning.quota"_s)) << "unlimited";
}

TEST_F(Tuning, AUsersOwnHypervisorHasNoShares)
{
    EXPECT_EQ(said(u"tuning.shares", u"512"_s), QString());
    facts.perUser = true;
    EXPECT_TRUE(said(u"tuning.shares", u"512"_s).contains(u"qemu:///system"_s));
    EXPECT_EQ(said(u"tuning.pins", u"0 1"_s), QString()) << "works everywhere";
}

TEST_F(Tuning, ThreeDIsSaidNotToWorkWhereItDoesNot)
{
    const DeviceRef card{u"video"_s, 0};
    facts.graphics = GraphicsReport{.verdict = GraphicsReport::Verdict::Ok, .renderNode = u"/dev/dri/renderD128"_s, .renderer = u"Mesa Intel"_s};
    EXPECT_EQ(said(u"video.accel3d", u"yes"_s, card), QString());
    facts.graphics = GraphicsReport{};
    EXPECT_TRUE(said(u"video.accel3d", u"yes"_s, card).contains(u"no graphics card"_s));
    facts.graphics->verdict = GraphicsReport::Verdict::Forbidden;
    EXPECT_TRUE(said(u"video.accel3d", u"yes"_s, card).contains(u"“render”"_s));
    facts.graphics->verdict = GraphicsReport::Verdict::SoftwareOnly;
    EXPECT_TRUE(said(u"video.accel3d", u"yes"_s, card).contains(u"slower"_s));
    facts.host->acceleratedVideo = false;
    EXPECT_TRUE(said(u"video.accel3d", u"yes"_s, card).contains(u"qemu-system-modules-opengl"_s));
}

TEST_F(Tuning, ThreeDBringsAWayToTheScreenAndTakesItAlong)
{
    DefinitionDraft draft(machine(video), std::nullopt, facts);
    const DeviceRef card{u"video"_s, 0};
    ASSERT_TRUE(draft.setValue(*findProperty(u"video.accel3d"), card, u"yes"_s));
    EXPECT_TRUE(draft.text().contains(u"egl-headless"_s));
    EXPECT_FALSE(draft.text().contains(u"dbus"_s)) << "the emulator has one of the two";
    EXPECT_TRUE(draft.text().contains(u"spice"_s)) << "the screen must be seen somehow";
    ASSERT_TRUE(draft.setValue(*findProperty(u"video.accel3d"), card, QString()));
    EXPECT_FALSE(draft.text().contains(u"egl-headless"_s));
    EXPECT_FALSE(draft.text().contains(u"spice"_s));
    EXPECT_TRUE(draft.text().contains(u"dbus"_s)) << draft.text().toStdString();
}

} // namespace
