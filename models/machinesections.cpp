// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinetext.h"

#include <KFormat>
#include <KLocalizedString>

#include <QFileInfo>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString none()
{
    return i18nc("@info value: no such device", "None");
}

QString yesNo(bool yes)
{
    return yes ? i18nc("@info value", "Yes") : i18nc("@info value", "No");
}

QString bytes(quint64 count)
{
    return KFormat().formatByteSize(double(count), 1, KFormat::IECBinaryDialect);
}

DetailSection general(const MachineInfo &machine, const MachineDetails &details)
{
    DetailSection section{.key = u"general"_s, .title = i18nc("@title details section", "General"), .iconName = u"computer"_s, .lines = {}};
    section.lines = {
        {.label = i18nc("@label", "Name"), .value = machine.displayName()},
        {.label = i18nc("@label", "Operating system"), .value = osName(details.osId)},
    };
    if (!machine.group.isEmpty()) {
        section.lines.append({.label = i18nc("@label", "Group"), .value = machine.group});
    }
    return section;
}

QString bootDevice(const QString &device)
{
    if (device == "hd"_L1) {
        return i18nc("@info boots from", "Disk");
    }
    if (device == "cdrom"_L1) {
        return i18nc("@info boots from", "CD");
    }
    if (device == "network"_L1) {
        return i18nc("@info boots from", "Network");
    }
    return device == "fd"_L1 ? i18nc("@info boots from", "Floppy") : device;
}

QString firmware(const MachineDetails &details)
{
    if (details.secureBoot) {
        return i18nc("@info firmware", "UEFI with Secure Boot");
    }
    return details.uefi ? i18nc("@info firmware", "UEFI") : i18nc("@info firmware", "BIOS");
}

QString acceleration(const QString &type)
{
    if (type == "kvm"_L1) {
        return i18nc("@info acceleration", "KVM");
    }
    return type == "qemu"_L1 ? i18nc("@info acceleration", "None: the processor is emulated (slow)") : type;
}

QString processors(const MachineDetails &details)
{
    const QString count = QString::number(details.processors);
    return details.maxProcessors > details.processors ? i18nc("@info processors", "%1 (up to %2)", count, details.maxProcessors) : count;
}

DetailSection system(const MachineDetails &details)
{
    DetailSection section{.key = u"system"_s, .title = i18nc("@title details section", "System"), .iconName = u"cpu"_s, .lines = {}};
    QStringList boot;
    for (const QString &device : details.bootOrder) {
        boot.append(bootDevice(device));
    }
    section.lines = {
        {.label = i18nc("@label", "Memory"), .value = bytes(details.memoryBytes)},
        {.label = i18nc("@label", "Processors"), .value = processors(details)},
        {.label = i18nc("@label", "Boot order"), .value = boot.isEmpty() ? none() : boot.join(", "_L1)},
        {.label = i18nc("@label", "Chipset"), .value = details.machineType.isEmpty() ? none() : details.machineType},
        {.label = i18nc("@label", "Firmware"), .value = firmware(details)},
        {.label = i18nc("@label trusted platform module", "TPM"),
         .value = details.tpmModel.isEmpty() ? none()
             : details.tpmVersion.isEmpty()  ? details.tpmModel
                                             : details.tpmVersion},
        {.label = i18nc("@label", "Acceleration"), .value = acceleration(details.hypervisorType)},
    };
    return section;
}

QString screenAccess(const GraphicsDetails &graphics)
{
    QString name = graphics.type.toUpper();
    if (graphics.type == "dbus"_L1) {
        name = i18nc("@info how the screen is shown", "Fast display");
    }
    if (!graphics.listensOnNetwork) {
        return name;
    }
    return graphics.port > 0 ? i18nc("@info screen access, address, port", "%1 on %2, port %3", name, graphics.address, QString::number(graphics.port))
                             : i18nc("@info screen access, address", "%1 on %2", name, graphics.address);
}

DetailSection display(const MachineDetails &details)
{
    DetailSection section{.key = u"display"_s, .title = i18nc("@title details section", "Display"), .iconName = u"video-display"_s, .lines = {}};
    if (details.videoModel.isEmpty() && details.graphics.isEmpty()) {
        section.lines.append({.label = i18nc("@label", "Screen"), .value = none()});
        return section;
    }
    QStringList access;
    for (const GraphicsDetails &graphics : details.graphics) {
        access.append(screenAccess(graphics));
    }
    section.lines = {
        {.label = i18nc("@label", "Graphics card"), .value = details.videoModel.isEmpty() ? none() : details.videoModel},
        {.label = i18nc("@label", "Screens"), .value = QString::number(details.videoHeads)},
        {.label = i18nc("@label", "3D acceleration"), .value = yesNo(details.acceleration3d)},
        {.label = i18nc("@label", "Shown by"), .value = access.isEmpty() ? none() : access.join(", "_L1)},
    };
    return section;
}

DetailSection storage(const MachineDetails &details)
{
    DetailSection section{.key = u"storage"_s, .title = i18nc("@title details section", "Storage"), .iconName = u"drive-harddisk"_s, .lines = {}};
    for (const DiskDetails &disk : details.disks) {
        section.lines.append({.label = driveText(disk), .value = mediumText(disk)});
    }
    if (section.lines.isEmpty()) {
        section.lines.append({.label = i18nc("@label", "Disks"), .value = none()});
    }
    return section;
}

DetailSection audio(const MachineDetails &details)
{
    DetailSection section{.key = u"audio"_s, .title = i18nc("@title details section", "Audio"), .iconName = u"audio-card"_s, .lines = {}};
    section.lines.append({.label = i18nc("@label", "Sound card"), .value = details.soundModel.isEmpty() ? none() : details.soundModel});
    if (!details.audioBackend.isEmpty()) {
        section.lines.append({.label = i18nc("@label", "Played by"), .value = details.audioBackend});
    }
    return section;
}

DetailSection network(const MachineDetails &details)
{
    DetailSection section{.key = u"network"_s, .title = i18nc("@title details section", "Network"), .iconName = u"network-wired"_s, .lines = {}};
    int number = 0;
    for (const NicDetails &nic : details.nics) {
        const QString model = nic.model.isEmpty() ? i18nc("@info network card model", "default") : nic.model;
        QString value = i18nc("@info network card model: attachment", "%1: %2", model, attachmentText(nic));
        if (!nic.linkUp) {
            value = i18nc("@info network card", "%1, cable unplugged", value);
        }
        section.lines.append({.label = i18nc("@label", "Adapter %1", ++number), .value = value});
    }
    if (section.lines.isEmpty()) {
        section.lines.append({.label = i18nc("@label", "Adapters"), .value = none()});
    }
    return section;
}

DetailSection usb(const MachineDetails &details)
{
    DetailSection section{.key = u"usb"_s, .title = i18nc("@title details section", "USB"), .iconName = u"drive-removable-media-usb"_s, .lines = {}};
    section.lines.append({.label = i18nc("@label", "Controller"), .value = details.usbControllers.isEmpty() ? none() : details.usbControllers.join(", "_L1)});
    section.lines.append({.label = i18nc("@label", "Devices that can be passed on"), .value = QString::number(details.usbRedirections)});
    return section;
}

DetailSection sharedFolders(const MachineDetails &details)
{
    DetailSection section{.key = u"shared-folders"_s, .title = i18nc("@title details section", "Shared folders"), .iconName = u"folder-remote"_s, .lines = {}};
    for (const SharedFolderDetails &folder : details.sharedFolders) {
        section.lines.append({.label = folder.tag, .value = folder.readOnly ? i18nc("@info folder", "%1, read-only", folder.source) : folder.source});
    }
    if (section.lines.isEmpty()) {
        section.lines.append({.label = i18nc("@label", "Folders"), .value = none()});
    }
    return section;
}

DetailSection description(const MachineInfo &machine, const MachineDetails &details)
{
    const QString text = details.description.isEmpty() ? machine.description : details.description;
    return {.key = u"description"_s,
            .title = i18nc("@title details section", "Description"),
            .iconName = u"document-edit"_s,
            .lines = {{.label = {}, .value = text.isEmpty() ? none() : text}}};
}

} // namespace

QString driveText(const DiskDetails &drive)
{
    switch (drive.kind) {
    case DiskDetails::Kind::Cdrom:
        return i18nc("@label drive, where it is connected", "CD (%1, %2)", drive.bus, drive.target);
    case DiskDetails::Kind::Floppy:
        return i18nc("@label drive, where it is connected", "Floppy (%1)", drive.target);
    case DiskDetails::Kind::Disk:
        break;
    }
    return i18nc("@label disk, where it is connected", "Disk (%1, %2)", drive.bus, drive.target);
}

QString mediumText(const DiskDetails &drive)
{
    if (drive.source.isEmpty()) {
        return i18nc("@info drive without a medium", "Empty");
    }
    const QString name = drive.sourceType == "file"_L1 ? QFileInfo(drive.source).fileName() : drive.source;
    if (drive.kind != DiskDetails::Kind::Disk) {
        return name;
    }
    QString value = drive.format.isEmpty() ? name : i18nc("@info file name, format", "%1 (%2)", name, drive.format);
    return drive.readOnly ? i18nc("@info disk", "%1, read-only", value) : value;
}

QString attachmentText(const NicDetails &nic)
{
    if (nic.type == "user"_L1) {
        return i18nc("@info network attachment", "shared with this computer (NAT)");
    }
    if (nic.type == "network"_L1) {
        return i18nc("@info network attachment", "network “%1”", nic.source);
    }
    if (nic.type == "bridge"_L1) {
        return i18nc("@info network attachment", "bridge “%1”", nic.source);
    }
    return nic.type == "direct"_L1 ? i18nc("@info network attachment", "directly on “%1”", nic.source) : nic.type;
}

QList<DetailSection> detailSections(const MachineInfo &machine, const MachineDetails &details)
{
    return {general(machine, details),
            system(details),
            display(details),
            storage(details),
            audio(details),
            network(details),
            usb(details),
            sharedFolders(details),
            description(machine, details)};
}

} // namespace vitrine
