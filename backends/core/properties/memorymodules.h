// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

/** @file Memory that was plugged in: counted as the machine's, but on none of its NUMA nodes. Pure. */
namespace vitrine {

/** Of all modules. */
[[nodiscard]] quint64 pluggedMemory(const DomainXml &xml);
/** Whether the machine's memory is that of its nodes and modules, as the hypervisor stores it. False without nodes. */
[[nodiscard]] bool memoryAddsUp(const DomainXml &xml);
/** Makes it so, after a module has come, changed or gone. */
void addUpMemory(DomainXml &xml);

} // namespace vitrine
