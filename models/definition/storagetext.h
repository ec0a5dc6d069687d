// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/storagelayout.h"

/** @file Controllers and drives of a machine in plain, translated words. Pure. */
namespace vitrine {

/** "SATA", "SCSI 2", "virtio (fast)". */
[[nodiscard]] QString busTitle(const StorageBus &bus);
/** What a person should know before putting a drive there; empty when there is nothing. */
[[nodiscard]] QString busNote(const QString &bus);
/** The image's file name, "Empty" or "No image yet". */
[[nodiscard]] QString driveTitle(const DomainXml &xml, const DeviceRef &drive);
[[nodiscard]] QString driveIconName(const DomainXml &xml, const DeviceRef &drive);
/** "disk", "cdrom", "floppy", "lun". */
[[nodiscard]] QString driveKind(const DomainXml &xml, const DeviceRef &drive);

} // namespace vitrine
