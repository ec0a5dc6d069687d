// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/operation.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace vitrine {

class ErrorPresenter;

/** One long job: title, step, progress, cancel; when it has failed, why. GUI thread. */
class OperationRow : public QWidget
{
    Q_OBJECT

public:
    explicit OperationRow(Operation *operation, QWidget *parent = nullptr);

    [[nodiscard]] Operation *operation() const;

private:
    void update();

    QPointer<Operation> m_operation;
    QLabel *m_title;
    QLabel *m_step;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    ErrorPresenter *m_presenter;
};

/** Puts -1 (unknown) or 0..1 on a bar. */
void showProgress(QProgressBar *bar, double progress);

} // namespace vitrine
