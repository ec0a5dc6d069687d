// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/create/fieldframe.h"

#include <KColorScheme>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QIcon>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr int FrameWidth = 2; // logical pixels around the field, for the coloured frame
constexpr int LongWord = 24; // characters after which a word may be broken

/** Places to break a line, invisible: a QLabel wraps at words only and would grow with a long path. */
QString withBreaks(const QString &text)
{
    QString broken;
    int run = 0;
    for (const QChar c : text) {
        broken.append(c);
        run = c.isSpace() ? 0 : run + 1;
        if (c == u'/' || (run >= LongWord && !c.isSurrogate())) {
            broken.append(QChar(0x200B));
            run = 0;
        }
    }
    return broken;
}

} // namespace

PlainLabel::PlainLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

void PlainLabel::setPlainText(const QString &text)
{
    setText(withBreaks(text));
    setAccessibleName(text);
}

FieldFrame::FieldFrame(QWidget *field, CreationField about, QWidget *named)
    : m_field(field)
    , m_named(named ? named : field)
    , m_about(about)
    , m_line(new QWidget(this))
    , m_icon(new QLabel(m_line))
    , m_text(new PlainLabel(m_line))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(FrameWidth, FrameWidth, FrameWidth, FrameWidth);
    layout->setSpacing(2 * FrameWidth);
    layout->addWidget(field);
    layout->addWidget(m_line);
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins({});
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);
    m_line->hide();
    connect(m_named, &QObject::objectNameChanged, m_text, [this](const QString &name) {
        m_text->setObjectName(name + "Message"_L1);
    });
    m_text->setObjectName(m_named->objectName() + "Message"_L1);
}

void FieldFrame::showIssues(const QList<CreationIssue> &issues)
{
    const auto found = std::ranges::find(issues, m_about, &CreationIssue::field);
    showIssue(found == issues.end() ? CreationIssue{.field = m_about, .severity = IssueSeverity::Info} : *found);
}

QString FieldFrame::message() const
{
    return m_shown.text;
}

void FieldFrame::showIssue(const CreationIssue &issue)
{
    if (m_shown == issue) {
        return;
    }
    m_shown = issue;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    const QString icon = issue.severity == IssueSeverity::Error ? u"dialog-error"_s
        : issue.severity == IssueSeverity::Warning              ? u"dialog-warning"_s
                                                                : u"dialog-information"_s;
    m_icon->setPixmap(QIcon::fromTheme(icon).pixmap(QSize(side, side), devicePixelRatio()));
    m_text->setPlainText(issue.text);
    m_line->setVisible(!issue.text.isEmpty());
    m_named->setAccessibleDescription(issue.text);
    update();
}

void FieldFrame::paintEvent(QPaintEvent *)
{
    if (m_shown.text.isEmpty() || m_shown.severity == IssueSeverity::Info) {
        return;
    }
    const KColorScheme scheme(QPalette::Active, KColorScheme::View);
    const bool error = m_shown.severity == IssueSeverity::Error;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(scheme.foreground(error ? KColorScheme::NegativeText : KColorScheme::NeutralText).color(), FrameWidth));
    const QRectF around = QRectF(m_field->geometry()).adjusted(-1, -1, 1, 1);
    painter.drawRoundedRect(around, 2 * FrameWidth, 2 * FrameWidth);
}

void addFieldRow(QFormLayout *form, const QString &text, QWidget *row, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setObjectName(u"fieldLabel"_s);
    label->setBuddy(buddy);
    label->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    const int margin = qobject_cast<FieldFrame *>(buddy->parentWidget()) ? 2 * FrameWidth : 0;
    label->setFixedHeight(buddy->sizeHint().height() + margin);
    form->addRow(label, row);
}

void alignFieldLabels(QWidget *page)
{
    const QList<QLabel *> labels = page->findChildren<QLabel *>(u"fieldLabel"_s);
    int widest = 0;
    for (const QLabel *label : labels) {
        widest = std::max(widest, label->sizeHint().width());
    }
    for (QLabel *label : labels) {
        const auto *form = qobject_cast<QFormLayout *>(label->parentWidget()->layout());
        const int indent = form ? form->contentsMargins().left() : 0;
        const int usual = page->style()->pixelMetric(QStyle::PM_LayoutLeftMargin, nullptr, page);
        label->setMinimumWidth(widest + usual - indent);
    }
}

} // namespace vitrine
