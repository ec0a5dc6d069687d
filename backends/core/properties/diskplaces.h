// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

/** @file Names and controllers of drives. */
namespace vitrine {

/** The first name on a bus ("sdb") that no disk but `except` has. */
[[nodiscard]] QString freeDiskName(const DomainXml &xml, const QString &bus, const pugi::xml_node &except);

/** SCSI drives need a controller; libvirt would choose one that few guests have a driver for. */
void ensureScsiController(DomainXml &xml);

} // namespace vitrine
