// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolewindow.h"

#include "backends/console/consolesession.h"
#include "models/errortext.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/machinetext.h"
#include "ui/console/closedialog.h"
#include "ui/console/consoleactions.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consolenotices.h"
#include "ui/console/consoleview.h"
#include "ui/console/fullscreenbar.h"
#include "ui/console/machineconsole.h"
#include "ui/console/messageoverlay.h"
#include "ui/console/statuslamps.h"
#include "ui/widgets/errorpresenter.h"
#include "ui/widgets/machineactions.h"
#include "vitrinesettings.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KSharedConfig>

#include <QAction>
#include <QCloseEvent>
#include <QIcon>
#include <QLayout>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QVBoxLayout>

#include <utility>

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
    , m_actions(new ConsoleActions(m_machineActions, keyName(configuredHostKey()), this))
{
    setObjectName(u"consoleWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_machine.id = id;
    m_machineActions->setMachine(id);
    setUpCentral();
    setUpActions();
    setUpMachine();
    restoreWindow();
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

void ConsoleWindow::setUpActions()
{
    m_actions->fillMenuBar(menuBar());
    m_bar = new FullScreenBar(*m_actions, this);
    connect(m_machineActions, &MachineActions::commandGiven, this, &ConsoleWindow::noteCommand);
    connect(m_actions->close, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->fullScreen, &QAction::triggered, this, &ConsoleWindow::setFullScreen);
    connect(m_actions->scaleToFit, &QAction::triggered, this, &ConsoleWindow::setScaled);
    connect(m_actions->smooth, &QAction::triggered, m_view, &ConsoleView::setSmooth);
    connect(m_actions->adjustWindow, &QAction::triggered, this, &ConsoleWindow::adjustToGuest);
    connect(m_actions->minimise, &QAction::triggered, this, &QWidget::showMinimized);
    connect(m_actions->capture, &QAction::triggered, m_input, &ConsoleInput::setCaptured);
    connect(m_actions, &ConsoleActions::combinationChosen, m_input, &ConsoleInput::send);
    connect(m_input, &ConsoleInput::hostCommand, this, &ConsoleWindow::onHostCommand);
    connect(m_input, &ConsoleInput::captureChanged, this, &ConsoleWindow::updateCapture);
    connect(m_input, &ConsoleInput::topEdgeTouched, this, [this] {
        if (isFullScreen()) {
            m_bar->slideIn();
        }
    });
    connect(m_overlay, &MessageOverlay::stepChosen, this, &ConsoleWindow::takeStep);
}

void ConsoleWindow::setUpMachine()
{
    connect(m_console, &MachineConsole::sessionAboutToChange, this, [this] {
        m_view->setHead(nullptr);
    });
    connect(m_console, &MachineConsole::sessionChanged, this, &ConsoleWindow::onSessionChanged);
    connect(m_console, &MachineConsole::factsChanged, this, &ConsoleWindow::updateAll);
    connect(m_view, &ConsoleView::guestSizeChanged, this, &ConsoleWindow::followGuest);
    connect(m_view, &ConsoleView::frameShown, m_lamps, &StatusLamps::countFrame);
    connect(m_context.store, &MachineStore::restartLoopingChanged, this, &ConsoleWindow::updateNotices);
    connect(m_context.commands, &MachineCommands::busyChanged, this, [this](const MachineId &id) {
        if (id == machineId()) {
            if (m_context.commands->isBusy(id)) {
                m_commandIsOurs = std::exchange(m_commandGiven, false);
            }
            updateAll();
        }
    });
    connect(m_context.commands, &MachineCommands::failed, this, [this](const MachineId &id, const Error &error) {
        m_commandGiven = false;
        if (id == machineId() && m_commandIsOurs) {
            showError(error);
        }
    });
    connect(m_context.commands, &MachineCommands::shutDownIgnored, this, [this](const MachineId &id) {
        if (id == machineId()) {
            statusBar()->showMessage(i18nc("@info:status", "The guest did not react. Force Off is in the Machine menu."));
        }
    });
}

void ConsoleWindow::showError(const Error &error)
{
    const auto step = [this](ConsoleStep step) {
        return [this, step] {
            takeStep(step);
        };
    };
    m_errors->show(error,
                   {{Remedy::Retry,
                     [this] {
                         m_machineActions->retry(machineId());
                     }},
                    {Remedy::StartWithoutAcceleration, step(ConsoleStep::StartWithoutAcceleration)},
                    {Remedy::ForceOff, step(ConsoleStep::ForceOff)},
                    {Remedy::Resume, step(ConsoleStep::Resume)}});
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
    const bool connected = facts.session == ConsoleSession::State::Connected;
    m_actions->setConnected(connected);
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
    m_actions->capture->setChecked(m_input->isCaptured());
    m_lamps->setCapture(m_input->isCaptured(), m_input->isCaptureEffective(), keyName(m_input->hostKey()));
    m_notices->explainCapture(m_input->isCaptured(), keyName(m_input->hostKey()));
}

void ConsoleWindow::updateNotices()
{
    m_notices->setRestartLooping(m_machine.isActive() && m_context.store->isRestartLooping(machineId()));
}

void ConsoleWindow::takeStep(ConsoleStep step)
{
    switch (step) {
    case ConsoleStep::Start:
        return m_machineActions->trigger(MachineAction::Start, machineId());
    case ConsoleStep::StartWithoutAcceleration:
        return m_machineActions->trigger(MachineAction::StartWithoutAcceleration, machineId());
    case ConsoleStep::Resume:
        return act(&MachineCommands::resume);
    case ConsoleStep::Reset:
        return act(&MachineCommands::reset);
    case ConsoleStep::ForceOff:
        return m_machineActions->trigger(MachineAction::ForceOff, machineId());
    case ConsoleStep::Reconnect:
        return m_console->reconnect();
    case ConsoleStep::CloseWindow:
        close();
        return;
    }
}

void ConsoleWindow::act(void (MachineCommands::*command)(const MachineId &))
{
    noteCommand();
    (m_context.commands->*command)(machineId());
}

void ConsoleWindow::noteCommand()
{
    m_errors->clear();
    m_commandIsOurs = true;
    m_commandGiven = true;
}

void ConsoleWindow::onHostCommand(HostCommand command)
{
    switch (command) {
    case HostCommand::ToggleFullScreen:
        return setFullScreen(!isFullScreen());
    case HostCommand::ToggleScaling:
        return setScaled(m_view->scaleMode() != ScaleMode::Fit);
    case HostCommand::ShowMenu:
        if (isFullScreen()) {
            m_bar->openMenu();
        } else {
            // Focus first would stay in the menu bar when the menu is left by Escape.
            menuBar()->setActiveAction(menuBar()->actions().constFirst());
        }
        return;
    case HostCommand::AdjustWindow:
        return m_actions->adjustWindow->trigger();
    case HostCommand::Minimise:
        return m_actions->minimise->trigger();
    case HostCommand::Pause:
        return m_machineActions->action(MachineAction::Pause)->trigger();
    case HostCommand::Reset:
        return m_machineActions->action(MachineAction::Reset)->trigger();
    case HostCommand::ShutDown:
        return m_machineActions->action(MachineAction::ShutDown)->trigger();
    case HostCommand::Close:
        return m_actions->close->trigger();
    case HostCommand::ToggleCapture:
        return;
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
    m_actions->fullScreen->setChecked(full);
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

void ConsoleWindow::setScaled(bool scaled)
{
    m_actions->scaleToFit->setChecked(scaled);
    m_view->setScaleMode(scaled ? ScaleMode::Fit : ScaleMode::OneToOne);
    // In the scroll area the view is at least as large as its minimum.
    m_view->setMinimumSize(scaled ? QSize(0, 0) : m_view->sizeHint());
    stateGroup().writeEntry("ScaleToFit", scaled);
}

void ConsoleWindow::followGuest()
{
    if (m_view->scaleMode() == ScaleMode::OneToOne) {
        m_view->setMinimumSize(m_view->sizeHint());
    }
    if (size() == m_ownSize) {
        adjustToGuest();
    }
}

void ConsoleWindow::adjustToGuest()
{
    const QSize wanted = m_view->sizeHint();
    if (!wanted.isValid() || isFullScreen() || isMaximized()) {
        return;
    }
    layout()->activate(); // else the frame around the view may be measured from an older layout
    const QSize around = size() - m_scroll->size();
    const QSize frame = frameGeometry().size() - size();
    resize((wanted + around).boundedTo(screen()->availableSize() - frame));
    m_ownSize = size();
}

QList<CloseChoice> ConsoleWindow::possibleChoices() const
{
    QList<CloseChoice> possible;
    for (const auto &[choice, action] : {std::pair{CloseChoice::SaveState, MachineAction::SaveState},
                                         {CloseChoice::ShutDown, MachineAction::ShutDown},
                                         {CloseChoice::ForceOff, MachineAction::ForceOff}}) {
        if (m_machineActions->action(action)->isEnabled()) {
            possible.append(choice);
        }
    }
    return possible;
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    if (m_machine.isActive() && CloseDialog::mustAsk()) {
        CloseDialog dialog(m_machine.displayName(), possibleChoices(), this);
        if (dialog.exec() != QDialog::Accepted) {
            event->ignore();
            return;
        }
        closeBy(dialog.choice());
    } else if (m_machine.isActive()) {
        closeBy(CloseDialog::lastChoice());
    }
    saveWindow();
    KMainWindow::closeEvent(event);
}

void ConsoleWindow::closeBy(CloseChoice choice)
{
    if (!m_machine.isActive()) {
        return; // It stopped while the question was on the screen.
    }
    switch (choice) {
    case CloseChoice::KeepRunning:
        return;
    case CloseChoice::SaveState:
        return m_context.commands->saveState(machineId());
    case CloseChoice::ShutDown:
        return m_context.commands->shutDown(machineId());
    case CloseChoice::ForceOff:
        return m_context.commands->forceOff(machineId());
    }
}

KConfigGroup ConsoleWindow::stateGroup() const
{
    return {KSharedConfig::openStateConfig(), u"Console "_s + machineId().uuid.toString(QUuid::WithoutBraces)};
}

void ConsoleWindow::restoreWindow()
{
    const KConfigGroup group = stateGroup();
    const QByteArray geometry = QByteArray::fromBase64(group.readEntry("Geometry", QByteArray()));
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        resize(QSize(1024, 768).boundedTo(screen()->availableSize() * 3 / 4));
    }
    m_ownSize = group.readEntry("FollowsGuest", true) ? size() : QSize();
    setScaled(group.readEntry("ScaleToFit", true));
    const bool smooth = group.readEntry("Smooth", true);
    m_actions->smooth->setChecked(smooth);
    m_view->setSmooth(smooth);
}

void ConsoleWindow::saveWindow() const
{
    KConfigGroup group = stateGroup();
    group.writeEntry("Geometry", saveGeometry().toBase64());
    group.writeEntry("FollowsGuest", size() == m_ownSize);
    group.writeEntry("Smooth", m_actions->smooth->isChecked());
    group.sync();
}

} // namespace vitrine
