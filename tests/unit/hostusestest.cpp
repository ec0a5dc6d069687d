// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/hostuses.h"
#include "backends/host/usbserials.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

using Kind = HostDeviceUse::Kind;

/** A pretended /sys and /proc. */
class HostUsesTest : public testing::Test
{
protected:
    void write(const QString &path, const QByteArray &text)
    {
        QDir().mkpath(QFileInfo(root.filePath(path)).path());
        QFile file(root.filePath(path));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void link(const QString &name, const QString &target)
    {
        QDir().mkpath(QFileInfo(root.filePath(name)).path());
        QDir().mkpath(root.filePath(target));
        ASSERT_TRUE(QFile::link(root.filePath(target), root.filePath(name)));
    }
    [[nodiscard]] QList<HostDeviceUse> of(const QString &device) const
    {
        return HostUses::read(root.path()).of(u"/sys/devices/"_s + device);
    }

    QTemporaryDir root;
};

TEST_F(HostUsesTest, AMountedPartitionMarksItsController)
{
    link(u"sys/dev/block/259:2"_s, u"sys/devices/pci0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p2"_s);
    write(u"proc/self/mountinfo"_s, "29 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw\n30 29 0:5 / /proc rw - proc proc rw\n");
    EXPECT_EQ(of(u"pci0/0000:02:00.0"_s), QList{(HostDeviceUse{Kind::Disk, u"/"_s})});
    EXPECT_EQ(of(u"pci0/0000:02:00"_s), QList<HostDeviceUse>()) << "another device whose name begins alike";
}

TEST_F(HostUsesTest, EncryptedAndJoinedDisksLeadToTheirDrives)
{
    link(u"sys/dev/block/253:0"_s, u"sys/devices/virtual/block/dm-0"_s);
    link(u"sys/devices/virtual/block/dm-0/slaves/dm-1"_s, u"sys/devices/virtual/block/dm-1"_s);
    link(u"sys/devices/virtual/block/dm-1/slaves/sda3"_s, u"sys/devices/pci0/0000:00:17.0/ata1/block/sda/sda3"_s);
    write(u"proc/self/mountinfo"_s, "29 1 253:0 / /my\\040files rw - ext4 /dev/mapper/x rw\n");
    EXPECT_EQ(of(u"pci0/0000:00:17.0"_s), QList{(HostDeviceUse{Kind::Disk, u"/my files"_s})});
}

TEST_F(HostUsesTest, BtrfsAndSwapAreFoundByTheirNode)
{
    link(u"sys/class/block/sdb1"_s, u"sys/devices/pci0/0000:00:17.0/ata2/block/sdb/sdb1"_s);
    write(u"proc/self/mountinfo"_s, "29 1 0:31 /@ /home rw - btrfs /dev/sdb1 rw\n");
    write(u"proc/swaps"_s, "Filename\tType\tSize\tUsed\tPriority\n/dev/sdb1 partition 1000 0 -2\n");
    EXPECT_EQ(of(u"pci0/0000:00:17.0"_s), (QList{HostDeviceUse{Kind::Disk, u"/home"_s}, HostDeviceUse{Kind::Disk, u"swap"_s}}));
}

TEST_F(HostUsesTest, AConnectedScreenAndTheFirmwaresScreenCount)
{
    link(u"sys/class/drm/card1-HDMI-A-1"_s, u"sys/devices/pci0/0000:01:00.0/drm/card1/card1-HDMI-A-1"_s);
    link(u"sys/class/drm/card1-DP-1"_s, u"sys/devices/pci0/0000:01:00.0/drm/card1/card1-DP-1"_s);
    write(u"sys/devices/pci0/0000:01:00.0/drm/card1/card1-HDMI-A-1/status"_s, "connected\n");
    write(u"sys/devices/pci0/0000:01:00.0/drm/card1/card1-DP-1/status"_s, "disconnected\n");
    link(u"sys/bus/pci/devices/0000:00:02.0"_s, u"sys/devices/pci0/0000:00:02.0"_s);
    write(u"sys/devices/pci0/0000:00:02.0/boot_vga"_s, "1\n");
    EXPECT_EQ(of(u"pci0/0000:01:00.0"_s), QList{(HostDeviceUse{Kind::Screen, u"HDMI-A-1"_s})});
    EXPECT_EQ(of(u"pci0/0000:00:02.0"_s), QList{(HostDeviceUse{Kind::Screen, {}})});
}

TEST_F(HostUsesTest, AnInterfaceThatIsUpCounts)
{
    link(u"sys/class/net/enp3s0"_s, u"sys/devices/pci0/0000:03:00.0/net/enp3s0"_s);
    write(u"sys/devices/pci0/0000:03:00.0/net/enp3s0/operstate"_s, "up\n");
    link(u"sys/class/net/enp4s0"_s, u"sys/devices/pci0/0000:04:00.0/net/enp4s0"_s);
    write(u"sys/devices/pci0/0000:04:00.0/net/enp4s0/operstate"_s, "down\n");
    EXPECT_EQ(of(u"pci0/0000:03:00.0"_s), QList{(HostDeviceUse{Kind::Network, u"enp3s0"_s})});
    EXPECT_EQ(of(u"pci0/0000:04:00.0"_s), QList<HostDeviceUse>());
}

TEST_F(HostUsesTest, KeyboardsAndMiceMarkThePortTheyHangOn)
{
    const QString keyboard = u"sys/devices/pci0/0000:00:14.0/usb1/1-2/input/input3"_s;
    link(u"sys/class/input/input3"_s, keyboard);
    write(keyboard + u"/name"_s, "Some Keyboard\n");
    write(keyboard + u"/capabilities/ev"_s, "120013\n");
    write(keyboard + u"/capabilities/rel"_s, "0\n");
    const QString button = u"sys/devices/LNXSYSTM:00/LNXPWRBN:00/input/input0"_s;
    link(u"sys/class/input/input0"_s, button);
    write(button + u"/name"_s, "Power Button\n");
    write(button + u"/capabilities/ev"_s, "3\n");
    EXPECT_EQ(of(u"pci0/0000:00:14.0/usb1/1-2"_s), QList{(HostDeviceUse{Kind::Input, u"Some Keyboard"_s})});
    EXPECT_EQ(of(u"pci0/0000:00:14.0"_s).size(), 1) << "and its controller";
    EXPECT_EQ(of(u"LNXSYSTM:00"_s), QList<HostDeviceUse>());
}

TEST_F(HostUsesTest, SerialNumbersAreFoundByBusAndAddress)
{
    write(u"sys/bus/usb/devices/1-2/serial"_s, "60A44C413FD8\n");
    write(u"sys/bus/usb/devices/1-2/busnum"_s, "1\n");
    write(u"sys/bus/usb/devices/1-2/devnum"_s, "4\n");
    write(u"sys/bus/usb/devices/1-2:1.0/bInterfaceClass"_s, "08\n");
    write(u"sys/bus/usb/devices/1-3/busnum"_s, "1\n");
    EXPECT_EQ(usbSerials(root.path()), (QHash<QString, QString>{{u"1-4"_s, u"60A44C413FD8"_s}}));
}

TEST_F(HostUsesTest, AComputerThatTellsNothingHasNoUses)
{
    EXPECT_EQ(of(u"pci0"_s), QList<HostDeviceUse>());
}

} // namespace
