// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/detailsectionview.h"

#include <KLocalizedString>

#include <QFontMetrics>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QString labelText(const DetailLine &line)
{
    return i18nc("@label name of a value", "%1:", line.label);
}

} // namespace

DetailSectionView::DetailSectionView(const DetailSection &section, QWidget *parent)
    : CollapsibleSection(section.title, QIcon::fromTheme(section.iconName), parent)
    , m_key(section.key)
{
    setObjectName(u"section_"_s + section.key);
    auto *body = new QWidget(this);
    m_grid = new QGridLayout(body);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing);
    const int indent = style()->pixelMetric(QStyle::PM_SmallIconSize) + 2 * qMax(4, gap);
    m_grid->setContentsMargins(indent, 0, gap, gap);
    m_grid->setHorizontalSpacing(2 * gap);
    m_grid->setVerticalSpacing(qMax(2, gap / 3));
    m_grid->setColumnStretch(1, 1);
    setBody(body);
    setLines(section.lines);
}

DetailSectionView::Row DetailSectionView::makeRow(int row)
{
    QWidget *parent = body();
    Row labels{new QLabel(parent), new QLabel(parent)};
    labels.label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    labels.label->setTextFormat(Qt::PlainText);
    labels.value->setObjectName(u"%1_value%2"_s.arg(m_key).arg(row));
    labels.value->setTextFormat(Qt::PlainText);
    labels.value->setWordWrap(true);
    labels.value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    labels.value->setFocusPolicy(Qt::ClickFocus);
    m_grid->addWidget(labels.label, row, 0);
    m_grid->addWidget(labels.value, row, 1);
    return labels;
}

void DetailSectionView::setLines(const QList<DetailLine> &lines)
{
    if (lines == m_lines && !m_rows.isEmpty()) {
        return;
    }
    m_lines = lines;
    while (m_rows.size() < lines.size()) {
        m_rows.append(makeRow(int(m_rows.size())));
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const bool used = i < lines.size();
        const Row &row = m_rows.at(i);
        if (used) {
            const DetailLine &line = lines.at(i);
            row.label->setText(line.label.isEmpty() ? QString() : labelText(line));
            row.value->setText(line.value);
            row.value->setAccessibleName(line.label.isEmpty() ? line.value : line.label + QLatin1String(": ") + line.value);
        }
        row.label->setVisible(used && !lines.at(i).label.isEmpty());
        row.value->setVisible(used);
        m_grid->removeWidget(row.value);
        const bool wide = used && lines.at(i).label.isEmpty();
        m_grid->addWidget(row.value, int(i), wide ? 0 : 1, 1, wide ? 2 : 1);
    }
}

int DetailSectionView::labelWidth(const QList<DetailSection> &sections, const QFontMetrics &metrics)
{
    int width = 0;
    for (const DetailSection &section : sections) {
        for (const DetailLine &line : section.lines) {
            if (!line.label.isEmpty()) {
                width = qMax(width, metrics.horizontalAdvance(labelText(line)));
            }
        }
    }
    return width;
}

void DetailSectionView::setLabelWidth(int width)
{
    m_grid->setColumnMinimumWidth(0, width);
}

} // namespace vitrine
