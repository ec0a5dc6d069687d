// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

/** @file What of a machine itself (not of one of its devices) belongs together on a page. Pure functions. */
namespace vitrine {

/** Of those that have something on the page, in the order in which they stand there. */
[[nodiscard]] QList<QLatin1StringView> propertyGroups(SettingsPage page);
/** The group of a property that belongs to no device. */
[[nodiscard]] QLatin1StringView propertyGroup(const Property &property);
/** Translated; a group that is alone on its page is called as the page. */
[[nodiscard]] QString propertyGroupName(SettingsPage page, QLatin1StringView group);

} // namespace vitrine
