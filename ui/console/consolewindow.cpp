// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolewindow.h"

#include "backends/console/consolesession.h"
#include "models/errortext.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consolenotices.h"
#include "ui/console/consolesteps.h"
#include "ui/console/consoleview.h"
#include "ui/console/fullscreenbar.h"
#include "ui/console/inputmenu.h"
#include "ui/console/machineconsole.h"
#include "ui/console/machinemenu.h"
#include "ui/console/messageoverlay.h"
#include "ui/console/statuslamps.h"
#include "ui/console/viewmenu.h"
#include "ui/console/windowclosing.h"
#include "ui/console/windowsizing.h"
#include "ui/widgets/errorpresenter.h"
#include "ui/widgets/machineactions.h"
#include "vitrinesettings.h"

#include <KLocalizedString>

#include <QAction>
#include <QCloseEvent>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QVBoxLayout>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

quint32 configuredHostKey()
{
    return quint32(VitrineSettings::hostKey().value(0, VitrineSettings::defaultHostKeyValue().value(0)));
}

} // namespace

ConsoleWindow::ConsoleWindow(ConsoleContext context, const MachineId &id)
    : m_context(context)
    , m_console(new MachineConsole(context.store, context.commands, context.factory, id, this))
    , m_machineActions(new MachineActions(context.store, context.commands, {}, this))
{
    setObjectName(u"consoleWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_machine.id = id;
    m_machineActions->setMachine(id);
    setUpCentral();
    setUpControllers();
    setUpActions();
    setUpMachine();
    m_sizing->restore();
    onSessionChanged();
    updateAll();
    updateCapture();
    m_view->setFocus();
}

ConsoleWindow::~ConsoleWindow() = default;

MachineId ConsoleWindow::machineId() const
{
    return m_console->id();
}

void ConsoleWindow::setUpCentral()
{
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_errors = new ErrorPresenter(central, layout);
    m_scroll = new QScrollArea(central);
    m_scroll->setObjectName(u"consoleArea"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_view = new ConsoleView;
    m_scroll->setWidget(m_view);
    layout->addWidget(m_scroll, 1);
    m_notices = new ConsoleNotices(*m_machineActions, m_scroll);
    setCentralWidget(central);
    // Moving pixels between screen pixels would blur at fractional factors: paint anew.
    const auto repaint = qOverload<>(&QWidget::update);
    connect(m_scroll->horizontalScrollBar(), &QScrollBar::valueChanged, m_view, repaint);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, m_view, repaint);
    m_input = new ConsoleInput(m_view, configuredHostKey());
    m_overlay = new MessageOverlay(m_view);
    m_lamps = new StatusLamps(this);
    statusBar()->setObjectName(u"consoleStatusBar"_s);
    statusBar()->addPermanentWidget(m_lamps, 1);
}

void ConsoleWindow::setUpControllers()
{
    const QString hostKey = keyName(configuredHostKey());
    m_machineMenu = new MachineMenu(m_machineActions, hostKey, this);
    m_viewMenu = new ViewMenu(hostKey, this);
    m_menus = {m_machineMenu, m_viewMenu, new InputMenu(m_console, m_input, hostKey, this)};
    m_sizing = new WindowSizing(machineId(), m_viewMenu, m_view, m_scroll, this);
    const auto *steps = new ConsoleSteps(m_context.commands, m_machineActions, m_console, m_errors, this);
    connect(m_overlay, &MessageOverlay::stepChosen, steps, &ConsoleSteps::take);
}

void ConsoleWindow::setUpActions()
{
    for (ConsoleMenu *menu : std::as_const(m_menus)) {
        menu->fillMenu(menuBar()->addMenu(menu->title()));
    }
    m_bar = new FullScreenBar(m_menus, {m_viewMenu->minimise, m_viewMenu->fullScreen, m_machineMenu->close}, this);
    connect(m_machineMenu->close, &QAction::triggered, this, &QWidget::close);
    connect(m_viewMenu->fullScreen, &QAction::triggered, this, &ConsoleWindow::setFullScreen);
    connect(m_viewMenu->minimise, &QAction::triggered, this, &QWidget::showMinimized);
    connect(m_input, &ConsoleInput::hostCommand, this, &ConsoleWindow::onHostCommand);
    connect(m_input, &ConsoleInput::captureChanged, this, &ConsoleWindow::updateCapture);
    connect(m_input, &ConsoleInput::topEdgeTouched, this, [this] {
        if (isFullScreen()) {
            m_bar->slideIn();
        }
    });
    m_hostActions = {{HostCommand::ToggleFullScreen, m_viewMenu->fullScreen},
                     {HostCommand::ToggleScaling, m_viewMenu->scaleToFit},
                     {HostCommand::AdjustWindow, m_viewMenu->adjustWindow},
                     {HostCommand::Minimise, m_viewMenu->minimise},
                     {HostCommand::Pause, m_machineActions->action(MachineAction::Pause)},
                     {HostCommand::Reset, m_machineActions->action(MachineAction::Reset)},
                     {HostCommand::ShutDown, m_machineActions->action(MachineAction::ShutDown)},
                     {HostCommand::Close, m_machineMenu->close}};
}

void ConsoleWindow::setUpMachine()
{
    connect(m_console, &MachineConsole::sessionAboutToChange, this, [this] {
        m_view->setHead(nullptr);
    });
    connect(m_console, &MachineConsole::sessionChanged, this, &ConsoleWindow::onSessionChanged);
    connect(m_console, &MachineConsole::factsChanged, this, &ConsoleWindow::updateAll);
    connect(m_view, &ConsoleView::frameShown, m_lamps, &StatusLamps::countFrame);
    connect(m_context.store, &MachineStore::restartLoopingChanged, this, &ConsoleWindow::updateNotices);
    connect(m_context.commands, &MachineCommands::busyChanged, this, [this](const MachineId &id) {
        if (id == machineId()) {
            updateAll();
        }
    });
    connect(m_context.commands, &MachineCommands::shutDownIgnored, this, [this](const MachineId &id) {
        if (id == machineId()) {
            statusBar()->showMessage(i18nc("@info:status", "The guest did not react. Force Off is in the Machine menu."));
        }
    });
}

void ConsoleWindow::onSessionChanged()
{
    ConsoleSession *session = m_console->session();
    const bool live = session && session->state() != ConsoleSession::State::Closed;
    const QList<ConsoleHead *> heads = live ? session->heads() : QList<ConsoleHead *>();
    m_view->setHead(heads.isEmpty() ? nullptr : heads.first());
    m_input->setSession(live ? session : nullptr);
    m_lamps->setTransport(live ? session->transport() : ConsoleTransport::None);
    if (session) {
        disconnect(session, &ConsoleSession::notice, this, nullptr);
        connect(session, &ConsoleSession::notice, this, [this](const Error &what) {
            statusBar()->showMessage(errorLine(what));
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
    m_bar->setTitle(m_machine.displayName());
    setPlainCaption(i18nc("@title:window machine, program", "%1 — Vitrine", m_machine.displayName()));
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
    m_lamps->setCapture(m_input->isCaptured(), m_input->isCaptureEffective(), keyName(m_input->hostKey()));
    m_notices->explainCapture(m_input->isCaptured(), keyName(m_input->hostKey()));
}

void ConsoleWindow::updateNotices()
{
    m_notices->setRestartLooping(m_machine.isActive() && m_context.store->isRestartLooping(machineId()));
}

void ConsoleWindow::onHostCommand(HostCommand command)
{
    if (command == HostCommand::ShowMenu) {
        showMenu();
    } else if (QAction *action = m_hostActions.value(command)) {
        action->trigger();
    }
}

void ConsoleWindow::showMenu()
{
    if (isFullScreen()) {
        m_bar->openMenu();
    } else {
        // Focus first would stay in the menu bar when the menu is left by Escape.
        menuBar()->setActiveAction(menuBar()->actions().constFirst());
    }
}

void ConsoleWindow::setFullScreen(bool fullScreen)
{
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, fullScreen));
}

void ConsoleWindow::changeEvent(QEvent *event)
{
    KMainWindow::changeEvent(event);
    if (event->type() != QEvent::WindowStateChange || !m_bar) {
        return;
    }
    const bool full = isFullScreen();
    m_viewMenu->fullScreen->setChecked(full);
    menuBar()->setVisible(!full);
    statusBar()->setVisible(!full);
    if (full) {
        m_bar->slideIn();
    } else {
        m_bar->hide();
    }
}

void ConsoleWindow::resizeEvent(QResizeEvent *event)
{
    KMainWindow::resizeEvent(event);
    if (m_bar) {
        m_bar->centre();
    }
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    if (!settleBeforeClosing(m_machine, *m_machineActions, *m_context.commands, this)) {
        event->ignore();
        return;
    }
    m_sizing->save();
    KMainWindow::closeEvent(event);
}

} // namespace vitrine
