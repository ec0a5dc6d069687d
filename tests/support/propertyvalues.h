// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

namespace vitrine::test {

/**
 * Values worth trying on a property of a definition: all choices, both words of a flag, something with
 * every awkward character for a text, "not set" where that can be; not the `current` one.
 */
[[nodiscard]] QStringList valuesToTry(const DomainXml &xml, const Property &property, const QString &current);

/** The devices that a property belongs to and is of use to; a null one for those of the whole machine. */
[[nodiscard]] QList<DeviceRef> ownersOf(const DomainXml &xml, const Property &property);

} // namespace vitrine::test
