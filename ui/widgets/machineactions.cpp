// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/machineactions.h"

#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "ui/widgets/machinequestions.h"
#include "ui/widgets/removedialog.h"

#include <KActionCollection>
#include <KLocalizedString>
#include <KToolBarPopupAction>

#include <QAction>
#include <QCoroTask>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <utility>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

struct Row {
    MachineAction action;
    const char *name;
    const char *icon;
    QKeySequence shortcut;
    QString text;
    QString toolTip;
};

QList<Row> rows()
{
    using enum MachineAction;
    return {
        {Start, "machine_start", "media-playback-start", {}, i18nc("@action", "Start"), i18nc("@info:tooltip", "Turn the machine on and show its screen")},
        {Show, "machine_show", "video-display", {}, i18nc("@action", "Show"), i18nc("@info:tooltip", "Show the machine's screen in a window")},
        {Pause,
         "machine_pause",
         "media-playback-pause",
         Qt::CTRL | Qt::Key_P,
         i18nc("@action", "Pause"),
         i18nc("@info:tooltip", "Stop the machine's clock, or let it go on")},
        {Reset,
         "machine_reset",
         "view-refresh",
         {},
         i18nc("@action", "Reset"),
         i18nc("@info:tooltip", "Restart at once, as by the reset button: unsaved work in the guest is lost")},
        {ShutDown,
         "machine_shutdown",
         "system-shutdown",
         Qt::CTRL | Qt::Key_H,
         i18nc("@action", "Shut Down"),
         i18nc("@info:tooltip", "Ask the guest to shut down, as by the power button")},
        {SaveState,
         "machine_save_state",
         "document-save",
         {},
         i18nc("@action", "Save State"),
         i18nc("@info:tooltip", "Keep the memory on disk and turn off; the next start goes on from there")},
        {DiscardSavedState,
         "machine_discard_state",
         "edit-clear-history",
         {},
         i18nc("@action", "Discard Saved State…"),
         i18nc("@info:tooltip", "Delete the memory kept on disk: the next start is one from the beginning")},
        {ForceOff,
         "machine_force_off",
         "process-stop",
         {},
         i18nc("@action", "Force Off"),
         i18nc("@info:tooltip", "Turn off at once, as by pulling the plug: unsaved work in the guest is lost")},
        {StartWithoutAcceleration,
         "machine_start_software",
         "media-playback-start",
         {},
         i18nc("@action", "Start Without Acceleration"),
         i18nc("@info:tooltip", "Run the guest by software only: slower, but it works everywhere")},
        {Settings,
         "machine_settings",
         "configure",
         Qt::CTRL | Qt::Key_S,
         i18nc("@action", "Settings…"),
         i18nc("@info:tooltip", "Change what the machine is made of; a running one follows as far as it can")},
        {Remove,
         "machine_remove",
         "edit-delete",
         Qt::Key_Delete,
         i18nc("@action", "Remove…"),
         i18nc("@info:tooltip", "Take the machine off the list; you choose whether its disk files stay")},
    };
}

} // namespace

MachineActions::MachineActions(MachineStore *store, MachineCommands *commands, Open openConsole, Open openSettings, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_commands(commands)
    , m_openConsole(std::move(openConsole))
    , m_openSettings(std::move(openSettings))
    , m_window(window)
{
    makeActions();
    makeShutDownMenu();
    connect(store, &MachineStore::machinesChanged, this, [this](const QList<MachineInfo> &machines) {
        for (const MachineInfo &machine : machines) {
            if (machine.id == m_machine) {
                update();
            }
        }
    });
    connect(store, &MachineStore::machinesAdded, this, &MachineActions::update);
    connect(store, &MachineStore::machinesRemoved, this, &MachineActions::update);
    connect(store, &MachineStore::connectionStateChanged, this, &MachineActions::update);
    connect(commands, &MachineCommands::busyChanged, this, [this](const MachineId &id) {
        if (id == m_machine) {
            update();
        }
    });
    connect(commands, &MachineCommands::started, this, [this](const MachineId &id) {
        if (m_showWhenStarted.remove(id) && m_openConsole) {
            m_openConsole(id);
        }
    });
    connect(commands, &MachineCommands::failed, this, [this](const MachineId &id) {
        if (m_showWhenStarted.remove(id)) {
            m_showWhenRetried.insert(id);
        } else {
            m_showWhenRetried.remove(id);
        }
    });
    update();
}

void MachineActions::makeActions()
{
    for (const Row &row : rows()) {
        auto *action = new QAction(QIcon::fromTheme(QLatin1String(row.icon)), row.text, this);
        action->setObjectName(QLatin1String(row.name));
        m_shortcuts.insert(row.action, row.shortcut);
        m_toolTips.insert(row.action, row.toolTip);
        m_actions.insert(row.action, action);
        connect(action, &QAction::triggered, this, [this, kind = row.action] {
            trigger(kind, m_machine);
        });
    }
    // Delete belongs to the list: in the search field it deletes a letter.
    action(MachineAction::Remove)->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void MachineActions::makeShutDownMenu()
{
    QAction *shutDown = action(MachineAction::ShutDown);
    m_shutDownMenu = new KToolBarPopupAction(shutDown->icon(), shutDown->text(), this);
    m_shutDownMenu->setObjectName(u"machine_shutdown_menu"_s);
    m_shutDownMenu->setPopupMode(KToolBarPopupAction::MenuButtonPopup);
    QMenu *menu = m_shutDownMenu->popupMenu();
    menu->setToolTipsVisible(true);
    menu->addAction(shutDown);
    menu->addAction(action(MachineAction::SaveState));
    menu->addAction(action(MachineAction::ForceOff));
    connect(m_shutDownMenu, &QAction::triggered, shutDown, &QAction::trigger);
}

void MachineActions::addTo(KActionCollection *collection)
{
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it) {
        collection->addAction(it.value()->objectName(), it.value());
        KActionCollection::setDefaultShortcut(it.value(), m_shortcuts.value(it.key()));
    }
    collection->addAction(m_shutDownMenu->objectName(), m_shutDownMenu);
    KActionCollection::setShortcutsConfigurable(m_shutDownMenu, false);
}

void MachineActions::setHint(MachineAction action, const QString &keys)
{
    const QString text = this->action(action)->text().section(u'\t', 0, 0); // without an earlier hint
    m_hints.insert(action, keys);
    setText(action, text);
}

void MachineActions::setText(MachineAction action, const QString &text)
{
    const QString hint = m_hints.value(action);
    this->action(action)->setText(hint.isEmpty() ? text : text + u'\t' + hint);
}

void MachineActions::setMachine(const MachineId &id)
{
    if (m_machine == id) {
        return;
    }
    m_machine = id;
    if (const Backend *backend = m_store->backend(id)) {
        connect(backend, &Backend::capabilitiesChanged, this, &MachineActions::update, Qt::UniqueConnection);
    }
    update();
}

QAction *MachineActions::action(MachineAction action) const
{
    return m_actions.value(action);
}

void MachineActions::startOrShow(const MachineId &id)
{
    const auto machine = m_store->machine(id);
    if (machine) {
        trigger(hasProcess(*machine) ? MachineAction::Show : MachineAction::Start, id);
    }
}

void MachineActions::trigger(MachineAction action, const MachineId &id)
{
    if (!m_store->machine(id)) {
        return;
    }
    switch (action) {
    case MachineAction::Start:
        return start(id);
    case MachineAction::Show:
        return m_openConsole ? m_openConsole(id) : void();
    case MachineAction::Pause:
        return pauseOrResume(id);
    case MachineAction::Reset:
        return askReset(m_window, nameOf(id), [this, id] {
            give(&MachineCommands::reset, id);
        });
    case MachineAction::ShutDown:
        return give(&MachineCommands::shutDown, id);
    case MachineAction::SaveState:
        return give(&MachineCommands::saveState, id);
    case MachineAction::DiscardSavedState:
        return askDiscardState(m_window, nameOf(id), [this, id] {
            give(&MachineCommands::discardSavedState, id);
        });
    case MachineAction::ForceOff:
        return askForceOff(m_window, nameOf(id), [this, id] {
            give(&MachineCommands::forceOff, id);
        });
    case MachineAction::StartWithoutAcceleration:
        return startWithoutAcceleration(id);
    case MachineAction::Settings:
        return m_openSettings(id);
    case MachineAction::Remove:
        return askRemoval(id);
    }
}

void MachineActions::retry(const MachineId &id)
{
    if (m_showWhenRetried.remove(id)) {
        m_showWhenStarted.insert(id);
    }
    give(&MachineCommands::retry, id);
}

void MachineActions::startWithOtherFile(const MachineId &id, const DiskDetails &disk)
{
    const bool isDisk = disk.kind == DiskDetails::Kind::Disk;
    const QString title = isDisk ? i18nc("@title:window", "Choose a Disk") : i18nc("@title:window", "Choose a Disc Image");
    auto *dialog = new QFileDialog(m_window, title, QFileInfo(disk.source).absolutePath());
    dialog->setObjectName(u"mediumFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({isDisk ? i18nc("@item:inlistbox file filter", "Disks (*.qcow2 *.img *.raw *.vmdk *.vdi *.vhd *.vhdx)")
                                   : i18nc("@item:inlistbox file filter", "Disc images (*.iso *.img)"),
                            i18nc("@item:inlistbox file filter", "All files (*)")});
    const auto command = isDisk ? &MachineCommands::startWithDisk : &MachineCommands::startWithMedium;
    connect(dialog, &QFileDialog::fileSelected, this, [this, id, command, target = disk.target](const QString &path) {
        m_showWhenStarted.insert(id);
        Q_EMIT commandGiven(id);
        (m_commands->*command)(id, target, path);
    });
    dialog->open();
}

void MachineActions::start(const MachineId &id)
{
    if (m_commands->isBusy(id)) {
        return; // a second double-click
    }
    m_showWhenStarted.insert(id);
    give(&MachineCommands::start, id);
}

void MachineActions::startWithoutAcceleration(const MachineId &id)
{
    const auto begin = [this, id] {
        m_showWhenStarted.insert(id);
        give(&MachineCommands::startWithoutAcceleration, id);
    };
    if (m_store->machine(id)->state == MachineState::Saved) {
        askDiscardState(m_window, nameOf(id), begin);
    } else {
        begin();
    }
}

void MachineActions::pauseOrResume(const MachineId &id)
{
    const auto machine = m_store->machine(id);
    const bool paused = machine && machine->state == MachineState::Paused;
    give(paused ? &MachineCommands::resume : &MachineCommands::pause, id);
}

void MachineActions::give(void (MachineCommands::*command)(const MachineId &), const MachineId &id)
{
    Q_EMIT commandGiven(id);
    (m_commands->*command)(id);
}

void MachineActions::askRemoval(const MachineId &id)
{
    QCoro::connect(m_commands->planRemoval(id), this, [this, id](const Result<RemovalPlan> &plan) {
        if (!plan) {
            Q_EMIT failed(id, plan.error());
            return;
        }
        auto *dialog = new RemoveDialog(*plan, m_window);
        connect(dialog, &QDialog::accepted, this, [this, dialog] {
            m_commands->remove(dialog->plan(), dialog->deletesDisks());
        });
        dialog->open();
    });
}

void MachineActions::update()
{
    const auto machine = m_store->machine(m_machine);
    const Backend *backend = m_store->backend(m_machine);
    MachineActionInput input;
    input.machine = machine ? &*machine : nullptr;
    if (backend) {
        input.connection = backend->connectionState();
        input.capabilities = backend->capabilities();
    }
    input.busy = m_commands->isBusy(m_machine);
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it) {
        const MachineActionState state = machineActionState(it.key(), input);
        const QString toolTip = m_toolTips.value(it.key());
        it.value()->setVisible(state.visible);
        it.value()->setEnabled(state.enabled);
        it.value()->setToolTip(state.enabled ? toolTip : toolTip + u"\n\n"_s + state.reason);
    }
    updatePauseText(input.machine);
    const QAction *shutDown = action(MachineAction::ShutDown);
    m_shutDownMenu->setEnabled(shutDown->isEnabled() || action(MachineAction::ForceOff)->isEnabled());
    m_shutDownMenu->setToolTip(shutDown->toolTip());
}

void MachineActions::updatePauseText(const MachineInfo *machine)
{
    const bool paused = machine && machine->state == MachineState::Paused;
    QAction *pause = action(MachineAction::Pause);
    setText(MachineAction::Pause, paused ? i18nc("@action", "Resume") : i18nc("@action", "Pause"));
    pause->setIcon(QIcon::fromTheme(paused ? u"media-playback-start"_s : u"media-playback-pause"_s));
}

QString MachineActions::nameOf(const MachineId &id) const
{
    const auto machine = m_store->machine(id);
    return machine ? machine->displayName() : QString();
}

} // namespace vitrine
