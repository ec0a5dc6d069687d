// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/windowvisibility.h"

#include "ui/console/x11coverage.h"

#include <KWindowSystem>

#include <QEvent>
#include <QWidget>
#include <QWindow>

namespace vitrine {

WindowVisibility::WindowVisibility(QWidget *widget)
    : m_widget(widget)
{
    if (KWindowSystem::isPlatformX11()) {
        m_coverage = std::make_unique<X11Coverage>([this] {
            update();
        });
    }
    m_widget->installEventFilter(this);
}

WindowVisibility::~WindowVisibility() = default;

bool WindowVisibility::isSeen() const
{
    return m_seen;
}

bool WindowVisibility::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
        watchWindow();
        update();
        break;
    case QEvent::Hide:
    case QEvent::Expose:
    case QEvent::WindowStateChange:
        update();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void WindowVisibility::watchWindow()
{
    if (m_window != m_widget->window()) {
        if (m_window && m_window != m_widget) {
            m_window->removeEventFilter(this);
        }
        m_window = m_widget->window();
        m_window->installEventFilter(this);
    }
    QWindow *handle = m_window->windowHandle();
    if (handle && handle != m_handle) {
        if (m_handle) {
            m_handle->removeEventFilter(this);
        }
        m_handle = handle;
        m_handle->installEventFilter(this);
    }
}

void WindowVisibility::update()
{
    const bool exposed = m_widget->isVisible() && !m_window->isMinimized() && m_handle && m_handle->isExposed();
    if (m_coverage && exposed) {
        m_coverage->watch(m_handle->winId());
    } else if (m_coverage) {
        m_coverage->rest();
    }
    const bool seen = exposed && !(m_coverage && m_coverage->isCovered());
    if (seen != m_seen) {
        m_seen = seen;
        Q_EMIT changed();
    }
}

} // namespace vitrine
