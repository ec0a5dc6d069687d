// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"

#include "app/connections.h"
#include "app/managers.h"
#include "app/probes.h"
#include "backends/console/consolefactory.h"
#include "backends/console/videoencoder.h"
#include "backends/core/backend.h"
#include "backends/ondemand/ondemandparts.h"
#include "backends/osinfo/osdetector.h"
#include "models/errortext.h"
#include "models/history/definitionhistory.h"
#include "ui/create/createdialog.h"
#include "ui/main/mainwindow.h"
#include "ui/terminal/textconsolewindow.h"
#include "vitrinesettings.h"

#include <KJobTrackerInterface>
#include <KLocalizedString>
#include <KWindowSystem>

#include <QCoroTask>
#include <QGuiApplication>
#include <QMessageBox>
#include <QWindow>

#include <algorithm>

namespace vitrine {

namespace {

void bringToFront(QWidget *window)
{
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    KWindowSystem::activateWindow(window->windowHandle());
}

void showProblem(const ErrorText &text, QWidget *parent)
{
    auto *box = new QMessageBox(QMessageBox::Critical, i18nc("@title:window", "Vitrine"), text.title, QMessageBox::Close, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(text.explanation);
    box->setDetailedText(text.details);
    box->show();
}

AccelerationChoice accelerationSetting()
{
    switch (VitrineSettings::acceleration()) {
    case VitrineSettings::EnumAcceleration::Kvm:
        return AccelerationChoice::Hardware;
    case VitrineSettings::EnumAcceleration::Emulation:
        return AccelerationChoice::Software;
    default:
        return AccelerationChoice::Automatic;
    }
}

} // namespace

Application::Application(const QString &connection)
    : m_backend(makeBackend(connection))
    , m_commands(&m_store, &m_operations)
    , m_creator(&m_store, &m_operations, nvramTemplateMaker(connection))
    , m_managers(std::make_unique<Managers>(&m_store, &m_operations, connection))
{
    connect(&m_operations, &OperationList::runningChanged, this, [this] {
        if (m_operations.hasRunning()) {
            m_jobsRun.emplace();
        } else {
            m_jobsRun.reset();
        }
    });
    connect(&m_operations, &OperationList::failed, this, [this] {
        // The program would end now, and nobody would have read why.
        if (std::ranges::none_of(QGuiApplication::topLevelWindows(), &QWindow::isVisible)) {
            showMainWindow();
        }
    });
    connect(m_backend.get(), &Backend::connectionStateChanged, this, &Application::onConnectionStateChanged);
    connect(&m_store, &MachineStore::machinesAdded, this, &Application::openAwaited);
    connect(&m_store, &MachineStore::machinesChanged, this, &Application::openAwaited);
    connect(&m_store, &MachineStore::connectionStateChanged, this, &Application::openAwaited);
    auto *history = new DefinitionHistory(&m_store, RevisionFolder(), &m_store); // found there by what shows or feeds it
    connect(&m_commands, &MachineCommands::editing, history, &DefinitionHistory::noteBefore);
    connect(&m_commands, &MachineCommands::edited, history, &DefinitionHistory::noteOwn);
    m_commands.setAccelerationProbe(accelerationProbe(connection));
    m_commands.setTemplateMaker(nvramTemplateMaker(connection));
    m_store.addBackend(m_backend.get());
    m_backend->open();
}

Application::~Application()
{
    delete m_create;
    delete m_window;
}

void Application::showMainWindow()
{
    if (!m_window) {
        m_window = new MainWindow({
            .store = &m_store,
            .commands = &m_commands,
            .operations = &m_operations,
            .openConsole =
                [this](MachineId id) {
                    openConsole(id);
                },
            .openCreate =
                [this](QString isoPath) {
                    openCreate(isoPath);
                },
            .sections = m_managers->sections(),
        });
        if (m_accelerationProblem) {
            m_window->setAccelerationProblem(*m_accelerationProblem);
        }
        m_window->show();
        return;
    }
    bringToFront(m_window);
}

void Application::openCreate(const QString &isoPath)
{
    showMainWindow();
    if (!m_create) {
        whenLoaded([this, isoPath] {
            makeCreateDialog(isoPath);
        });
        return;
    }
    if (!isoPath.isEmpty() && !m_create->isCreating()) {
        m_create->setIsoPath(isoPath);
    }
    bringToFront(m_create);
}

void Application::makeCreateDialog(const QString &isoPath)
{
    if (m_create) {
        return; // asked for twice while the parts were loading
    }
    const CreateContext context{
        .store = &m_store,
        .creator = &m_creator,
        .connection = m_backend->uri(),
        .connectionName = connectionName(m_backend->uri()),
        .probes = creationProbes(m_backend->uri(), m_detector),
        .acceleration = accelerationSetting(),
        .onCreated =
            [this](MachineId id, bool started) {
                onCreated(id, started);
            },
    };
    m_create = new CreateDialog(context, isoPath, m_window);
    m_create->show();
}

void Application::whenLoaded(std::function<void()> then)
{
    if (m_consoles) {
        then();
        return;
    }
    QCoro::connect(m_onDemand.parts(), this, [this, then = std::move(then)](const Result<OnDemandParts *> &parts) {
        if (!parts) {
            showProblem(errorText(parts.error()), m_window);
            return;
        }
        takeParts(**parts);
        then();
    });
}

void Application::takeParts(const OnDemandParts &parts)
{
    if (m_consoles) {
        return;
    }
    m_detector = parts.makeOsDetector();
    m_consoleFactory = makeConsoleFactory(parts, &m_store);
    m_encoders = parts.makeEncoderFactory();
    m_desktopJobs = parts.makeJobTracker();
    m_consoles = std::make_unique<ConsoleWindows>(ConsoleContext{
        .store = &m_store,
        .commands = &m_commands,
        .factory = m_consoleFactory.get(),
        .operations = &m_operations,
        .encoders = m_encoders.get(),
        .desktopJobs = m_desktopJobs.get(),
    });
}

void Application::openConsoleOf(const QString &machine)
{
    m_awaited = machine;
    openAwaited();
}

void Application::openAwaited()
{
    if (m_awaited.isEmpty()) {
        return;
    }
    const QList<MachineInfo> machines = m_store.machines();
    // Open is told before the machines are.
    bool allKnown = m_backend->connectionState() == ConnectionState::Open && machines.size() == m_backend->machines().size();
    for (const MachineInfo &machine : machines) {
        if (m_awaited == machine.name || m_awaited == machine.title || QUuid::fromString(m_awaited) == machine.id.uuid) {
            m_awaited.clear();
            openConsole(machine.id);
            return;
        }
        allKnown = allKnown && machine.detailsKnown;
    }
    if (allKnown || m_backend->connectionState() == ConnectionState::Failed) {
        const QString missing = std::exchange(m_awaited, {});
        showMainWindow();
        if (allKnown) {
            showProblem({.title = i18nc("@info", "There is no machine “%1” here", missing),
                         .explanation = i18nc("@info", "Its screen can’t be shown. The list has the machines that there are.")},
                        m_window);
        }
    }
}

void Application::openConsole(const MachineId &id)
{
    const auto machine = m_store.machine(id);
    if (machine && machine->detailsKnown && !machine->hasGraphics) {
        TextConsoleWindow::open(&m_store, &m_commands, id);
        return;
    }
    whenLoaded([this, id] {
        m_consoles->open(id);
    });
}

void Application::onCreated(const MachineId &id, bool started)
{
    if (m_window) {
        m_window->selectMachine(id);
    }
    if (started) {
        openConsole(id);
    }
}

void Application::onConnectionStateChanged()
{
    if (m_backend->connectionState() == ConnectionState::Open && !m_accelerationProblem) {
        probeAcceleration();
    }
}

void Application::probeAcceleration()
{
    const auto probe = accelerationProbe(m_backend->uri());
    if (!probe) {
        return;
    }
    QCoro::connect(probe(), this, [this](const Result<AccelerationFacts> &facts) {
        if (!facts || !facts->problem) {
            return;
        }
        m_accelerationProblem = facts->problem;
        if (m_window) {
            m_window->setAccelerationProblem(*m_accelerationProblem);
        }
    });
}

} // namespace vitrine
