// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <KMainWindow>

#include <QPointer>

class KMessageWidget;
class QAction;
class QComboBox;
class QMenu;

namespace vitrine {

class MachineCommands;
class MachineStore;
class TerminalPanel;
class TextConsole;

/**
 * The text console of one machine in a window: a serial line or virtio console in a terminal. What was
 * written stays when the machine stops; a line above says why nothing comes and what to do. Deletes
 * itself on close, which changes nothing for the machine.
 */
class TextConsoleWindow : public KMainWindow
{
    Q_OBJECT

public:
    /** Both must outlive it. */
    TextConsoleWindow(MachineStore *store, MachineCommands *commands, const MachineId &id);
    ~TextConsoleWindow() override;

    /** Opens the machine's window, or brings it to the front: one a machine. */
    static TextConsoleWindow *open(MachineStore *store, MachineCommands *commands, const MachineId &id);

    [[nodiscard]] MachineId machineId() const;

private:
    void setUpCentral();
    void fillMenus();
    QAction *add(QMenu *menu, const QString &name, const QString &text, const QString &icon);
    void update();
    void updateChoice();
    void updateMessage();
    void fillConsoleMenu(QMenu *menu);

    TextConsole *m_console;
    TerminalPanel *m_terminal = nullptr;
    QComboBox *m_choice = nullptr;
    KMessageWidget *m_message = nullptr;
    QAction *m_reconnect = nullptr;
    QAction *m_takeOver = nullptr;
};

} // namespace vitrine
