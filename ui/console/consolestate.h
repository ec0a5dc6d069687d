// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <KConfigGroup>

namespace vitrine {

/** Where one machine's console keeps what it remembers (geometry, scaling, ...): not settings, but state. */
[[nodiscard]] KConfigGroup consoleState(const MachineId &id);

} // namespace vitrine
