// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

/** @file What kind of machine an element (the <domain> or anything in it) belongs to. Pure. */
namespace vitrine {

/** Null for an element of no definition. */
[[nodiscard]] pugi::xml_node machineOf(const pugi::xml_node &element);

[[nodiscard]] bool isX86(const pugi::xml_node &element);
[[nodiscard]] bool isNotX86(const pugi::xml_node &element);
[[nodiscard]] bool isPower(const pugi::xml_node &element);
[[nodiscard]] bool isMainframe(const pugi::xml_node &element);
/** The chipset of old: PCI and IDE. */
[[nodiscard]] bool isI440fx(const pugi::xml_node &element);
[[nodiscard]] bool isQ35(const pugi::xml_node &element);
/** Run by QEMU, with or without acceleration. */
[[nodiscard]] bool isQemu(const pugi::xml_node &element);
[[nodiscard]] bool isNotQemu(const pugi::xml_node &element);

/** Other architectures and hypervisors have UEFI without it. */
[[nodiscard]] bool uefiNeedsAcpi(const DomainXml &xml);

/** For choices that ask for more than can be set here: they stay where another program has made them. */
[[nodiscard]] bool isNothing(const pugi::xml_node &element);

/** Whether a way to the screen other than the element itself is of that type. */
[[nodiscard]] bool hasGraphics(const pugi::xml_node &element, QLatin1StringView type);
[[nodiscard]] bool hasSpice(const pugi::xml_node &element);

/** The numbers by which disks and controllers name the threads that serve them. */
[[nodiscard]] QList<int> ioThreadNumbers(const DomainXml &xml);

} // namespace vitrine
