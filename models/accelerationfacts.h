// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <functional>
#include <optional>

namespace vitrine {

/** Whether and how well hardware acceleration works. */
struct AccelerationFacts {
    std::optional<Error> problem = {}; ///< Acceleration*; none: it works
    bool secureBoot = true; ///< System Management Mode is there
};

/** A look at this computer; called on the GUI thread, returns at once. */
using AccelerationProbe = std::function<Task<AccelerationFacts>()>;

} // namespace vitrine
