// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

#include <optional>

/** @file Names, controllers and places of drives. */
namespace vitrine {

/** The first name on a bus ("sdb") that no disk but `except` has. */
[[nodiscard]] QString freeDiskName(const DomainXml &xml, const QString &bus, const pugi::xml_node &except);

/** SCSI drives need a controller; libvirt would choose one that few guests have a driver for. */
void ensureScsiController(DomainXml &xml);

/** Where a drive is on its controller. */
struct DrivePlace {
    int controller = 0;
    int bus = 0;
    int unit = 0;
    bool operator==(const DrivePlace &) const = default;
};
/** As written, or as the hypervisor derives it from the name; nothing for buses without controllers of drives. */
[[nodiscard]] std::optional<DrivePlace> placeOfDrive(const pugi::xml_node &disk);
/** How many drives a controller of the bus takes; 0 for buses without controllers of drives. */
[[nodiscard]] int placesOfController(const QString &bus);
/** Writes a place on that controller that no other drive has. NoFreeSlot; NotSupported on other buses. */
[[nodiscard]] Result<> putOnController(pugi::xml_node disk, int controller);
/** The place that follows from a drive's name may be another's: then writes one that is free. */
void avoidTakenPlace(const pugi::xml_node &disk);

} // namespace vitrine
