// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

#include <QList>

#include <pugixml.hpp>

/** @file Which device of one definition is which of another. Private to backends. */
namespace vitrine {

/** A device of one definition and what it has become in another; null where it is not there. */
struct DevicePair {
    pugi::xml_node before;
    pugi::xml_node after;
};
/** By what tells devices apart for people (target, MAC, tag), then by what they are made of. */
[[nodiscard]] QList<DevicePair> matchDevices(const DomainXml &before, const DomainXml &after);

/** "vda", "52:54:00:...", "shared": empty for devices that have nothing of the kind. */
[[nodiscard]] QString deviceLabel(const pugi::xml_node &device);

/** What an element means: attributes sorted, layout and comments left out. */
[[nodiscard]] QString meaningOf(const pugi::xml_node &node);

} // namespace vitrine
