// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/storagelayout.h"
#include "backends/core/properties/deviceedit.h"
#include "models/definition/devicetemplates.h"
#include "models/definition/storagetext.h"

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

DomainXml machine(const QString &devices, const QString &type = u"pc-q35-9.0"_s)
{
    return *DomainXml::parse(u"<domain type='kvm'><name>m</name><os><type arch='x86_64' machine='%1'>hvm</type></os><devices>%2</devices></domain>"_s.arg(type, devices));
}

QString disk(const QString &name, const QString &bus, const QString &address = {})
{
    return u"<disk type='file' device='disk'><source file='/%1.img'/><target dev='%1' bus='%2'/>%3</disk>"_s.arg(name, bus, address);
}

QString drivePlace(int controller, int unit)
{
    return u"<address type='drive' controller='%1' bus='0' target='0' unit='%2'/>"_s.arg(controller).arg(unit);
}

/** "sata 0: sda sdb" a line. */
QString told(const DomainXml &xml)
{
    QStringList lines;
    for (const StorageBus &bus : storageLayout(xml)) {
        QStringList names;
        for (const DeviceRef &drive : bus.drives) {
            names.append(labelOfDevice(xml, drive));
        }
        lines.append(u"%1 %2: %3"_s.arg(bus.bus).arg(bus.index).arg(names.join(u' ')).trimmed());
    }
    return lines.join(u'\n');
}

QString get(const DomainXml &xml, QStringView property, int disk)
{
    return propertyValue(xml, *findProperty(property), {u"disk"_s, disk});
}

} // namespace

TEST(StorageLayout, DrivesStandOnTheirControllers)
{
    const DomainXml xml = machine(disk(u"vda"_s, u"virtio"_s) + disk(u"sda"_s, u"sata"_s) + disk(u"sdb"_s, u"scsi"_s, drivePlace(1, 0)) + disk(u"sdc"_s, u"usb"_s)
                                  + u"<controller type='scsi' index='1'/><controller type='scsi' index='0'/><controller type='pci' index='0' model='pcie-root'/>"_s);
    EXPECT_EQ(told(xml), u"virtio 0: vda\nsata 0: sda\nscsi 0:\nscsi 1: sdb\nusb 0: sdc"_s);
    EXPECT_EQ(storageLayout(xml).at(3).controller, (DeviceRef{u"controller"_s, 0}));
    EXPECT_EQ(otherControllers(xml), (QList<DeviceRef>{{u"controller"_s, 2}}));
    EXPECT_EQ(busTitle(storageLayout(xml).at(3)), u"SCSI 2"_s);
    EXPECT_EQ(freeControllerIndex(xml, u"scsi"_s), 2);
    EXPECT_EQ(told(machine({})), u"virtio 0:"_s) << "a drive can be put there at any time";
    EXPECT_TRUE(storageLayout(*DomainXml::parse(u"<domain type='xen'><name>m</name></domain>"_s)).isEmpty());
}

TEST(StorageLayout, ADriveGoesToAControllerAndFindsAFreePlaceThere)
{
    DomainXml xml = machine(disk(u"sda"_s, u"sata"_s, drivePlace(1, 0)) + disk(u"sdb"_s, u"sata"_s));
    ASSERT_TRUE(setPropertyValue(xml, *findProperty(u"disk.controller"), {u"disk"_s, 1}, u"1"_s));
    EXPECT_EQ(told(xml), u"virtio 0:\nsata 1: sda sdb"_s);
    EXPECT_TRUE(deviceXml(xml, {u"disk"_s, 1}).contains(u"unit='1'"_s)) << qPrintable(deviceXml(xml, {u"disk"_s, 1}));
    ASSERT_TRUE(setPropertyValue(xml, *findProperty(u"disk.controller"), {u"disk"_s, 1}, {}));
    EXPECT_FALSE(deviceXml(xml, {u"disk"_s, 1}).contains(u"address"_s));
}

TEST(StorageLayout, AFullControllerTakesNoMore)
{
    DomainXml xml = machine(disk(u"fda"_s, u"fdc"_s) + disk(u"fdb"_s, u"fdc"_s) + disk(u"fdc"_s, u"fdc"_s, drivePlace(1, 0)));
    EXPECT_FALSE(hasRoom(storageLayout(xml).at(1)));
    const auto put = setPropertyValue(xml, *findProperty(u"disk.controller"), {u"disk"_s, 2}, u"0"_s);
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().code, ErrorCode::NoFreeSlot);
    EXPECT_EQ(get(xml, u"disk.controller", 2), u"1"_s) << "it stays where it was";
}

TEST(StorageLayout, MovingToABusNeverTakesAnothersPlace)
{
    // sdb has the place that the name sda would lead to.
    DomainXml xml = machine(disk(u"sdb"_s, u"sata"_s, drivePlace(0, 0)) + disk(u"vda"_s, u"virtio"_s, u"<address type='pci' slot='0x03'/>"_s));
    ASSERT_TRUE(setPropertyValue(xml, *findProperty(u"disk.bus"), {u"disk"_s, 1}, u"sata"_s));
    EXPECT_EQ(labelOfDevice(xml, {u"disk"_s, 1}), u"sda"_s);
    EXPECT_TRUE(deviceXml(xml, {u"disk"_s, 1}).contains(u"unit='1'"_s)) << qPrintable(deviceXml(xml, {u"disk"_s, 1}));
}

TEST(StorageLayout, OffersBusesThatTheMachineHas)
{
    EXPECT_FALSE(busesFor(machine({}), u"disk"_s).contains(u"ide"_s));
    EXPECT_TRUE(busesFor(machine({}, u"pc-i440fx-9.0"_s), u"cdrom"_s).contains(u"ide"_s));
    EXPECT_FALSE(busesFor(machine({}), u"cdrom"_s).contains(u"virtio"_s));
    EXPECT_EQ(busesFor(machine({}), u"floppy"_s), QStringList{u"fdc"_s});
}

TEST(StorageLayout, TemplatesFillTheirPlaceholders)
{
    const DomainXml xml = machine(disk(u"fda"_s, u"fdc"_s) + u"<controller type='scsi' index='3'/>"_s);
    EXPECT_TRUE(deviceTemplateXml(SettingsPage::Storage, "floppy"_L1, xml).contains(u"dev='fdb'"_s));
    EXPECT_TRUE(deviceTemplateXml(SettingsPage::Storage, "scsi"_L1, xml).contains(u"index='4'"_s));
    EXPECT_TRUE(deviceTemplateXml(SettingsPage::Storage, "sata"_L1, xml).contains(u"index='0'"_s));
}

TEST(StorageText, DrivesAreCalledByWhatIsInThem)
{
    const DomainXml xml = machine(u"<disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk><disk type='file' device='disk'><target dev='vda' bus='virtio'/></disk>"_s
                                  + disk(u"vdb"_s, u"virtio"_s));
    EXPECT_EQ(driveTitle(xml, {u"disk"_s, 0}), u"Empty"_s);
    EXPECT_EQ(driveTitle(xml, {u"disk"_s, 1}), u"No image yet"_s);
    EXPECT_EQ(driveTitle(xml, {u"disk"_s, 2}), u"vdb.img"_s);
    EXPECT_EQ(driveIconName(xml, {u"disk"_s, 0}), u"media-optical"_s);
}
