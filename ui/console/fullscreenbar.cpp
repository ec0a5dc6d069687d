// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/fullscreenbar.h"

#include "ui/console/consoleactions.h"

#include <KLocalizedString>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPropertyAnimation>
#include <QStyle>
#include <QToolButton>

#include <chrono>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

constexpr auto stay = 1500ms;

QToolButton *barButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    // The Host combination belongs to the menu's text only.
    button->setToolTip(action->text().section(u'\t', 0, 0).remove(u'&'));
    button->setAccessibleName(button->toolTip());
    return button;
}

} // namespace

FullScreenBar::FullScreenBar(const ConsoleActions &actions, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_menuButton(new QToolButton(this))
    , m_animation(new QPropertyAnimation(this, "pos", this))
{
    setObjectName(QStringLiteral("fullScreenBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setCursor(Qt::ArrowCursor);
    auto *menu = new QMenu(m_menuButton);
    actions.fillMenu(menu);
    m_menuButton->setMenu(menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setIcon(QIcon::fromTheme(QStringLiteral("application-menu")));
    m_menuButton->setText(i18nc("@action:button", "Menu"));
    m_menuButton->setToolTip(m_menuButton->text());
    m_menuButton->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    const int margin = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing) / 2;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_menuButton);
    layout->addWidget(m_title);
    layout->addWidget(barButton(actions.minimise, this));
    layout->addWidget(barButton(actions.fullScreen, this));
    layout->addWidget(barButton(actions.close, this));
    m_animation->setDuration(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this));
    m_leave.setSingleShot(true);
    m_leave.setInterval(stay);
    connect(&m_leave, &QTimer::timeout, this, &FullScreenBar::slideOut);
    hide();
}

void FullScreenBar::setTitle(const QString &title)
{
    m_title->setText(title);
    adjustSize();
}

void FullScreenBar::slideIn()
{
    if (!isVisible()) {
        adjustSize();
        move((parentWidget()->width() - width()) / 2, -height());
        show();
        raise();
    }
    slideTo(0);
    m_leave.start();
}

void FullScreenBar::slideOut()
{
    if (isVisible() && !m_menuButton->isDown()) {
        slideTo(-height());
    }
}

void FullScreenBar::openMenu()
{
    slideIn();
    m_menuButton->showMenu();
}

void FullScreenBar::slideTo(int y)
{
    const QPoint target((parentWidget()->width() - width()) / 2, y);
    m_animation->stop();
    m_animation->setStartValue(pos());
    m_animation->setEndValue(target);
    m_animation->start();
}

void FullScreenBar::leaveEvent(QEvent *event)
{
    m_leave.start();
    QFrame::leaveEvent(event);
}

void FullScreenBar::enterEvent(QEnterEvent *event)
{
    m_leave.stop();
    QFrame::enterEvent(event);
}

} // namespace vitrine
