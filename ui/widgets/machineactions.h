// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinedetails.h"
#include "ui/widgets/machineactionstate.h"

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QSet>

#include <functional>

class KActionCollection;
class KToolBarPopupAction;
class QAction;
class QWidget;

namespace vitrine {

class MachineCommands;
class MachineStore;

/**
 * The only place that makes QActions for machines. They act on one current machine and follow its
 * state, the connection's abilities and running commands; a disabled one says why in its tool tip.
 * Dangerous ones ask first.
 *
 * Names in the collection: machine_start, machine_show, machine_pause, machine_reset,
 * machine_shutdown, machine_save_state, machine_discard_state, machine_force_off,
 * machine_start_software, machine_settings, machine_remove,
 * and machine_shutdown_menu (a split button for tool bars).
 *
 * GUI thread; belongs to a window.
 */
class MachineActions : public QObject
{
    Q_OBJECT

public:
    using Open = std::function<void(MachineId)>;

    /** Questions are asked above `window`, which owns this. `openConsole` may be empty. */
    MachineActions(MachineStore *store, MachineCommands *commands, Open openConsole, Open openSettings, QWidget *window);

    /** Registers them with their shortcuts; without it they have none, as in a window whose keys go to a guest. */
    void addTo(KActionCollection *collection);
    /** Keys by which the window itself triggers it, shown behind its text in menus. */
    void setHint(MachineAction action, const QString &keys);
    void setMachine(const MachineId &id);
    [[nodiscard]] QAction *action(MachineAction action) const;

    /** What Enter and double-click do: show a machine that is on, start (and show) one that is off. */
    void startOrShow(const MachineId &id);

    /** Does it, after a question where the action asks one. */
    void trigger(MachineAction action, const MachineId &id);
    /** Asks where the image of a drive or disk is now, or for another one, and starts with it. */
    void startWithOtherFile(const MachineId &id, const DiskDetails &disk);
    /** Gives the command that failed last once more, without a question that was answered before. */
    void retry(const MachineId &id);

Q_SIGNALS:
    /** MachineCommands is about to be called, because of an action or trigger() of this window. */
    void commandGiven(const vitrine::MachineId &id);
    /** What could not even be asked; failures of commands come from MachineCommands. */
    void failed(const vitrine::MachineId &id, const vitrine::Error &error);

private:
    void makeActions();
    void makeShutDownMenu();
    void update();
    void updatePauseText(const MachineInfo *machine);
    void setText(MachineAction action, const QString &text);
    void give(void (MachineCommands::*command)(const MachineId &), const MachineId &id);
    void start(const MachineId &id);
    void startWithoutAcceleration(const MachineId &id);
    void pauseOrResume(const MachineId &id);
    void askRemoval(const MachineId &id);
    [[nodiscard]] QString nameOf(const MachineId &id) const;

    MachineStore *m_store;
    MachineCommands *m_commands;
    Open m_openConsole;
    Open m_openSettings;
    QWidget *m_window;
    QHash<MachineAction, QAction *> m_actions;
    QHash<MachineAction, QString> m_toolTips;
    QHash<MachineAction, QKeySequence> m_shortcuts;
    QHash<MachineAction, QString> m_hints;
    KToolBarPopupAction *m_shutDownMenu = nullptr;
    MachineId m_machine;
    QSet<MachineId> m_showWhenStarted;
    QSet<MachineId> m_showWhenRetried;
};

} // namespace vitrine
