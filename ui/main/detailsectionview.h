// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/machinetext.h"
#include "ui/widgets/collapsiblesection.h"

class QFontMetrics;
class QGridLayout;
class QLabel;

namespace vitrine {

/**
 * One section of the details page: labels at the left, selectable values at the right. Labels are used
 * again for the next machine, so that walking through the list makes no widgets. GUI thread.
 */
class DetailSectionView : public CollapsibleSection
{
    Q_OBJECT

public:
    explicit DetailSectionView(const DetailSection &section, QWidget *parent = nullptr);

    void setLines(const QList<DetailLine> &lines);
    /** Width of the widest label in logical pixels, for lining up the sections. */
    [[nodiscard]] static int labelWidth(const QList<DetailSection> &sections, const QFontMetrics &metrics);
    void setLabelWidth(int width);

private:
    struct Row {
        QLabel *label;
        QLabel *value;
    };
    [[nodiscard]] Row makeRow(int row);

    QString m_key;
    QGridLayout *m_grid;
    QList<Row> m_rows;
    QList<DetailLine> m_lines;
};

} // namespace vitrine
