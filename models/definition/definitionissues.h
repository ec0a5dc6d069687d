// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

#include <QSet>

/** @file What is wrong with a definition, before anybody tries to apply it. Pure. */
namespace vitrine {

/** What the judgement needs to know of the world. */
struct DefinitionFacts {
    quint64 hostMemoryBytes = 0; ///< 0: not known
    int hostProcessors = 0;
    QSet<QString> macsOfOthers = {}; ///< lower case, of other machines of the connection
    QSet<quint16> usedPorts = {}; ///< TCP ports that other programs or machines hold
};

struct DefinitionIssue {
    enum class Kind {
        NotAValue, ///< What was entered can't be a value of the property; `value` is what was entered.
        Missing, ///< Required, but empty.
        MemoryZero,
        MemoryAboveHost, ///< warning
        CurrentAboveMemory,
        ProcessorsAboveHost, ///< warning
        CurrentAboveLimit, ///< more processors than there is room for
        TopologyMismatch, ///< sockets x dies x clusters x cores x threads is not the limit
        MacInUse, ///< by another machine or another adapter
        PortInUse,
        PortInvalid, ///< 0 or above 65535
        NameInUse, ///< two disks or shared folders of one name
        PathWithComma, ///< QEMU reads a comma in some paths as the end of it
    };
    Kind kind = Kind::NotAValue;
    bool forbids = true; ///< else a warning
    DeviceRef device = {};
    QString property = {}; ///< id; empty when it is about no single one
    QString value = {};
    bool operator==(const DefinitionIssue &) const = default;
};

[[nodiscard]] QList<DefinitionIssue> definitionIssues(const DomainXml &xml, const DefinitionFacts &facts);

/** A sentence: what is wrong and what to enter instead. */
[[nodiscard]] QString issueText(const DefinitionIssue &issue);

} // namespace vitrine
