// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/firmwarechange.h"
#include "backends/core/hostcapabilities.h"
#include "backends/core/hostdevices.h"
#include "backends/core/properties/property.h"
#include "backends/host/graphicsprobe.h"
#include "backends/host/usedports.h"

#include <QHash>
#include <QStringList>

#include <optional>

/** @file What is wrong with a definition, before anybody tries to apply it. Pure. */
namespace vitrine {

/** What the judgement needs to know of the world. */
struct DefinitionFacts {
    quint64 hostMemoryBytes = 0; ///< 0: not known
    int hostProcessors = 0;
    FirmwareFacts firmware = {};
    QStringList missingPieces = {}; ///< HostCapabilities::missingPieces
    QHash<QString, QString> macsOfOthers = {}; ///< lower case; to the names of the other machines of the connection
    QStringList networks = {}; ///< of the connection, by name
    QStringList hostDevices = {}; ///< bridges and cards of the host that an adapter can use
    bool networksNeedSystem = false; ///< the connection is a user's own: it has no networks to plug into
    std::optional<HostCapabilities> host = {}; ///< none: not known
    std::optional<GraphicsReport> graphics = {}; ///< none: not known, as of another computer
    QList<HostDevice> hardware = {}; ///< PCI, USB and mediated devices of the host; empty: not known
    bool perUser = false; ///< the connection is one user's own, without control groups
    QList<UsedPort> usedPorts = {}; ///< of the host: that other programs hold, or other machines when they run
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
        MacInUse, ///< by another machine (`value` is its name) or another adapter (empty)
        PortInUse,
        PortInvalid, ///< 0 or above 65535
        NetworkMissing, ///< warning: there is none of that name
        NetworkNeedsSystem, ///< warning
        Forward, ///< a port forward; `value` is the sentence that tells it
        Contradiction, ///< does not go with another setting; `value` is the sentence that tells it
        Tuning, ///< wants what this host can't give; `value` is the sentence that tells it
        NameInUse, ///< two disks or shared folders of one name
        FirmwareSwapped, ///< warning: BIOS for UEFI or the other way round; `value` is the file of variables left
        VariablesLeft, ///< warning: another kind of UEFI; `value` is the file of variables left
        SecureBootChipset, ///< Secure Boot on a chipset that can't
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
/** What is worth knowing before the definition becomes another one: warnings. */
[[nodiscard]] QList<DefinitionIssue> changeIssues(const DomainXml &before, const DomainXml &after);

/** A sentence: what a value of the property must look like. */
[[nodiscard]] QString propertyExpectation(const Property &property);

/** A sentence: what is wrong and what to enter instead. */
[[nodiscard]] QString issueText(const DefinitionIssue &issue);

} // namespace vitrine
