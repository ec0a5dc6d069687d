// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitiondiff.h"

namespace vitrine {

/** One's own edit, made again on what another program has stored meanwhile. */
struct MergedDefinition {
    DomainXml xml; ///< theirs, with one's own changes
    QList<DefinitionChange> theirs = {}; ///< what the other program changed
    QList<DefinitionChange> lost = {}; ///< own changes that could not be made again: the device is gone or taken
    QList<DefinitionChange> contested = {}; ///< own changes of what the other program changed, too; own values are in `xml`
};

/** Three-way: `mine` and `theirs` both come from `base`. Pure. */
[[nodiscard]] MergedDefinition mergeDefinitions(const DomainXml &base, const DomainXml &mine, const DomainXml &theirs);

} // namespace vitrine
