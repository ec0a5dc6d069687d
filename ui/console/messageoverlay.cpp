// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/messageoverlay.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine {

namespace {

/** Lines longer than this are hard to read. */
constexpr int maxCharacters = 60;

QLabel *centredLabel(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

MessageOverlay::MessageOverlay(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_title(centredLabel(this, QStringLiteral("consoleMessageTitle")))
    , m_text(centredLabel(this, QStringLiteral("consoleMessageText")))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("consoleMessage"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setCursor(Qt::ArrowCursor);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_icon->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    const int margin = 2 * style()->pixelMetric(QStyle::PM_LayoutLeftMargin);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(m_buttons);
    parent->installEventFilter(this);
    hide();
}

void MessageOverlay::present(const ConsoleSituation &situation)
{
    if (situation == m_situation && isVisibleTo(parentWidget())) {
        return;
    }
    m_situation = situation;
    const bool takeFocus = parentWidget()->hasFocus() || isAncestorOf(window()->focusWidget());
    const int iconSize = style()->pixelMetric(QStyle::PM_LargeIconSize);
    m_icon->setPixmap(QIcon::fromTheme(situation.iconName).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    m_title->setText(situation.title);
    m_text->setText(situation.text);
    m_text->setVisible(!situation.text.isEmpty());
    setAccessibleName(situation.title);
    setAccessibleDescription(situation.text);
    setSteps(situation.steps);
    show();
    raise();
    place();
    auto *first = findChild<QPushButton *>();
    if (first && takeFocus) {
        first->setFocus();
    }
}

void MessageOverlay::dismiss()
{
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    hide();
    if (hadFocus) {
        parentWidget()->setFocus();
    }
}

void MessageOverlay::setSteps(const QList<ConsoleStep> &steps)
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (QWidget *button = item->widget()) {
            button->hide();
            // A press of this very button may be what led here.
            button->setParent(nullptr);
            button->deleteLater();
        }
        delete item;
    }
    if (steps.isEmpty()) {
        return;
    }
    m_buttons->addStretch();
    for (const ConsoleStep step : steps) {
        auto *button = new QPushButton(QIcon::fromTheme(stepIconName(step)), stepText(step), this);
        button->setObjectName(QStringLiteral("consoleStep%1").arg(int(step)));
        button->setAutoDefault(true);
        connect(button, &QPushButton::clicked, this, [this, step] {
            Q_EMIT stepChosen(step);
        });
        m_buttons->addWidget(button);
        button->show();
    }
    m_buttons->addStretch();
}

bool MessageOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void MessageOverlay::place()
{
    const QSize room = parentWidget()->size();
    const int textWidth = fontMetrics().averageCharWidth() * maxCharacters;
    const int needed = std::max(m_title->fontMetrics().horizontalAdvance(m_title->text()), fontMetrics().horizontalAdvance(m_text->text()));
    const QMargins margins = layout()->contentsMargins();
    int width = std::min(needed, textWidth) + margins.left() + margins.right() + 2 * frameWidth() + 2;
    width = std::min(std::max(width, layout()->minimumSize().width()), room.width());
    layout()->activate();
    const int height = std::min(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height(), room.height());
    setGeometry((room.width() - width) / 2, (room.height() - height) / 2, width, height);
}

} // namespace vitrine
