// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Every change of a running machine that a Linux inside can see, seen from there. What needs no guest is in
// libvirtapply.cpp:
//
// | operation                       | test                                             | seen by            |
// |---------------------------------|--------------------------------------------------|--------------------|
// | processors up and down          | LibvirtGuest.ProcessorsComeAndGo                 | guest, QEMU        |
// | ... that the guest keeps        | LibvirtApply.ProcessorsThatAreNotLetGo           | QEMU               |
// | memory by the balloon           | LibvirtGuest.TheBalloonTakesAndGives             | guest              |
// | memory by pages, up, down, out  | LibvirtGuest.MemoryByPages                       | guest              |
// | memory by module, in, out       | LibvirtGuest.MemoryByModule                      | guest              |
// | disk in, grown, out             | LibvirtGuest.ADiskComesGrowsAndGoes              | guest              |
// | SCSI disk with its controller   | LibvirtGuest.AScsiDiskComesWithItsController     | guest              |
// | ... over USB                    | LibvirtApply.UsbDiskComesAndGoes                 | QEMU               |
// | never smaller                   | LibvirtApply.DisksGrowAndNeverShrink             | the file           |
// | disc put in, changed, ejected   | LibvirtGuest.DiscsAreChanged                     | guest              |
// | adapter in, cable, out          | LibvirtGuest.AnAdapterItsCableAndItsEnd          | guest              |
// | port forwards                   | LibvirtApply.ForwardsReallyChange                | the port           |
// | ... to a port that is taken     | LibvirtApply.TakenPortLeavesTheAdapterAsItWas    | libvirt            |
// | USB device in, out              | LibvirtGuest.AUsbDeviceComesAndGoes              | guest              |
// | USB redirection                 | LibvirtApply.ChannelsAndRedirectorsComeAndGo     | QEMU               |
// | shared folder in, out           | LibvirtGuest.ASharedFolderComesAndGoes           | guest              |
// | channel in, out                 | LibvirtGuest.AChannelComesAndGoes                | guest              |
// | limits of a disk                | LibvirtGuest.ADiskIsSlowedDown, LibvirtApply.LimitsOfADisk | guest, QEMU |
// | device that the guest keeps     | LibvirtApply.GuestThatDoesNotLetGo               | libvirt            |
// | no free slot                    | LibvirtApply.WithoutAFreeSlotNothingIsChanged    | QEMU               |
// | half of it failed               | LibvirtGuest.HalfOfAnEditIsTakenBack             | guest              |

#include "tests/integration/machineedits.h"
#include "tests/support/guestshell.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr quint64 MiB = 1024ULL * 1024;
const QString guestFolder = QStringLiteral(VITRINE_DESKTOP_GUEST);

/** The desktop guest's disk and kernel, started by libvirt without its desktop; once a program. */
class LinuxMachine
{
public:
    LinuxMachine()
        : backend(LiveSession::uri())
    {
        QProcess::execute(u"qemu-img"_s,
                          {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, u"raw"_s, u"-b"_s, guestFolder + "/disk.img"_L1, folder.filePath(u"disk.qcow2"_s)});
        backend.open();
        if (!waitUntil([this] {
                return backend.connectionState() == ConnectionState::Open || backend.connectionState() == ConnectionState::Failed;
            })) {
            failure = u"no connection"_s;
            return;
        }
        const Result<MachineId> defined = await(backend.definitions()->define(xml()));
        const Result<> started = defined ? await(backend.power()->start(*defined, {})) : fail(defined.error());
        if (!started) {
            failure = started.error().detail;
            return;
        }
        id = *defined;
        prepare();
    }

    LiveSession session;
    QTemporaryDir folder;
    LibvirtBackend backend;
    GuestShell shell;
    MachineId id;
    QString failure;

private:
    [[nodiscard]] QString xml() const
    {
        const QString shell = u"stty -F /dev/ttyS1 raw -echo; while :; do ( echo shell-ready; exec sh ) &lt;/dev/ttyS1 2&gt;&amp;1 | cat &gt;/dev/ttyS1; done"_s;
        return u"<domain type='qemu'><name>linux</name><uuid>%1</uuid>"
               "<maxMemory slots='8' unit='MiB'>2048</maxMemory><memory unit='MiB'>512</memory><vcpu current='2'>4</vcpu>"
               "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>"
               "<os><type arch='x86_64' machine='q35'>hvm</type><kernel>%2/linux</kernel><initrd>%2/initrd</initrd>"
               "<cmdline>root=/dev/vda rw quiet mitigations=off init=/bin/sh -- -c \"%4\"</cmdline><smbios mode='sysinfo'/></os>"
               // Linux 6.12 takes in processors only where it knows the hypervisor. It doesn't know QEMU's emulation, but VMware's mark.
               "<sysinfo type='smbios'><system><entry name='serial'>VMware-1</entry></system></sysinfo>"
               "<features><acpi/><apic/><vmport state='on'/></features><cpu mode='maximum'><topology sockets='4' cores='1' threads='1'/>"
               "<feature policy='disable' name='hypervisor'/><numa><cell id='0' cpus='0-3' memory='512' unit='MiB'/></numa></cpu>"
               "<devices><controller type='pci' model='pcie-root'/>%5<controller type='usb' model='qemu-xhci'/><controller type='virtio-serial'/>"
               "<disk type='file'><driver name='qemu' type='qcow2'/><source file='%3/disk.qcow2'/><target dev='vda' bus='virtio'/></disk>"
               "<disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>"
               "<serial type='null'/><serial type='unix'><source mode='bind' path='%3/shell'/></serial>"
               "<graphics type='vnc'><listen type='none'/></graphics><video><model type='vga'/></video><memballoon model='virtio'/></devices></domain>"_s
            .arg(QUuid::createUuid().toString(QUuid::WithoutBraces), guestFolder, folder.path(), shell, u"<controller type='pci' model='pcie-root-port'/>"_s.repeated(10));
    }

    /** What a distribution does by itself: modules for what comes, processors and memory taken into use. */
    void prepare()
    {
        if (!shell.open(folder.filePath(u"shell"_s), 180s)) {
            failure = u"the guest did not start in time"_s;
            return;
        }
        const GuestShell::Output ready = shell.run(
            "mount -t tmpfs tmpfs /tmp; mkdir -p /run/udev/rules.d; echo online_movable > /sys/devices/system/memory/auto_online_blocks\n"
            "echo 'SUBSYSTEM==\"cpu\", ACTION==\"add\", TEST==\"online\", ATTR{online}==\"0\", ATTR{online}=\"1\"' > /run/udev/rules.d/80-cpu.rules\n"
            "/usr/lib/systemd/systemd-udevd --daemon >/dev/null 2>&1\n"
            "modprobe -a virtio_balloon virtio_mem virtio_net virtio_scsi virtio_console virtiofs ahci sr_mod sd_mod xhci_pci usbhid",
            180s);
        if (ready.status != 0) {
            failure = QString::fromUtf8(ready.text);
        }
    }
};

std::unique_ptr<LinuxMachine> s_linux;

/** Ends the guest while there still is a QCoreApplication. */
class EndOfGuest : public testing::Environment
{
    void TearDown() override
    {
        s_linux.reset();
    }
};

class LibvirtGuest : public testing::Test, protected MachineEdits
{
protected:
    void SetUp() override
    {
        if (const QString reason = LiveSession::skipReason(); !reason.isEmpty()) {
            GTEST_SKIP() << reason.toStdString();
        }
        if (!QFile::exists(guestFolder + "/stamp"_L1)) {
            GTEST_SKIP() << "the desktop guest is not there; see what the test desktop-guest says";
        }
        if (!s_linux) {
            testing::AddGlobalTestEnvironment(new EndOfGuest);
            s_linux = std::make_unique<LinuxMachine>();
        }
        ASSERT_EQ(s_linux->failure, QString()) << qPrintable(s_linux->failure);
        use(&s_linux->backend, &s_linux->session);
        id = s_linux->id;
    }
    [[nodiscard]] static GuestShell &guest()
    {
        return s_linux->shell;
    }
    /** The guest's answer becomes that. */
    [[nodiscard]] static bool says(const QByteArray &command, const QByteArray &answer)
    {
        return guest().shows("printf '[%s]' \"$(" + command + ")\"", '[' + answer + ']', 30s);
    }
    /** What the guest has, in MiB. */
    [[nodiscard]] static qint64 memory()
    {
        return guest().run("awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo").text.toLongLong();
    }
    [[nodiscard]] static bool memoryBecomes(qint64 wanted)
    {
        constexpr qint64 tolerance = 8;
        qint64 seen = 0;
        const bool reached = waitUntil(
            [&] {
                seen = memory();
                return std::abs(seen - wanted) <= tolerance;
            },
            30s);
        EXPECT_TRUE(reached) << "the guest has " << seen << " MiB instead of " << wanted;
        return reached;
    }
    [[nodiscard]] static QString file(const QString &name, const QByteArray &content, quint64 bytes)
    {
        const QString path = s_linux->folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.resize(qint64(bytes)));
        return path;
    }
    Result<QString> removeType(const char *element, const char *type)
    {
        return apply([=](DomainXml &after) {
            pugi::xml_node devices = after.root().child("devices");
            EXPECT_TRUE(devices.remove_child(devices.find_child_by_attribute(element, "type", type)));
        });
    }
    [[nodiscard]] static QString diskXml(const QString &path, const QString &target, const QString &bus)
    {
        return u"<disk type='file'><driver name='qemu' type='raw'/><source file='%1'/><target dev='%2' bus='%3'/></disk>"_s.arg(path, target, bus);
    }
};

TEST_F(LibvirtGuest, ProcessorsComeAndGo)
{
    ASSERT_TRUE(ok(set(u"processors.count"_s, u"4"_s)));
    EXPECT_TRUE(says("cat /sys/devices/system/cpu/online", "0-3"));
    ASSERT_TRUE(ok(set(u"processors.count"_s, u"2"_s)));
    EXPECT_TRUE(says("cat /sys/devices/system/cpu/online", "0-1"));
    EXPECT_EQ(QString::fromStdString(query(u"query-cpus-fast"_s)).count("\"cpu-index\""_L1), 2);
}

TEST_F(LibvirtGuest, TheBalloonTakesAndGives)
{
    const qint64 all = memory();
    ASSERT_TRUE(ok(set(u"memory.current"_s, QString::number(384 * MiB))));
    EXPECT_TRUE(memoryBecomes(all - 128));
    ASSERT_TRUE(ok(set(u"memory.current"_s, QString::number(512 * MiB))));
    EXPECT_TRUE(memoryBecomes(all));
}

TEST_F(LibvirtGuest, MemoryByPages)
{
    const qint64 before = memory();
    ASSERT_TRUE(
        ok(add(u"<memory model='virtio-mem'><target><size unit='MiB'>256</size><node>0</node><block unit='MiB'>2</block><requested unit='MiB'>128</requested>"
               "</target></memory>"_s)));
    EXPECT_TRUE(memoryBecomes(before + 128));
    const DeviceRef module{.element = u"memory"_s};
    ASSERT_TRUE(ok(set(u"memory.moduleRequested"_s, QString::number(256 * MiB), module)));
    EXPECT_TRUE(memoryBecomes(before + 256));
    ASSERT_TRUE(ok(set(u"memory.moduleRequested"_s, QString::number(128 * MiB), module)));
    EXPECT_TRUE(memoryBecomes(before + 128));
    ASSERT_TRUE(ok(remove(u"memory"_s))) << "while the guest still has some of it";
    EXPECT_TRUE(memoryBecomes(before));
    EXPECT_THAT(query(u"query-memory-devices"_s), Not(HasSubstr("virtio-mem")));
}

TEST_F(LibvirtGuest, MemoryByModule)
{
    const qint64 before = memory();
    ASSERT_TRUE(ok(add(u"<memory model='dimm'><target><size unit='MiB'>128</size><node>0</node></target></memory>"_s)));
    EXPECT_TRUE(memoryBecomes(before + 128));
    ASSERT_TRUE(ok(remove(u"memory"_s)));
    EXPECT_TRUE(memoryBecomes(before));
}

TEST_F(LibvirtGuest, ADiskComesGrowsAndGoes)
{
    ASSERT_TRUE(ok(add(diskXml(file(u"new, 100% disk.raw"_s, "hello, disk", 16 * MiB), u"vdb"_s, u"virtio"_s))));
    EXPECT_TRUE(says("head -c 11 /dev/vdb", "hello, disk"));
    EXPECT_TRUE(says("cat /sys/block/vdb/size", "32768"));
    ASSERT_TRUE(ok(await(s_linux->backend.hardware()->growDisk(id, u"vdb"_s, 32 * MiB))));
    EXPECT_TRUE(says("cat /sys/block/vdb/size", "65536"));
    ASSERT_TRUE(ok(remove(u"disk"_s, u"vdb"_s)));
    EXPECT_TRUE(says("ls /sys/block | grep -c vdb", "0"));
    EXPECT_FALSE(parsed(DefinitionKind::Stored).disk(u"vdb"_s));
}

TEST_F(LibvirtGuest, AScsiDiskComesWithItsController)
{
    ASSERT_TRUE(ok(add(diskXml(file(u"scsi.raw"_s, "hello, scsi", 16 * MiB), u"sdb"_s, u"scsi"_s)
                       + u"<controller type='scsi' index='0' model='virtio-scsi'/>"_s)));
    EXPECT_TRUE(says("head -c 11 /dev/sda", "hello, scsi"));
    ASSERT_TRUE(ok(remove(u"disk"_s, u"sdb"_s)));
    EXPECT_TRUE(says("ls /sys/block | grep -c sda", "0"));
    ASSERT_TRUE(ok(removeType("controller", "scsi")));
    EXPECT_TRUE(says("ls /sys/bus/virtio/drivers/virtio_scsi | grep -c virtio", "0"));
}

TEST_F(LibvirtGuest, ADiskIsSlowedDown)
{
    ASSERT_TRUE(ok(add(diskXml(file(u"slow.raw"_s, "x", 16 * MiB), u"vdb"_s, u"virtio"_s))));
    ASSERT_TRUE(ok(set(u"disk.readBytes"_s, QString::number(MiB), find(u"disk"_s, u"vdb"_s))));
    // QEMU lets a tenth of a second's worth through at once.
    const QByteArray seconds = guest().run("before=$(date +%s%N); dd if=/dev/vdb of=/dev/null bs=1M count=4 iflag=direct; echo $((($(date +%s%N) - before) / 1000000))").text;
    EXPECT_GE(seconds.split('\n').last().toInt(), 2500) << seconds.constData();
    ASSERT_TRUE(ok(remove(u"disk"_s, u"vdb"_s)));
}

TEST_F(LibvirtGuest, DiscsAreChanged)
{
    const auto change = [this](const QString &path) {
        return await(s_linux->backend.hardware()->changeMedium(id, u"sda"_s, path));
    };
    ASSERT_TRUE(ok(change(file(u"one.iso"_s, "first disc", MiB))));
    EXPECT_TRUE(says("head -c 10 /dev/sr0 2>/dev/null", "first disc"));
    ASSERT_TRUE(ok(set(u"disk.source"_s, file(u"two.iso"_s, "other disc", MiB), find(u"disk"_s, u"sda"_s))));
    EXPECT_TRUE(says("head -c 10 /dev/sr0 2>/dev/null", "other disc"));
    ASSERT_TRUE(ok(change({})));
    EXPECT_TRUE(says("head -c 10 /dev/sr0 2>&1 | grep -o 'No medium found'", "No medium found"));
}

TEST_F(LibvirtGuest, AnAdapterItsCableAndItsEnd)
{
    const QString mac = u"52:54:00:aa:bb:cc"_s;
    ASSERT_TRUE(ok(add(u"<interface type='user'><mac address='%1'/><model type='virtio'/></interface>"_s.arg(mac))));
    const QByteArray adapter = "/sys/class/net/$(basename $(dirname $(grep -l 52:54:00:aa:bb:cc /sys/class/net/*/address)))";
    EXPECT_TRUE(says("ip link set $(basename " + adapter + ") up; cat " + adapter + "/carrier", "1"));
    ASSERT_TRUE(ok(await(s_linux->backend.hardware()->setLinkUp(id, mac, false))));
    EXPECT_TRUE(says("cat " + adapter + "/carrier", "0"));
    ASSERT_TRUE(ok(set(u"interface.link"_s, u"up"_s, {.element = u"interface"_s})));
    EXPECT_TRUE(says("cat " + adapter + "/carrier", "1"));
    ASSERT_TRUE(ok(remove(u"interface"_s)));
    EXPECT_TRUE(says("grep -l 52:54:00:aa:bb:cc /sys/class/net/*/address", ""));
}

TEST_F(LibvirtGuest, AUsbDeviceComesAndGoes)
{
    ASSERT_TRUE(ok(add(u"<input type='tablet' bus='usb'/>"_s)));
    EXPECT_TRUE(says("cat /sys/bus/usb/devices/*/product | grep Tablet", "QEMU USB Tablet"));
    ASSERT_TRUE(ok(removeType("input", "tablet")));
    EXPECT_TRUE(says("cat /sys/bus/usb/devices/*/product | grep Tablet", ""));
}

TEST_F(LibvirtGuest, ASharedFolderComesAndGoes)
{
    ASSERT_TRUE(QDir(s_linux->folder.path()).mkdir(u"Meine Bilder"_s));
    std::ignore = file(u"Meine Bilder/note"_s, "hello, folder", 13);
    ASSERT_TRUE(ok(add(u"<filesystem type='mount'><driver type='virtiofs'/><source dir='%1'/><target dir='shared'/></filesystem>"_s.arg(
        s_linux->folder.filePath(u"Meine Bilder"_s)))));
    EXPECT_TRUE(says("mkdir -p /tmp/shared; mount -t virtiofs shared /tmp/shared 2>/dev/null; cat /tmp/shared/note", "hello, folder"));
    EXPECT_EQ(guest().run("echo back > /tmp/shared/answer; umount /tmp/shared").status, 0);
    EXPECT_TRUE(QFile::exists(s_linux->folder.filePath(u"Meine Bilder/answer"_s)));
    ASSERT_TRUE(ok(remove(u"filesystem"_s)));
    EXPECT_TRUE(says("ls /sys/bus/virtio/drivers/virtiofs | grep -c virtio", "0"));
}

TEST_F(LibvirtGuest, AChannelComesAndGoes)
{
    ASSERT_TRUE(ok(add(u"<channel type='unix'><target type='virtio' name='org.example.now'/></channel>"_s)));
    EXPECT_TRUE(says("cat /sys/class/virtio-ports/*/name", "org.example.now"));
    ASSERT_TRUE(ok(remove(u"channel"_s)));
    EXPECT_TRUE(says("cat /sys/class/virtio-ports/*/name 2>/dev/null", ""));
}

TEST_F(LibvirtGuest, HalfOfAnEditIsTakenBack)
{
    const QString stored = text(DefinitionKind::Stored);
    const Result<QString> failed = add(u"<interface type='user'><mac address='52:54:00:aa:bb:dd'/><model type='virtio'/></interface>"_s
                                       + diskXml(s_linux->folder.filePath(u"not there.raw"_s), u"vdb"_s, u"virtio"_s));
    ASSERT_FALSE(failed.has_value());
    EXPECT_EQ(failed.error().code, ErrorCode::FileMissing) << failed.error().detail.toStdString();
    EXPECT_EQ(failed.error().subject, s_linux->folder.filePath(u"not there.raw"_s));
    EXPECT_EQ(text(DefinitionKind::Stored), stored);
    EXPECT_TRUE(says("grep -l 52:54:00:aa:bb:dd /sys/class/net/*/address", ""));
    EXPECT_THAT(ask(u"info network"_s), Not(HasSubstr("52:54:00:aa:bb:dd")));
}

} // namespace
} // namespace vitrine::test
