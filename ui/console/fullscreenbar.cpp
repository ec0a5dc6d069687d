// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/fullscreenbar.h"

#include "ui/console/consolemenu.h"

#include <KLocalizedString>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QToolButton>
#include <QVariantAnimation>

#include <chrono>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

constexpr auto stay = 1500ms;

QToolButton *barButton(QAction *action, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

} // namespace

FullScreenBar::FullScreenBar(const QList<ConsoleMenu *> &menus, const Buttons &buttons, const KConfigGroup &state, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_menuButton(new QToolButton(this))
    , m_pin(makePin())
    , m_state(state)
    , m_animation(new QVariantAnimation(this))
{
    setObjectName(QStringLiteral("fullScreenBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setCursor(Qt::ArrowCursor);
    auto *menu = new QMenu(m_menuButton);
    for (ConsoleMenu *part : menus) {
        part->fillMenu(menu->addMenu(part->title()));
    }
    m_menuButton->setMenu(menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setIcon(QIcon::fromTheme(QStringLiteral("application-menu")));
    m_menuButton->setText(i18nc("@action:button", "Menu"));
    m_menuButton->setToolTip(m_menuButton->text());
    m_menuButton->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    const int margin = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing) / 2;
    layout->setContentsMargins(margin, margin, margin, margin);
    m_pin->setChecked(m_state.readEntry("PinnedBar", false));
    layout->addWidget(m_pin);
    layout->addWidget(m_menuButton);
    layout->addWidget(m_title);
    layout->addWidget(barButton(buttons.minimise, i18nc("@info:tooltip", "Minimise"), this));
    layout->addWidget(barButton(buttons.leave, i18nc("@info:tooltip", "Leave Full Screen"), this));
    layout->addWidget(barButton(buttons.close, i18nc("@info:tooltip", "Close Window"), this));
    m_animation->setDuration(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this));
    connect(m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &y) {
        move(x(), y.toInt());
    });
    m_leave.setSingleShot(true);
    m_leave.setInterval(stay);
    connect(&m_leave, &QTimer::timeout, this, &FullScreenBar::slideOut);
    hide();
}

QToolButton *FullScreenBar::makePin()
{
    auto *pin = new QToolButton(this);
    pin->setObjectName(QStringLiteral("pinBar"));
    pin->setCheckable(true);
    pin->setAutoRaise(true);
    pin->setIcon(QIcon::fromTheme(QStringLiteral("window-pin")));
    pin->setToolTip(i18nc("@info:tooltip", "Always show this bar"));
    pin->setAccessibleName(pin->toolTip());
    connect(pin, &QToolButton::toggled, this, [this](bool pinned) {
        m_state.writeEntry("PinnedBar", pinned);
    });
    return pin;
}

void FullScreenBar::setTitle(const QString &title)
{
    m_title->setText(title);
    adjustSize();
    centre();
}

void FullScreenBar::slideIn()
{
    if (!isVisible()) {
        adjustSize();
        move(0, -height());
        centre();
        show();
        raise();
    }
    slideTo(0);
    m_leave.start();
}

void FullScreenBar::slideOut()
{
    if (isVisible() && !m_pin->isChecked() && !m_menuButton->isDown()) {
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
    m_animation->stop();
    m_animation->setStartValue(this->y());
    m_animation->setEndValue(y);
    m_animation->start();
}

void FullScreenBar::centre()
{
    move((parentWidget()->width() - width()) / 2, y());
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
