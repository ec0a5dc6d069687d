// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestresizer.h"

#include "ui/console/consoleview.h"

#include <QScreen>

#include <chrono>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

constexpr auto settleTime = 200ms;
/** Guests get into trouble below. */
constexpr QSize smallest(320, 200);

/** How large so many pixels are on the screen the view is on; nothing for a screen that doesn't say. */
QSize millimetres(QSize pixels, const QWidget &view)
{
    const QScreen *screen = view.screen();
    const QSizeF whole = QSizeF(screen->size()) * screen->devicePixelRatio();
    const QSizeF physical = screen->physicalSize();
    if (whole.isEmpty() || physical.isEmpty()) {
        return {};
    }
    return {qRound(pixels.width() * physical.width() / whole.width()), qRound(pixels.height() * physical.height() / whole.height())};
}

} // namespace

GuestResizer::GuestResizer(ConsoleView *view)
    : QObject(view)
    , m_view(view)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(settleTime);
    connect(&m_timer, &QTimer::timeout, this, &GuestResizer::askForWish);
}

void GuestResizer::wish(QSize pixels)
{
    m_wish = pixels.expandedTo(smallest);
    m_timer.start();
}

void GuestResizer::cancel()
{
    m_timer.stop();
}

void GuestResizer::forget()
{
    m_lastAsked = {};
}

QSize GuestResizer::lastAsked() const
{
    return m_lastAsked;
}

bool GuestResizer::ask(QSize pixels)
{
    ConsoleHead *head = m_view->head();
    return head && head->requestSize(pixels, millimetres(pixels, *m_view));
}

void GuestResizer::askForWish()
{
    const ConsoleHead *head = m_view->head();
    if (!head || m_wish == m_lastAsked) {
        return;
    }
    if (m_wish == head->size() || ask(m_wish)) {
        m_lastAsked = m_wish;
    }
}

} // namespace vitrine
