// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestresizer.h"

#include "ui/console/consoleview.h"

#include <QScreen>

namespace vitrine {

namespace {

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
}

void GuestResizer::askOnce(QSize pixels)
{
    const ConsoleHead *head = m_view->head();
    const QSize wanted = pixels.expandedTo(smallest);
    // A guest that has the size may still be about to follow an older wish.
    const bool settled = head && (!m_lastAsked.isValid() || m_lastAsked == head->size());
    if (head && wanted != m_lastAsked && ((settled && wanted == head->size()) || request(wanted))) {
        m_lastAsked = wanted;
    }
}

void GuestResizer::ask(QSize pixels)
{
    forget();
    request(pixels);
}

void GuestResizer::forget()
{
    m_lastAsked = {};
}

QSize GuestResizer::lastAsked() const
{
    return m_lastAsked;
}

bool GuestResizer::request(QSize pixels)
{
    ConsoleHead *head = m_view->head();
    return head && head->requestSize(pixels, millimetres(pixels, *m_view));
}

} // namespace vitrine
