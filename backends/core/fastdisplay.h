// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"

namespace vitrine {

/** The machine has QEMU's D-Bus display, reached by descriptor: pixels by shared memory. */
[[nodiscard]] bool hasFastDisplay(const MachineDetails &details);

/**
 * Gives a definition that display beside those it has; nothing else changes, and the others keep
 * their numbers. InvalidState when it has one already (a display on a message bus counts: it is
 * another program's), NotSupported when it has no screen at all or one drawn by a graphics processor:
 * QEMU has one way for that, and would not start with another beside it.
 */
[[nodiscard]] Result<> addFastDisplay(DomainXml &xml);

} // namespace vitrine
