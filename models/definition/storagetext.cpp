// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/storagetext.h"

#include "backends/core/properties/deviceedit.h"
#include "models/definition/propertytext.h"

#include <KLocalizedString>

namespace vitrine {

using namespace Qt::StringLiterals;

QString busTitle(const StorageBus &bus)
{
    if (bus.bus.isEmpty()) {
        return i18nc("@item a bus that the hypervisor chooses", "Automatic");
    }
    const QString name = choiceName(*findProperty(u"disk.bus"), bus.bus);
    return bus.index == 0 ? name : i18nc("@item a bus such as SATA, number of its controller", "%1 %2", name, bus.index + 1);
}

QString busNote(const QString &bus)
{
    if (bus == "virtio"_L1) {
        return i18nc("@info", "The fastest way. Linux knows it; Windows needs the virtio driver. Disks can be added and removed while the machine runs.");
    }
    if (bus == "sata"_L1) {
        return i18nc("@info", "Every system knows it. Drives can be added and removed only while the machine is off.");
    }
    if (bus == "scsi"_L1) {
        return i18nc("@info", "For many disks. Linux knows it; Windows needs the virtio driver. Drives can be added and removed while the machine runs.");
    }
    if (bus == "ide"_L1) {
        return i18nc("@info", "For systems older than SATA: at most four drives, slow.");
    }
    if (bus == "usb"_L1) {
        return i18nc("@info", "Drives look like USB sticks. They can be added and removed while the machine runs.");
    }
    return bus == "fdc"_L1 ? i18nc("@info", "At most two floppy drives.") : QString();
}

QString driveKind(const DomainXml &xml, const DeviceRef &drive)
{
    const QString kind = propertyValue(xml, *findProperty(u"disk.device"), drive);
    return kind.isEmpty() ? u"disk"_s : kind;
}

QString driveTitle(const DomainXml &xml, const DeviceRef &drive)
{
    const QString source = propertyValue(xml, *findProperty(u"disk.source"), drive);
    if (!source.isEmpty()) {
        return source.section(u'/', -1);
    }
    const QString kind = driveKind(xml, drive);
    return kind == "cdrom"_L1 || kind == "floppy"_L1 ? i18nc("@item a drive without a medium", "Empty")
                                                     : i18nc("@item a disk without an image file", "No image yet");
}

QString driveIconName(const DomainXml &xml, const DeviceRef &drive)
{
    const QString kind = driveKind(xml, drive);
    return kind == "cdrom"_L1 ? u"media-optical"_s : kind == "floppy"_L1 ? u"media-floppy"_s : u"drive-harddisk"_s;
}

} // namespace vitrine
