// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/lampbutton.h"

#include <KAcceleratorManager>
#include <KColorScheme>

#include <QIcon>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyleOptionToolButton>
#include <QToolTip>

namespace vitrine {

namespace {

/** A triangle that fills `box`; `way` is 1 for downwards, -1 for upwards. */
QPolygonF arrow(const QRectF &box, int way)
{
    const QPointF middle = box.center();
    const double half = box.width() / 2 - 1;
    return QPolygonF({middle + QPointF(-half, -half * way), middle + QPointF(half, -half * way), middle + QPointF(0, half * way)});
}

} // namespace

LampButton::LampButton(const QString &name, QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(name);
    setAutoRaise(true);
    // A click must not take the keys away from the guest.
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    KAcceleratorManager::setNoAccel(this); // Alt and a letter are the guest's
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    setIconSize({size, size});
    hide();
}

void LampButton::set(const LampState &state)
{
    if (state == m_state) {
        return;
    }
    m_state = state;
    setText(state.text);
    setToolButtonStyle(state.text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    setToolTip(state.tip);
    setAccessibleName(state.name);
    setAccessibleDescription(state.tip);
    paintLight();
    update();
    setVisible(state.light != LampState::Light::Hidden);
}

void LampButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (!m_state.in && !m_state.out) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().window(), 1));
    const KColorScheme colours(QPalette::Active, KColorScheme::Window);
    const double side = iconSize().width() * 0.6;
    const QRectF below(0, height() - side, width(), side);
    if (m_state.in) {
        painter.setBrush(colours.foreground(KColorScheme::PositiveText));
        painter.drawPolygon(arrow(below.adjusted(0, 0, side - width(), 0), 1));
    }
    if (m_state.out) {
        painter.setBrush(colours.foreground(KColorScheme::NegativeText));
        painter.drawPolygon(arrow(below.adjusted(width() - side, 0, 0, 0), -1));
    }
}

void LampButton::initStyleOption(QStyleOptionToolButton *option) const
{
    QToolButton::initStyleOption(option);
    // All of them have menus: no arrows.
    option->features &= ~QStyleOptionToolButton::HasMenu;
}

void LampButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
    case Qt::Key_Up:
        open();
        return;
    default:
        QToolButton::keyPressEvent(event);
    }
}

void LampButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        paintLight();
    }
}

bool LampButton::event(QEvent *event)
{
    if (event->type() == QEvent::DevicePixelRatioChange) {
        paintLight();
    }
    return QToolButton::event(event);
}

void LampButton::paintLight()
{
    const QIcon icon = QIcon::fromTheme(m_state.icon);
    if (m_state.light != LampState::Light::Grey) {
        setIcon(icon);
        return;
    }
    // Grey and yet enabled: its menu tells what is missing.
    setIcon(icon.pixmap(iconSize(), devicePixelRatioF(), QIcon::Disabled));
}

void LampButton::open()
{
    if (menu()) {
        showMenu();
    } else {
        QToolTip::showText(mapToGlobal(QPoint(0, 0)), toolTip(), this);
    }
}

} // namespace vitrine
