// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitiondiff.h"

namespace vitrine {

/** "Memory: 2.0 GiB → 4.0 GiB", "Disk (vdb): added". Plain text; values may be a guest's or file's. */
[[nodiscard]] QString changeText(const DefinitionChange &change);
/** "now", "after the next start", "only while the machine is off". */
[[nodiscard]] QString effectText(Effect effect);

} // namespace vitrine
