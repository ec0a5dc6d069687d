// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/diskplaces.h"
#include "backends/core/properties/machinetraits.h"
#include "backends/core/properties/storagelayout.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString busOf(const pugi::xml_node &disk)
{
    return attributeOf(disk.child("target"), "bus");
}

bool isRemovable(const pugi::xml_node &disk)
{
    const QString device = attributeOf(disk, "device");
    return device == "cdrom"_L1 || device == "floppy"_L1;
}

bool isFixed(const pugi::xml_node &disk)
{
    return !isRemovable(disk);
}

bool isFloppy(const pugi::xml_node &disk)
{
    return attributeOf(disk, "device") == "floppy"_L1;
}

bool isNotFloppy(const pugi::xml_node &disk)
{
    return !isFloppy(disk);
}

bool takesVirtio(const pugi::xml_node &disk)
{
    return isFixed(disk) && isQemu(disk);
}

bool isNotLun(const pugi::xml_node &disk)
{
    return attributeOf(disk, "device") != "lun"_L1;
}

bool isDisk(const pugi::xml_node &disk)
{
    return isFixed(disk) && isNotLun(disk);
}

/** A LUN is passed through whole: only a device or an iSCSI disk has one. */
bool hasLun(const pugi::xml_node &disk)
{
    const QString type = attributeOf(disk, "type");
    return type == "block"_L1 || (type == "network"_L1 && attributeOf(disk.child("source"), "protocol") == "iscsi"_L1);
}

/** A drive may be empty, a disk or a stick can't. */
bool needsSource(const pugi::xml_node &disk)
{
    return (isFixed(disk) || busOf(disk) == "usb"_L1) && !disk.child("source").first_attribute();
}

bool takesWorldWideName(const pugi::xml_node &disk)
{
    return isDisk(disk) && (busOf(disk) == "scsi"_L1 || busOf(disk) == "ide"_L1);
}

bool takesRotation(const pugi::xml_node &disk)
{
    const QString bus = busOf(disk);
    return isDisk(disk) && (bus == "sata"_L1 || bus == "scsi"_L1 || bus == "ide"_L1);
}

bool takesThread(const pugi::xml_node &disk)
{
    return busOf(disk) == "virtio"_L1;
}

bool takesVendor(const pugi::xml_node &disk)
{
    return isNotLun(disk) && busOf(disk) == "scsi"_L1;
}

/** <source file='...'/>, <source dev='...'/>: the attribute is the type's. */
const char *sourceAttribute(const pugi::xml_node &disk)
{
    const QString type = attributeOf(disk, "type");
    return type == "block"_L1 ? "dev" : type == "dir"_L1 ? "dir" : type == "volume"_L1 ? "volume" : type == "network"_L1 ? "name" : "file";
}

QString readSource(const DomainXml &, const pugi::xml_node &disk)
{
    return attributeOf(disk.child("source"), sourceAttribute(disk));
}

/** A path makes it a file or a block device; network sources and volumes become one, too. */
Result<> writeSource(DomainXml &, pugi::xml_node disk, const QString &value)
{
    pugi::xml_node source = disk.child("source");
    const bool block = value.startsWith("/dev/"_L1);
    const QString type = block ? u"block"_s : u"file"_s;
    if (value.isEmpty() || attributeOf(disk, "type") != type) {
        removeChild(disk, source);
        source = {};
    }
    // The chain behind the old image says nothing about the new one.
    removeChild(disk, disk.child("backingStore"));
    if (value.isEmpty()) {
        return {};
    }
    setAttribute(disk, "type", type.toStdString());
    if (!source) {
        source = ensureChild(disk, "source", {"driver", "auth"});
    }
    setAttribute(source, block ? "dev" : "file", xmlText(value));
    return {};
}

/** Name and address follow the bus; what only another bus knows goes. */
Result<> writeBus(DomainXml &xml, pugi::xml_node disk, const QString &value)
{
    pugi::xml_node target = ensureChild(disk, "target", {"driver", "source"});
    setAttribute(target, "bus", xmlText(value));
    setAttribute(target, "dev", freeDiskName(xml, value, disk).toStdString());
    removeChild(disk, disk.child("address"));
    removeChild(disk, disk.child("alias"));
    if (!takesRotation(disk)) {
        target.remove_attribute("rotation_rate");
    }
    if (value != "usb"_L1) {
        target.remove_attribute("removable");
    }
    if (value != "virtio"_L1) {
        for (const char *attribute : {"iothread", "queues", "event_idx", "ioeventfd", "packed"}) {
            disk.child("driver").remove_attribute(attribute);
        }
    }
    if (!takesWorldWideName(disk)) {
        removeChild(disk, disk.child("wwn"));
    }
    if (value != "scsi"_L1) {
        removeChild(disk, disk.child("vendor"));
        removeChild(disk, disk.child("product"));
    } else {
        ensureScsiController(xml);
    }
    avoidTakenPlace(disk);
    return {};
}

/** There is one controller only for floppies, and one for IDE. */
bool hasPlace(const pugi::xml_node &disk)
{
    return busOf(disk) == "sata"_L1 || busOf(disk) == "scsi"_L1;
}

QString readDriveController(const DomainXml &, const pugi::xml_node &disk)
{
    return attributeOf(disk.child("address"), "type") == "drive"_L1 ? attributeOf(disk.child("address"), "controller") : QString();
}

Result<> writeDriveController(DomainXml &, pugi::xml_node disk, const QString &value)
{
    if (value.isEmpty()) {
        removeChild(disk, disk.child("address"));
        return {};
    }
    return putOnController(disk, value.toInt());
}

QString readDevice(const DomainXml &, const pugi::xml_node &disk)
{
    return QString::fromUtf8(disk.attribute("device").as_string("disk"));
}

/** What only another kind of drive has goes, and the bus follows where it must. */
Result<> writeDevice(DomainXml &xml, pugi::xml_node disk, const QString &value)
{
    if (value == "lun"_L1 && !hasLun(disk)) {
        return fail(ErrorCode::InvalidArgument, u"disk.device"_s, value, u"edit-definition"_s);
    }
    if (readDevice(xml, disk) == "cdrom"_L1) {
        removeChild(disk, disk.child("readonly"));
    }
    setAttribute(disk, "device", value.toStdString());
    if (!isDisk(disk)) {
        disk.child("driver").remove_attribute("copy_on_read");
    }
    if (value == "lun"_L1) {
        for (const char *child : {"vendor", "product", "serial", "wwn"}) {
            removeChild(disk, disk.child(child));
        }
        setValueAt(disk, "driver/@type"_L1, u"raw"_s);
    }
    const QStringList buses = busesFor(xml, value);
    return buses.isEmpty() || buses.contains(busOf(disk)) ? Result<>() : writeBus(xml, disk, buses.constFirst());
}

bool isNotPci(const pugi::xml_node &controller)
{
    return attributeOf(controller, "type") != "pci"_L1;
}

bool isScsi(const pugi::xml_node &controller)
{
    return attributeOf(controller, "type") == "scsi"_L1;
}

bool isVirtioScsi(const pugi::xml_node &controller)
{
    return isScsi(controller) && attributeOf(controller, "model").startsWith("virtio"_L1);
}

bool isUsb(const pugi::xml_node &controller)
{
    return attributeOf(controller, "type") == "usb"_L1;
}

bool isSerial(const pugi::xml_node &controller)
{
    return attributeOf(controller, "type") == "virtio-serial"_L1;
}

bool isScsiOrSerial(const pugi::xml_node &controller)
{
    return isScsi(controller) || isSerial(controller);
}

bool takesModel(const pugi::xml_node &controller)
{
    return isScsiOrSerial(controller) || isUsb(controller);
}

bool takesPorts(const pugi::xml_node &controller)
{
    return isSerial(controller) || (isUsb(controller) && attributeOf(controller, "model").endsWith("-xhci"_L1));
}

/** The model "none" says that the machine has no USB. */
bool hasNoUsbDevice(const pugi::xml_node &controller)
{
    return !controller.parent().find_child([](const pugi::xml_node &device) {
        const bool usb = busOf(device) == "usb"_L1 || attributeOf(device, "bus") == "usb"_L1 || attributeOf(device, "type") == "usb"_L1
            || attributeOf(device, "model") == "usb"_L1;
        return usb && std::string_view(device.name()) != "controller";
    });
}

/** Model, ports and place are each type's own. */
Result<> writeController(DomainXml &, pugi::xml_node controller, const QString &value)
{
    controller.remove_attributes();
    controller.remove_children();
    setAttribute(controller, "type", xmlText(value));
    return {};
}

/** Devices are plugged in anew by the hypervisor: their places may not be there any more. */
void forgetPlaces(const pugi::xml_node &controller)
{
    const QString index = QString::fromUtf8(controller.attribute("index").as_string("0"));
    const char *number = isUsb(controller) ? "bus" : "controller";
    for (const pugi::xml_node device : controller.parent().children()) {
        const pugi::xml_node address = device.child("address");
        if (attributeOf(address, "type") == attributeOf(controller, "type") && attributeOf(address, number) == index) {
            removeChild(device, address);
        }
    }
}

/** So are ports, queues and threads each model's. */
Result<> writeControllerModel(DomainXml &, pugi::xml_node controller, const QString &value)
{
    setValueAt(controller, "@model"_L1, value);
    removeChild(controller, controller.child("address"));
    forgetPlaces(controller);
    if (!takesPorts(controller)) {
        controller.remove_attribute("ports");
    }
    if (!isVirtioScsi(controller)) {
        removeChild(controller, controller.child("driver"));
    }
    return {};
}

Result<> writePorts(DomainXml &, pugi::xml_node controller, const QString &value)
{
    setValueAt(controller, "@ports"_L1, value);
    forgetPlaces(controller);
    return {};
}

/** A folder of the host, that the hypervisor itself shares. */
bool isFolder(const pugi::xml_node &filesystem)
{
    const QString type = attributeOf(filesystem, "type");
    return (type.isEmpty() || type == "mount"_L1) && !filesystem.child("source").attribute("socket");
}

bool isVirtioFs(const pugi::xml_node &filesystem)
{
    return attributeOf(filesystem.child("driver"), "type") == "virtiofs"_L1;
}

bool isNotVirtioFs(const pugi::xml_node &filesystem)
{
    return !isVirtioFs(filesystem);
}

/** A program, its cache and its queue are virtiofs' own; it knows one way with owners. */
Result<> writeDriver(DomainXml &, pugi::xml_node filesystem, const QString &value)
{
    setValueAt(filesystem, "driver/@type"_L1, value);
    if (isVirtioFs(filesystem)) {
        setAttribute(filesystem, "accessmode", "passthrough");
    } else {
        setValueAt(filesystem, "driver/@queue"_L1, {});
        removeChild(filesystem, filesystem.child("binary"));
    }
    return {};
}

constexpr ChoiceRule formats[] = {{"qcow2 vmdk vdi vpc qed"_L1, isNotLun}};
constexpr ChoiceRule kinds[] = {{"lun"_L1, hasLun}, {"floppy"_L1, isX86}};
constexpr ChoiceRule buses[] = {
    {"fdc"_L1, isFloppy},
    {"virtio sata scsi usb ide"_L1, isNotFloppy},
    {"virtio sata usb ide"_L1, isNotLun},
    {"virtio"_L1, takesVirtio},
    {"sata"_L1, isX86},
    {"ide"_L1, isI440fx},
};
constexpr ChoiceRule controllers[] = {{"*"_L1, isNotPci}, {"sata"_L1, isX86}, {"ide fdc"_L1, isNothing}}; // the chipset has one of those, or none
constexpr ChoiceRule controllerModels[] = {
    {"virtio-scsi lsilogic lsisas1068 lsisas1078 vmpvscsi am53c974"_L1, isScsi},
    {"virtio"_L1, isSerial},
    {"virtio-transitional virtio-non-transitional"_L1, isScsiOrSerial},
    {"qemu-xhci nec-xhci ehci ich9-ehci1 piix3-uhci piix4-uhci pci-ohci none"_L1, isUsb},
    {"none"_L1, hasNoUsbDevice},
};
constexpr ChoiceRule owners[] = {{"mapped squash"_L1, isNotVirtioFs}};

constexpr auto page = SettingsPage::Storage;
constexpr auto tuning = SettingsPage::Tuning;

constexpr Property limit(QLatin1StringView id, QLatin1StringView location)
{
    return numberRow(id, "disk"_L1, location).on(tuning).advanced().takes(Effect::Now);
}

constexpr Property rows[] = {
    choiceRow("disk.device"_L1, "disk"_L1, "@device"_L1, "disk cdrom floppy lun")
        .on(page)
        .required()
        .advanced()
        .only(kinds)
        .by(readDevice, writeDevice)
        .touching(
            "@device readonly! serial! target! driver/@copy_on_read driver/@type driver/@iothread driver/@queues driver/@event_idx driver/@ioeventfd driver/@packed vendor! product! wwn! address! alias! ../controller!"_L1),
    pathRow("disk.source"_L1, "disk"_L1, "source"_L1)
        .on(page)
        .checked(PropertyCheck::Path)
        .takes(Effect::Now)
        .by(readSource, writeSource)
        .neededWhen(needsSource)
        .touching("@type source! backingStore!"_L1),
    choiceRow("disk.bus"_L1, "disk"_L1, "target/@bus"_L1, "virtio sata scsi usb ide fdc")
        .on(page)
        .required()
        .only(buses)
        .by(nullptr, writeBus)
        .touching(
            "target! driver/@iothread driver/@queues driver/@event_idx driver/@ioeventfd driver/@packed vendor! product! wwn! address! alias! ../controller!"_L1),
    numberRow("disk.controller"_L1, "disk"_L1, "address/@controller"_L1)
        .on(page)
        .within(0, 255)
        .advanced()
        .when(hasPlace)
        .by(readDriveController, writeDriveController)
        .touching("address!"_L1),
    choiceRow("disk.format"_L1, "disk"_L1, "driver/@type"_L1, "qcow2 raw vmdk vdi vpc qed").on(page).only(formats),
    choiceRow("disk.cache"_L1, "disk"_L1, "driver/@cache"_L1, "none writeback writethrough directsync unsafe").on(page),
    choiceRow("disk.discard"_L1, "disk"_L1, "driver/@discard"_L1, "unmap ignore").on(page),
    flagRow("disk.readOnly"_L1, "disk"_L1, "readonly!"_L1).on(page),
    flagRow("disk.shareable"_L1, "disk"_L1, "shareable!"_L1).on(page).advanced(),
    flagRow("disk.removable"_L1, "disk"_L1, "target/@removable"_L1, "on off").on(page).advanced().when([](const pugi::xml_node &disk) {
        return busOf(disk) == "usb"_L1;
    }),
    numberRow("disk.rotation"_L1, "disk"_L1, "target/@rotation_rate"_L1).on(page).within(1, 65534).advanced().when(takesRotation),
    textRow("disk.serial"_L1, "disk"_L1, "serial"_L1).on(page).checked(PropertyCheck::Identifier).advanced().when(isDisk),
    textRow("disk.wwn"_L1, "disk"_L1, "wwn"_L1).on(page).checked(PropertyCheck::WorldWideName).advanced().when(takesWorldWideName),
    textRow("disk.vendor"_L1, "disk"_L1, "vendor"_L1).on(page).checked(PropertyCheck::Identifier).advanced().when(takesVendor),
    textRow("disk.product"_L1, "disk"_L1, "product"_L1).on(page).checked(PropertyCheck::Identifier).advanced().when(takesVendor),
    choiceRow("disk.io"_L1, "disk"_L1, "driver/@io"_L1, "native threads io_uring").on(page).advanced(),
    choiceRow("disk.detectZeroes"_L1, "disk"_L1, "driver/@detect_zeroes"_L1, "off on unmap").on(page).advanced(),
    choiceRow("disk.onWriteError"_L1, "disk"_L1, "driver/@error_policy"_L1, "stop report ignore enospace").on(page).advanced(),
    choiceRow("disk.onReadError"_L1, "disk"_L1, "driver/@rerror_policy"_L1, "stop report ignore").on(page).advanced(),
    flagRow("disk.copyOnRead"_L1, "disk"_L1, "driver/@copy_on_read"_L1, "on off").on(page).advanced().when(isDisk),
    numberRow("disk.ioThread"_L1, "disk"_L1, "driver/@iothread"_L1).on(page).within(1).advanced().when(takesThread),
    numberRow("disk.queues"_L1, "disk"_L1, "driver/@queues"_L1).on(page).within(1, 1024).advanced().when(takesThread),
    choiceRow("disk.startupPolicy"_L1, "disk"_L1, "source/@startupPolicy"_L1, "mandatory requisite optional").on(page).advanced().when(isRemovable),
    choiceRow("disk.snapshot"_L1, "disk"_L1, "@snapshot"_L1, "internal external manual no").on(page).advanced(),
    numberRow("disk.logicalBlock"_L1, "disk"_L1, "blockio/@logical_block_size"_L1).on(page).advanced().within(512, 2097152),
    numberRow("disk.physicalBlock"_L1, "disk"_L1, "blockio/@physical_block_size"_L1).on(page).advanced().within(512, 2097152),
    limit("disk.totalBytes"_L1, "iotune/total_bytes_sec"_L1),
    limit("disk.readBytes"_L1, "iotune/read_bytes_sec"_L1),
    limit("disk.writeBytes"_L1, "iotune/write_bytes_sec"_L1),
    limit("disk.totalOperations"_L1, "iotune/total_iops_sec"_L1),
    limit("disk.readOperations"_L1, "iotune/read_iops_sec"_L1),
    limit("disk.writeOperations"_L1, "iotune/write_iops_sec"_L1),
    // Controllers
    choiceRow("controller.type"_L1, "controller"_L1, "@type"_L1, "sata scsi ide fdc usb virtio-serial ccid")
        .on(page)
        .required()
        .advanced()
        .only(controllers)
        .by(nullptr, writeController)
        .touching("@* *!"_L1),
    choiceRow("controller.model"_L1,
              "controller"_L1,
              "@model"_L1,
              "virtio-scsi virtio lsilogic lsisas1068 lsisas1078 vmpvscsi am53c974 virtio-transitional virtio-non-transitional "
              "qemu-xhci nec-xhci ehci ich9-ehci1 piix3-uhci piix4-uhci pci-ohci none")
        .on(page)
        .advanced()
        .only(controllerModels)
        .by(nullptr, writeControllerModel)
        .when(takesModel)
        .touching("@model @ports address! driver! ../*/address!"_L1),
    numberRow("controller.ports"_L1, "controller"_L1, "@ports"_L1)
        .on(page)
        .within(1, 31)
        .advanced()
        .when(takesPorts)
        .by(nullptr, writePorts)
        .touching("@ports ../*/address!"_L1),
    numberRow("controller.queues"_L1, "controller"_L1, "driver/@queues"_L1).on(page).within(1, 1024).advanced().when(isVirtioScsi),
    numberRow("controller.ioThread"_L1, "controller"_L1, "driver/@iothread"_L1).on(page).within(1).advanced().when(isVirtioScsi),
    // Shared folders
    pathRow("filesystem.source"_L1, "filesystem"_L1, "source/@dir"_L1).on(SettingsPage::SharedFolders).required().when(isFolder),
    textRow("filesystem.tag"_L1, "filesystem"_L1, "target/@dir"_L1).on(SettingsPage::SharedFolders).checked(PropertyCheck::SingleLine).required(),
    choiceRow("filesystem.driver"_L1, "filesystem"_L1, "driver/@type"_L1, "virtiofs path")
        .on(SettingsPage::SharedFolders)
        .advanced()
        .by(nullptr, writeDriver)
        .touching("@accessmode driver/@type driver/@queue binary!"_L1),
    flagRow("filesystem.readOnly"_L1, "filesystem"_L1, "readonly!"_L1).on(SettingsPage::SharedFolders),
    choiceRow("filesystem.access"_L1, "filesystem"_L1, "@accessmode"_L1, "passthrough mapped squash").on(SettingsPage::SharedFolders).advanced().only(owners),
    numberRow("filesystem.queue"_L1, "filesystem"_L1, "driver/@queue"_L1).on(SettingsPage::SharedFolders).within(1, 65536).advanced().when(isVirtioFs),
    pathRow("filesystem.program"_L1, "filesystem"_L1, "binary/@path"_L1).on(SettingsPage::SharedFolders).advanced().when(isVirtioFs),
    choiceRow("filesystem.cache"_L1, "filesystem"_L1, "binary/cache/@mode"_L1, "none always").on(SettingsPage::SharedFolders).advanced().when(isVirtioFs),
};

} // namespace

std::span<const Property> storageProperties()
{
    return rows;
}

} // namespace vitrine
