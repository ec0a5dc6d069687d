// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/collapsiblesection.h"

#include <KAcceleratorManager>

#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QVBoxLayout>

namespace vitrine {

namespace {

/** Logical pixels around and between the parts, from the style so that it follows the scale. */
int spacingOf(const QWidget *widget)
{
    return qMax(4, widget->style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, widget));
}

} // namespace

SectionHeader::SectionHeader(QWidget *parent)
    : QToolButton(parent)
{
    KAcceleratorManager::setNoAccel(this);
    setCheckable(true);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    setIconSize(QSize(side, side));
}

void SectionHeader::setSummary(const QString &summary)
{
    if (m_summary == summary) {
        return;
    }
    m_summary = summary;
    setAccessibleDescription(summary);
    update();
}

QString SectionHeader::summary() const
{
    return m_summary;
}

QFont SectionHeader::titleFont() const
{
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

QSize SectionHeader::sizeHint() const
{
    const QFontMetrics metrics(titleFont());
    const int gap = spacingOf(this);
    const int height = qMax(metrics.height(), iconSize().height()) + 2 * (gap / 2 + 1);
    return {metrics.horizontalAdvance(text()) + 2 * iconSize().width() + 5 * gap, height};
}

QSize SectionHeader::minimumSizeHint() const
{
    return sizeHint();
}

void SectionHeader::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.state &= ~(QStyle::State_On | QStyle::State_Sunken);
    if (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) {
        painter.drawPrimitive(QStyle::PE_PanelButtonTool, option);
    }

    const int gap = spacingOf(this);
    QRect rest = rect().adjusted(gap, 0, -gap, 0);
    const QSize side = iconSize();
    const auto place = [&](int x) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(x, (height() - side.height()) / 2), side));
    };
    if (!icon().isNull()) {
        icon().paint(&painter, place(rest.left()));
        rest.setLeft(rest.left() + side.width() + gap);
    }
    option.rect = place(rest.right() - side.width() + 1);
    painter.drawPrimitive(isChecked() ? QStyle::PE_IndicatorArrowUp : QStyle::PE_IndicatorArrowDown, option);
    rest.setRight(rest.right() - side.width() - gap);

    const int align = int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    painter.setFont(titleFont());
    const int titleWidth = QFontMetrics(titleFont()).horizontalAdvance(text());
    painter.drawItemText(QStyle::visualRect(layoutDirection(), rect(), rest), align, palette(), true, text(), foregroundRole());
    rest.setLeft(rest.left() + titleWidth + 2 * gap);
    if (!m_summary.isEmpty() && rest.width() > 0) {
        painter.setFont(font());
        const QString line = fontMetrics().elidedText(m_summary, Qt::ElideRight, rest.width());
        painter.setOpacity(0.75);
        painter.drawItemText(QStyle::visualRect(layoutDirection(), rect(), rest), align, palette(), true, line, foregroundRole());
    }
}

CollapsibleSection::CollapsibleSection(const QString &title, const QIcon &icon, QWidget *parent)
    : QWidget(parent)
    , m_header(new SectionHeader(this))
    , m_layout(new QVBoxLayout(this))
{
    m_header->setIcon(icon);
    m_header->setChecked(true);
    setTitle(title);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    m_layout->addWidget(m_header);
    connect(this, &QObject::objectNameChanged, m_header, [this](const QString &name) {
        m_header->setObjectName(name + QLatin1String("Header"));
    });
    connect(m_header, &QToolButton::toggled, this, [this](bool expanded) {
        if (m_body) {
            m_body->setVisible(expanded);
        }
        Q_EMIT expandedChanged(expanded);
    });
}

void CollapsibleSection::setBody(QWidget *body)
{
    delete m_body;
    m_body = body;
    m_layout->addWidget(body);
    body->setVisible(isExpanded());
}

QWidget *CollapsibleSection::body() const
{
    return m_body;
}

void CollapsibleSection::setTitle(const QString &title)
{
    m_header->setText(title);
    m_header->setAccessibleName(title);
}

void CollapsibleSection::setSummary(const QString &summary)
{
    m_header->setSummary(summary);
}

bool CollapsibleSection::isExpanded() const
{
    return m_header->isChecked();
}

void CollapsibleSection::setExpanded(bool expanded)
{
    m_header->setChecked(expanded);
}

SectionHeader *CollapsibleSection::header() const
{
    return m_header;
}

} // namespace vitrine
