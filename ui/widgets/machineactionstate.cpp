// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/machineactionstate.h"

#include "models/errortext.h"

#include <KLocalizedString>

#include <optional>

namespace vitrine {

namespace {

std::optional<Feature> featureOf(MachineAction action)
{
    switch (action) {
    case MachineAction::Start:
    case MachineAction::StartWithoutAcceleration:
        return Feature::Start;
    case MachineAction::Show:
        return std::nullopt;
    case MachineAction::Pause:
        return Feature::Pause;
    case MachineAction::Reset:
        return Feature::Reset;
    case MachineAction::ShutDown:
        return Feature::ShutDown;
    case MachineAction::SaveState:
    case MachineAction::DiscardSavedState:
        return Feature::SaveState;
    case MachineAction::ForceOff:
        return Feature::ForceOff;
    case MachineAction::Settings:
        return Feature::ChangeDevices;
    case MachineAction::Remove:
        return Feature::Undefine;
    }
    return std::nullopt;
}

bool isVisible(MachineAction action, const MachineInfo *machine)
{
    const bool active = machine && hasProcess(*machine);
    switch (action) {
    case MachineAction::Start:
        return !active;
    case MachineAction::Show:
        return active;
    case MachineAction::StartWithoutAcceleration:
        return machine && machine->reason == StateReason::AccelerationFault;
    case MachineAction::DiscardSavedState:
        return machine && machine->state == MachineState::Saved;
    default:
        return true;
    }
}

/** Why the machine's own state forbids the action; empty: it does not. */
QString stateProblem(MachineAction action, const MachineInfo &machine)
{
    using enum MachineAction;
    if (machine.reason == StateReason::NotAnswering && (action == Pause || action == Reset || action == ShutDown || action == SaveState)) {
        return i18nc("@info:tooltip", "The machine does not answer: it can only be forced off.");
    }
    switch (action) {
    case MachineAction::Start:
    case MachineAction::StartWithoutAcceleration:
    case MachineAction::DiscardSavedState:
    case MachineAction::Settings:
        return {};
    case MachineAction::Remove:
        return hasProcess(machine) ? i18nc("@info:tooltip", "Turn the machine off first.") : QString();
    case MachineAction::Show:
    case MachineAction::Reset:
    case MachineAction::ForceOff:
        return hasProcess(machine) ? QString() : i18nc("@info:tooltip", "The machine is off.");
    case MachineAction::ShutDown:
        if (machine.state == MachineState::Paused) {
            return i18nc("@info:tooltip", "The machine is paused: resume it first.");
        }
        break;
    case MachineAction::SaveState:
        if (machine.isActive() && !machine.persistent) {
            return i18nc("@info:tooltip", "The machine is made for one run only: nothing could start it again.");
        }
        break;
    case MachineAction::Pause:
        if (machine.state == MachineState::Sleeping) {
            return i18nc("@info:tooltip", "The guest is asleep: wake it with a key.");
        }
        break;
    default:
        break;
    }
    return machine.isActive() ? QString() : i18nc("@info:tooltip", "The machine is off.");
}

QString problem(MachineAction action, const MachineActionInput &input)
{
    if (!input.machine) {
        return i18nc("@info:tooltip", "No machine is selected.");
    }
    if (const QString state = stateProblem(action, *input.machine); !state.isEmpty()) {
        return state;
    }
    if (input.connection != ConnectionState::Open) {
        return i18nc("@info:tooltip", "There is no connection to the machine service.");
    }
    if (const auto feature = featureOf(action)) {
        const Support support = input.capabilities.support(*feature);
        if (!support) {
            return errorLine(support.reason);
        }
    }
    // A machine that hangs in a slow start or shutdown must still be stoppable: the command says Busy if not.
    if (input.busy && action != MachineAction::Show && action != MachineAction::ForceOff) {
        return i18nc("@info:tooltip", "Another action on this machine is still running.");
    }
    return {};
}

} // namespace

bool hasProcess(const MachineInfo &machine)
{
    return machine.isActive() || (machine.state == MachineState::Crashed && machine.reason == StateReason::GuestPanicked);
}

MachineActionState machineActionState(MachineAction action, const MachineActionInput &input)
{
    MachineActionState state;
    state.visible = isVisible(action, input.machine);
    state.reason = problem(action, input);
    state.enabled = state.reason.isEmpty();
    return state;
}

} // namespace vitrine
