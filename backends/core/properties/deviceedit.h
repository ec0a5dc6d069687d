// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

/** @file Editing by references instead of nodes; devices put in and taken out. All else stays as it was. */
namespace vitrine {

/** Empty also for a device that is gone. */
[[nodiscard]] QString propertyValue(const DomainXml &xml, const Property &property, const DeviceRef &device);
/** As Property::write(); NotFound for a device that is gone. */
Result<> setPropertyValue(DomainXml &xml, const Property &property, const DeviceRef &device, const QString &value);
[[nodiscard]] bool propertyApplies(const DomainXml &xml, const Property &property, const DeviceRef &device);
/** Whether it applies and Property::isNeededBy() the device. */
[[nodiscard]] bool propertyIsNeeded(const DomainXml &xml, const Property &property, const DeviceRef &device);
/** Property::offered() of a device; empty for one that is gone. */
[[nodiscard]] QStringList offeredChoices(const DomainXml &xml, const Property &property, const DeviceRef &device);
/** Whether it applies and there is a value to change to: a list of choices may have but the one that is set. */
[[nodiscard]] bool propertyIsOffered(const DomainXml &xml, const Property &property, const DeviceRef &device);
/** "vda", "52:54:00:...", "shared": what a person tells the device by; may be empty. */
[[nodiscard]] QString labelOfDevice(const DomainXml &xml, const DeviceRef &device);

/** Behind the last device of its kind. XmlInvalid (detail: line and reason). */
[[nodiscard]] Result<DeviceRef> insertDevice(DomainXml &xml, const QString &element);
/** Does nothing when there is no such device. */
void eraseDevice(DomainXml &xml, const DeviceRef &device);
/** The element alone, as text. */
[[nodiscard]] QString deviceXml(const DomainXml &xml, const DeviceRef &device);

} // namespace vitrine
