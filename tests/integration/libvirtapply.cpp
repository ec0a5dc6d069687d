// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Edited definitions on a live per-user daemon: what really changes is asked of QEMU itself.

#include "backends/core/definitiondiff.h"
#include "tests/integration/machineedits.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vitrine::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr quint64 MiB = 1024ULL * 1024;

/** Something listens there on this computer. */
bool listens(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool connected = ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    ::close(fd);
    return connected;
}

class LibvirtApply : public LiveBackend, protected MachineEdits
{
protected:
    void SetUp() override
    {
        LiveBackend::SetUp();
        use(backend.get(), session.get());
    }
    static QString xml(const QString &devices, const QString &top = {}, int rootPorts = 6)
    {
        QString ports = QStringLiteral("<controller type='pci' model='pcie-root'/>");
        for (int i = 0; i < rootPorts; ++i) {
            ports += QStringLiteral("<controller type='pci' model='pcie-root-port'/>");
        }
        const QString head = top.contains(QLatin1String("<memory ")) ? QString() : QStringLiteral("<memory unit='MiB'>128</memory>");
        return QStringLiteral(
                   "<domain type='qemu'><name>guest</name><uuid>%1</uuid>%2%3<vcpu current='1'>4</vcpu>"
                   "<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/></features>"
                   "<devices><controller type='usb' model='qemu-xhci'/>%4<controller type='virtio-serial'/><video><model type='vga'/></video>"
                   "<graphics type='vnc'><listen type='none'/></graphics><memballoon model='%6'/>%5</devices></domain>")
            .arg(QUuid::createUuid().toString(QUuid::WithoutBraces), top, head, ports, devices, QStringLiteral("virtio"));
    }
    void run(const QString &definition)
    {
        id = define(definition);
        ASSERT_TRUE(ok(await(backend->power()->start(id, {}))));
    }
    [[nodiscard]] QString image(const QString &name, quint64 bytes = 16 * MiB)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.resize(qint64(bytes)));
        return path;
    }
    [[nodiscard]] QString disk(const QString &name, const QString &target, const QString &bus)
    {
        return QStringLiteral("<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%1'/><target dev='%2' bus='%3'/></disk>")
            .arg(image(name), target, bus);
    }

    QTemporaryDir folder;
};

TEST_F(LibvirtApply, DiskComesNowAndStays)
{
    run(xml({}));
    ASSERT_TRUE(ok(add(disk(QStringLiteral("new, disk.raw"), QStringLiteral("vda"), QStringLiteral("virtio")))));
    EXPECT_THAT(ask(QStringLiteral("info block")), HasSubstr("new, disk.raw"));
    EXPECT_TRUE(parsed(DefinitionKind::Stored).disk(QStringLiteral("vda")));
}

TEST_F(LibvirtApply, UsbDiskComesAndGoes)
{
    run(xml({}));
    ASSERT_TRUE(ok(add(disk(QStringLiteral("stick.raw"), QStringLiteral("sda"), QStringLiteral("usb")))));
    EXPECT_THAT(ask(QStringLiteral("info usb")), HasSubstr("USB MSD"));
    ASSERT_TRUE(ok(remove(QStringLiteral("disk"))));
    EXPECT_THAT(ask(QStringLiteral("info usb")), Not(HasSubstr("USB MSD")));
    EXPECT_FALSE(parsed(DefinitionKind::Stored).disk(QStringLiteral("sda")));
}

TEST_F(LibvirtApply, ScsiDiskBringsItsController)
{
    run(xml({}));
    const QString device = disk(QStringLiteral("scsi.raw"), QStringLiteral("sda"), QStringLiteral("scsi"));
    ASSERT_TRUE(ok(add(device + QStringLiteral("<controller type='scsi' index='0' model='virtio-scsi'/>"))));
    EXPECT_THAT(ask(QStringLiteral("info block")), HasSubstr("scsi.raw"));
}

TEST_F(LibvirtApply, ChannelsAndRedirectorsComeAndGo)
{
    run(xml({}));
    const QString channel = QStringLiteral("<channel type='unix'><target type='virtio' name='org.example.now'/></channel>");
    ASSERT_TRUE(ok(add(channel)));
    EXPECT_THAT(ask(QStringLiteral("info qtree")), HasSubstr("org.example.now"));
    ASSERT_TRUE(ok(remove(QStringLiteral("channel"))));
    EXPECT_THAT(ask(QStringLiteral("info qtree")), Not(HasSubstr("org.example.now")));
    ASSERT_TRUE(ok(add(QStringLiteral("<redirdev bus='usb' type='tcp'><source mode='bind' host='127.0.0.1' service='45991'/></redirdev>"))));
    EXPECT_THAT(ask(QStringLiteral("info qtree")), HasSubstr("usb-redir"));
}

TEST_F(LibvirtApply, AdapterWithItsAddressAndCable)
{
    run(xml({}));
    ASSERT_TRUE(ok(add(QStringLiteral("<interface type='user'><mac address='52:54:00:aa:bb:cc'/><model type='virtio'/></interface>"))));
    EXPECT_THAT(ask(QStringLiteral("info network")), HasSubstr("52:54:00:aa:bb:cc"));
    ASSERT_TRUE(ok(set(QStringLiteral("interface.link"), QStringLiteral("down"), {.element = QStringLiteral("interface")})));
    EXPECT_EQ(attributeOf(parsed(DefinitionKind::Active).networkAdapter(QStringLiteral("52:54:00:aa:bb:cc")).child("link"), "state"), QStringLiteral("down"));
}

TEST_F(LibvirtApply, ForwardsReallyChange)
{
    if (!await(backend->host()->capabilities()).value_or(HostCapabilities{}).passt) {
        GTEST_SKIP() << "passt is not installed";
    }
    // A USB adapter: QEMU takes it out without asking the guest, which has no system here.
    run(xml(QStringLiteral("<interface type='user'><mac address='52:54:00:aa:bb:cc'/><backend type='passt'/><model type='usb-net'/></interface>")));
    const DeviceRef adapter{.element = QStringLiteral("interface")};
    ASSERT_TRUE(ok(set(QStringLiteral("interface.forwards"), QStringLiteral("tcp 127.0.0.1 45871 1 22"), adapter)));
    EXPECT_TRUE(waitUntil([] {
        return listens(45871);
    })) << "libvirt says so of an update, too, and changes nothing";
    ASSERT_TRUE(ok(set(QStringLiteral("interface.forwards"), QString(), adapter)));
    EXPECT_TRUE(waitUntil([] {
        return !listens(45871);
    }));
}

TEST_F(LibvirtApply, TakenPortLeavesTheAdapterAsItWas)
{
    if (!await(backend->host()->capabilities()).value_or(HostCapabilities{}).passt) {
        GTEST_SKIP() << "passt is not installed";
    }
    run(xml(QStringLiteral("<interface type='user'><mac address='52:54:00:aa:bb:cc'/><backend type='passt'/><model type='usb-net'/></interface>")));
    const QString before = text(DefinitionKind::Stored);
    const int taken = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(45872);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::bind(taken, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    ASSERT_EQ(::listen(taken, 1), 0);
    const Result<QString> failed =
        set(QStringLiteral("interface.forwards"), QStringLiteral("tcp 127.0.0.1 45872 1 22"), {.element = QStringLiteral("interface")});
    ::close(taken);
    ASSERT_FALSE(failed.has_value());
    EXPECT_EQ(failed.error().code, ErrorCode::PortTaken) << failed.error().detail.toStdString();
    EXPECT_EQ(text(DefinitionKind::Stored), before);
    EXPECT_TRUE(parsed(DefinitionKind::Active).networkAdapter(QStringLiteral("52:54:00:aa:bb:cc")));
}

TEST_F(LibvirtApply, ProcessorsUpWithinTheLimit)
{
    run(xml({}));
    ASSERT_TRUE(ok(set(QStringLiteral("processors.count"), QStringLiteral("3"))));
    EXPECT_EQ(QString::fromStdString(query(QStringLiteral("query-cpus-fast"))).count(QLatin1String("\"cpu-index\"")), 3);
    EXPECT_EQ(attributeOf(parsed(DefinitionKind::Stored).root().child("vcpu"), "current"), QStringLiteral("3"));
}

TEST_F(LibvirtApply, BalloonTitleAndDescription)
{
    run(xml({}));
    ASSERT_TRUE(ok(set(QStringLiteral("memory.current"), QString::number(96 * MiB))));
    ASSERT_TRUE(ok(set(QStringLiteral("general.title"), QStringLiteral("Ein <Titel>"))));
    EXPECT_EQ(textOf(parsed(DefinitionKind::Active).root().child("title")), QStringLiteral("Ein <Titel>"));
    EXPECT_EQ(textOf(parsed(DefinitionKind::Stored).root().child("title")), QStringLiteral("Ein <Titel>"));
    EXPECT_EQ(machine(id).title, QStringLiteral("Ein <Titel>"));
    EXPECT_EQ(bytesOf(parsed(DefinitionKind::Stored).root().child("currentMemory")), 96 * MiB);
}

TEST_F(LibvirtApply, MemoryByHotPlug)
{
    const QString room = QStringLiteral(
        "<maxMemory slots='4' unit='MiB'>1024</maxMemory><memory unit='MiB'>128</memory>"
        "<cpu><numa><cell id='0' cpus='0-3' memory='128' unit='MiB'/></numa></cpu>");
    run(xml({}, room));
    ASSERT_TRUE(ok(add(QStringLiteral("<memory model='virtio-mem'><target><size unit='MiB'>256</size><node>0</node><block unit='MiB'>2</block>"
                                      "<requested unit='MiB'>64</requested></target></memory>"))));
    EXPECT_THAT(query(QStringLiteral("query-memory-devices")), HasSubstr("\"requested-size\":67108864"));
    ASSERT_TRUE(ok(set(QStringLiteral("memory.moduleRequested"), QString::number(128 * MiB), {.element = QStringLiteral("memory")})));
    EXPECT_THAT(query(QStringLiteral("query-memory-devices")), HasSubstr("\"requested-size\":134217728"));
}

TEST_F(LibvirtApply, LimitsOfADisk)
{
    run(xml(disk(QStringLiteral("a.raw"), QStringLiteral("vda"), QStringLiteral("virtio"))));
    ASSERT_TRUE(ok(set(QStringLiteral("disk.readBytes"), QStringLiteral("1048576"), {.element = QStringLiteral("disk")})));
    EXPECT_THAT(query(QStringLiteral("query-block")), HasSubstr("\"bps_rd\":1048576"));
    ASSERT_TRUE(ok(set(QStringLiteral("disk.readBytes"), QString(), {.element = QStringLiteral("disk")})));
    EXPECT_THAT(query(QStringLiteral("query-block")), HasSubstr("\"bps_rd\":0"));
}

TEST_F(LibvirtApply, DisksGrowAndNeverShrink)
{
    run(xml(disk(QStringLiteral("a.raw"), QStringLiteral("vda"), QStringLiteral("virtio"))));
    ASSERT_TRUE(ok(await(backend->hardware()->growDisk(id, QStringLiteral("vda"), 32 * MiB))));
    EXPECT_EQ(QFile(folder.filePath(QStringLiteral("a.raw"))).size(), qint64(32 * MiB));
    EXPECT_EQ(await(backend->hardware()->growDisk(id, QStringLiteral("vda"), 8 * MiB)).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(QFile(folder.filePath(QStringLiteral("a.raw"))).size(), qint64(32 * MiB));
    EXPECT_EQ(await(backend->hardware()->growDisk(id, QStringLiteral("vdz"), 64 * MiB)).error().code, ErrorCode::NotFound);
}

TEST_F(LibvirtApply, WithoutAFreeSlotNothingIsChanged)
{
    run(xml({}, {}, 0));
    const QString stored = text(DefinitionKind::Stored);
    QString disks;
    for (const QLatin1Char letter : {QLatin1Char('a'), QLatin1Char('b'), QLatin1Char('c'), QLatin1Char('d'), QLatin1Char('e')}) {
        disks += disk(QStringLiteral("%1.raw").arg(letter), QStringLiteral("vd%1").arg(letter), QStringLiteral("virtio"));
    }
    const Result<QString> failed = add(QStringLiteral("<redirdev bus='usb' type='tcp'><source mode='bind' host='127.0.0.1' service='45992'/></redirdev>") + disks);
    ASSERT_FALSE(failed.has_value());
    EXPECT_EQ(failed.error().code, ErrorCode::NoFreeSlot) << failed.error().detail.toStdString();
    EXPECT_EQ(text(DefinitionKind::Stored), stored);
    EXPECT_THAT(ask(QStringLiteral("info qtree")), Not(HasSubstr("usb-redir"))) << "what had worked is taken back";
    EXPECT_TRUE(ok(apply(
        [&](DomainXml &after) {
            const QByteArray bytes = disks.toUtf8();
            after.root().child("devices").append_buffer(bytes.constData(), size_t(bytes.size()));
        },
        false)))
        << "the next start makes room";
}

TEST_F(LibvirtApply, GuestThatDoesNotLetGo)
{
    run(xml(QStringLiteral("<interface type='user'><mac address='52:54:00:aa:bb:cc'/><model type='virtio'/></interface>")));
    const QString stored = text(DefinitionKind::Stored);
    const Result<QString> failed = remove(QStringLiteral("interface"));
    ASSERT_FALSE(failed.has_value());
    EXPECT_EQ(failed.error().code, ErrorCode::UnplugRefused) << failed.error().detail.toStdString();
    EXPECT_EQ(failed.error().subject, QStringLiteral("52:54:00:aa:bb:cc"));
    EXPECT_EQ(text(DefinitionKind::Stored), stored);
}

/** A guest whose system has not started yet has no way to let go of one. */
TEST_F(LibvirtApply, ProcessorsThatAreNotLetGo)
{
    run(xml({}));
    ASSERT_TRUE(ok(set(QStringLiteral("processors.count"), QStringLiteral("3"))));
    const QString stored = text(DefinitionKind::Stored);
    const Result<QString> failed = set(QStringLiteral("processors.count"), QStringLiteral("1"));
    ASSERT_FALSE(failed.has_value());
    EXPECT_EQ(failed.error().code, ErrorCode::NotHotPluggable) << failed.error().detail.toStdString();
    EXPECT_EQ(failed.error().subject, QStringLiteral("processors"));
    EXPECT_EQ(text(DefinitionKind::Stored), stored);
    EXPECT_EQ(QString::fromStdString(query(QStringLiteral("query-cpus-fast"))).count(QLatin1String("\"cpu-index\"")), 3);
}

TEST_F(LibvirtApply, AnotherProgramWasQuicker)
{
    id = define(xml({}));
    const QString before = text(DefinitionKind::Stored);
    ASSERT_TRUE(ok(set(QStringLiteral("general.title"), QStringLiteral("theirs"))));
    DomainXml mine = *DomainXml::parse(before);
    mine.setTitle(QStringLiteral("mine"));
    const Result<QString> refused = await(backend->hardware()->apply(id, {.before = before, .after = mine.toString()}));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::ChangedElsewhere);
    EXPECT_EQ(machine(id).title, QStringLiteral("theirs"));
}

TEST_F(LibvirtApply, AnotherProgramsRedefinitionIsAnnounced)
{
    id = define(xml({}));
    QList<MachineId> announced;
    QObject::connect(backend.get(), &Backend::machineEvent, backend.get(), [&announced](const MachineId &machine, MachineEvent event) {
        if (event == MachineEvent::DevicesChanged) {
            announced.append(machine);
        }
    });
    QFile file(folder.filePath(QStringLiteral("other.xml")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text(DefinitionKind::Stored).replace(QLatin1String("<on_crash>destroy"), QLatin1String("<on_crash>restart")).toUtf8());
    file.close();
    announced.clear();
    session->virsh({QStringLiteral("define"), file.fileName()});
    EXPECT_TRUE(waitUntil([&] {
        return announced.contains(id);
    }));
}

TEST_F(LibvirtApply, NameOfAMachineThatIsOff)
{
    id = define(xml({}));
    ASSERT_TRUE(ok(set(QStringLiteral("general.name"), QStringLiteral("another name"))));
    EXPECT_EQ(machine(id).name, QStringLiteral("another name"));
    ASSERT_TRUE(ok(await(backend->power()->start(id, {}))));
    EXPECT_EQ(set(QStringLiteral("general.name"), QStringLiteral("third")).error().code, ErrorCode::InvalidState);
    EXPECT_EQ(machine(id).name, QStringLiteral("another name"));
}

TEST_F(LibvirtApply, WhatTheSchemaRefusesReachesNothing)
{
    run(xml({}));
    const QString stored = text(DefinitionKind::Stored);
    EXPECT_EQ(add(QStringLiteral("<nonsense/>")).error().code, ErrorCode::XmlInvalid);
    EXPECT_EQ(text(DefinitionKind::Stored), stored);
}

/** Whatever the table writes is at least what the schema knows; what this host lacks is another matter. */
TEST_F(LibvirtApply, EveryPropertyIsValidXml)
{
    QFile file(QStringLiteral(VITRINE_TEST_DATA "/golden/ubuntu2404.xml"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    DomainXml base = *DomainXml::parse(QString::fromUtf8(file.readAll()));
    base.setAcceleration(false);
    for (const Property &property : allProperties()) {
        const DeviceRef owner{.element = property.element()};
        const pugi::xml_node node = nodeOf(base, owner);
        if (!node || !property.appliesTo(node) || property.id() == QLatin1String("general.name")) {
            continue;
        }
        QStringList values = property.offered(node);
        if (property.kind() == PropertyKind::Flag) {
            values = {QStringLiteral("yes"), QStringLiteral("no")};
        } else if (property.kind() == PropertyKind::Number) {
            values = {QString::number(std::max<quint64>(property.minimum(), 1))};
        } else if (property.kind() == PropertyKind::Bytes) {
            values = {QString::number(512 * MiB)};
        } else if (property.kind() == PropertyKind::Path) {
            values = {QStringLiteral("/tmp/a b.x")};
        }
        for (const QString &value : std::as_const(values)) {
            DomainXml edited = *DomainXml::parse(base.toString());
            if (!property.write(edited, nodeOf(edited, owner), value)) {
                continue; // not with this device, which it knows
            }
            const Result<MachineId> defined = await(backend->definitions()->define(edited.toString()));
            EXPECT_TRUE(defined || defined.error().code != ErrorCode::XmlInvalid || !defined.error().detail.contains(QLatin1String("XML document failed to validate")))
                << property.id().toString().toStdString() << " = " << value.toStdString() << ": " << defined.error().detail.toStdString();
            if (defined) {
                await(backend->definitions()->undefine(*defined, {}));
            }
        }
    }
}

} // namespace
} // namespace vitrine::test
