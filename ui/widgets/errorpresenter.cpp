// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>
#include <KMessageWidget>

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QIcon>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace vitrine {

namespace {

struct RemedyLook {
    QString text;
    QString iconName;
    QString objectName;
};

RemedyLook lookOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Retry:
        return {i18nc("@action:button", "Try Again"), QStringLiteral("view-refresh"), QStringLiteral("errorRetry")};
    case Remedy::StartWithoutAcceleration:
        return {i18nc("@action:button", "Start Without Acceleration"), QStringLiteral("media-playback-start"), QStringLiteral("errorStartWithoutAcceleration")};
    case Remedy::DiscardSavedState:
        return {i18nc("@action:button", "Discard State…"), QStringLiteral("edit-clear-history"), QStringLiteral("errorDiscardSavedState")};
    case Remedy::ForceOff:
        return {i18nc("@action:button", "Force Off"), QStringLiteral("media-playback-stop"), QStringLiteral("errorForceOff")};
    case Remedy::Resume:
        return {i18nc("@action:button", "Resume"), QStringLiteral("media-playback-start"), QStringLiteral("errorResume")};
    case Remedy::ChooseFile:
        return {i18nc("@action:button", "Choose File…"), QStringLiteral("document-open"), QStringLiteral("errorChooseFile")};
    case Remedy::CopyCommand:
        return {i18nc("@action:button", "Copy Command"), QStringLiteral("edit-copy"), QStringLiteral("errorCopyCommand")};
    }
    return {};
}

QString richText(const ErrorText &text)
{
    QString rich = QLatin1String("<b>") + text.title.toHtmlEscaped() + QLatin1String("</b><br/>") + text.explanation.toHtmlEscaped();
    if (!text.command.isEmpty()) {
        rich += QLatin1String("<br/><code>") + text.command.toHtmlEscaped() + QLatin1String("</code>");
    }
    return rich;
}

QString plainText(const ErrorText &text)
{
    QStringList parts{text.title, text.explanation, text.command, text.details};
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QAction *makeAction(const QString &text, const QString &iconName, const QString &objectName, QObject *parent)
{
    auto *action = new QAction(QIcon::fromTheme(iconName), text, parent);
    action->setObjectName(objectName);
    return action;
}

} // namespace

ErrorPresenter::ErrorPresenter(QWidget *host, QVBoxLayout *layout)
    : QObject(host)
    , m_host(host)
    , m_layout(layout)
{
}

void ErrorPresenter::show(const Error &error, const RemedyActions &actions)
{
    if (error.isCancelled() || (isShowing() && m_shown == error)) {
        return;
    }
    clear();
    m_shown = error;
    const ErrorText text = errorText(error);
    KMessageWidget *message = addMessage(text);
    addRemedies(message, text, actions);
    addDetails(message, text);
    m_frame->show();
    QAccessibleEvent alert(message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ErrorPresenter::clear()
{
    if (m_frame) {
        m_frame->hide();
        m_frame->deleteLater();
        m_frame = nullptr;
    }
}

bool ErrorPresenter::isShowing() const
{
    return m_frame != nullptr;
}

KMessageWidget *ErrorPresenter::addMessage(const ErrorText &text)
{
    m_frame = new QWidget(m_host);
    m_frame->setObjectName(QStringLiteral("errorFrame"));
    auto *layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins({});
    auto *message = new KMessageWidget(m_frame);
    message->setObjectName(QStringLiteral("errorMessage"));
    message->setMessageType(KMessageWidget::Error);
    message->setWordWrap(true);
    message->setText(richText(text));
    message->setAccessibleName(text.title);
    message->setAccessibleDescription(text.explanation);
    layout->addWidget(message);
    m_layout->insertWidget(0, m_frame);
    connect(message, &KMessageWidget::hideAnimationFinished, this, [this, frame = m_frame] {
        if (frame && frame == m_frame) {
            clear();
        }
    });
    return message;
}

void ErrorPresenter::addRemedies(KMessageWidget *message, const ErrorText &text, const RemedyActions &actions)
{
    for (const Remedy remedy : text.remedies) {
        const auto carriedOut = actions.find(remedy);
        if (carriedOut == actions.end() && remedy != Remedy::CopyCommand) {
            continue;
        }
        const RemedyLook look = lookOf(remedy);
        QAction *button = makeAction(look.text, look.iconName, look.objectName, message);
        if (remedy == Remedy::CopyCommand) {
            connect(button, &QAction::triggered, this, [command = text.command] {
                QGuiApplication::clipboard()->setText(command);
            });
        } else {
            connect(button, &QAction::triggered, this, [this, action = carriedOut->second] {
                // The remedy may fail with the same error, which is news then; and it may end the host.
                const auto call = action;
                clear();
                call();
            });
        }
        message->addAction(button);
    }
}

void ErrorPresenter::addDetails(KMessageWidget *message, const ErrorText &text)
{
    auto *details = new QPlainTextEdit(text.details, m_frame);
    details->setObjectName(QStringLiteral("errorDetails"));
    details->setAccessibleName(i18nc("@label", "Details of the error"));
    details->setReadOnly(true);
    details->setTabChangesFocus(true);
    details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    details->setMaximumHeight(details->fontMetrics().lineSpacing() * 8);
    details->hide();
    m_frame->layout()->addWidget(details);

    QAction *fold = makeAction(i18nc("@action:button", "Details"), QStringLiteral("view-more"), QStringLiteral("errorShowDetails"), message);
    fold->setCheckable(true);
    connect(fold, &QAction::toggled, details, &QWidget::setVisible);
    message->addAction(fold);

    QAction *copy = makeAction(i18nc("@action:button", "Copy"), QStringLiteral("edit-copy"), QStringLiteral("errorCopy"), message);
    copy->setToolTip(i18nc("@info:tooltip", "Copy the whole message, for a report"));
    connect(copy, &QAction::triggered, this, [report = plainText(text)] {
        QGuiApplication::clipboard()->setText(report);
    });
    message->addAction(copy);
}

} // namespace vitrine
