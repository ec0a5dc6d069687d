// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolesituation.h"

#include "models/errortext.h"
#include "models/machinetext.h"

#include <KLocalizedString>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

using Situation = std::optional<ConsoleSituation>;

QString titleWhenOff(const MachineInfo &machine)
{
    if (machine.state == MachineState::Saved) {
        return i18nc("@info", "The machine is saved");
    }
    if (machine.reason == StateReason::EmulatorDied) {
        return i18nc("@info", "The machine stopped unexpectedly");
    }
    if (machine.state == MachineState::Crashed) {
        return i18nc("@info", "The guest crashed");
    }
    return machine.reason == StateReason::ByGuest ? i18nc("@info", "The guest shut itself down") : i18nc("@info", "The machine is off");
}

QList<ConsoleStep> stepsWhenOff(const MachineInfo &machine)
{
    if (!machine.persistent) {
        return {ConsoleStep::CloseWindow};
    }
    return {machine.reason == StateReason::AccelerationFault ? ConsoleStep::StartWithoutAcceleration : ConsoleStep::Start};
}

ConsoleSituation whenOff(const MachineInfo &machine)
{
    QString text = stateAdvice(machine);
    if (text.isEmpty() && machine.state == MachineState::Saved) {
        text = i18nc("@info", "Start goes on from where it was.");
    }
    const bool bad = machine.reason == StateReason::EmulatorDied || machine.state == MachineState::Crashed;
    return {.iconName = bad ? u"dialog-warning"_s : stateIconName(machine.state), .title = titleWhenOff(machine), .text = text, .steps = stepsWhenOff(machine)};
}

QList<ConsoleStep> stepsWhenPaused(StateReason reason)
{
    switch (reason) {
    case StateReason::Starting:
    case StateReason::Saving:
        return {};
    case StateReason::AccelerationFault:
        return {ConsoleStep::StartWithoutAcceleration, ConsoleStep::ForceOff};
    case StateReason::GuestPanicked:
        return {ConsoleStep::Reset, ConsoleStep::ForceOff};
    default:
        return {ConsoleStep::Resume};
    }
}

ConsoleSituation whenPaused(const MachineInfo &machine)
{
    const bool byUser = machine.reason == StateReason::None || machine.reason == StateReason::ByUser;
    const bool passing = machine.reason == StateReason::Starting || machine.reason == StateReason::Saving;
    return {.iconName = byUser || passing ? stateIconName(machine.state) : u"dialog-warning"_s,
            .title = stateText(machine),
            .text = stateAdvice(machine),
            .steps = stepsWhenPaused(machine.reason)};
}

ConsoleSituation whenClosed(const Error &reason)
{
    switch (reason.code) {
    case ErrorCode::TakenOver:
        return {.iconName = u"video-display"_s,
                .title = i18nc("@info", "Another viewer took the screen"),
                .text = i18nc("@info", "Only one program at a time can show it. The machine goes on running."),
                .steps = {ConsoleStep::Reconnect}};
    case ErrorCode::ConnectionLost:
        return {.iconName = u"network-disconnect"_s,
                .title = i18nc("@info", "The connection to the screen ended"),
                .text = i18nc("@info", "The machine goes on running. Perhaps another program shows its screen now."),
                .steps = {ConsoleStep::Reconnect}};
    case ErrorCode::NotSupported:
        return {.iconName = u"video-display"_s,
                .title = i18nc("@info", "This machine has no screen that can be shown here"),
                .text = i18nc("@info", "It runs without a display, on another computer, or with a kind of screen that Vitrine does not know."),
                .steps = {}};
    case ErrorCode::DrawnByGpu:
        return {.iconName = u"video-display"_s, .title = errorText(reason).title, .text = errorText(reason).explanation, .steps = {ConsoleStep::Settings}};
    case ErrorCode::Cancelled:
        return {.iconName = u"video-display"_s,
                .title = i18nc("@info", "The screen is not connected"),
                .text = i18nc("@info", "The machine goes on running."),
                .steps = {ConsoleStep::Reconnect}};
    default: {
        const ErrorText text = errorText(reason);
        return {.iconName = u"network-disconnect"_s,
                .title = i18nc("@info", "The connection to the screen is broken"),
                .text = text.explanation.isEmpty() ? text.title : text.explanation,
                .steps = {ConsoleStep::Reconnect}};
    }
    }
}

Situation whenRunning(const ConsoleFacts &facts)
{
    if (facts.detailsFailed || facts.session == ConsoleSession::State::Closed) {
        return whenClosed(facts.closeReason);
    }
    if (facts.hasPicture) {
        return {};
    }
    const bool connected = facts.session == ConsoleSession::State::Connected;
    return ConsoleSituation{.iconName = u"video-display"_s,
                            .title = connected ? i18nc("@info", "The guest's screen is dark") : i18nc("@info", "Connecting to the screen…"),
                            .text = connected ? i18nc("@info", "The guest shows no picture now.") : QString(),
                            .steps = {}};
}

} // namespace

std::optional<ConsoleSituation> consoleSituation(const ConsoleFacts &facts)
{
    if (!facts.machine) {
        return ConsoleSituation{.iconName = u"edit-delete"_s,
                                .title = i18nc("@info", "This machine was removed"),
                                .text = {},
                                .steps = {ConsoleStep::CloseWindow}};
    }
    switch (facts.machine->state) {
    case MachineState::Off:
    case MachineState::Saved:
    case MachineState::Crashed:
        return whenOff(*facts.machine);
    case MachineState::Paused:
        return whenPaused(*facts.machine);
    case MachineState::Sleeping:
        return ConsoleSituation{.iconName = stateIconName(MachineState::Sleeping),
                                .title = i18nc("@info", "The guest is asleep"),
                                .text = i18nc("@info", "Press a key to wake it up."),
                                .steps = {}};
    case MachineState::Unknown:
    case MachineState::Running:
    case MachineState::Stopping:
        break;
    }
    return whenRunning(facts);
}

QString stepText(ConsoleStep step)
{
    switch (step) {
    case ConsoleStep::Start:
        return i18nc("@action:button", "Start");
    case ConsoleStep::StartWithoutAcceleration:
        return i18nc("@action:button", "Start Without Acceleration");
    case ConsoleStep::Resume:
        return i18nc("@action:button", "Resume");
    case ConsoleStep::Reset:
        return i18nc("@action:button", "Reset");
    case ConsoleStep::ForceOff:
        return i18nc("@action:button", "Force Off");
    case ConsoleStep::Settings:
        return i18nc("@action:button", "Settings…");
    case ConsoleStep::Reconnect:
        return i18nc("@action:button", "Show the Screen Here");
    case ConsoleStep::CloseWindow:
        return i18nc("@action:button", "Close Window");
    }
    return {};
}

QString stepIconName(ConsoleStep step)
{
    switch (step) {
    case ConsoleStep::Start:
    case ConsoleStep::StartWithoutAcceleration:
    case ConsoleStep::Resume:
        return u"media-playback-start"_s;
    case ConsoleStep::Reset:
        return u"system-reboot"_s;
    case ConsoleStep::ForceOff:
        return u"media-playback-stop"_s;
    case ConsoleStep::Settings:
        return u"configure"_s;
    case ConsoleStep::Reconnect:
        return u"view-refresh"_s;
    case ConsoleStep::CloseWindow:
        return u"window-close"_s;
    }
    return {};
}

} // namespace vitrine
