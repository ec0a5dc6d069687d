// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/x11coverage.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>

namespace vitrine {

X11Coverage::X11Coverage(std::function<void()> changed)
    : m_changed(std::move(changed))
{
    QCoreApplication::instance()->installNativeEventFilter(this);
    QObject::connect(&m_stacking, &X11Stacking::changed, &m_stacking, [this] {
        update();
    });
}

X11Coverage::~X11Coverage() = default; // the filter removes itself

void X11Coverage::watch(quintptr window)
{
    if (window == m_window) {
        m_stacking.watch(window);
        return;
    }
    m_window = window;
    m_obscured = false;
    xcb_connection_t *connection = qGuiApp->nativeInterface<QNativeInterface::QX11Application>()->connection();
    const auto id = static_cast<xcb_window_t>(window);
    // The mask is this client's whole one: Qt's events must stay in it.
    const std::unique_ptr<xcb_get_window_attributes_reply_t, decltype(&std::free)> attributes(
        xcb_get_window_attributes_reply(connection, xcb_get_window_attributes(connection, id), nullptr),
        &std::free);
    if (attributes) {
        const quint32 mask = attributes->your_event_mask | XCB_EVENT_MASK_VISIBILITY_CHANGE;
        xcb_change_window_attributes(connection, id, XCB_CW_EVENT_MASK, &mask);
    }
    m_stacking.watch(window);
    update();
}

void X11Coverage::rest()
{
    m_stacking.watch(0);
}

bool X11Coverage::isCovered() const
{
    return m_covered;
}

bool X11Coverage::nativeEventFilter(const QByteArray &eventType, void *message, qintptr * /*result*/)
{
    if (eventType != "xcb_generic_event_t") {
        return false;
    }
    const auto *event = static_cast<const xcb_generic_event_t *>(message);
    if ((event->response_type & ~0x80) == XCB_VISIBILITY_NOTIFY) {
        const auto *news = static_cast<const xcb_visibility_notify_event_t *>(message);
        if (news->window == m_window) {
            m_obscured = news->state == XCB_VISIBILITY_FULLY_OBSCURED;
            m_stacking.look(); // it may just have been mapped
            update();
        }
    }
    return false;
}

void X11Coverage::update()
{
    const bool covered = m_obscured || m_stacking.isCovered();
    if (covered != m_covered) {
        m_covered = covered;
        m_changed();
    }
}

} // namespace vitrine
