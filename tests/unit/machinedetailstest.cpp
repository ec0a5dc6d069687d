// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/machinedetails.h"
#include "backends/core/domainxml.h"

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

MachineDetails detailsOf(const QString &inside)
{
    const Result<DomainXml> xml = DomainXml::parse(u"<domain type='kvm'>%1</domain>"_s.arg(inside));
    EXPECT_TRUE(xml.has_value());
    return xml ? machineDetails(*xml) : MachineDetails{};
}
MachineDetails deviceDetails(const QString &devices)
{
    return detailsOf(u"<devices>%1</devices>"_s.arg(devices));
}

TEST(MachineDetails, readsIdentity)
{
    const MachineDetails details = detailsOf(
        uR"(<name>n</name><title>t &lt;</title><description>d</description><metadata><l:libosinfo xmlns:l="http://libosinfo.org/xmlns/libvirt/domain/1.0"><l:os id="http://debian.org/debian/13"/></l:libosinfo></metadata>)"_s);
    EXPECT_EQ(details.name, u"n"_s);
    EXPECT_EQ(details.title, u"t <"_s);
    EXPECT_EQ(details.description, u"d"_s);
    EXPECT_EQ(details.osId, u"http://debian.org/debian/13"_s);
    EXPECT_EQ(details.hypervisorType, u"kvm"_s);
}

TEST(MachineDetails, readsMemoryInEveryUnit)
{
    const auto memory = [](const QString &attributes, const QString &number) {
        return detailsOf(u"<memory%1>%2</memory>"_s.arg(attributes, number)).memoryBytes;
    };
    EXPECT_EQ(memory(QString(), u"1024"_s), quint64(1) << 20);
    EXPECT_EQ(memory(u" unit='b'"_s, u"7"_s), 7u);
    EXPECT_EQ(memory(u" unit='MB'"_s, u"2"_s), 2000000u);
    EXPECT_EQ(memory(u" unit='GiB'"_s, u" 4\n"_s), quint64(4) << 30);
    EXPECT_EQ(memory(u" unit='TiB'"_s, u"18446744073709551615"_s), 0u);
    EXPECT_EQ(memory(u" unit='parsec'"_s, u"4"_s), 0u);
    EXPECT_EQ(memory(QString(), u"-4"_s), 0u);
    EXPECT_EQ(memory(QString(), u"lots"_s), 0u);
}

TEST(MachineDetails, readsCurrentBeforeMaximum)
{
    const MachineDetails details = detailsOf(
        u"<maxMemory slots='2'>4096</maxMemory><memory>2048</memory><currentMemory>1024</currentMemory><vcpu current='1'>4</vcpu><cpu mode='host-model'/>"_s);
    EXPECT_EQ(details.memoryBytes, 1024u * 1024);
    EXPECT_EQ(details.maxMemoryBytes, 4096u * 1024);
    EXPECT_EQ(details.processors, 1);
    EXPECT_EQ(details.maxProcessors, 4);
    EXPECT_EQ(details.cpuMode, u"host-model"_s);
}

TEST(MachineDetails, readsFirmware)
{
    EXPECT_FALSE(detailsOf(u"<os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type></os>"_s).uefi);
    const MachineDetails byPath = detailsOf(
        u"<os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type><loader secure='yes' type='pflash'>/c.fd</loader><nvram>/n.qcow2</nvram></os><devices><tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm></devices>"_s);
    EXPECT_TRUE(byPath.uefi);
    EXPECT_TRUE(byPath.secureBoot);
    EXPECT_EQ(byPath.nvramPath, u"/n.qcow2"_s);
    EXPECT_EQ(byPath.machineType, u"pc-q35-10.0"_s);
    EXPECT_EQ(byPath.tpmModel, u"tpm-crb"_s);
    EXPECT_EQ(byPath.tpmVersion, u"2.0"_s);
    const MachineDetails chosen = detailsOf(u"<os firmware='efi'><firmware><feature enabled='no' name='secure-boot'/></firmware></os>"_s);
    EXPECT_TRUE(chosen.uefi);
    EXPECT_FALSE(chosen.secureBoot);
}

TEST(MachineDetails, readsDisksOfAllKinds)
{
    const MachineDetails details = deviceDetails(
        uR"(
        <disk type='file' device='disk'><driver type='qcow2'/><source file='/a'/><target dev='vda' bus='virtio'/><boot order='2'/></disk>
        <disk type='block' device='cdrom'><source dev='/dev/sr0'/><target dev='sda' bus='sata'/><readonly/><boot order='1'/></disk>
        <disk type='volume'><source pool='p' volume='v'/><target dev='vdb'/></disk>
        <disk type='network'><source protocol='rbd' name='pool/img'><host name='h'/></source><target dev='vdc'/></disk>
        <disk type='file' device='floppy'><target dev='fda' bus='fdc'/></disk>)"_s);
    ASSERT_EQ(details.disks.size(), 5);
    EXPECT_EQ(details.disks.at(0),
              (DiskDetails{.target = u"vda"_s, .bus = u"virtio"_s, .source = u"/a"_s, .sourceType = u"file"_s, .format = u"qcow2"_s, .bootOrder = 2}));
    EXPECT_EQ(details.disks.at(1).kind, DiskDetails::Kind::Cdrom);
    EXPECT_TRUE(details.disks.at(1).readOnly);
    EXPECT_EQ(details.disks.at(1).source, u"/dev/sr0"_s);
    EXPECT_EQ(details.disks.at(2).source, u"p/v"_s);
    EXPECT_EQ(details.disks.at(3).source, u"rbd://h/pool/img"_s);
    EXPECT_EQ(details.disks.at(4).kind, DiskDetails::Kind::Floppy);
    EXPECT_EQ(details.disks.at(4).source, QString());
    EXPECT_EQ(details.bootOrder, QStringList({u"cdrom"_s, u"hd"_s}));
}

TEST(MachineDetails, readsOldBootOrder)
{
    EXPECT_EQ(detailsOf(u"<os><boot dev='network'/><boot dev='hd'/></os>"_s).bootOrder, QStringList({u"network"_s, u"hd"_s}));
}

TEST(MachineDetails, readsNetworkCards)
{
    const MachineDetails details = deviceDetails(
        uR"(
        <interface type='user'><mac address='52:54:00:00:00:01'/><backend type='passt'/><model type='virtio'/></interface>
        <interface type='network'><source network='default'/><link state='down'/></interface>
        <interface type='bridge'><source bridge='br0'/></interface>)"_s);
    ASSERT_EQ(details.nics.size(), 3);
    EXPECT_EQ(details.nics.at(0), (NicDetails{.type = u"user"_s, .backend = u"passt"_s, .model = u"virtio"_s, .mac = u"52:54:00:00:00:01"_s}));
    EXPECT_EQ(details.nics.at(1).source, u"default"_s);
    EXPECT_FALSE(details.nics.at(1).linkUp);
    EXPECT_EQ(details.nics.at(2).source, u"br0"_s);
}

TEST(MachineDetails, tellsWhoOpensAPort)
{
    const MachineDetails details = deviceDetails(
        uR"(
        <graphics type='dbus' p2p='yes'/>
        <graphics type='spice'><listen type='none'/></graphics>
        <graphics type='vnc' port='5901' listen='0.0.0.0'><listen type='address' address='0.0.0.0'/></graphics>
        <graphics type='vnc'><listen type='socket' socket='/s'/></graphics>
        <graphics type='spice' autoport='yes'/>)"_s);
    ASSERT_EQ(details.graphics.size(), 5);
    EXPECT_TRUE(details.graphics.at(0).peerToPeer);
    EXPECT_FALSE(details.graphics.at(0).listensOnNetwork);
    EXPECT_FALSE(details.graphics.at(1).listensOnNetwork);
    EXPECT_TRUE(details.graphics.at(2).listensOnNetwork);
    EXPECT_EQ(details.graphics.at(2).port, 5901);
    EXPECT_EQ(details.graphics.at(2).address, u"0.0.0.0"_s);
    EXPECT_FALSE(details.graphics.at(3).listensOnNetwork);
    EXPECT_TRUE(details.graphics.at(4).listensOnNetwork);
}

TEST(MachineDetails, readsTheOtherDevices)
{
    const MachineDetails details = deviceDetails(
        uR"(
        <controller type='usb' model='qemu-xhci'/><controller type='pci' model='pcie-root'/>
        <input type='tablet' bus='usb'/><serial type='pty'/>
        <serial type='file'><target port='1'/></serial><console type='pty'><target type='serial' port='0'/></console>
        <console type='pty'><target type='virtio' port='1'/><alias name='console7'/></console><channel type='unix'><target name='org.qemu.guest_agent.0'/></channel>
        <sound model='ich9'/><audio id='1' type='spice'/><redirdev bus='usb' type='spicevmc'/><redirdev bus='usb' type='spicevmc'/>
        <video><model type='virtio' heads='2'><acceleration accel3d='yes'/></model></video>
        <filesystem type='mount'><driver type='virtiofs'/><source dir='/s'/><target dir='tag'/><readonly/></filesystem>)"_s);
    EXPECT_EQ(details.usbControllers, QStringList({u"qemu-xhci"_s}));
    EXPECT_TRUE(details.hasTablet());
    EXPECT_EQ(details.serialPorts, QStringList({u"pty"_s, u"file"_s}));
    using Kind = TextConsoleDetails::Kind;
    const QList<TextConsoleDetails> consoles = {{.kind = Kind::Serial, .port = 0, .device = u"serial0"_s},
                                                {.kind = Kind::Virtio, .port = 1, .device = u"console7"_s}};
    EXPECT_EQ(details.textConsoles, consoles) << "neither the one to a file nor the serial port a second time";
    EXPECT_EQ(details.channels, QStringList({u"org.qemu.guest_agent.0"_s}));
    EXPECT_EQ(details.soundModel, u"ich9"_s);
    EXPECT_EQ(details.audioBackend, u"spice"_s);
    EXPECT_EQ(details.usbRedirections, 2);
    EXPECT_EQ(details.videoModel, u"virtio"_s);
    EXPECT_EQ(details.videoHeads, 2);
    EXPECT_TRUE(details.acceleration3d);
    EXPECT_EQ(details.sharedFolders, QList<SharedFolderDetails>({{.source = u"/s"_s, .tag = u"tag"_s, .driver = u"virtiofs"_s, .readOnly = true}}));
}

TEST(MachineDetails, touchScreenIsGivenToQemuByItself)
{
    const MachineDetails details = detailsOf(uR"(<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
        <qemu:arg value='-device'/><qemu:arg value='{"driver":"virtio-multitouch-pci","id":"touch"}'/></qemu:commandline>)"_s);
    EXPECT_EQ(details.inputs, QStringList{u"multitouch"_s});
}

TEST(MachineDetails, emptyDomainHasDefaults)
{
    const MachineDetails details = detailsOf(QString());
    EXPECT_EQ(details.processors, 1);
    EXPECT_EQ(details.videoHeads, 1);
    EXPECT_TRUE(details.disks.isEmpty());
}

} // namespace
