// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace vitrine {

/** Tells in a corner of a screen that it is recorded, where no lamp can be seen. Clicks go through it. */
class RecordingMark : public QLabel
{
    Q_OBJECT

public:
    /** Lies over the upper right corner of `over`; hidden. */
    explicit RecordingMark(QWidget *over);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void place();

    QWidget *m_over;
};

} // namespace vitrine
