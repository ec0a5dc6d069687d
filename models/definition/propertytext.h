// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

/** @file What the settings of a machine are called, translated. Pure functions. */
namespace vitrine {

[[nodiscard]] QString propertyName(const Property &property);
/** A sentence for the tool tip; often empty. */
[[nodiscard]] QString propertyHelp(const Property &property);
/** A value of a choice as a person would say it; unknown ones as they are. */
[[nodiscard]] QString choiceName(const Property &property, const QString &value);
/** Any value as a person would say it: "Automatic", "On", "2.0 GiB", "Shared networking". */
[[nodiscard]] QString valueText(const Property &property, const QString &value);
/** Whether the name, the explanation or the value has the text in it, in any case. */
[[nodiscard]] bool propertyContains(const DomainXml &xml, const Property &property, const DeviceRef &device, const QString &text);

[[nodiscard]] QString pageName(SettingsPage page);
[[nodiscard]] QString pageIconName(SettingsPage page);

/** "Disk 1 (virtio): debian.qcow2", "Network adapter 2"; the element's name for unknown devices. */
[[nodiscard]] QString deviceTitle(const DomainXml &xml, const DeviceRef &device);
/** "Disk", "Network adapter": the kind alone. */
[[nodiscard]] QString deviceKindName(const QString &element);
[[nodiscard]] QString deviceIconName(const QString &element);

} // namespace vitrine
