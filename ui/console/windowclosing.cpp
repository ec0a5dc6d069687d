// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/windowclosing.h"

#include "backends/core/machineinfo.h"
#include "models/machinecommands.h"
#include "ui/console/closedialog.h"
#include "ui/console/underway.h"
#include "ui/widgets/machineactions.h"

#include <QAction>
#include <QMessageBox>

namespace vitrine {

namespace {

QList<CloseChoice> possibleChoices(const MachineActions &actions)
{
    QList<CloseChoice> possible;
    for (const auto &[choice, action] : {std::pair{CloseChoice::SaveState, MachineAction::SaveState},
                                         {CloseChoice::ShutDown, MachineAction::ShutDown},
                                         {CloseChoice::ForceOff, MachineAction::ForceOff}}) {
        if (actions.action(action)->isEnabled()) {
            possible.append(choice);
        }
    }
    return possible;
}

void closeBy(CloseChoice choice, const MachineId &id, MachineCommands &commands)
{
    switch (choice) {
    case CloseChoice::KeepRunning:
        return;
    case CloseChoice::SaveState:
        return commands.saveState(id);
    case CloseChoice::ShutDown:
        return commands.shutDown(id);
    case CloseChoice::ForceOff:
        return commands.forceOff(id);
    }
}

bool mayEnd(const Underway &underway, QWidget *window)
{
    bool may = false;
    QMessageBox *question = makeUnderwayQuestion(underway, EndedBy::Closing, window);
    QObject::connect(question, &QDialog::accepted, window, [&may] {
        may = true;
    });
    question->exec(); // which deletes it
    return may;
}

} // namespace

bool settleBeforeClosing(const MachineInfo &machine, const MachineActions &actions, MachineCommands &commands, const Underway &underway, QWidget *window)
{
    if (!machine.isActive()) {
        return true;
    }
    CloseChoice choice = CloseDialog::lastChoice();
    if (CloseDialog::mustAsk()) {
        CloseDialog dialog(machine.displayName(), possibleChoices(actions), underway, window);
        if (dialog.exec() != QDialog::Accepted) {
            return false;
        }
        choice = dialog.choice();
    } else if (!underway.isEmpty() && !mayEnd(underway, window)) {
        return false;
    }
    if (machine.isActive()) { // It may have stopped while the question was on the screen.
        closeBy(choice, machine.id, commands);
    }
    return true;
}

} // namespace vitrine
