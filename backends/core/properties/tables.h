// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

#include <QList>

/** @file The tables that allProperties() is made of; private to this folder. */
namespace vitrine {

[[nodiscard]] std::span<const Property> generalProperties();
[[nodiscard]] std::span<const Property> memoryProperties();
[[nodiscard]] std::span<const Property> processorProperties();
[[nodiscard]] std::span<const Property> systemProperties();
[[nodiscard]] std::span<const Property> displayProperties();
[[nodiscard]] std::span<const Property> storageProperties();
[[nodiscard]] std::span<const Property> networkProperties();
[[nodiscard]] std::span<const Property> portProperties();
[[nodiscard]] std::span<const Property> hostDeviceProperties();
[[nodiscard]] std::span<const Property> otherProperties();
[[nodiscard]] std::span<const Property> tuningProperties();

[[nodiscard]] inline QList<std::span<const Property>> propertyTables()
{
    return {generalProperties(),
            memoryProperties(),
            processorProperties(),
            systemProperties(),
            displayProperties(),
            storageProperties(),
            networkProperties(),
            portProperties(),
            hostDeviceProperties(),
            otherProperties(),
            tuningProperties()};
}

// Short ways to write a row.

[[nodiscard]] constexpr Property textRow(QLatin1StringView id, QLatin1StringView element, QLatin1StringView location)
{
    return {id, PropertyKind::Text, element, location};
}
[[nodiscard]] constexpr Property numberRow(QLatin1StringView id, QLatin1StringView element, QLatin1StringView location)
{
    return {id, PropertyKind::Number, element, location};
}
[[nodiscard]] constexpr Property bytesRow(QLatin1StringView id, QLatin1StringView element, QLatin1StringView location)
{
    return {id, PropertyKind::Bytes, element, location};
}
[[nodiscard]] constexpr Property pathRow(QLatin1StringView id, QLatin1StringView element, QLatin1StringView location)
{
    return {id, PropertyKind::Path, element, location};
}
[[nodiscard]] constexpr Property choiceRow(QLatin1StringView id, QLatin1StringView element, QLatin1StringView location, const char *choices)
{
    return Property(id, PropertyKind::Choice, element, location).of(QLatin1StringView(choices));
}
/** With the document's words for yes and no; none for an element that is there or not. */
[[nodiscard]] constexpr Property flagRow(QLatin1StringView id, QLatin1StringView element, QLatin1StringView location, const char *words = "")
{
    return Property(id, PropertyKind::Flag, element, location).of(QLatin1StringView(words));
}
[[nodiscard]] constexpr Property listRow(QLatin1StringView id, QLatin1StringView element, QLatin1StringView location)
{
    return {id, PropertyKind::List, element, location};
}

} // namespace vitrine
