// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/machineinfo.h"
#include "ui/console/keyboardcontroller.h"

#include <KMainWindow>

#include <QHash>

class QAction;
class QScrollArea;

namespace vitrine {

class ConsoleFactory;
class ConsoleInput;
class ConsoleMenu;
class ConsoleNotices;
class ConsoleView;
class ErrorPresenter;
class FullScreenBar;
class MachineActions;
class MachineCommands;
class MachineConsole;
class MachineMenu;
class MachineStore;
class MessageOverlay;
class StatusLamps;
class ViewMenu;
class WindowSizing;

/** What a console window works with; made by app/, everything outlives the window. */
struct ConsoleContext {
    MachineStore *store = nullptr;
    MachineCommands *commands = nullptr;
    ConsoleFactory *factory = nullptr;
};

/**
 * The window of one machine: its screen, menus and status lamps. Stays when the machine stops, with
 * the last picture and the next step on it. Deletes itself on close.
 */
class ConsoleWindow : public KMainWindow
{
    Q_OBJECT

public:
    ConsoleWindow(ConsoleContext context, const MachineId &id);
    ~ConsoleWindow() override;

    [[nodiscard]] MachineId machineId() const;
    void setFullScreen(bool fullScreen);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpCentral();
    /** Menus and whatever else is made once and looks after itself. */
    void setUpControllers();
    void setUpActions();
    void setUpMachine();
    void onSessionChanged();
    void updateAll();
    void updateOverlay();
    void updateCapture();
    void updateNotices();
    void onHostCommand(HostCommand command);
    void showMenu();

    ConsoleContext m_context;
    MachineInfo m_machine; ///< the last that was known
    MachineConsole *m_console;
    MachineActions *m_machineActions;
    QScrollArea *m_scroll = nullptr;
    ConsoleView *m_view = nullptr;
    ConsoleInput *m_input = nullptr;
    MessageOverlay *m_overlay = nullptr;
    StatusLamps *m_lamps = nullptr;
    ErrorPresenter *m_errors = nullptr;
    ConsoleNotices *m_notices = nullptr;
    MachineMenu *m_machineMenu = nullptr;
    ViewMenu *m_viewMenu = nullptr;
    WindowSizing *m_sizing = nullptr;
    QList<ConsoleMenu *> m_menus; ///< in the menu bar's order
    QHash<HostCommand, QAction *> m_hostActions;
    FullScreenBar *m_bar = nullptr;
};

} // namespace vitrine
