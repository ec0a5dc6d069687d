// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

/** @file What the machine starts from: devices in their order. */
namespace vitrine {

/**
 * Devices that are started from, first one first, a line each: "disk vda", "interface 52:54:...",
 * "hostdev 0", "redirdev 1". Where the definition only has kinds (<boot dev='cdrom'/>) the devices
 * of that kind, in that order.
 */
[[nodiscard]] QString readBootOrder(const DomainXml &xml, const pugi::xml_node &root);
/** NotFound (subject: the line) when there is no such device. Kinds give way to single devices. */
Result<> writeBootOrder(DomainXml &xml, pugi::xml_node root, const QString &value);

/** All devices that could be started from, as lines. */
[[nodiscard]] QStringList bootableDevices(const DomainXml &xml);

} // namespace vitrine
