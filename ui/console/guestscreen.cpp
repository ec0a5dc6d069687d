// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/guestscreen.h"

#include "ui/console/consoleview.h"

#include <QResizeEvent>
#include <QScrollBar>
#include <QtMath>

namespace vitrine {

GuestScreen::GuestScreen(QWidget *parent)
    : QScrollArea(parent)
    , m_view(new ConsoleView)
{
    setObjectName(QStringLiteral("consoleArea"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setFocusProxy(m_view);
    setWidget(m_view);
    // Moving pixels between screen pixels would blur at fractional factors: paint anew.
    const auto repaint = qOverload<>(&QWidget::update);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_view, repaint);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_view, repaint);
    connect(m_view, &ConsoleView::guestSizeChanged, this, &GuestScreen::layOut);
}

ConsoleView *GuestScreen::view() const
{
    return m_view;
}

void GuestScreen::setScaling(const Scaling &scaling)
{
    m_view->setScaling(scaling);
    layOut();
}

QSize GuestScreen::roomInPixels() const
{
    const qreal dpr = devicePixelRatioF();
    const QSize room = maximumViewportSize();
    return {qFloor(room.width() * dpr), qFloor(room.height() * dpr)};
}

bool GuestScreen::event(QEvent *event)
{
    const bool done = QScrollArea::event(event);
    if (event->type() == QEvent::DevicePixelRatioChange) {
        layOut();
    }
    return done;
}

void GuestScreen::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    layOut();
}

void GuestScreen::layOut()
{
    const ScaleMode mode = m_view->scaling().mode;
    if (mode == ScaleMode::Fill && m_view->sizeHint().isValid()) {
        layOutFilled();
        return;
    }
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    // In the scroll area the view is at least as large as its minimum.
    m_view->setMinimumSize(mode == ScaleMode::Fixed ? m_view->sizeHint() : QSize(0, 0));
}

void GuestScreen::layOutFilled()
{
    // A bar that comes and goes would change what is to be filled: the shapes alone decide.
    const QSize guest = m_view->sizeHint();
    const QSize room = maximumViewportSize();
    const qint64 wide = qint64(guest.width()) * room.height();
    const qint64 high = qint64(guest.height()) * room.width();
    const bool across = wide > high;
    const bool down = high > wide;
    setHorizontalScrollBarPolicy(across ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(down ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const QSize inside = viewport()->size();
    m_view->setMinimumSize(across     ? QSize(int(qint64(guest.width()) * inside.height() / guest.height()), inside.height())
                               : down ? QSize(inside.width(), int(qint64(guest.height()) * inside.width() / guest.width()))
                                      : inside);
}

} // namespace vitrine
