// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/windowsizing.h"

#include "backends/console/consolesession.h"
#include "ui/console/consolestate.h"
#include "ui/console/consoleview.h"
#include "ui/console/guestresizer.h"
#include "ui/console/guestscreen.h"
#include "ui/console/scalingactions.h"
#include "ui/console/viewmenu.h"

#include <QAction>
#include <QEvent>
#include <QLayout>
#include <QScreen>

#include <algorithm>
#include <chrono>

namespace vitrine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto settleTime = 200ms;

} // namespace

WindowSizing::WindowSizing(const MachineId &id, int number, ViewMenu *menu, GuestScreen *screen, QWidget *window)
    : QObject(window)
    , m_id(id)
    , m_number(number)
    , m_menu(menu)
    , m_screen(screen)
    , m_window(window)
    , m_resizer(new GuestResizer(screen->view()))
{
    m_screen->setScaling(m_menu->scaling->scaling());
    connect(m_menu->scaling, &ScalingActions::changed, this, [this] {
        m_screen->setScaling(m_menu->scaling->scaling());
        if (m_window->size() == m_ownSize) {
            adjustToGuest();
        } else {
            followWindow();
        }
    });
    connect(m_menu->adjustWindow, &QAction::triggered, this, &WindowSizing::adjustToGuest);
    connect(m_menu->autoResize, &QAction::toggled, this, &WindowSizing::askAnew);
    connect(m_screen->view(), &ConsoleView::guestSizeChanged, this, &WindowSizing::followGuest);
    m_window->installEventFilter(this);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &WindowSizing::askGuest);
}

bool WindowSizing::eventFilter(QObject *watched, QEvent *event)
{
    // Not what else changes the room: a message above the screen is no reason to resize a guest.
    if (event->type() == QEvent::Resize || event->type() == QEvent::WindowStateChange || event->type() == QEvent::DevicePixelRatioChange) {
        followWindow();
    }
    return QObject::eventFilter(watched, event);
}

void WindowSizing::setSession(ConsoleSession *session)
{
    ConsoleHead *head = m_screen->view()->head();
    if (m_session == session && m_head == head) {
        return; // A guest that answers by another arrangement of its screens would be asked for ever.
    }
    if (m_session) {
        m_session->disconnect(this);
    }
    m_session = session;
    m_head = head;
    if (m_session) {
        connect(m_session, &ConsoleSession::agentConnectedChanged, this, &WindowSizing::askAnew);
        askAnew();
    }
}

bool WindowSizing::isFitted() const
{
    const ConsoleHead *head = m_screen->view()->head();
    return m_window->size() == m_ownSize && head && head->size() == m_ownGuest;
}

void WindowSizing::askAnew()
{
    m_resizer->forget();
    followWindow();
}

void WindowSizing::followWindow()
{
    // A guest that is asked at every step of a dragged edge does nothing else.
    m_settle.start();
}

void WindowSizing::askGuest()
{
    const bool seen = m_window->isVisible() && !m_window->isMinimized();
    if (m_menu->autoResize->isChecked() && seen && !isFitted()) {
        const Scaling scaling = m_menu->scaling->scaling();
        const qreal zoom = scaling.mode == ScaleMode::Fixed ? scaling.zoom : 1;
        m_resizer->askOnce((QSizeF(m_screen->roomInPixels()) / zoom).toSize());
    }
}

void WindowSizing::followGuest()
{
    const ConsoleHead *head = m_screen->view()->head();
    const bool asked = head && m_menu->autoResize->isChecked() && head->size() == m_resizer->lastAsked();
    if (m_window->size() == m_ownSize && !asked) {
        adjustToGuest();
    }
}

void WindowSizing::resizeGuest(QSize pixels)
{
    m_ownSize = m_window->size();
    m_settle.stop();
    m_resizer->ask(pixels);
}

void WindowSizing::adjustToGuest()
{
    const QSize wanted = m_screen->view()->sizeHint();
    if (!wanted.isValid() || m_window->isFullScreen() || m_window->isMaximized()) {
        return;
    }
    m_window->layout()->activate(); // else the frame around the view may be measured from an older layout
    const QSize around = m_window->size() - m_screen->size();
    const QSize frame = m_window->frameGeometry().size() - m_window->size();
    const QSize room = m_window->screen()->availableSize() - frame - around;
    const bool scrolls = m_menu->scaling->scaling().mode == ScaleMode::Fixed;
    const QSize shown = scrolls ? wanted.boundedTo(room) : wanted.boundedTo(wanted.scaled(room, Qt::KeepAspectRatio));
    m_ownSize = (shown + around).expandedTo(m_window->minimumSizeHint());
    m_ownGuest = m_screen->view()->head() ? m_screen->view()->head()->size() : QSize();
    m_window->resize(m_ownSize);
    bringOntoScreen(QRect(m_window->pos(), m_ownSize + frame));
}

void WindowSizing::bringOntoScreen(const QRect &frame)
{
    const QRect room = m_window->screen()->availableGeometry();
    const QPoint corner(std::clamp(frame.x(), room.x(), std::max(room.x(), room.right() + 1 - frame.width())),
                        std::clamp(frame.y(), room.y(), std::max(room.y(), room.bottom() + 1 - frame.height())));
    if (m_window->isVisible() && corner != frame.topLeft()) {
        m_window->move(corner);
    }
}

KConfigGroup WindowSizing::state() const
{
    const KConfigGroup machine = consoleState(m_id);
    return m_number == 0 ? machine : machine.group(u"Screen %1"_s.arg(m_number + 1));
}

void WindowSizing::restore()
{
    const KConfigGroup group = state();
    const QByteArray geometry = QByteArray::fromBase64(group.readEntry("Geometry", QByteArray()));
    if (geometry.isEmpty() || !m_window->restoreGeometry(geometry)) {
        m_window->resize(QSize(1024, 768).boundedTo(m_window->screen()->availableSize() * 3 / 4));
    }
    m_ownSize = group.readEntry("FollowsGuest", m_number == 0) ? normalSize() : QSize();
}

QSize WindowSizing::normalSize() const
{
    const bool normal = !m_window->isFullScreen() && !m_window->isMaximized();
    return normal ? m_window->size() : m_window->normalGeometry().size();
}

void WindowSizing::save() const
{
    KConfigGroup group = state();
    group.writeEntry("Geometry", m_window->saveGeometry().toBase64());
    group.writeEntry("FollowsGuest", normalSize() == m_ownSize);
    group.sync();
}

} // namespace vitrine
