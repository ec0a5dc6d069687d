// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ondemandloader.h"
#include "models/machinecommands.h"
#include "models/machinecreator.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "ui/console/consolewindows.h"

#include <QEventLoopLocker>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class KJobTrackerInterface;

namespace vitrine {

class Backend;
class ConsoleFactory;
class CreateDialog;
class MainWindow;
class Managers;
class OsDetector;
class VideoEncoderFactory;

/**
 * The program's parts, put together: one backend, the models on it, and the windows as they are
 * called for. Opens the connection at once, on threads of its own, so that it is made while the
 * window is. GUI thread.
 */
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(const QString &connection);
    ~Application() override;

    /** Shows the manager, or brings it to the front. */
    void showMainWindow();
    /** Opens the create dialog with an image; an empty path leaves it to be chosen. */
    void openCreate(const QString &isoPath);
    /**
     * Opens the console window of a machine by title, name or UUID as soon as it is listed; the
     * manager instead when there is none of that name or no connection.
     */
    void openConsoleOf(const QString &machine);

private:
    void openAwaited();
    void openConsole(const MachineId &id);
    void makeCreateDialog(const QString &isoPath);
    /** Does it as soon as the parts on demand are there; says so if they can't be had. */
    void whenLoaded(std::function<void()> then);
    void takeParts(const OnDemandParts &parts);
    void onCreated(const MachineId &id, bool started);
    void onConnectionStateChanged();
    void probeAcceleration();

    std::unique_ptr<Backend> m_backend;
    MachineStore m_store;
    OperationList m_operations;
    MachineCommands m_commands;
    MachineCreator m_creator;
    std::unique_ptr<Managers> m_managers;
    OnDemandLoader m_onDemand;
    // Of the parts on demand; all or none of them are there:
    std::shared_ptr<OsDetector> m_detector;
    std::unique_ptr<ConsoleFactory> m_consoleFactory;
    std::unique_ptr<VideoEncoderFactory> m_encoders;
    std::unique_ptr<KJobTrackerInterface> m_desktopJobs;
    std::unique_ptr<ConsoleWindows> m_consoles;
    QPointer<MainWindow> m_window;
    QPointer<CreateDialog> m_create;
    QString m_awaited; ///< what openConsoleOf() looks for
    std::optional<Error> m_accelerationProblem;
    std::optional<QEventLoopLocker> m_jobsRun; ///< Running jobs keep the program alive.
};

} // namespace vitrine
