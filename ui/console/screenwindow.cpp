// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/screenwindow.h"

#include "ui/console/consoleinput.h"
#include "ui/console/consolemenu.h"
#include "ui/console/consolestate.h"
#include "ui/console/consoleview.h"
#include "ui/console/fullscreenbar.h"
#include "ui/console/guestscreen.h"
#include "ui/console/recordingmark.h"
#include "ui/console/viewmenu.h"
#include "ui/console/windowsizing.h"

#include <KWindowSystem>
#include <KX11Extras>

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QVBoxLayout>

namespace vitrine {

ScreenWindow::ScreenWindow(const MachineId &id, int number)
    : m_id(id)
    , m_number(number)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *central = new QWidget(this);
    m_layout = new QVBoxLayout(central);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    m_screen = new GuestScreen(central);
    m_layout->addWidget(m_screen, 1);
    setCentralWidget(central);
    m_mark = new RecordingMark(m_screen);
    m_input = new ConsoleInput(m_screen->view());
    connect(m_input, &ConsoleInput::hostCommand, this, [this](HostCommand command) {
        if (command == HostCommand::ShowMenu) {
            showMenu();
        } else {
            Q_EMIT hostCommand(command);
        }
    });
    connect(m_input, &ConsoleInput::pasted, this, &ScreenWindow::pasted);
    connect(m_input, &ConsoleInput::topEdgeTouched, this, [this] {
        if (isFullScreen()) {
            m_bar->slideIn();
        }
    });
}

ScreenWindow::~ScreenWindow() = default;

int ScreenWindow::number() const
{
    return m_number;
}

ConsoleView *ScreenWindow::view() const
{
    return m_screen->view();
}

WindowSizing *ScreenWindow::sizing() const
{
    return m_sizing;
}

ConsoleInput *ScreenWindow::input() const
{
    return m_input;
}

GuestScreen *ScreenWindow::screenArea() const
{
    return m_screen;
}

QVBoxLayout *ScreenWindow::centralLayout() const
{
    return m_layout;
}

void ScreenWindow::setUpMenus(const QList<ConsoleMenu *> &menus, ViewMenu *view, QAction *close)
{
    m_viewMenu = view;
    for (ConsoleMenu *menu : menus) {
        menu->fillMenu(menuBar()->addMenu(menu->title()));
    }
    m_bar = new FullScreenBar(menus, {view->minimise, view->fullScreen, close}, consoleState(m_id), this);
    m_sizing = new WindowSizing(m_id, m_number, view, m_screen, this);
    connect(view->minimise, &QAction::triggered, this, &QWidget::showMinimized);
    connect(view->onTop, &QAction::toggled, this, &ScreenWindow::keepOnTop);
    m_sizing->restore();
    m_screen->view()->setFocus();
}

void ScreenWindow::setTitle(const QString &title, const QString &barTitle)
{
    setPlainCaption(title);
    m_bar->setTitle(barTitle);
}

void ScreenWindow::setFullScreen(bool fullScreen)
{
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, fullScreen));
}

void ScreenWindow::setRecorded(bool recorded)
{
    m_recorded = recorded;
    updateMark();
}

void ScreenWindow::updateMark()
{
    m_mark->setVisible(m_recorded && isFullScreen());
}

void ScreenWindow::setSession(ConsoleSession *session)
{
    const QList<ConsoleHead *> heads = session ? session->heads() : QList<ConsoleHead *>();
    const auto head = std::ranges::find(heads, m_number, &ConsoleHead::number);
    view()->setHead(head == heads.end() ? nullptr : *head);
    m_input->setSession(session);
    m_sizing->setSession(session);
}

void ScreenWindow::letGo()
{
    view()->setHead(nullptr);
}

void ScreenWindow::showMenu()
{
    if (isFullScreen()) {
        m_bar->openMenu();
    } else {
        // Focus first would stay in the menu bar when the menu is left by Escape.
        menuBar()->setActiveAction(menuBar()->actions().constFirst());
    }
}

void ScreenWindow::keepOnTop()
{
    // Qt's window flag would make a new window, which flickers and loses a capture.
    if (KWindowSystem::isPlatformX11() && isVisible()) {
        const bool onTop = m_viewMenu->onTop->isChecked();
        (onTop ? KX11Extras::setState : KX11Extras::clearState)(winId(), NET::KeepAbove);
    }
}

bool ScreenWindow::event(QEvent *event)
{
    const bool done = KMainWindow::event(event);
    if (event->type() == QEvent::Show && m_viewMenu && m_viewMenu->onTop->isChecked()) {
        keepOnTop();
    } else if (event->type() == QEvent::WindowActivate) {
        Q_EMIT activated();
    }
    return done;
}

void ScreenWindow::changeEvent(QEvent *event)
{
    KMainWindow::changeEvent(event);
    if (event->type() != QEvent::WindowStateChange || !m_bar) {
        return;
    }
    const bool full = isFullScreen();
    menuBar()->setVisible(!full);
    if (auto *bar = findChild<QStatusBar *>()) {
        bar->setVisible(!full);
    }
    updateMark();
    if (full) {
        m_bar->slideIn();
    } else {
        m_bar->hide();
    }
}

void ScreenWindow::resizeEvent(QResizeEvent *event)
{
    KMainWindow::resizeEvent(event);
    if (m_bar) {
        m_bar->centre();
    }
}

} // namespace vitrine
