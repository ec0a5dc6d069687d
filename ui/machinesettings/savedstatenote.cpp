// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/savedstatenote.h"

#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "ui/widgets/machinequestions.h"

#include <KLocalizedString>

#include <QAction>
#include <QIcon>

using namespace Qt::StringLiterals;

namespace vitrine {

SavedStateNote::SavedStateNote(MachineStore *store, MachineCommands *commands, MachineId id, QWidget *parent)
    : KMessageWidget(i18nc("@info",
                           "The machine is saved: its next start goes on as it was. Changed settings take effect at the start after that one, or at the next "
                           "one if the saved state is discarded."),
                     parent)
    , m_store(store)
    , m_commands(commands)
    , m_id(std::move(id))
{
    setObjectName(u"savedStateNote"_s);
    setWordWrap(true);
    setCloseButtonVisible(false);
    auto *discard = new QAction(QIcon::fromTheme(u"edit-clear-history"_s), i18nc("@action:button", "Discard State…"), this);
    discard->setObjectName(u"savedStateDiscard"_s);
    connect(discard, &QAction::triggered, this, &SavedStateNote::discard);
    addAction(discard);
    connect(store, &MachineStore::machinesChanged, this, &SavedStateNote::follow);
    follow();
}

void SavedStateNote::follow()
{
    const auto machine = m_store->machine(m_id);
    setVisible(machine && machine->state == MachineState::Saved);
}

void SavedStateNote::discard()
{
    const auto machine = m_store->machine(m_id);
    askDiscardState(window(), machine ? machine->displayName() : QString(), [this] {
        m_commands->discardSavedState(m_id);
    });
}

} // namespace vitrine
