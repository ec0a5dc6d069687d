// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QObject>

#include <functional>

class KJobTrackerInterface;
class QWidget;

namespace vitrine {

class ConsoleMenu;
class ConsoleNotices;
class DevicesMenu;
class FileDrop;
class GuestNotices;
class GuestServices;
class MachineCommands;
class MachineConsole;
class MachineStore;
class OperationList;
class StatusLamps;
struct Underway;

/**
 * All that a console window has to do with the machine's devices and its guest's services: the
 * Devices menu, the lamps, notes and questions, files dropped on the screen, and what is behind them.
 */
class ConsoleDevices : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        MachineStore *store = nullptr;
        MachineCommands *commands = nullptr;
        OperationList *operations = nullptr;
        KJobTrackerInterface *desktopJobs = nullptr; ///< null: none
        MachineConsole *console = nullptr;
        QWidget *view = nullptr; ///< the guest's screen
        StatusLamps *lamps = nullptr;
        ConsoleNotices *notices = nullptr;
        std::function<void()> noteCommand = {}; ///< before a command: its failure is shown in this window
    };

    /** All parts must live as long as `window`, which owns it. */
    ConsoleDevices(const Parts &parts, const QString &hostKeyName, QWidget *window);

    [[nodiscard]] ConsoleMenu *menu() const;
    /** Files can be dropped on this view of the guest, too. */
    void takeFilesFrom(QWidget *view);
    /** The keys for pasting were pressed for the guest. */
    void notePaste() const;
    [[nodiscard]] Underway underway() const;

private:
    FileDrop *addDrop(QWidget *view);

    GuestServices *m_services;
    DevicesMenu *m_menu;
    GuestNotices *m_notices;
};

} // namespace vitrine
