// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

/** @file Which drive stands where: controllers and what is on them. Pure. */
namespace vitrine {

/** A controller with its drives, or all the drives of a bus that needs none. */
struct StorageBus {
    QString bus = {}; ///< "virtio", "sata", "scsi", "ide", "fdc", "usb", ...; empty: the definition doesn't say
    int index = 0; ///< the controller's number among those of its kind
    DeviceRef controller = {}; ///< null: there is none, or the hypervisor adds it by itself
    QList<DeviceRef> drives = {};
    bool operator==(const StorageBus &) const = default;
};

/** Buses in a fixed order (virtio, which needs no controller, also while empty), controllers by number, drives as in the document. */
[[nodiscard]] QList<StorageBus> storageLayout(const DomainXml &xml);
/** Controllers that no drive can be on, or that have other devices than drives as a rule (PCI, USB, ...). */
[[nodiscard]] QList<DeviceRef> otherControllers(const DomainXml &xml);
/** Buses that a drive of that kind ("disk", "cdrom", "floppy", "lun") can be on in a machine of this type. */
[[nodiscard]] QStringList busesFor(const DomainXml &xml, const QString &kind);
/** Whether a drive can be put on that controller of the bus; buses without controllers of drives always have room. */
[[nodiscard]] bool hasRoom(const StorageBus &bus);
/** A number that no controller of the type has. */
[[nodiscard]] int freeControllerIndex(const DomainXml &xml, const QString &type);

} // namespace vitrine
