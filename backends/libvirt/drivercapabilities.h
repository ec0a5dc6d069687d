// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/capabilities.h"

namespace vitrine {

/** What is found out about a driver when its connection opens. */
struct DriverFacts {
    QString driver = {}; ///< virConnectGetType(): "QEMU", "TEST", ...
    bool local = false;
    bool events = false;
    bool storage = false;
    Error storageError = {};
    QString perUserUri = {}; ///< of a connection that runs with one user's rights only; else empty
    bool networks = false;
};

/**
 * What a driver can do, from a table of the drivers' function lists (libvirt.org/hvsupport.html) and
 * what was found out. Unknown drivers are taken to do everything until they answer "not supported".
 * Pure.
 */
[[nodiscard]] Capabilities driverCapabilities(const DriverFacts &facts);

} // namespace vitrine
