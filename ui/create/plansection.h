// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationtypes.h"

#include <QWidget>

class QGridLayout;
class QToolButton;

namespace vitrine {

/** What pressing Create will make, line by line. */
class PlanSection : public QWidget
{
    Q_OBJECT

public:
    explicit PlanSection(QWidget *parent = nullptr);

    void show(const QList<PlanLine> &plan);
    using QWidget::show;

private:
    void addLine(int row, const PlanLine &line);
    [[nodiscard]] QToolButton *copyButton(const PlanLine &line);

    QGridLayout *m_grid;
    QList<PlanLine> m_shown;
};

} // namespace vitrine
