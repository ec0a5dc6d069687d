// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/machineinfo.h"
#include "backends/core/machinespec.h"

#include <optional>

namespace vitrine {

/** How a pretend guest misbehaves. */
enum class DemoQuirk {
    None,
    IgnoresShutDown,
    EmulatorDies, ///< Some delays after its start.
    DiskFills, ///< As above: pauses; goes on when it is resumed.
    AccelerationFails, ///< As above, while its definition says kvm.
    RebootsOverAndOver,
    SavedStateBroken, ///< Does not go on from its saved state; starts without it.
};

/** A pretend machine of the demo backend. */
struct DemoMachine {
    MachineInfo info;
    MachineSpec spec; ///< What the first stored definition is made from, when somebody asks for it.
    QString stored = {}; ///< Empty until then.
    QString active = {}; ///< What it was started with; empty when off.
    std::optional<Error> startFailure = {};
    DemoQuirk quirk = DemoQuirk::None;
    int starts = 0; ///< Tells apart timed events of an earlier life.
};

} // namespace vitrine
