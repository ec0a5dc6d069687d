// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolenotices.h"

#include "ui/widgets/machineactions.h"
#include "vitrinesettings.h"

#include <KLocalizedString>
#include <KMessageWidget>

#include <QAction>
#include <QEvent>
#include <QIcon>
#include <QVBoxLayout>

namespace vitrine {

namespace {

/** A button for an action, without the Host combination that its menu text shows. */
void addButton(KMessageWidget *message, QAction *action, const QString &text)
{
    auto *button = new QAction(action->icon(), text, message);
    QObject::connect(button, &QAction::triggered, action, &QAction::trigger);
    message->addAction(button);
}

KMessageWidget *makeMessage(KMessageWidget::MessageType type, const QString &name, QWidget *parent)
{
    auto *message = new KMessageWidget(parent);
    message->setObjectName(name);
    message->setMessageType(type);
    message->setPosition(KMessageWidget::Header);
    message->setWordWrap(true);
    message->hide();
    return message;
}

} // namespace

ConsoleNotices::ConsoleNotices(const MachineActions &actions, QWidget *over)
    : QWidget(over->parentWidget())
    , m_home(over)
    , m_over(over)
    , m_restarts(makeMessage(KMessageWidget::Warning, QStringLiteral("restartWarning"), this))
    , m_silent(makeMessage(KMessageWidget::Warning, QStringLiteral("notAnsweringWarning"), this))
    , m_capture(makeMessage(KMessageWidget::Information, QStringLiteral("captureNote"), this))
    , m_told(makeMessage(KMessageWidget::Information, QStringLiteral("statusNote"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_restarts);
    layout->addWidget(m_silent);
    layout->addWidget(m_capture);
    layout->addWidget(m_told);
    m_toldEnds.setSingleShot(true);
    connect(&m_toldEnds, &QTimer::timeout, m_told, &KMessageWidget::animatedHide);
    m_restarts->setText(i18nc("@info",
                              "The guest restarts again and again. Its system may be broken, or it starts from a "
                              "medium that it can’t run."));
    addButton(m_restarts, actions.action(MachineAction::Pause), i18nc("@action:button", "Pause"));
    addButton(m_restarts, actions.action(MachineAction::ForceOff), i18nc("@action:button", "Force Off…"));
    addButton(m_silent, actions.action(MachineAction::ForceOff), i18nc("@action:button", "Force Off…"));
    auto *understood = new QAction(QIcon::fromTheme(QStringLiteral("dialog-ok")), i18nc("@action:button", "Don’t Show Again"), m_capture);
    connect(understood, &QAction::triggered, this, [this] {
        VitrineSettings::setCaptureExplained(true);
        VitrineSettings::self()->save();
        m_capture->animatedHide();
    });
    m_capture->addAction(understood);
    m_capture->setCloseButtonVisible(false);
    over->installEventFilter(this);
}

void ConsoleNotices::lieOver(QWidget *over)
{
    if (!over || over == m_over) {
        return;
    }
    m_over->removeEventFilter(this);
    m_over->window()->removeEventFilter(this);
    m_over = over;
    m_over->installEventFilter(this);
    if (m_over != m_home) {
        m_over->window()->installEventFilter(this);
    }
    setParent(over->parentWidget());
    place();
    QWidget::show();
}

KMessageWidget *ConsoleNotices::add(const QString &name)
{
    KMessageWidget *message = makeMessage(KMessageWidget::Information, name, this);
    layout()->addWidget(message);
    return message;
}

bool ConsoleNotices::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        place();
    }
    return QWidget::event(event);
}

bool ConsoleNotices::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_over && event->type() == QEvent::Close) {
        lieOver(m_home); // that window deletes itself
    } else if (watched == m_over && (event->type() == QEvent::Resize || event->type() == QEvent::Move)) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void ConsoleNotices::place()
{
    const int width = m_over->width();
    // In full screen the pointer brings the bar at the screen's edge, which stays free for it.
    const QPoint corner = m_over->pos() + QPoint(0, window()->isFullScreen() ? 1 : 0);
    setGeometry(QRect(corner, QSize(width, layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height())));
    raise();
}

void ConsoleNotices::setRestartLooping(bool looping)
{
    show(m_restarts, looping);
}

void ConsoleNotices::setNotAnswering(const QString &advice)
{
    if (!advice.isEmpty()) {
        m_silent->setText(advice.toHtmlEscaped());
    }
    show(m_silent, !advice.isEmpty());
}

void ConsoleNotices::tell(const QString &message, std::chrono::milliseconds time)
{
    m_told->setText(message.toHtmlEscaped());
    show(m_told, true);
    m_toldEnds.stop();
    if (time.count() > 0) {
        m_toldEnds.start(time);
    }
}

void ConsoleNotices::show(KMessageWidget *message, bool shown)
{
    if (!shown) {
        message->hide();
    } else if (!message->isVisibleTo(this)) {
        message->animatedShow();
    }
}

void ConsoleNotices::explainCapture(bool captured, const QString &hostKeyName)
{
    if (!captured) {
        m_capture->hide();
    } else if (!VitrineSettings::captureExplained()) {
        m_capture->setText(i18nc("@info", "All keys go to the guest now. Press %1 alone to get keyboard and pointer back.", hostKeyName));
        m_capture->animatedShow();
    }
}

} // namespace vitrine
