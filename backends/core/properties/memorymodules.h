// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

#include <pugixml.hpp>

/** @file Memory that was plugged in: counted as the machine's, but on none of its NUMA nodes. Pure. */
namespace vitrine {

/** Of all modules of the <domain>. */
[[nodiscard]] quint64 pluggedMemory(const pugi::xml_node &root);
/** Whether the machine's memory is that of its nodes and modules, as the hypervisor stores it. False without nodes. */
[[nodiscard]] bool memoryAddsUp(const pugi::xml_node &root);
/** Makes it so, after a module has changed. */
void addUpMemory(const pugi::xml_node &root);

} // namespace vitrine
