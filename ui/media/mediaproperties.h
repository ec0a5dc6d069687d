// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"

#include <QScrollArea>

class QFormLayout;
class QLabel;

namespace vitrine {

/** All about one image: where it is, what it is, who uses it, what it builds on, the snapshots inside. */
class MediaProperties : public QScrollArea
{
    Q_OBJECT

public:
    explicit MediaProperties(QWidget *parent = nullptr);
    /** Null: says that nothing is chosen. */
    void show(const MediaListing &listing, const Medium *medium);

private:
    void setLine(int line, const QString &value);

    QLabel *m_problem;
    QFormLayout *m_form;
    QList<QLabel *> m_values;
};

} // namespace vitrine
