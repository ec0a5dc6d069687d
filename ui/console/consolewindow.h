// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/machineinfo.h"
#include "ui/console/consolesituation.h"
#include "ui/console/keyboardcontroller.h"

#include <KMainWindow>

#include <QSize>

class KConfigGroup;
class QScrollArea;
class QVBoxLayout;

namespace vitrine {

class ConsoleActions;
class ConsoleFactory;
class ConsoleInput;
class ConsoleNotices;
class ConsoleView;
class ErrorPresenter;
class FullScreenBar;
class MachineActions;
class MachineCommands;
class MachineConsole;
class MachineStore;
class MessageOverlay;
class StatusLamps;
enum class CloseChoice;

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
    void setUpActions();
    void setUpMachine();
    void restoreWindow();
    void saveWindow() const;
    [[nodiscard]] KConfigGroup stateGroup() const;
    void showError(const Error &error);
    void onSessionChanged();
    void updateAll();
    void updateOverlay();
    void updateCapture();
    void updateNotices();
    void takeStep(ConsoleStep step);
    void onHostCommand(HostCommand command);
    void setScaled(bool scaled);
    void adjustToGuest();
    void followGuest();
    void act(void (MachineCommands::*command)(const MachineId &));
    void noteCommand();
    [[nodiscard]] QList<CloseChoice> possibleChoices() const;
    void closeBy(CloseChoice choice);

    ConsoleContext m_context;
    MachineInfo m_machine; ///< the last that was known
    MachineConsole *m_console;
    MachineActions *m_machineActions;
    ConsoleActions *m_actions;
    QScrollArea *m_scroll = nullptr;
    ConsoleView *m_view = nullptr;
    ConsoleInput *m_input = nullptr;
    MessageOverlay *m_overlay = nullptr;
    StatusLamps *m_lamps = nullptr;
    FullScreenBar *m_bar = nullptr;
    ErrorPresenter *m_errors = nullptr;
    ConsoleNotices *m_notices = nullptr;
    QSize m_ownSize; ///< The window follows the guest's resolution while it has the size we gave it.
    bool m_commandIsOurs = false; ///< a failure of the last command is shown here
    bool m_commandGiven = false; ///< by this window, and has not begun yet
};

} // namespace vitrine
