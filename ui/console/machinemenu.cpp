// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/machinemenu.h"

#include "ui/widgets/machineactions.h"

#include <KAcceleratorManager>
#include <KLocalizedString>

#include <QMenu>

namespace vitrine {

using namespace Qt::StringLiterals;

MachineMenu::MachineMenu(MachineActions *machine, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu(i18nc("@title:menu", "&Machine"), hostKeyName, parent)
    , close(make(u"close"_s, i18nc("@action", "&Close Window…"), u"window-close"_s, HostCommand::Close))
    , m_machine(machine)
{
    MachineMenu::hostKeyNameChanged();
}

void MachineMenu::hostKeyNameChanged()
{
    using enum MachineAction;
    m_machine->setHint(Pause, hostKeys(HostCommand::Pause));
    m_machine->setHint(Reset, hostKeys(HostCommand::Reset));
    m_machine->setHint(ShutDown, hostKeys(HostCommand::ShutDown));
    m_machine->setHint(Settings, hostKeys(HostCommand::Settings));
}

void MachineMenu::fillMenu(QMenu *menu)
{
    menu->setToolTipsVisible(true);
    using enum MachineAction;
    for (const MachineAction action : {Start, StartWithoutAcceleration, Pause, Reset}) {
        menu->addAction(m_machine->action(action));
    }
    menu->addSeparator();
    for (const MachineAction action : {ShutDown, SaveState, DiscardSavedState, ForceOff}) {
        menu->addAction(m_machine->action(action));
    }
    menu->addSeparator();
    menu->addAction(m_machine->action(Settings));
    menu->addSeparator();
    menu->addAction(close);
    KAcceleratorManager::manage(menu);
}

} // namespace vitrine
