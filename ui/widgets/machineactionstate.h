// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/backend.h"

namespace vitrine {

/** What can be done with one machine from menus, tool bar and keyboard. */
enum class MachineAction {
    Start,
    Show, ///< Takes Start's place while the machine is on.
    Pause, ///< "Resume" while it is paused.
    Reset,
    ShutDown,
    SaveState,
    DiscardSavedState, ///< Only while there is one.
    ForceOff,
    StartWithoutAcceleration, ///< Offered only after acceleration has failed.
    Settings,
    Remove,
};

/** An emulator process exists, be its guest alive or kept for a look after its crash. */
[[nodiscard]] bool hasProcess(const MachineInfo &machine);

/** Whether an action shows, whether it can be used, and why not. */
struct MachineActionState {
    bool visible = true;
    bool enabled = true;
    QString reason = {}; ///< translated; set when disabled
    bool operator==(const MachineActionState &) const = default;
};

/** All that decides; null pointers mean that there is none. */
struct MachineActionInput {
    const MachineInfo *machine = nullptr;
    ConnectionState connection = ConnectionState::Closed;
    Capabilities capabilities = {};
    bool busy = false;
};

[[nodiscard]] MachineActionState machineActionState(MachineAction action, const MachineActionInput &input);

} // namespace vitrine
