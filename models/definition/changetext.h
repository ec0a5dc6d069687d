// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitiondiff.h"

namespace vitrine {

/** "Memory: 2.0 GiB → 4.0 GiB", "Disk (vdb): added". Plain text; values may be a guest's or file's. */
[[nodiscard]] QString changeText(const DefinitionChange &change);
/** What a change is about: "Memory", "Disk (vdb), Cache", "Disk (vdb)". Plain text. */
[[nodiscard]] QString changeSubject(const DefinitionChange &change);
/** Those to be shown: what only carries out another one of them is left out. */
[[nodiscard]] QList<DefinitionChange> toldChanges(QList<DefinitionChange> changes);
/** "now", "after the next start", "only while the machine is off". */
[[nodiscard]] QString effectText(Effect effect);
/** The same as a sentence, to stand below a field. */
[[nodiscard]] QString effectHint(Effect effect);

} // namespace vitrine
