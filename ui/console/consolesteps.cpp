// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolesteps.h"

#include "models/errortext.h"
#include "models/machinecommands.h"
#include "ui/console/machineconsole.h"
#include "ui/widgets/errorpresenter.h"
#include "ui/widgets/machineactions.h"

#include <QCoroTask>
#include <QWidget>

#include <utility>

namespace vitrine {

ConsoleSteps::ConsoleSteps(MachineCommands *commands, MachineActions *actions, MachineConsole *console, ErrorPresenter *errors, QWidget *window)
    : QObject(window)
    , m_commands(commands)
    , m_actions(actions)
    , m_console(console)
    , m_errors(errors)
    , m_window(window)
{
    connect(m_actions, &MachineActions::commandGiven, this, &ConsoleSteps::noteCommand);
    connect(m_commands, &MachineCommands::busyChanged, this, &ConsoleSteps::onBusyChanged);
    connect(m_commands, &MachineCommands::failed, this, &ConsoleSteps::onFailed);
}

void ConsoleSteps::take(ConsoleStep step)
{
    switch (step) {
    case ConsoleStep::Start:
        return m_actions->trigger(MachineAction::Start, m_console->id());
    case ConsoleStep::StartWithoutAcceleration:
        return m_actions->trigger(MachineAction::StartWithoutAcceleration, m_console->id());
    case ConsoleStep::Resume:
        return give(&MachineCommands::resume);
    case ConsoleStep::Reset:
        return give(&MachineCommands::reset);
    case ConsoleStep::ForceOff:
        return m_actions->trigger(MachineAction::ForceOff, m_console->id());
    case ConsoleStep::Settings:
        return m_actions->trigger(MachineAction::Settings, m_console->id());
    case ConsoleStep::Reconnect:
        return m_console->reconnect();
    case ConsoleStep::CloseWindow:
        m_window->close();
        return;
    }
}

void ConsoleSteps::onBusyChanged(const MachineId &id)
{
    if (id == m_console->id() && m_commands->isBusy(id)) {
        m_commandIsOurs = std::exchange(m_commandGiven, false);
    }
}

void ConsoleSteps::onFailed(const MachineId &id, const Error &error)
{
    m_commandGiven = false;
    if (id == m_console->id() && m_commandIsOurs) {
        tell(error);
    }
}

void ConsoleSteps::give(void (MachineCommands::*command)(const MachineId &))
{
    noteCommand();
    (m_commands->*command)(m_console->id());
}

void ConsoleSteps::noteCommand()
{
    m_errors->clear();
    ++m_round;
    m_commandIsOurs = true;
    m_commandGiven = true;
}

/** A file that is at fault may be one that another can be chosen for. */
void ConsoleSteps::tell(const Error &error)
{
    if (!errorText(error).remedies.contains(Remedy::ChooseFile)) {
        return show(error, {});
    }
    QCoro::connect(m_commands->details(m_console->id()), this, [this, error, round = m_round](const Result<MachineDetails> &details) {
        if (round == m_round) {
            show(error, details ? replaceableDisk(details->disks, error.subject) : std::nullopt);
        }
    });
}

void ConsoleSteps::show(const Error &error, const std::optional<DiskDetails> &disk)
{
    const auto step = [this](ConsoleStep step) {
        return [this, step] {
            take(step);
        };
    };
    RemedyActions remedies{{Remedy::Retry,
                            [this] {
                                m_actions->retry(m_console->id());
                            }},
                           {Remedy::StartWithoutAcceleration, step(ConsoleStep::StartWithoutAcceleration)},
                           {Remedy::ForceOff, step(ConsoleStep::ForceOff)},
                           {Remedy::Resume, step(ConsoleStep::Resume)}};
    if (const auto machine = m_console->facts().machine; machine && machine->state == MachineState::Saved) {
        remedies.insert({Remedy::DiscardSavedState, [this] {
                             m_actions->trigger(MachineAction::DiscardSavedState, m_console->id());
                         }});
    }
    if (disk) {
        remedies.insert({Remedy::ChooseFile, [this, disk = *disk] {
                             m_actions->startWithOtherFile(m_console->id(), disk);
                         }});
    }
    m_errors->show(error, remedies);
}

} // namespace vitrine
