// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/operationrow.h"

#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace vitrine {

void showProgress(QProgressBar *bar, double progress)
{
    bar->setRange(0, progress < 0 ? 0 : 1000);
    bar->setValue(int(progress * 1000));
}

OperationRow::OperationRow(Operation *operation, QWidget *parent)
    : QWidget(parent)
    , m_operation(operation)
    , m_title(new QLabel(operation->title(), this))
    , m_step(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
{
    setObjectName(u"operationRow"_s);
    setAccessibleName(operation->title());
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_step->setTextFormat(Qt::PlainText);
    m_step->setWordWrap(true);
    m_step->setObjectName(u"operationStep"_s);
    m_progress->setObjectName(u"operationProgress"_s);
    m_progress->setAccessibleName(operation->title());
    m_cancel->setObjectName(u"operationCancel"_s);
    m_cancel->setIcon(QIcon::fromTheme(u"dialog-cancel"_s));
    m_cancel->setAutoRaise(true);
    m_cancel->setText(i18nc("@action:button", "Cancel"));
    m_cancel->setToolTip(i18nc("@info:tooltip", "Cancel: what was made so far is taken back"));
    m_cancel->setAccessibleName(i18nc("@action:button", "Cancel: %1", operation->title()));

    auto *layout = new QVBoxLayout(this);
    auto *errors = new QVBoxLayout;
    m_presenter = new ErrorPresenter(this, errors);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_progress, 1);
    bar->addWidget(m_cancel);
    layout->addWidget(m_title);
    layout->addLayout(bar);
    layout->addWidget(m_step);
    layout->addLayout(errors);
    connect(m_cancel, &QToolButton::clicked, operation, &Operation::cancel);
    connect(operation, &Operation::changed, this, &OperationRow::update);
    connect(operation, &Operation::finished, this, &OperationRow::update);
    update();
}

Operation *OperationRow::operation() const
{
    return m_operation;
}

void OperationRow::update()
{
    if (!m_operation) {
        return;
    }
    const Operation::Phase phase = m_operation->phase();
    const bool running = !m_operation->isFinished();
    showProgress(m_progress, m_operation->progress());
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_cancel->setEnabled(m_operation->isCancellable() && phase == Operation::Phase::Running);
    switch (phase) {
    case Operation::Phase::Running:
        m_step->setText(m_operation->step());
        break;
    case Operation::Phase::Cancelling:
        m_step->setText(i18nc("@info:status", "Cancelling…"));
        break;
    case Operation::Phase::Done:
        m_step->setText(i18nc("@info:status", "Done"));
        break;
    case Operation::Phase::Cancelled:
        m_step->setText(i18nc("@info:status", "Cancelled; nothing was left behind"));
        break;
    case Operation::Phase::Failed:
        m_step->setText(i18nc("@info:status", "Failed"));
        m_presenter->show(m_operation->error());
        break;
    }
    m_step->setVisible(!m_step->text().isEmpty());
}

} // namespace vitrine
