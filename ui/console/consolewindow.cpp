// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolewindow.h"

#include "backends/console/consolesession.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/machinetext.h"
#include "ui/console/consoledevices.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consolenotices.h"
#include "ui/console/consolestate.h"
#include "ui/console/consolesteps.h"
#include "ui/console/consoleview.h"
#include "ui/console/guestscreen.h"
#include "ui/console/headwindows.h"
#include "ui/console/inputmenu.h"
#include "ui/console/machineconsole.h"
#include "ui/console/machinemenu.h"
#include "ui/console/messageoverlay.h"
#include "ui/console/recorder.h"
#include "ui/console/recordingactions.h"
#include "ui/console/scalingactions.h"
#include "ui/console/screenshotactions.h"
#include "ui/console/statuslamps.h"
#include "ui/console/textconsolemenu.h"
#include "ui/console/underway.h"
#include "ui/console/viewmenu.h"
#include "ui/console/windowclosing.h"
#include "ui/console/windowsizing.h"
#include "ui/machinesettings/machinesettingsdialog.h"
#include "ui/widgets/errorpresenter.h"
#include "ui/widgets/machineactions.h"

#include <KLocalizedString>

#include <QAction>
#include <QCloseEvent>
#include <QMenu>
#include <QStatusBar>

#include <chrono>

namespace vitrine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto messageTime = 10s;

} // namespace

ConsoleWindow::ConsoleWindow(ConsoleContext context, const MachineId &id)
    : ScreenWindow(id, 0)
    , m_context(context)
    , m_console(new MachineConsole(context.store, context.commands, context.factory, id, this))
    , m_machineActions(new MachineActions(
          context.store,
          context.commands,
          {},
          [this](const MachineId &machine) {
              showMachineSettings(m_context.store, m_context.commands, machine, this);
          },
          this))
{
    setObjectName(u"consoleWindow"_s);
    m_machine.id = id;
    m_machineActions->setMachine(id);
    setUpCentral();
    setUpControllers();
    setUpActions();
    setUpMachine();
    onSessionChanged();
    updateAll();
    updateCapture();
}

ConsoleWindow::~ConsoleWindow() = default;

MachineId ConsoleWindow::machineId() const
{
    return m_console->id();
}

void ConsoleWindow::setUpCentral()
{
    m_errors = new ErrorPresenter(centralWidget(), centralLayout());
    m_notices = new ConsoleNotices(*m_machineActions, screenArea());
    m_overlay = new MessageOverlay(view());
    m_lamps = new StatusLamps(this);
    statusBar()->setObjectName(u"consoleStatusBar"_s);
    statusBar()->addPermanentWidget(m_lamps, 1);
    connect(statusBar(), &QStatusBar::messageChanged, m_lamps, &StatusLamps::showMessage);
}

void ConsoleWindow::setUpControllers()
{
    const QString hostKey = input()->hostKeyName();
    m_machineMenu = new MachineMenu(m_machineActions, hostKey, this);
    m_viewMenu = new ViewMenu(view(), hostKey, this);
    m_heads = new HeadWindows(m_console, m_viewMenu, hostKey, this);
    auto *pictures = new ScreenshotActions(m_console, m_heads, hostKey, this);
    m_viewMenu->addSection(pictures);
    connect(pictures, &ScreenshotActions::told, this, [this](const QString &message) {
        tell(message, messageTime);
    });
    connect(pictures, &ScreenshotActions::failed, this, &ConsoleWindow::showError);
    m_hostActions.insert(HostCommand::Screenshot, pictures->save);
    if (m_context.encoders) {
        setUpRecording();
    }
    m_viewMenu->addSection(m_heads);
    m_viewMenu->addSection(new TextConsoleMenu(m_context.store, m_context.commands, machineId(), hostKey, this));
    m_menus = {m_machineMenu, m_viewMenu, new InputMenu(m_console, m_heads, input(), hostKey, this)};
    auto *steps = new ConsoleSteps(m_context.commands, m_machineActions, m_console, m_errors, this);
    connect(m_overlay, &MessageOverlay::stepChosen, steps, &ConsoleSteps::take);
    m_devices = new ConsoleDevices({.store = m_context.store,
                                    .commands = m_context.commands,
                                    .operations = m_context.operations,
                                    .desktopJobs = m_context.desktopJobs,
                                    .console = m_console,
                                    .view = view(),
                                    .lamps = m_lamps,
                                    .notices = m_notices,
                                    .noteCommand =
                                        [steps] {
                                            steps->noteCommand();
                                        }},
                                   hostKey,
                                   this);
    m_menus.append(m_devices->menu());
    connect(this, &ScreenWindow::pasted, m_devices, &ConsoleDevices::notePaste);
    connect(m_heads, &HeadWindows::pasted, m_devices, &ConsoleDevices::notePaste);
    connect(m_heads, &HeadWindows::windowAdded, m_devices, [this](const ScreenWindow *window) {
        m_devices->takeFilesFrom(window->view());
    });
    for (const auto &[lamp, menu] : {std::pair{Lamp::State, m_menus.at(0)}, {Lamp::Capture, m_menus.at(2)}}) {
        auto *popup = new QMenu(this);
        menu->fillMenu(popup);
        m_lamps->setMenu(lamp, popup);
    }
}

void ConsoleWindow::setUpRecording()
{
    auto *recording = new RecordingActions(m_console, m_heads, m_context.encoders, input()->hostKeyName(), this);
    m_viewMenu->addSection(recording);
    m_hostActions.insert(HostCommand::Record, recording->record);
    auto *menu = new QMenu(this);
    recording->fillMenu(menu);
    m_lamps->setMenu(Lamp::Recording, menu);
    const Recorder *recorder = recording->recorder();
    connect(recorder, &Recorder::changed, this, [this, recorder] {
        m_lamps->set(Lamp::Recording, recordingLamp(recorder->isRecording()));
        for (ScreenWindow *window : m_heads->windows()) {
            window->setRecorded(recorder->view() == window->view());
        }
    });
    connect(recorder, &Recorder::finished, this, [this](const QString &path) {
        tell(i18nc("@info:status path", "Saved the recording as %1", path), messageTime);
    });
    connect(recorder, &Recorder::failed, this, &ConsoleWindow::showError);
}

void ConsoleWindow::showError(const Error &error)
{
    m_errors->show(error);
}

void ConsoleWindow::tell(const QString &message, std::chrono::milliseconds time)
{
    const bool worksElsewhere = m_notices->window() != this;
    if (worksElsewhere || isFullScreen() || !m_lamps->hasRoomFor(message)) {
        m_notices->tell(message, time);
    } else {
        statusBar()->showMessage(message, int(time.count()));
    }
}

void ConsoleWindow::setUpActions()
{
    m_viewMenu->restore(consoleState(machineId()));
    setUpMenus(m_menus, m_viewMenu, m_machineMenu->close);
    m_heads->setMenus(m_menus);
    connect(m_machineMenu->close, &QAction::triggered, this, &QWidget::close);
    connect(m_viewMenu->fullScreen, &QAction::triggered, this, &ScreenWindow::setFullScreen);
    connect(this, &ScreenWindow::hostCommand, this, &ConsoleWindow::onHostCommand);
    connect(m_heads, &HeadWindows::hostCommand, this, &ConsoleWindow::onHostCommand);
    connect(m_heads, &HeadWindows::captureChanged, this, &ConsoleWindow::updateCapture);
    connect(m_heads, &HeadWindows::windowActivated, m_notices, [this](const ScreenWindow *window) {
        m_notices->lieOver(window->screenArea());
    });
    connect(input(), &ConsoleInput::keyboardSettingsChanged, this, [this] {
        for (ConsoleMenu *menu : findChildren<ConsoleMenu *>()) {
            menu->setHostKeyName(input()->hostKeyName());
        }
        updateCapture();
    });
    m_hostActions.insert({{HostCommand::ToggleFullScreen, m_viewMenu->fullScreen},
                          {HostCommand::ToggleScaling, m_viewMenu->scaling->toggle},
                          {HostCommand::ZoomIn, m_viewMenu->scaling->zoomIn},
                          {HostCommand::ZoomOut, m_viewMenu->scaling->zoomOut},
                          {HostCommand::ActualSize, m_viewMenu->scaling->actualSize},
                          {HostCommand::AdjustWindow, m_viewMenu->adjustWindow},
                          {HostCommand::Minimise, m_viewMenu->minimise},
                          {HostCommand::Pause, m_machineActions->action(MachineAction::Pause)},
                          {HostCommand::Reset, m_machineActions->action(MachineAction::Reset)},
                          {HostCommand::ShutDown, m_machineActions->action(MachineAction::ShutDown)},
                          {HostCommand::Settings, m_machineActions->action(MachineAction::Settings)},
                          {HostCommand::Close, m_machineMenu->close}});
}

void ConsoleWindow::setUpMachine()
{
    connect(m_console, &MachineConsole::sessionAboutToChange, this, &ScreenWindow::letGo);
    connect(m_console, &MachineConsole::sessionChanged, this, &ConsoleWindow::onSessionChanged);
    connect(m_console, &MachineConsole::factsChanged, this, &ConsoleWindow::updateAll);
    connect(view(), &ConsoleView::frameShown, m_lamps, &StatusLamps::countFrame);
    connect(m_context.store, &MachineStore::restartLoopingChanged, this, &ConsoleWindow::updateNotices);
    connect(m_context.commands, &MachineCommands::busyChanged, this, [this](const MachineId &id) {
        if (id == machineId()) {
            updateAll();
        }
    });
    connect(m_context.commands, &MachineCommands::shutDownIgnored, this, [this](const MachineId &id) {
        if (id == machineId()) {
            tell(i18nc("@info:status", "The guest did not react. Force Off is in the Machine menu."), 0s);
        }
    });
}

void ConsoleWindow::onSessionChanged()
{
    ConsoleSession *session = m_console->session();
    const bool live = session && session->state() != ConsoleSession::State::Closed;
    setSession(live ? session : nullptr);
    m_lamps->setTransport(live ? session->transport() : ConsoleTransport::None);
    if (session) {
        disconnect(session, &ConsoleSession::notice, this, nullptr);
        connect(session, &ConsoleSession::notice, this, [this, session](const TransportFall &fall) {
            tell(fallText(fall, session->transport()), 0s);
        });
    }
}

void ConsoleWindow::updateAll()
{
    const ConsoleFacts facts = m_console->facts();
    if (facts.machine) {
        m_machine = *facts.machine;
    } else {
        m_machine.state = MachineState::Off;
    }
    m_lamps->setMachine(m_machine);
    setTitle(i18nc("@title:window machine, program", "%1 — Vitrine", m_machine.displayName()), m_machine.displayName());
    updateOverlay();
    updateNotices();
}

void ConsoleWindow::updateOverlay()
{
    if (const auto situation = consoleSituation(m_console->facts())) {
        m_overlay->present(*situation);
    } else {
        m_overlay->dismiss();
    }
}

void ConsoleWindow::updateCapture()
{
    const ConsoleInput *capturing = m_heads->capturingInput();
    m_lamps->setCapture(capturing, capturing && capturing->isCaptureEffective(), input()->hostKeyName());
    m_notices->explainCapture(capturing, input()->hostKeyName());
}

void ConsoleWindow::updateNotices()
{
    m_notices->setRestartLooping(m_machine.isActive() && m_context.store->isRestartLooping(machineId()));
    m_notices->setNotAnswering(m_machine.reason == StateReason::NotAnswering ? stateAdvice(m_machine) : QString());
}

void ConsoleWindow::onHostCommand(HostCommand command)
{
    if (QAction *action = m_hostActions.value(command)) {
        action->trigger();
    }
}

void ConsoleWindow::changeEvent(QEvent *event)
{
    ScreenWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && m_heads) {
        m_viewMenu->fullScreen->setChecked(isFullScreen());
        m_heads->setFullScreen(isFullScreen());
        if (const QString told = statusBar()->currentMessage(); isFullScreen() && !told.isEmpty()) {
            tell(told, messageTime);
        }
    }
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    if (!settleBeforeClosing(m_machine, *m_machineActions, *m_context.commands, m_devices->underway(), this)) {
        event->ignore();
        return;
    }
    m_heads->closeAll();
    m_viewMenu->save(consoleState(machineId()));
    sizing()->save();
    ScreenWindow::closeEvent(event);
}

} // namespace vitrine
