// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/machineactionstate.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

MachineActionInput inputFor(const MachineInfo &machine)
{
    MachineActionInput input{.machine = &machine, .connection = ConnectionState::Open, .capabilities = {}, .busy = false};
    for (const Feature feature :
         {Feature::Start, Feature::Pause, Feature::Reset, Feature::ShutDown, Feature::ForceOff, Feature::SaveState, Feature::Undefine}) {
        input.capabilities.setSupported(feature);
    }
    return input;
}

bool isEnabled(MachineAction action, const MachineInfo &machine)
{
    const MachineActionState state = machineActionState(action, inputFor(machine));
    EXPECT_EQ(state.enabled, state.reason.isEmpty());
    return state.enabled;
}

} // namespace

TEST(MachineActionState, followsTheMachinesState)
{
    MachineInfo machine;
    machine.state = MachineState::Off;
    EXPECT_TRUE(isEnabled(MachineAction::Start, machine));
    EXPECT_TRUE(isEnabled(MachineAction::Remove, machine));
    EXPECT_FALSE(isEnabled(MachineAction::ForceOff, machine));
    EXPECT_FALSE(isEnabled(MachineAction::Pause, machine));
    EXPECT_FALSE(machineActionState(MachineAction::Show, inputFor(machine)).visible);

    machine.state = MachineState::Running;
    EXPECT_FALSE(machineActionState(MachineAction::Start, inputFor(machine)).visible);
    EXPECT_FALSE(isEnabled(MachineAction::Remove, machine));
    EXPECT_TRUE(isEnabled(MachineAction::Pause, machine));
    EXPECT_TRUE(isEnabled(MachineAction::ShutDown, machine));

    machine.state = MachineState::Paused;
    EXPECT_TRUE(isEnabled(MachineAction::Pause, machine)) << "is Resume then";
    EXPECT_FALSE(isEnabled(MachineAction::ShutDown, machine)) << "a paused guest hears no power button";
    EXPECT_TRUE(isEnabled(MachineAction::ForceOff, machine));
}

TEST(MachineActionState, aCrashedGuestCanBeResetAndForcedOff)
{
    MachineInfo machine{.state = MachineState::Crashed, .reason = StateReason::GuestPanicked};
    EXPECT_TRUE(isEnabled(MachineAction::Reset, machine));
    EXPECT_TRUE(isEnabled(MachineAction::ForceOff, machine));
    EXPECT_FALSE(isEnabled(MachineAction::Remove, machine));
    machine.reason = StateReason::EmulatorDied; // nothing is left of it
    EXPECT_FALSE(isEnabled(MachineAction::ForceOff, machine));
    EXPECT_TRUE(isEnabled(MachineAction::Start, machine));
}

TEST(MachineActionState, theStateOfAMachineForOneRunCannotBeSaved)
{
    MachineInfo machine{.state = MachineState::Running};
    EXPECT_TRUE(isEnabled(MachineAction::SaveState, machine));
    machine.persistent = false;
    EXPECT_FALSE(isEnabled(MachineAction::SaveState, machine));
}

TEST(MachineActionState, saysWhyAConnectionCannotDoIt)
{
    const MachineInfo machine{.state = MachineState::Running};
    MachineActionInput input = inputFor(machine);
    input.capabilities.setUnsupported(Feature::SaveState, Error{.code = ErrorCode::NotSupported});
    const MachineActionState state = machineActionState(MachineAction::SaveState, input);
    EXPECT_FALSE(state.enabled);
    EXPECT_FALSE(state.reason.isEmpty());
}

TEST(MachineActionState, aBusyMachineCanStillBeForcedOffAndShown)
{
    const MachineInfo machine{.state = MachineState::Running};
    MachineActionInput input = inputFor(machine);
    input.busy = true;
    EXPECT_FALSE(machineActionState(MachineAction::Reset, input).enabled);
    EXPECT_TRUE(machineActionState(MachineAction::ForceOff, input).enabled);
    EXPECT_TRUE(machineActionState(MachineAction::Show, input).enabled);
}

TEST(MachineActionState, aMachineThatDoesNotAnswerCanOnlyBeForcedOff)
{
    const MachineInfo machine{.state = MachineState::Running, .reason = StateReason::NotAnswering};
    for (const MachineAction action : {MachineAction::Pause, MachineAction::Reset, MachineAction::ShutDown, MachineAction::SaveState}) {
        EXPECT_FALSE(isEnabled(action, machine)) << int(action);
    }
    EXPECT_TRUE(isEnabled(MachineAction::ForceOff, machine));
    EXPECT_TRUE(isEnabled(MachineAction::Show, machine));
}

TEST(MachineActionState, nothingWorksWithoutMachineOrConnection)
{
    EXPECT_FALSE(machineActionState(MachineAction::Start, {}).enabled);
    const MachineInfo machine{.state = MachineState::Off};
    MachineActionInput input = inputFor(machine);
    input.connection = ConnectionState::Reconnecting;
    EXPECT_FALSE(machineActionState(MachineAction::Start, input).enabled);
}

TEST(MachineActionState, aSavedStateCanBeDiscardedWhileThereIsOne)
{
    const MachineInfo saved{.state = MachineState::Saved};
    const MachineActionState state = machineActionState(MachineAction::DiscardSavedState, inputFor(saved));
    EXPECT_TRUE(state.visible && state.enabled) << qPrintable(state.reason);
    for (const MachineState other : {MachineState::Off, MachineState::Running, MachineState::Paused, MachineState::Crashed}) {
        EXPECT_FALSE(machineActionState(MachineAction::DiscardSavedState, inputFor({.state = other})).visible) << int(other);
    }
}

TEST(MachineActionState, softwareStartIsOfferedAfterAnAccelerationFaultOnly)
{
    MachineInfo machine{.state = MachineState::Paused};
    EXPECT_FALSE(machineActionState(MachineAction::StartWithoutAcceleration, inputFor(machine)).visible);
    machine.reason = StateReason::AccelerationFault;
    EXPECT_TRUE(machineActionState(MachineAction::StartWithoutAcceleration, inputFor(machine)).visible);
}

} // namespace vitrine
