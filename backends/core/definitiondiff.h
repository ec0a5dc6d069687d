// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

namespace vitrine {

/** One thing in which two definitions differ. */
struct DefinitionChange {
    enum class Kind {
        Property, ///< property, oldValue, newValue
        DeviceAdded,
        DeviceRemoved,
        Other, ///< Something that no property tells of, in the device or the top-level `element`.
    };
    Kind kind = Kind::Other;
    QString property = {};
    QString element = {}; ///< The device's; for Other also "seclabel" and the like.
    QString label = {}; ///< What a person tells the device by: "vda", a MAC address; may be empty.
    DeviceRef before = {}; ///< Where it is in the old definition; null when it is not a device's or not there.
    DeviceRef after = {};
    QString oldValue = {};
    QString newValue = {};
    Effect effect = Effect::AfterRestart; ///< Set by planLive().
    bool operator==(const DefinitionChange &) const = default;
};

/**
 * The difference, in the order of the table and then of the document. A change that follows from
 * another one (the topology from the number of processors) is not told. Empty only for definitions
 * that mean the same; order of attributes, comments and layout mean nothing. Pure.
 */
[[nodiscard]] QList<DefinitionChange> definitionChanges(const DomainXml &before, const DomainXml &after);

/** Nothing but layout, comments and the number of the running instance differ. */
[[nodiscard]] bool sameDefinition(const DomainXml &one, const DomainXml &other);

} // namespace vitrine
