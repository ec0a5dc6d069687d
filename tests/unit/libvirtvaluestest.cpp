// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/accesscheck.h"
#include "backends/libvirt/backoff.h"
#include "backends/libvirt/definitionaccess.h"
#include "backends/libvirt/diskimages.h"
#include "backends/libvirt/drivercapabilities.h"
#include "backends/libvirt/eventsink.h"
#include "backends/libvirt/hostreader.h"
#include "backends/libvirt/lookwatch.h"
#include "backends/libvirt/machinetable.h"
#include "backends/libvirt/nodedevices.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace vitrine {
namespace {

TEST(NativeStates, AreToldInFewKinds)
{
    const auto is = [](int state, int reason, bool saved, MachineState expected, StateReason why) {
        return machineStateFor(state, reason, saved) == NativeState{expected, why};
    };
    EXPECT_TRUE(is(VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_BOOTED, false, MachineState::Running, StateReason::None));
    EXPECT_TRUE(is(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_USER, false, MachineState::Paused, StateReason::ByUser));
    EXPECT_TRUE(is(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_UNKNOWN, false, MachineState::Paused, StateReason::None));
    EXPECT_TRUE(is(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_IOERROR, false, MachineState::Paused, StateReason::IoError));
    EXPECT_TRUE(is(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SNAPSHOT, false, MachineState::Paused, StateReason::Saving));
    EXPECT_TRUE(is(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP, false, MachineState::Paused, StateReason::Starting));
    EXPECT_TRUE(is(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_CRASHED, false, MachineState::Paused, StateReason::GuestPanicked));
    EXPECT_TRUE(is(VIR_DOMAIN_PMSUSPENDED, 0, false, MachineState::Sleeping, StateReason::ByGuest));
    EXPECT_TRUE(is(VIR_DOMAIN_SHUTDOWN, 0, false, MachineState::Stopping, StateReason::None));
    EXPECT_TRUE(is(VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_DESTROYED, false, MachineState::Off, StateReason::ByUser));
    EXPECT_TRUE(is(VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SHUTDOWN, false, MachineState::Off, StateReason::ByGuest));
    EXPECT_TRUE(is(VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_CRASHED, false, MachineState::Crashed, StateReason::EmulatorDied));
    EXPECT_TRUE(is(VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_DAEMON, false, MachineState::Crashed, StateReason::EmulatorDied));
    EXPECT_TRUE(is(VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED, true, MachineState::Saved, StateReason::ByUser));
    EXPECT_TRUE(is(VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED, false, MachineState::Off, StateReason::None));
    EXPECT_TRUE(is(VIR_DOMAIN_CRASHED, 0, false, MachineState::Crashed, StateReason::GuestPanicked));
    EXPECT_TRUE(is(VIR_DOMAIN_NOSTATE, 0, false, MachineState::Unknown, StateReason::None));
}

TEST(NodeDevices, AreReadFromTheirDocuments)
{
    const auto card = parseNodeDevice(
        u"<device><name>pci_0000_00_02_0</name><path>/sys/devices/pci0000:00/0000:00:02.0</path><parent>computer</parent><driver><name>i915</name></driver>"
        "<capability type='pci'><class>0x030000</class><domain>0</domain><bus>0</bus><slot>2</slot><function>0</function>"
        "<product id='0x5912'>HD Graphics 630</product><vendor id='0x8086'>Intel Corporation</vendor>"
        "<capability type='mdev_types'><type id='i915-GVTg_V5_8'><name>GVTg_V5_8</name><deviceAPI>vfio-pci</deviceAPI><availableInstances>2</availableInstances></type></capability>"
        "<iommuGroup number='0'><address domain='0x0000' bus='0x00' slot='0x02' function='0x0'/></iommuGroup></capability></device>"_s);
    ASSERT_TRUE(card);
    EXPECT_EQ(card->path, u"/sys/devices/pci0000:00/0000:00:02.0"_s);
    EXPECT_EQ(card->device.pci.toString(), u"0000:00:02.0"_s);
    EXPECT_EQ(card->device.iommuGroup, 0);
    EXPECT_EQ(card->device.mediatedTypes, (QList<MediatedType>{{.id = u"i915-GVTg_V5_8"_s, .name = u"GVTg_V5_8"_s, .available = 2}}));
    const auto part = parseNodeDevice(
        u"<device><name>mdev_x</name><parent>pci_0000_00_02_0</parent><capability type='mdev'><type id='i915-GVTg_V5_8'/>"
        "<uuid>c1f0a2f4-6d52-4a3c-9a39-1f1f6f4bb1a7</uuid><iommuGroup number='12'/></capability></device>"_s);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->device.kind, HostDeviceKind::Mediated);
    EXPECT_EQ(part->device.mediatedId, QUuid(u"c1f0a2f4-6d52-4a3c-9a39-1f1f6f4bb1a7"_s));
    EXPECT_EQ(part->device.parent, u"pci_0000_00_02_0"_s);
    EXPECT_FALSE(parseNodeDevice(u"<device><name>net_lo</name><capability type='net'/></device>"_s));
    EXPECT_FALSE(parseNodeDevice(u"<device><name>"_s));
}

TEST(MemoryPages, AreCountedOverAllNodes)
{
    HostCapabilities host;
    readMemoryPages("<capabilities><host><topology><cells num='2'>"
                    "<cell id='0'><pages unit='KiB' size='4'>1000</pages><pages unit='KiB' size='2048'>3</pages><pages unit='KiB' size='1048576'>0</pages></cell>"
                    "<cell id='1'><pages unit='KiB' size='4'>1000</pages><pages unit='KiB' size='2048'>4</pages></cell></cells></topology></host></capabilities>",
                    host);
    EXPECT_EQ(host.numaNodes, 2);
    EXPECT_EQ(host.hugePages, (QList<HugePages>{{.pageBytes = 2 << 20, .total = 7}, {.pageBytes = 1 << 30, .total = 0}}));
}

TEST(AccelerationFaults, AreReadFromTheLogOfTheLastStart)
{
    const QByteArray start = "2026-11-23: starting up libvirt version: 11.3.0\n";
    const QByteArray fault = "KVM internal error. Suberror: 1\n";
    EXPECT_TRUE(logTellsAccelerationFault(QByteArray(start + fault)));
    EXPECT_TRUE(logTellsAccelerationFault(fault)) << "the start may be above the tail";
    EXPECT_FALSE(logTellsAccelerationFault(QByteArray(start + fault + start))) << "that was another time";
    EXPECT_FALSE(logTellsAccelerationFault({}));
}

TEST(DefinitionSummaries, HoldWhatTheListShows)
{
    const auto summary = summarizeDefinition(
        uR"(<domain type='kvm'><name>x</name><title>T &amp; t</title><description>d</description>
        <metadata><o:libosinfo xmlns:o='http://libosinfo.org/xmlns/libvirt/domain/1.0'><o:os id='http://debian.org/debian/13'/></o:libosinfo>
          <v:vm xmlns:v='urn:x' group='work/web'/></metadata>
        <memory unit='GiB'>4</memory><currentMemory unit='MiB'>1024</currentMemory><vcpu current='2'>4</vcpu>
        <devices><graphics type='spice'/><video><model type='virtio'/></video><video><model type='qxl'/></video></devices></domain>)"_s);
    ASSERT_TRUE(summary.has_value());
    EXPECT_EQ(*summary,
              (DefinitionSummary{.title = u"T & t"_s,
                                 .description = u"d"_s,
                                 .osId = u"http://debian.org/debian/13"_s,
                                 .hypervisorType = u"kvm"_s,
                                 .group = u"work/web"_s,
                                 .memoryBytes = 1024ULL << 20,
                                 .processors = 2,
                                 .hasGraphics = true,
                                 .graphicsCard = u"virtio"_s}));
}

TEST(DefinitionSummaries, ReadLibvirtsUnits)
{
    const auto bytes = [](const QString &memory) {
        const auto summary = summarizeDefinition(QStringLiteral("<domain><name>x</name>%1</domain>").arg(memory));
        return summary ? summary->memoryBytes : 0;
    };
    EXPECT_EQ(bytes(u"<memory>1024</memory>"_s), 1024U * 1024);
    EXPECT_EQ(bytes(u"<memory unit='k'>1024</memory>"_s), 1024U * 1024);
    EXPECT_EQ(bytes(u"<memory unit='b'>1024</memory>"_s), 1024U);
    EXPECT_EQ(bytes(u"<memory unit='KB'>3</memory>"_s), 3000U);
    EXPECT_EQ(bytes(u"<memory unit='MB'>3</memory>"_s), 3000000U);
    EXPECT_EQ(bytes(u"<memory unit='G'>1</memory>"_s), 1U << 30);
    EXPECT_EQ(bytes(u"<memory unit='TiB'>1</memory>"_s), 1ULL << 40);
}

MachineReading reading(const QUuid &uuid, quint64 sequence, MachineState state = MachineState::Off)
{
    return {.uuid = uuid, .sequence = sequence, .name = u"m"_s, .state = {.state = state}};
}

class MachineTables : public testing::Test
{
protected:
    MachineTable table{u"test:///x"_s};
    const QUuid uuid = QUuid::createUuid();
};

TEST_F(MachineTables, TellOnlyDifferences)
{
    EXPECT_EQ(table.apply({reading(uuid, 1)}).added.size(), 1);
    const TableChange same = table.apply({reading(uuid, 2)});
    EXPECT_TRUE(same.added.isEmpty() && same.changed.isEmpty() && same.removed.isEmpty());
    EXPECT_EQ(table.apply({reading(uuid, 3, MachineState::Running)}).changed.size(), 1);
    EXPECT_EQ(table.apply({{.uuid = uuid, .sequence = 4, .gone = true}}).removed.size(), 1);
}

TEST_F(MachineTables, KeepDetailsOverReadingsWithout)
{
    MachineReading detailed = reading(uuid, 1);
    detailed.definition = DefinitionSummary{.title = u"T"_s};
    EXPECT_EQ(table.apply({detailed}).added.size(), 1);
    const TableChange change = table.apply({reading(uuid, 2, MachineState::Running)});
    ASSERT_EQ(change.changed.size(), 1);
    EXPECT_EQ(change.changed.first().title, u"T"_s);
    EXPECT_TRUE(change.changed.first().detailsKnown);
}

TEST_F(MachineTables, DropReadingsThatAreTooLate)
{
    EXPECT_EQ(table.apply({reading(uuid, 5, MachineState::Running)}).added.size(), 1);
    EXPECT_TRUE(table.apply({reading(uuid, 4)}).changed.isEmpty());
    EXPECT_EQ(table.apply({{.uuid = uuid, .sequence = 7, .gone = true}}).removed.size(), 1);
    EXPECT_TRUE(table.apply({reading(uuid, 6)}).added.isEmpty()) << "it must not come back to life";
}

TEST_F(MachineTables, ListingsRemoveWhatTheyLack)
{
    const QUuid young = QUuid::createUuid();
    EXPECT_EQ(table.apply({reading(uuid, 1), reading(young, 9)}).added.size(), 2);
    const TableChange change = table.applyListing({.sequence = 5, .machines = {}});
    ASSERT_EQ(change.removed.size(), 1) << "one was made while the list was read";
    EXPECT_EQ(change.removed.first().uuid, uuid);
}

TEST_F(MachineTables, TellWhetherAMachineAnswersAsLongAsItRuns)
{
    EXPECT_TRUE(table.setAnswers(uuid, false).changed.isEmpty()) << "nobody knows it";
    EXPECT_EQ(table.apply({reading(uuid, 1, MachineState::Running)}).added.size(), 1);
    const auto reasons = [](const TableChange &change) {
        QList<StateReason> told;
        for (const MachineInfo &info : change.changed) {
            told.append(info.reason);
        }
        return told;
    };
    EXPECT_THAT(reasons(table.setAnswers(uuid, false)), testing::ElementsAre(StateReason::NotAnswering));
    EXPECT_THAT(reasons(table.setAnswers(uuid, false)), testing::IsEmpty());
    EXPECT_THAT(reasons(table.apply({reading(uuid, 2, MachineState::Running)})), testing::IsEmpty()) << "libvirt doesn't know";
    EXPECT_THAT(reasons(table.setAnswers(uuid, true)), testing::ElementsAre(StateReason::None));
    EXPECT_THAT(reasons(table.setAnswers(uuid, false)), testing::ElementsAre(StateReason::NotAnswering));
    EXPECT_THAT(reasons(table.apply({reading(uuid, 3, MachineState::Off)})), testing::ElementsAre(testing::Ne(StateReason::NotAnswering)));
    EXPECT_THAT(reasons(table.setAnswers(uuid, true)), testing::IsEmpty());
}

TEST_F(MachineTables, TellOfAMachineThatDoesNotAnswerWhateverItWasDoing)
{
    quint64 sequence = 0;
    const auto told = [&](MachineState state, StateReason reason) {
        MachineReading now = reading(uuid, ++sequence, state);
        now.state.reason = reason;
        std::ignore = table.apply({now});
        return table.machines().constFirst().reason;
    };
    EXPECT_EQ(told(MachineState::Running, StateReason::None), StateReason::None);
    EXPECT_EQ(table.setAnswers(uuid, false).changed.size(), 1);
    EXPECT_EQ(told(MachineState::Stopping, StateReason::None), StateReason::NotAnswering);
    EXPECT_EQ(told(MachineState::Sleeping, StateReason::None), StateReason::NotAnswering);
    EXPECT_EQ(told(MachineState::Paused, StateReason::Saving), StateReason::Saving) << "what is asked waits for libvirt then";
    EXPECT_EQ(told(MachineState::Paused, StateReason::Starting), StateReason::Starting);
    EXPECT_EQ(told(MachineState::Paused, StateReason::IoError), StateReason::NotAnswering);
    EXPECT_EQ(table.setAnswers(uuid, true).changed.size(), 1);
    EXPECT_EQ(table.machines().constFirst().reason, StateReason::IoError) << "why it is paused is known still";
    EXPECT_EQ(told(MachineState::Paused, StateReason::ByUser), StateReason::ByUser);
}

class LookWatches : public testing::Test
{
protected:
    LookWatches()
    {
        QObject::connect(&watch, &LookWatch::answersChanged, &watch, [this](const QUuid &machine, bool answers) {
            told.append({machine, answers});
        });
    }
    void waitFor(qsizetype count) const
    {
        const QDeadlineTimer end(5000);
        while (told.size() < count && !end.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        }
    }

    LookWatch watch{std::chrono::milliseconds(200)};
    const QUuid stuck = QUuid::createUuid();
    const QUuid well = QUuid::createUuid();
    QList<std::pair<QUuid, bool>> told;
};

TEST_F(LookWatches, TellOfTheMachineThatDoesNotAnswer)
{
    const quint64 look = watch.begin(stuck);
    EXPECT_NE(look, 0);
    for (int i = 0; i < 20 && told.isEmpty(); ++i) { // others answer all the while
        const quint64 other = watch.begin(well);
        EXPECT_NE(other, 0);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        watch.end(other);
    }
    waitFor(1);
    EXPECT_THAT(told, testing::ElementsAre(std::pair(stuck, false)));
    watch.end(look);
    EXPECT_THAT(told, testing::ElementsAre(std::pair(stuck, false), std::pair(stuck, true)));
}

TEST_F(LookWatches, AskNothingMoreOfAMachineThatLetsOneWait)
{
    const quint64 look = watch.begin(stuck);
    const QDeadlineTimer wait(1200);
    while (!wait.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    EXPECT_EQ(watch.begin(stuck), 0);
    const quint64 other = watch.begin(well);
    EXPECT_NE(other, 0);
    watch.end(look);
    EXPECT_NE(watch.begin(stuck), 0);
}

TEST_F(LookWatches, ForgetWhatWaitedForAConnectionThatIsGone)
{
    const quint64 look = watch.begin(stuck);
    waitFor(1);
    watch.forgetAll();
    EXPECT_THAT(told, testing::ElementsAre(std::pair(stuck, false), std::pair(stuck, true)));
    EXPECT_NE(watch.begin(stuck), 0);
    watch.end(look); // it comes late
    EXPECT_EQ(told.size(), 2);
}

TEST(EventSinks, GatherChangesAndCountReboots)
{
    const auto sink = std::make_shared<EventSink>();
    QList<NativeEvent> received;
    int deliveries = 0;
    sink->setReceiver([&](const QList<NativeEvent> &events) {
        received = events;
        ++deliveries;
    });
    const QUuid uuid = QUuid::createUuid();
    for (int i = 0; i < 50; ++i) {
        sink->post({.kind = NativeEvent::Kind::StateChanged, .uuid = uuid});
    }
    sink->post({.kind = NativeEvent::Kind::Rebooted, .uuid = uuid});
    sink->post({.kind = NativeEvent::Kind::Rebooted, .uuid = uuid});
    QCoreApplication::sendPostedEvents();
    EXPECT_EQ(deliveries, 1);
    EXPECT_EQ(received.size(), 3);
    sink->post({.kind = NativeEvent::Kind::StateChanged, .uuid = uuid});
    QCoreApplication::sendPostedEvents();
    EXPECT_EQ(deliveries, 2);
}

TEST(DriverCapabilities, SayWhyNot)
{
    const Capabilities esx = driverCapabilities({.driver = u"ESX"_s, .storageError = {.code = ErrorCode::NotSupported, .detail = u"why"_s}});
    EXPECT_TRUE(esx.support(Feature::Start));
    EXPECT_FALSE(esx.support(Feature::SaveState));
    EXPECT_FALSE(esx.support(Feature::SaveState).reason.detail.isEmpty());
    EXPECT_EQ(esx.support(Feature::Storage).reason.detail, u"why"_s);
    EXPECT_FALSE(esx.support(Feature::Events));
    const Capabilities remote = driverCapabilities({.driver = u"QEMU"_s, .local = false, .events = true, .storage = true});
    EXPECT_FALSE(remote.support(Feature::GraphicsFd));
    EXPECT_TRUE(driverCapabilities({.driver = u"QEMU"_s, .local = true, .events = true}).support(Feature::GraphicsFd));
}

QByteArray descriptor(const char *loader, const char *features, const char *format = "raw")
{
    return QStringLiteral(R"({"interface-types":["uefi"],"mapping":{"device":"flash","executable":{"filename":"%1","format":"raw"},
        "nvram-template":{"filename":"%1.vars","format":"%3"}},
        "targets":[{"architecture":"x86_64","machines":["pc-q35-*"]}],"features":[%2]})")
        .arg(QLatin1String(loader), QLatin1String(features), QLatin1String(format))
        .toUtf8();
}

TEST(Firmware, IsChosenByDescriptorAndOffer)
{
    const QList<FirmwareDescriptor> descriptors = {
        *parseFirmwareDescriptor(descriptor("/ms.fd", R"("secure-boot","enrolled-keys","requires-smm")")),
        *parseFirmwareDescriptor(descriptor("/secboot.fd", R"("secure-boot")")),
        *parseFirmwareDescriptor(descriptor("/gone.fd", "")),
        *parseFirmwareDescriptor(descriptor("/plain.fd", R"("acpi-s3")")),
    };
    HostCapabilities host;
    chooseFirmware(descriptors, {u"/ms.fd"_s, u"/secboot.fd"_s, u"/plain.fd"_s}, host);
    EXPECT_TRUE(host.uefi);
    EXPECT_EQ(host.uefiLoader, u"/plain.fd"_s);
    EXPECT_EQ(host.uefiVarsTemplate, u"/plain.fd.vars"_s);
    EXPECT_EQ(host.secureBootLoader, u"/ms.fd"_s);
    EXPECT_FALSE(parseFirmwareDescriptor(descriptor("/q.fd", "", "qcow2")).has_value());
    EXPECT_FALSE(parseFirmwareDescriptor("{}").has_value());
    EXPECT_FALSE(parseFirmwareDescriptor("nonsense").has_value());
}

TEST(HostReader, FindsDevicesInDomainCapabilities)
{
    const QByteArray xml = R"(<domainCapabilities><vcpu max='288'/><os><loader><value>/a.fd</value><value>/b.fd</value></loader></os><devices>
        <graphics><enum name='type'><value>vnc</value><value>spice</value><value>dbus</value></enum></graphics>
        <tpm><enum name='backendModel'><value>emulator</value></enum><enum name='backendVersion'><value>1.2</value></enum></tpm>
        <redirdev><enum name='bus'><value>usb</value></enum></redirdev>
        <interface><enum name='backendType'><value>passt</value></enum></interface></devices></domainCapabilities>)";
    HostCapabilities host;
    readDomainCapabilities(xml, host);
    EXPECT_EQ(host.maxProcessors, 288);
    EXPECT_TRUE(host.spice && host.vnc && host.dbusDisplay && host.usbRedirection && host.passt);
    EXPECT_FALSE(host.tpm2) << "version 2.0 is not offered";
    EXPECT_FALSE(host.virtiofs);
    EXPECT_THAT(offeredLoaders(xml), testing::ElementsAre(u"/a.fd"_s, u"/b.fd"_s));
    readDomainCapabilities("not XML", host);
}

QByteArray accessList(std::initializer_list<std::array<quint32, 3>> entries)
{
    QByteArray data(4, '\0');
    for (const auto &[tag, permissions, id] : entries) {
        QByteArray entry(8, '\0');
        qToLittleEndian(quint16(tag), entry.data());
        qToLittleEndian(quint16(permissions), entry.data() + 2);
        qToLittleEndian(id, entry.data() + 4);
        data.append(entry);
    }
    return data;
}

TEST(AccessRules, FollowPosix)
{
    const AccessSubject service{.user = 64055, .groups = {107}};
    const auto can = [&](const FileMode &file, const QByteArray &list, AccessWish wish) {
        return permits(file, list, service, wish);
    };
    EXPECT_FALSE(can({.user = 1000, .group = 1000, .mode = 0700}, {}, AccessWish::Search));
    EXPECT_TRUE(can({.user = 1000, .group = 1000, .mode = 0711}, {}, AccessWish::Search));
    EXPECT_FALSE(can({.user = 1000, .group = 1000, .mode = 0711}, {}, AccessWish::Read));
    EXPECT_TRUE(can({.user = 1000, .group = 107, .mode = 0750}, {}, AccessWish::Search));
    EXPECT_FALSE(can({.user = 64055, .group = 107, .mode = 0077}, {}, AccessWish::Read)) << "the owner's bits alone count for the owner";
    // setfacl -m u:libvirt-qemu:x: what other managers tell people to do with their home folder.
    const QByteArray list = accessList({{0x01, 7, 0xffffffff}, {0x02, 1, 64055}, {0x04, 0, 0xffffffff}, {0x10, 1, 0xffffffff}, {0x20, 0, 0xffffffff}});
    EXPECT_TRUE(can({.user = 1000, .group = 1000, .mode = 0710}, list, AccessWish::Search));
    EXPECT_FALSE(can({.user = 1000, .group = 1000, .mode = 0710}, list, AccessWish::Read));
    const QByteArray masked = accessList({{0x02, 5, 64055}, {0x10, 0, 0xffffffff}});
    EXPECT_FALSE(can({.user = 1000, .group = 1000, .mode = 0700}, masked, AccessWish::Search)) << "the mask takes away";
}

TEST(DiskUse, IsFoundInDefinitionsAndTheirBackingChains)
{
    const QByteArray xml =
        "<domain><devices><disk><source file='/x//a&amp;b.qcow2'/><backingStore><source file='/x/base.qcow2'/></backingStore></disk>"
        "<disk><source dev='/dev/sdz'/></disk></devices></domain>";
    EXPECT_TRUE(definitionNamesFile(xml, u"/x/a&b.qcow2"_s));
    EXPECT_TRUE(definitionNamesFile(xml, u"/x/base.qcow2"_s));
    EXPECT_TRUE(definitionNamesFile(xml, u"/dev/sdz"_s));
    EXPECT_FALSE(definitionNamesFile(xml, u"/x/other.qcow2"_s));
}

TEST(DiskUse, SeesThroughSymbolicLinks)
{
    QTemporaryDir folder;
    const QString real = folder.filePath(u"real.qcow2"_s);
    QFile file(real);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const QString link = folder.filePath(u"link.qcow2"_s);
    ASSERT_TRUE(QFile::link(real, link));
    const QByteArray xml = "<domain><devices><disk><source file='" + QFile::encodeName(link) + "'/></disk></devices></domain>";
    EXPECT_TRUE(definitionNamesFile(xml, real));
}

TEST(VolumeXml, EscapesAndStaysSparse)
{
    const QByteArray xml = volumeXml(u"a<&>'\".qcow2"_s, {.path = {}, .capacityBytes = 123456789012ULL});
    EXPECT_TRUE(xml.contains("<name>a&lt;&amp;&gt;'\".qcow2</name>")) << xml.constData();
    EXPECT_TRUE(xml.contains("<capacity unit=\"bytes\">123456789012</capacity>"));
    EXPECT_TRUE(xml.contains("<allocation unit=\"bytes\">0</allocation>"));
    EXPECT_TRUE(xml.contains("<format type=\"qcow2\" />"));
}

TEST(DefinitionDiffs, ShowWhatChangedWithoutPasswords)
{
    const QString before = u"<a>\n <b x='1'/>\n <graphics passwd='secret1'/>\n <c/>\n</a>"_s;
    const QString after = u"<a>\n <b x='2'/>\n <graphics passwd='secret2' port='1'/>\n <c/>\n</a>"_s;
    EXPECT_THAT(definitionDiff(before, after),
                testing::ElementsAre(u"-<b x='1'/>"_s, u"-<graphics passwd='...'/>"_s, u"+<b x='2'/>"_s, u"+<graphics passwd='...' port='1'/>"_s));
    EXPECT_TRUE(definitionDiff(before, before).isEmpty());
}

TEST(Backoffs, GrowToFiveSeconds)
{
    using std::chrono::milliseconds;
    Backoff backoff;
    EXPECT_EQ(backoff.next(), milliseconds(100));
    EXPECT_EQ(backoff.next(), milliseconds(200));
    for (int i = 0; i < 10; ++i) {
        (void)backoff.next();
    }
    EXPECT_EQ(backoff.next(), milliseconds(5000));
    backoff.reset();
    EXPECT_EQ(backoff.next(), milliseconds(100));
}

} // namespace
} // namespace vitrine
