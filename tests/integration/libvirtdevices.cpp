// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Whatever the settings can add or set, a live daemon stores: every template and every property's values.

#include "backends/core/properties/deviceedit.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/devicetemplates.h"
#include "tests/integration/libvirtfixture.h"
#include "tests/support/propertyvalues.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <iostream>
#include <set>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

/** Devices that the settings show but don't offer to add, as other programs write them. */
const QStringList otherDevices = {
    u"<controller type='scsi' index='9' model='virtio-scsi'/>"_s,
    u"<parallel type='file'><source path='/tmp/port'/></parallel>"_s,
    u"<parallel type='tcp'><source mode='bind' host='127.0.0.1' service='4560'/><log file='/tmp/l'/></parallel>"_s,
    u"<serial type='tcp'><source mode='bind' host='127.0.0.1' service='4561'/><log file='/tmp/l'/></serial>"_s,
    u"<console type='tcp'><source mode='bind' host='127.0.0.1' service='4562'/><log file='/tmp/l'/><target type='virtio' port='1'/></console>"_s,
    u"<console type='pty'><target type='virtio' port='1'/></console>"_s,
    u"<console type='unix'><source mode='bind' path='/tmp/console'/><target type='virtio' port='1'/></console>"_s,
    u"<channel type='tcp'><source mode='bind' host='127.0.0.1' service='4563'/><log file='/tmp/l'/><target type='virtio' name='x'/></channel>"_s,
    u"<interface type='network'><source network='default'/><model type='virtio'/></interface>"_s,
    u"<interface type='direct'><source dev='eth0' mode='bridge'/></interface>"_s,
    u"<interface type='bridge'><source bridge='br0'/><bandwidth><inbound average='1000' peak='5000'/><outbound average='128' peak='256'/></bandwidth><mtu size='1500'/></interface>"_s,
    u"<interface type='ethernet'><model type='virtio'/></interface>"_s,
    u"<video><model type='qxl' primary='no'/></video>"_s,
    u"<graphics type='spice' autoport='yes'><listen type='address' address='127.0.0.1'/></graphics>"_s,
    u"<graphics type='vnc'><listen type='socket'/></graphics>"_s,
    u"<hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/><product id='0xbeef'/></source></hostdev>"_s,
    u"<hostdev mode='subsystem' type='usb'><source><address bus='3' device='14'/></source></hostdev>"_s,
    u"<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x0000' bus='0x06' slot='0x02' function='0x0'/></source></hostdev>"_s,
    u"<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/></source></hostdev>"_s,
    u"<smartcard mode='passthrough' type='spicevmc'/>"_s,
    u"<panic model='pvpanic'/>"_s,
    u"<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"_s,
    u"<shmem name='mine'><model type='ivshmem-plain'/><size unit='M'>4</size></shmem>"_s,
    u"<iommu model='virtio'/>"_s,
    u"<iommu model='intel'><driver caching_mode='on'/></iommu>"_s,
    u"<vsock model='virtio'><cid auto='yes'/></vsock>"_s,
    u"<crypto model='virtio' type='qemu'><backend model='builtin'/></crypto>"_s,
    u"<memory model='virtio-mem'><target><size unit='MiB'>1024</size><node>0</node><block unit='MiB'>2</block><requested unit='MiB'>512</requested></target></memory>"_s,
    u"<memory model='dimm'><target><size unit='MiB'>1024</size><node>0</node></target></memory>"_s,
    u"<memory model='nvdimm'><source><path>/tmp/nvdimm</path></source><target><size unit='MiB'>1024</size><node>0</node></target></memory>"_s,
    u"<rng model='virtio'><rate bytes='1024' period='1000'/><backend model='random'>/dev/urandom</backend></rng>"_s,
    u"<filesystem type='mount' accessmode='mapped'><driver type='path'/><source dir='/tmp'/><target dir='old'/></filesystem>"_s,
    u"<filesystem type='mount'><driver type='virtiofs' queue='1024'/><binary path='/usr/libexec/virtiofsd'><cache mode='always'/></binary><source dir='/tmp'/><target dir='new'/></filesystem>"_s,
    u"<disk type='file'><source file='/tmp/usb.raw'/><target dev='sdy' bus='usb'/></disk>"_s,
    u"<disk type='file'><source file='/tmp/scsi.raw'/><target dev='sdz' bus='scsi'/></disk>"_s,
    u"<disk type='file'><driver name='qemu' type='raw' copy_on_read='on'/><source file='/tmp/sata.raw'/><target dev='sdx' bus='sata'/></disk>"_s,
    u"<disk type='block'><driver name='qemu' type='raw'/><source dev='/dev/sda'/><target dev='sdw' bus='scsi'/><vendor>Vendor</vendor><product>Product</product></disk>"_s,
    u"<disk type='block' device='lun'><driver name='qemu' type='raw'/><source dev='/dev/sdb'/><target dev='sdv' bus='scsi'/></disk>"_s,
    u"<disk type='network'><driver name='qemu' type='raw'/><source protocol='nbd' name='x'><host name='localhost'/></source><target dev='vdz' bus='virtio'/></disk>"_s,
};

/** All that the other machine, as Vitrine makes them, has not: the chipset of old, and a BIOS. */
constexpr auto oldMachine = R"(<domain type='qemu'><name>old</name><memory unit='MiB'>512</memory><vcpu>3</vcpu><iothreads>2</iothreads>
  <os><type arch='x86_64' machine='pc'>hvm</type><bootmenu enable='yes' timeout='3000'/></os>
  <features><acpi/><apic/><hyperv><relaxed state='on'/><spinlocks state='on' retries='8191'/><vendor_id state='on' value='KVM Hv'/></hyperv></features>
  <cpu mode='custom' match='exact' check='none'><model>qemu64</model></cpu>
  <clock offset='timezone' timezone='Europe/Berlin'/>
  <devices>
    <disk type='file' device='disk'><driver name='qemu' type='raw' cache='none' io='native'/><source file='/tmp/ide.raw'/><target dev='hda' bus='ide'/></disk>
    <disk type='file' device='disk'><driver name='qemu' type='qcow2' iothread='1'/><source file='/tmp/virtio.qcow2'/><target dev='vda' bus='virtio'/></disk>
    <disk type='file' device='cdrom'><target dev='hdc' bus='ide'/></disk>
    <disk type='file' device='floppy'><target dev='fda' bus='fdc'/></disk>
    <controller type='usb' index='0' model='piix3-uhci'/>
    <controller type='scsi' index='0' model='virtio-scsi'><driver queues='2' iothread='1'/></controller>
    <controller type='scsi' index='1' model='lsilogic'/>
    <controller type='virtio-serial' index='0' ports='8'/>
    <interface type='user'><mac address='52:54:00:11:22:33'/><model type='e1000'/></interface>
    <serial type='file'><source path='/tmp/serial'/><log file='/tmp/log' append='on'/></serial>
    <input type='tablet' bus='usb'/><input type='mouse' bus='ps2'/>
    <graphics type='vnc' autoport='yes'><listen type='address' address='127.0.0.1'/></graphics>
    <graphics type='egl-headless'><gl rendernode='/dev/dri/renderD128'/></graphics>
    <video><model type='vga' vram='16384' primary='yes'/></video><video><model type='qxl'/></video>
    <sound model='ac97'/><audio id='1' type='none'/>
    <watchdog model='ib700' action='reset'/><panic model='isa'/>
    <memballoon model='none'/>
  </devices></domain>)";

/** What this computer or its emulator lacks, and others have. */
bool dependsOnHost(const Property &property, const QString &value)
{
    const QString entered = property.id() + "="_L1 + value;
    static const QStringList known = {
        u"acceleration.type=kvm"_s, // the tests must run without
        u"firmware.machine=new-1"_s, // the emulator's own list of names, which differ from version to version
        u"crypto.source=lkcf"_s, // needs an emulator built with the kernel's key ring
    };
    return known.contains(entered);
}

class LibvirtDevices : public LiveBackend
{
protected:
    void SetUp() override
    {
        LiveBackend::SetUp();
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        QFile file(QStringLiteral(VITRINE_TEST_DATA "/golden/ubuntu2404.xml"));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        DomainXml xml = *DomainXml::parse(QString::fromUtf8(file.readAll()));
        xml.setAcceleration(false);
        for (const QString &made : {xml.toString(), QString::fromLatin1(oldMachine)}) {
            const Result<QString> stored = store(made);
            ASSERT_TRUE(ok(stored));
            machines.append(*stored);
        }
    }
    void TearDown() override
    {
        for (const QString &text : tooStrict) {
            std::cout << "not stored although it could be: " << text.toStdString() << std::endl;
        }
        LiveBackend::TearDown();
    }
    [[nodiscard]] static std::unique_ptr<DefinitionDraft> draftOf(const QString &machine)
    {
        return std::make_unique<DefinitionDraft>(*DomainXml::parse(machine), std::nullopt, DefinitionFacts{});
    }
    /** What a person has to choose himself. */
    void complete(DefinitionDraft &draft, const DeviceRef &device) const
    {
        const QString path = device.element == "disk"_L1 ? u"disk.source"_s : device.element == "filesystem"_L1 ? u"filesystem.source"_s : QString();
        if (!path.isEmpty() && draft.value(*findProperty(path), device).isEmpty()) {
            EXPECT_TRUE(ok(draft.setValue(*findProperty(path), device, folder.filePath(u"chosen, 100%"_s))));
        }
    }
    /** What the daemon makes of it: with all addresses, defaults and the like. */
    Result<QString> store(const QString &xml)
    {
        const Result<MachineId> defined = await(backend->definitions()->define(xml));
        if (!defined) {
            return fail(defined.error());
        }
        const Result<QString> stored = await(backend->definitions()->xml(*defined, DefinitionKind::Stored));
        await(backend->definitions()->undefine(*defined, {}));
        return stored;
    }
    /** The device that was added to a machine, in what the daemon has made of that: the order may be another. */
    static DeviceRef sameDevice(const DomainXml &stored, const DomainXml &edited, const DeviceRef &device)
    {
        const QString label = labelOfDevice(edited, device);
        const QList<DeviceRef> all = devicesOf(stored);
        const auto same = std::ranges::find_if(all, [&](const DeviceRef &other) {
            return other.element == device.element && !label.isEmpty() && labelOfDevice(stored, other) == label;
        });
        return same == all.cend() ? device : *same;
    }
    /** All properties of a device that was added; nothing when it can't be stored. */
    void tryAdded(const DefinitionDraft &edited, const DeviceRef &added)
    {
        const Result<QString> stored = store(edited.text());
        if (stored) {
            const DomainXml read = *DomainXml::parse(*stored);
            tryProperties(read, sameDevice(read, edited.xml(), added));
        }
    }
    /** Each value that the settings offer for each property of a device of the machine; null: of the machine itself. */
    void tryProperties(const DomainXml &xml, const DeviceRef &device)
    {
        for (const Property &property : allProperties()) {
            if (!propertyApplies(xml, property, device)) {
                continue;
            }
            if (!propertyIsOffered(xml, property, device)) {
                tried.insert(property.id()); // there is nothing to choose
            }
            for (const QString &value : valuesToTry(xml, property, property.read(xml, device))) {
                const bool offered = property.kind() != PropertyKind::Choice || value.isEmpty() || offeredChoices(xml, property, device).contains(value);
                if (offered) {
                    tried.insert(property.id());
                }
                if (offered && !dependsOnHost(property, value)) {
                    tryValue(xml, property, device, value);
                }
            }
        }
    }
    /** Again and again, as there may be room for so many only. */
    void tryTemplate(const QString &machine, SettingsPage page, QLatin1StringView id)
    {
        const auto edited = draftOf(machine);
        for (int times = 1; times <= 3; ++times) {
            const QString xml = deviceTemplateXml(page, id, edited->xml());
            const Result<DeviceRef> added = xml.isEmpty() ? fail(ErrorCode::NotSupported) : edited->addDevice(xml);
            if (!added) {
                return; // chosen from a list of the host's
            }
            complete(*edited, *added);
            expectStoredOrTold(*edited, u"%1. %2"_s.arg(times).arg(id));
            if (times == 1) {
                tryAdded(*edited, *added);
            }
        }
    }
    void tryValue(const DomainXml &xml, const Property &property, const DeviceRef &device, const QString &value)
    {
        const auto edited = draftOf(xml.toString());
        static_cast<void>(edited->setValue(property, device, value)); // what is refused is an issue
        expectStoredOrTold(*edited, property.id() + " = '"_L1 + value + u'\'');
    }
    void expectStoredOrTold(const DefinitionDraft &edited, const QString &what)
    {
        const auto told = std::ranges::find_if(edited.issues(), [](const DefinitionIssue &issue) {
            return issue.forbids && !issueText(issue).isEmpty();
        });
        if (told != edited.issues().cend() && told->kind == DefinitionIssue::Kind::NotAValue) {
            return; // it is not in the definition
        }
        const Result<QString> stored = store(edited.text());
        if (told == edited.issues().cend()) {
            EXPECT_TRUE(stored) << what.toStdString() << ": " << (stored ? "" : stored.error().detail.toStdString());
        } else if (stored && edited.isChanged()) {
            tooStrict.insert(what + u": "_s + issueText(*told));
        }
    }

    QTemporaryDir folder;
    QStringList machines; ///< that any computer can run
    std::set<QString> tried; ///< properties
    std::set<QString> tooStrict; ///< refused by Vitrine, but not by the daemon
};

TEST_F(LibvirtDevices, EveryTemplateIsStored)
{
    for (const QString &machine : machines) {
        for (int page = 0; page <= int(SettingsPage::Tuning); ++page) {
            for (const DeviceTemplate &device : deviceTemplates(static_cast<SettingsPage>(page))) {
                tryTemplate(machine, static_cast<SettingsPage>(page), device.id);
            }
        }
    }
}

TEST_F(LibvirtDevices, EveryDeviceCanBeRemoved)
{
    for (const QString &machine : machines) {
        for (const DeviceRef &device : devicesOf(*DomainXml::parse(machine))) {
            const auto edited = draftOf(machine);
            const QString xml = deviceXml(edited->xml(), device);
            edited->removeDevice(device);
            expectStoredOrTold(*edited, u"without "_s + xml);
        }
    }
}

TEST_F(LibvirtDevices, EveryPropertyIsStored)
{
    for (const QString &machine : machines) {
        const DomainXml xml = *DomainXml::parse(machine);
        for (const DeviceRef &device : QList<DeviceRef>{{}} + devicesOf(xml)) {
            tryProperties(xml, device);
        }
    }
    for (const QString &xml : otherDevices) {
        const auto edited = draftOf(machines.constFirst());
        const Result<DeviceRef> added = edited->addDevice(xml);
        ASSERT_TRUE(ok(added)) << xml.toStdString();
        EXPECT_TRUE(ok(store(edited->text()))) << xml.toStdString();
        tryAdded(*edited, *added);
    }
    for (const Property &property : allProperties()) {
        EXPECT_TRUE(tried.contains(property.id())) << property.id().data() << " has not been tried";
    }
}

} // namespace
} // namespace vitrine::test
