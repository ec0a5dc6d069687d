// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <pugixml.hpp>

#include <optional>

/** @file Reads and writes one place below an element; see Property for how places are written. */
namespace vitrine {

enum class PlaceKind {
    Attribute,
    Text,
    Presence,
};

/** What a location names. */
struct Place {
    PlaceKind kind = PlaceKind::Text;
    pugi::xml_node node = {}; ///< null when the element is not there
    std::string attribute = {};
};
[[nodiscard]] Place placeAt(const pugi::xml_node &owner, QLatin1StringView location);

/** Empty when it is not there; "yes" and "no" for presence. */
[[nodiscard]] QString valueAt(const pugi::xml_node &owner, QLatin1StringView location);
/**
 * Makes the elements on the way. An empty value (for presence: anything but "yes") takes away the
 * attribute or element, and what is left empty by that on the way up to `owner`.
 */
void setValueAt(pugi::xml_node owner, QLatin1StringView location, const QString &value);

/** Amounts with a unit, as text of an element or an attribute with `unit` beside it; in bytes. */
[[nodiscard]] std::optional<quint64> bytesAt(const pugi::xml_node &owner, QLatin1StringView location);
void setBytesAt(pugi::xml_node owner, QLatin1StringView location, std::optional<quint64> bytes);

/** A new element behind the last of its kind, else behind all others, indented like its neighbours. */
[[nodiscard]] pugi::xml_node appendElement(pugi::xml_node parent, const char *name);

} // namespace vitrine
