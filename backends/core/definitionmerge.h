// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitiondiff.h"

namespace vitrine {

/** One thing that both have changed, each in their own way. */
struct MergeConflict {
    DefinitionChange mine = {};
    DefinitionChange theirs = {};
    bool operator==(const MergeConflict &) const = default;
};

/** One's own edit, made again on what another program has stored meanwhile. */
struct MergedDefinition {
    DomainXml xml; ///< theirs, with one's own changes
    QList<DefinitionChange> theirs = {}; ///< what the other program changed
    /** Own changes are in `xml` unless they yield. Of a device that one of both removed there is only one. */
    QList<MergeConflict> conflicts = {};
    QList<DefinitionChange> lost = {}; ///< own changes that are no use on what is stored now
};

/**
 * Three-way: `mine` and `theirs` both come from `base`. Of conflicts, own changes prevail but for those
 * in `yielding` (from the conflicts of an earlier call). A new disk whose name was taken gets another. Pure.
 */
[[nodiscard]] MergedDefinition mergeDefinitions(const DomainXml &base, const DomainXml &mine, const DomainXml &theirs, const QList<DefinitionChange> &yielding = {});

} // namespace vitrine
