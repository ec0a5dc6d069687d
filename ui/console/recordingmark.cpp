// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/recordingmark.h"

#include <KColorScheme>
#include <KLocalizedString>

#include <QEvent>
#include <QStyle>

namespace vitrine {

using namespace Qt::StringLiterals;

RecordingMark::RecordingMark(QWidget *over)
    : QLabel(over->parentWidget())
    , m_over(over)
{
    setObjectName(u"recordingMark"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAutoFillBackground(true);
    setMargin(style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing));
    const QString red = KColorScheme(QPalette::Active, KColorScheme::Window).foreground(KColorScheme::NegativeText).color().name();
    setTextFormat(Qt::RichText);
    setText(u"<font color='%1'>●</font> %2"_s.arg(red, i18nc("@info in a corner of a screen that is recorded", "Recording").toHtmlEscaped()));
    setAccessibleName(i18nc("@info:status", "Recording the screen"));
    over->installEventFilter(this);
    hide();
}

bool RecordingMark::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) {
        place();
    }
    return QLabel::eventFilter(watched, event);
}

void RecordingMark::showEvent(QShowEvent *event)
{
    place();
    raise();
    QLabel::showEvent(event);
}

void RecordingMark::place()
{
    adjustSize();
    move(m_over->geometry().right() + 1 - width(), m_over->y());
}

} // namespace vitrine
