// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/windowsizing.h"

#include "ui/console/consolestate.h"
#include "ui/console/consoleview.h"
#include "ui/console/viewmenu.h"

#include <QAction>
#include <QLayout>
#include <QScreen>
#include <QScrollArea>

namespace vitrine {

WindowSizing::WindowSizing(const MachineId &id, ViewMenu *menu, ConsoleView *view, QScrollArea *scroll, QWidget *window)
    : QObject(window)
    , m_id(id)
    , m_menu(menu)
    , m_view(view)
    , m_scroll(scroll)
    , m_window(window)
{
    connect(m_menu->scaleToFit, &QAction::triggered, this, &WindowSizing::setScaled);
    connect(m_menu->smooth, &QAction::triggered, m_view, &ConsoleView::setSmooth);
    connect(m_menu->adjustWindow, &QAction::triggered, this, &WindowSizing::adjustToGuest);
    connect(m_view, &ConsoleView::guestSizeChanged, this, &WindowSizing::followGuest);
}

void WindowSizing::setScaled(bool scaled)
{
    m_menu->scaleToFit->setChecked(scaled);
    m_view->setScaleMode(scaled ? ScaleMode::Fit : ScaleMode::OneToOne);
    // In the scroll area the view is at least as large as its minimum.
    m_view->setMinimumSize(scaled ? QSize(0, 0) : m_view->sizeHint());
}

void WindowSizing::followGuest()
{
    if (m_view->scaleMode() == ScaleMode::OneToOne) {
        m_view->setMinimumSize(m_view->sizeHint());
    }
    if (m_window->size() == m_ownSize) {
        adjustToGuest();
    }
}

void WindowSizing::adjustToGuest()
{
    const QSize wanted = m_view->sizeHint();
    if (!wanted.isValid() || m_window->isFullScreen() || m_window->isMaximized()) {
        return;
    }
    m_window->layout()->activate(); // else the frame around the view may be measured from an older layout
    const QSize around = m_window->size() - m_scroll->size();
    const QSize frame = m_window->frameGeometry().size() - m_window->size();
    m_window->resize((wanted + around).boundedTo(m_window->screen()->availableSize() - frame));
    m_ownSize = m_window->size();
}

void WindowSizing::restore()
{
    const KConfigGroup group = consoleState(m_id);
    const QByteArray geometry = QByteArray::fromBase64(group.readEntry("Geometry", QByteArray()));
    if (geometry.isEmpty() || !m_window->restoreGeometry(geometry)) {
        m_window->resize(QSize(1024, 768).boundedTo(m_window->screen()->availableSize() * 3 / 4));
    }
    m_ownSize = group.readEntry("FollowsGuest", true) ? m_window->size() : QSize();
    setScaled(group.readEntry("ScaleToFit", true));
    const bool smooth = group.readEntry("Smooth", true);
    m_menu->smooth->setChecked(smooth);
    m_view->setSmooth(smooth);
}

void WindowSizing::save() const
{
    KConfigGroup group = consoleState(m_id);
    group.writeEntry("Geometry", m_window->saveGeometry().toBase64());
    group.writeEntry("FollowsGuest", m_window->size() == m_ownSize);
    group.writeEntry("ScaleToFit", m_menu->scaleToFit->isChecked());
    group.writeEntry("Smooth", m_menu->smooth->isChecked());
    group.sync();
}

} // namespace vitrine
