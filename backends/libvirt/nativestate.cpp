// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/nativestate.h"

#include <libvirt/libvirt.h>

namespace vitrine {
namespace {

StateReason pauseReason(int reason)
{
    switch (reason) {
    case VIR_DOMAIN_PAUSED_USER:
        return StateReason::ByUser;
    case VIR_DOMAIN_PAUSED_MIGRATION:
    case VIR_DOMAIN_PAUSED_SAVE:
    case VIR_DOMAIN_PAUSED_DUMP:
    case VIR_DOMAIN_PAUSED_SNAPSHOT:
        return StateReason::Saving;
    case VIR_DOMAIN_PAUSED_STARTING_UP:
    case VIR_DOMAIN_PAUSED_POSTCOPY:
        return StateReason::Starting;
    case VIR_DOMAIN_PAUSED_IOERROR:
        return StateReason::IoError;
    case VIR_DOMAIN_PAUSED_CRASHED:
        return StateReason::GuestPanicked;
    default:
        return StateReason::None;
    }
}

NativeState offState(int reason, bool hasSavedState)
{
    if (hasSavedState) {
        return {MachineState::Saved, StateReason::ByUser};
    }
    switch (reason) {
    case VIR_DOMAIN_SHUTOFF_CRASHED:
    case VIR_DOMAIN_SHUTOFF_DAEMON: // the emulator was gone when the daemon came back to it
        return {MachineState::Crashed, StateReason::EmulatorDied};
    case VIR_DOMAIN_SHUTOFF_SHUTDOWN:
        return {MachineState::Off, StateReason::ByGuest};
    case VIR_DOMAIN_SHUTOFF_DESTROYED:
        return {MachineState::Off, StateReason::ByUser};
    default:
        return {MachineState::Off, StateReason::None};
    }
}

} // namespace

NativeState machineStateFor(int state, int reason, bool hasSavedState)
{
    switch (state) {
    case VIR_DOMAIN_RUNNING:
    case VIR_DOMAIN_BLOCKED:
        return {MachineState::Running, StateReason::None};
    case VIR_DOMAIN_PAUSED:
        return {reason == VIR_DOMAIN_PAUSED_SHUTTING_DOWN ? MachineState::Stopping : MachineState::Paused, pauseReason(reason)};
    case VIR_DOMAIN_SHUTDOWN:
        return {MachineState::Stopping, StateReason::None};
    case VIR_DOMAIN_SHUTOFF:
        return offState(reason, hasSavedState);
    case VIR_DOMAIN_CRASHED:
        return {MachineState::Crashed, StateReason::GuestPanicked};
    case VIR_DOMAIN_PMSUSPENDED:
        return {MachineState::Sleeping, StateReason::ByGuest};
    default:
        return {MachineState::Unknown, StateReason::None};
    }
}

} // namespace vitrine
