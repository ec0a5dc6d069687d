// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/ids.h"
#include "backends/core/machineinfo.h"
#include "ui/console/screenwindow.h"

#include <QHash>

#include <chrono>

class KJobTrackerInterface;
class QAction;

namespace vitrine {

class ConsoleDevices;
class ConsoleFactory;
class ConsoleNotices;
class ErrorPresenter;
class HeadWindows;
class MachineActions;
class MachineCommands;
class MachineConsole;
class MachineMenu;
class MachineStore;
class MessageOverlay;
class OperationList;
class StatusLamps;
class VideoEncoderFactory;
class ViewMenu;

/** What a console window works with; made by app/, everything outlives the window. */
struct ConsoleContext {
    MachineStore *store = nullptr;
    MachineCommands *commands = nullptr;
    ConsoleFactory *factory = nullptr;
    OperationList *operations = nullptr;
    VideoEncoderFactory *encoders = nullptr; ///< null: no recording
    KJobTrackerInterface *desktopJobs = nullptr; ///< shows files that are sent in the desktop's list of jobs; null: not there
};

/**
 * The window of one machine: its (first) screen, menus and status lamps. Stays when the machine stops,
 * with the last picture and the next step on it. Deletes itself on close.
 */
class ConsoleWindow : public ScreenWindow
{
    Q_OBJECT

public:
    ConsoleWindow(ConsoleContext context, const MachineId &id);
    ~ConsoleWindow() override;

    [[nodiscard]] MachineId machineId() const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpCentral();
    /** Menus and whatever else is made once and looks after itself. */
    void setUpControllers();
    void setUpRecording();
    void setUpActions();
    void setUpMachine();
    void onSessionChanged();
    void updateAll();
    void updateOverlay();
    void updateCapture();
    void updateNotices();
    void showError(const Error &error);
    /** In the status line, or over the screen where that is too short or not seen; for `time`, 0: until something else is told. */
    void tell(const QString &message, std::chrono::milliseconds time);
    void onHostCommand(HostCommand command);

    ConsoleContext m_context;
    MachineInfo m_machine; ///< the last that was known
    MachineConsole *m_console;
    MachineActions *m_machineActions;
    MessageOverlay *m_overlay = nullptr;
    StatusLamps *m_lamps = nullptr;
    ErrorPresenter *m_errors = nullptr;
    ConsoleNotices *m_notices = nullptr;
    ConsoleDevices *m_devices = nullptr;
    MachineMenu *m_machineMenu = nullptr;
    ViewMenu *m_viewMenu = nullptr;
    HeadWindows *m_heads = nullptr;
    QList<ConsoleMenu *> m_menus; ///< in the menu bar's order
    QHash<HostCommand, QAction *> m_hostActions;
};

} // namespace vitrine
