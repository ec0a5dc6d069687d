// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/headwindows.h"

#include "ui/console/consoleinput.h"
#include "ui/console/consolestate.h"
#include "ui/console/consoleview.h"
#include "ui/console/headwindow.h"
#include "ui/console/machineconsole.h"
#include "ui/console/menuwords.h"
#include "ui/console/viewmenu.h"
#include "ui/console/windowsizing.h"

#include <KLocalizedString>
#include <KWindowSystem>

#include <QAction>
#include <QActionGroup>
#include <QGuiApplication>
#include <QMenu>
#include <QScreen>
#include <QWindow>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize presets[] = {{640, 480},
                             {800, 600},
                             {1024, 768},
                             {1152, 864},
                             {1280, 720},
                             {1280, 800},
                             {1366, 768},
                             {1440, 900},
                             {1600, 900},
                             {1680, 1050},
                             {1920, 1080},
                             {1920, 1200},
                             {2560, 1440},
                             {3840, 2160}};
/** More than any guest driver has; a hostile peer may claim thousands. */
constexpr int mostScreens = 16;

QList<int> toList(const QSet<int> &set)
{
    QList<int> list(set.begin(), set.end());
    std::ranges::sort(list);
    return list;
}

} // namespace

HeadWindows::HeadWindows(MachineConsole *console, ViewMenu *view, const QString &hostKeyName, ScreenWindow *first)
    : ConsoleMenu(i18nc("@title:menu", "&Virtual Screens"), hostKeyName, first)
    , m_console(console)
    , m_id(console->id())
    , m_view(view)
    , m_first(first)
{
    const QList<int> on = consoleState(m_id).readEntry("Screens", QList<int>());
    m_switchedOn = QSet<int>(on.begin(), on.end());
    connect(m_console, &MachineConsole::sessionAboutToChange, this, [this] {
        for (HeadWindow *window : std::as_const(m_windows)) {
            window->letGo();
        }
    });
    connect(m_console, &MachineConsole::sessionChanged, this, &HeadWindows::onSessionChanged);
    connect(m_console, &MachineConsole::factsChanged, this, &HeadWindows::updateNames);
    connect(m_first->input(), &ConsoleInput::captureChanged, this, &HeadWindows::captureChanged);
    announce(m_first);
}

HeadWindows::~HeadWindows()
{
    closeAll();
}

void HeadWindows::setMenus(const QList<ConsoleMenu *> &menus)
{
    m_menus = menus;
}

ConsoleSession *HeadWindows::connectedSession() const
{
    ConsoleSession *session = m_console->session();
    return session && session->state() == ConsoleSession::State::Connected ? session : nullptr;
}

ScreenWindow *HeadWindows::window(int number) const
{
    return number == 0 ? m_first : m_windows.value(number);
}

ScreenWindow *HeadWindows::activeWindow() const
{
    for (HeadWindow *window : m_windows) {
        if (window->isActiveWindow()) {
            return window;
        }
    }
    return m_first;
}

QList<ScreenWindow *> HeadWindows::windows() const
{
    QList<ScreenWindow *> all{m_first};
    for (HeadWindow *window : m_windows) {
        all.append(window);
    }
    return all;
}

ConsoleInput *HeadWindows::capturingInput() const
{
    for (HeadWindow *window : m_windows) {
        if (window->input()->isCaptured()) {
            return window->input();
        }
    }
    return m_first->input()->isCaptured() ? m_first->input() : nullptr;
}

void HeadWindows::onSessionChanged()
{
    ConsoleSession *session = connectedSession();
    QSet<int> heads;
    for (const ConsoleHead *head : session ? session->heads() : QList<ConsoleHead *>()) {
        if (head->number() > 0 && head->number() < mostScreens) {
            heads.insert(head->number());
        }
    }
    const bool watched = session && !m_known.isEmpty();
    if (watched) {
        m_switchedOn += heads - m_known;
        // A guest that restarts loses its agent before its screens, and is to have them again.
        m_switchedOn -= session->agentConnected() ? m_known - heads : QSet<int>();
    } else if (session) {
        for (const int number : std::as_const(m_switchedOn)) {
            session->setHeadEnabled(number, true);
        }
    }
    m_known = session ? heads + QSet<int>{0} : QSet<int>();
    if (session) {
        connect(session, &ConsoleSession::agentConnectedChanged, this, &HeadWindows::askForScreens, Qt::UniqueConnection);
    }
    for (const int number : std::as_const(m_known)) {
        if (number > 0 && m_switchedOn.contains(number) && !m_windows.contains(number)) {
            addWindow(number);
        }
    }
    const QHash<int, HeadWindow *> windows = m_windows;
    for (HeadWindow *window : windows) {
        window->setSession(session);
        if (!m_known.contains(window->number()) || !m_switchedOn.contains(window->number())) {
            m_windows.remove(window->number());
            window->dispose();
        }
    }
}

void HeadWindows::askForScreens()
{
    ConsoleSession *session = connectedSession();
    if (!session || !session->agentConnected()) {
        return;
    }
    for (const int number : toList(m_switchedOn - m_known)) {
        session->setHeadEnabled(number, true);
    }
}

void HeadWindows::addWindow(int number)
{
    auto *window = new HeadWindow(m_id, number, m_menus, m_view);
    m_windows.insert(number, window);
    connect(window, &ScreenWindow::hostCommand, this, &HeadWindows::hostCommand);
    connect(window, &ScreenWindow::pasted, this, &HeadWindows::pasted);
    connect(window->input(), &ConsoleInput::captureChanged, this, &HeadWindows::captureChanged);
    announce(window);
    connect(window, &HeadWindow::closed, this, [this](int number, bool byUser) {
        m_windows.remove(number);
        if (byUser) {
            setSwitchedOn(number, false);
        } else {
            // The program is about to quit; if the user takes that back, the screen is there again.
            QMetaObject::invokeMethod(this, &HeadWindows::onSessionChanged, Qt::QueuedConnection);
        }
    });
    updateNames();
    Q_EMIT windowAdded(window);
    window->show();
    if (m_fullScreen) {
        spread();
    }
}

void HeadWindows::announce(const ScreenWindow *window)
{
    connect(window, &ScreenWindow::activated, this, [this, window] {
        Q_EMIT windowActivated(window);
    });
}

void HeadWindows::updateNames()
{
    if (const auto machine = m_console->facts().machine) {
        for (HeadWindow *window : std::as_const(m_windows)) {
            window->setMachineName(machine->displayName());
        }
    }
}

void HeadWindows::setSwitchedOn(int number, bool on)
{
    if (on) {
        m_switchedOn.insert(number);
    } else {
        m_switchedOn.remove(number);
    }
    if (ConsoleSession *session = connectedSession()) {
        session->setHeadEnabled(number, on);
        onSessionChanged();
    }
}

void HeadWindows::closeAll()
{
    consoleState(m_id).writeEntry("Screens", toList(m_switchedOn));
    const QHash<int, HeadWindow *> windows = std::exchange(m_windows, {});
    for (HeadWindow *window : windows) {
        window->input()->disconnect(this); // whoever listens may be about to go, too
        window->dispose();
    }
}

void HeadWindows::setFullScreen(bool fullScreen)
{
    if (fullScreen != m_fullScreen) {
        m_fullScreen = fullScreen;
        spread();
    }
}

void HeadWindows::spread()
{
    QList<QScreen *> free = QGuiApplication::screens();
    free.removeOne(m_first->screen());
    const QList<int> numbers = toList(QSet<int>(m_windows.keyBegin(), m_windows.keyEnd()));
    for (const int number : numbers) {
        HeadWindow *window = m_windows.value(number);
        if (!m_fullScreen) {
            window->setFullScreen(false);
        } else if (window->isFullScreen()) {
            free.removeOne(window->screen());
        } else if (!free.isEmpty()) {
            QScreen *screen = free.contains(window->screen()) ? window->screen() : free.constFirst();
            free.removeOne(screen);
            moveTo(window, screen);
            window->setFullScreen(true);
        }
    }
}

void HeadWindows::moveTo(ScreenWindow *window, QScreen *screen)
{
    if (window->screen() == screen) {
        return;
    }
    const bool full = window->isFullScreen();
    if (full) {
        window->setFullScreen(false);
    }
    // Wayland takes the screen of a full-screen window from its handle, X11 from where it is.
    window->windowHandle()->setScreen(screen);
    const QRect room = screen->availableGeometry();
    window->move(room.center() - window->rect().center());
    if (full) {
        window->setFullScreen(true);
    }
}

void HeadWindows::fillMenu(QMenu *menu)
{
    QMenu *screens = menu->addMenu(QIcon::fromTheme(u"video-display"_s), title());
    screens->setObjectName(u"virtualScreens"_s);
    connect(screens, &QMenu::aboutToShow, this, [this, screens] {
        fillScreens(screens);
    });
}

void HeadWindows::fillScreens(QMenu *menu)
{
    menu->clear();
    qDeleteAll(menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // which clear() leaves behind
    const ConsoleSession *session = connectedSession();
    if (!session) {
        menu->addAction(i18nc("@item:inmenu", "The machine's screen is not connected"))->setEnabled(false);
        return;
    }
    const int heads = session->heads().isEmpty() ? 1 : session->heads().constLast()->number() + 1;
    const int count = std::clamp(session->maximumHeads(), std::min(heads, mostScreens), mostScreens);
    for (int number = 0; number < count; ++number) {
        fillScreen(menu->addMenu(i18nc("@title:menu", "Virtual Screen &%1", number + 1)), number);
    }
    if (count == 1) {
        addNote(menu, u"moreScreens"_s, i18nc("@info:inmenu", "More screens: machine settings, page Display"));
    }
}

void HeadWindows::fillScreen(QMenu *menu, int number)
{
    menu->setToolTipsVisible(true);
    QAction *enable = menu->addAction(i18nc("@option:check", "&Enable"));
    enable->setObjectName(u"enableScreen%1"_s.arg(number + 1));
    enable->setCheckable(true);
    enable->setChecked(number == 0 || m_switchedOn.contains(number));
    enable->setEnabled(number > 0);
    connect(enable, &QAction::triggered, this, [this, number](bool on) {
        setSwitchedOn(number, on);
    });
    if (number > 0 && !m_known.contains(number) && m_switchedOn.contains(number)) {
        menu->addAction(i18nc("@item:inmenu", "The guest has not switched it on (its guest tools do that)"))->setEnabled(false);
    }
    if (ScreenWindow *shown = window(number)) {
        menu->addSeparator();
        fillSizes(menu->addMenu(i18nc("@title:menu", "&Resize Guest to")), number);
        if (QGuiApplication::screens().size() > 1) {
            QMenu *places = menu->addMenu(i18nc("@title:menu", "&Show on Host Screen"));
            fillPlaces(places, shown);
            if (KWindowSystem::isPlatformWayland() && !shown->isFullScreen()) {
                places->setEnabled(false);
                places->menuAction()->setToolTip(
                    i18nc("@info:tooltip", "On Wayland a program can choose the host screen only in full screen. Drag the window there."));
            }
        }
    }
}

void HeadWindows::fillSizes(QMenu *menu, int number)
{
    const ConsoleHead *head = window(number)->view()->head();
    auto *group = new QActionGroup(menu);
    for (const QSize size : presets) {
        QAction *action =
            menu->addAction(i18nc("@option:check width, height in pixels", "%1 × %2", QString::number(size.width()), QString::number(size.height())));
        action->setObjectName(u"resize%1x%2"_s.arg(size.width()).arg(size.height()));
        action->setActionGroup(group);
        action->setCheckable(true);
        action->setChecked(head && head->size() == size);
        connect(action, &QAction::triggered, this, [this, number, size] {
            if (ScreenWindow *shown = window(number)) {
                shown->sizing()->resizeGuest(size);
            }
        });
    }
    const ConsoleSession *session = connectedSession();
    if (session && !session->takesSizes()) {
        menu->setToolTipsVisible(true);
        disableActions(menu,
                       session->transport() == ConsoleTransport::Vnc
                           ? i18nc("@info:tooltip", "This machine’s screen takes no other size over VNC.")
                           : i18nc("@info:tooltip", "The guest takes a size when its display agent (spice-vdagent) runs, which does not answer."));
    }
}

void HeadWindows::fillPlaces(QMenu *menu, ScreenWindow *window)
{
    const QList<QScreen *> screens = QGuiApplication::screens();
    auto *group = new QActionGroup(menu);
    for (QScreen *screen : screens) {
        QAction *action = menu->addAction(screen->name());
        action->setActionGroup(group);
        action->setObjectName(u"showOn%1"_s.arg(screen->name()));
        action->setCheckable(true);
        action->setChecked(window->screen() == screen);
        connect(action, &QAction::triggered, window, [this, window, screen = QPointer(screen)] {
            if (screen) {
                moveTo(window, screen);
            }
        });
    }
}

} // namespace vitrine
