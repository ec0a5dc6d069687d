// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/machinedetails.h"
#include "ui/console/consolesituation.h"

#include <QObject>

#include <optional>

class QWidget;

namespace vitrine {

class ErrorPresenter;
class MachineActions;
class MachineCommands;
class MachineConsole;

/**
 * Carries out the next steps that a console window offers, and shows in that window what became of
 * the commands it gave: not of those that another window gave.
 */
class ConsoleSteps : public QObject
{
    Q_OBJECT

public:
    /** Belongs to `window`, which CloseWindow closes; the others must live as long. */
    ConsoleSteps(MachineCommands *commands, MachineActions *actions, MachineConsole *console, ErrorPresenter *errors, QWidget *window);

    void take(ConsoleStep step);
    /** This window gives a command by other ways: its failure is shown here. */
    void noteCommand();

private:
    void onBusyChanged(const MachineId &id);
    void onFailed(const MachineId &id, const Error &error);
    void give(void (MachineCommands::*command)(const MachineId &));
    void tell(const Error &error);
    void show(const Error &error, const std::optional<DiskDetails> &disk);

    MachineCommands *m_commands;
    MachineActions *m_actions;
    MachineConsole *m_console;
    ErrorPresenter *m_errors;
    QWidget *m_window;
    int m_round = 0; ///< counts the commands: what is found out for an older one comes too late
    bool m_commandIsOurs = false; ///< a failure of the last command is shown here
    bool m_commandGiven = false; ///< by this window, and has not begun yet
};

} // namespace vitrine
