// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/operationsindicator.h"

#include "models/operationlist.h"
#include "ui/main/operationrow.h"

#include <KLocalizedString>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace vitrine {

OperationsPopup::OperationsPopup(OperationList *operations, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_operations(operations)
    , m_content(new QWidget)
    , m_rows(new QVBoxLayout(m_content))
    , m_clear(new QPushButton(QIcon::fromTheme(u"edit-clear-history"_s), i18nc("@action:button", "Clear Finished"), this))
{
    setObjectName(u"operationsPopup"_s);
    setAccessibleName(i18nc("@title", "Operations"));
    setFrameStyle(int(QFrame::Box) | int(QFrame::Plain));
    m_clear->setObjectName(u"operationsClear"_s);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    m_rows->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_clear, 0, Qt::AlignRight);
    connect(m_clear, &QPushButton::clicked, operations, &OperationList::clearFinished);
    connect(operations, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        insertRows(first, last);
    });
    connect(operations, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
        removeRows(first, last);
    });
    insertRows(0, operations->rowCount() - 1);
}

void OperationsPopup::insertRows(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        auto *operation = m_operations->index(row).data(OperationList::OperationRole).value<Operation *>();
        m_rows->insertWidget(row, new OperationRow(operation, m_content));
    }
    updateHeight();
}

void OperationsPopup::removeRows(int first, int last)
{
    for (int row = last; row >= first; --row) {
        QLayoutItem *item = m_rows->takeAt(row);
        delete item->widget();
        delete item;
    }
    if (m_rows->count() <= 1) {
        hide();
    }
    updateHeight();
}

void OperationsPopup::updateHeight()
{
    const QFontMetrics metrics = fontMetrics();
    const int wanted = m_content->sizeHint().height() + m_clear->sizeHint().height() + 3 * metrics.height();
    resize(metrics.averageCharWidth() * 70, qMin(wanted, metrics.height() * 30));
}

void OperationsPopup::popUp(const QWidget *anchor)
{
    updateHeight();
    const bool mirrored = anchor->layoutDirection() == Qt::RightToLeft;
    const QPoint corner = anchor->mapToGlobal(QPoint(mirrored ? anchor->width() - width() : 0, -height()));
    const QRect screen = anchor->screen()->availableGeometry();
    move(qBound(screen.left(), corner.x(), qMax(screen.left(), screen.right() - width())), qMax(screen.top(), corner.y()));
    show();
}

OperationsIndicator::OperationsIndicator(OperationList *operations, QWidget *parent)
    : QWidget(parent)
    , m_operations(operations)
    , m_popup(new OperationsPopup(operations, this))
    , m_list(new QToolButton(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
{
    setObjectName(u"operationsIndicator"_s);
    m_list->setObjectName(u"operationsButton"_s);
    m_list->setAutoRaise(true);
    m_list->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_list->setToolTip(i18nc("@info:tooltip", "Show all operations"));
    m_progress->setObjectName(u"operationsProgress"_s);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 20);
    m_cancel->setObjectName(u"operationsCancel"_s);
    m_cancel->setAutoRaise(true);
    m_cancel->setIcon(QIcon::fromTheme(u"dialog-cancel"_s));
    m_cancel->setText(i18nc("@action:button", "Cancel"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    layout->addStretch(1);
    connect(m_list, &QToolButton::clicked, this, [this] {
        m_popup->popUp(m_list);
    });
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (Operation *operation = shownOperation()) {
            operation->cancel();
        }
    });
    connect(operations, &QAbstractItemModel::rowsInserted, this, &OperationsIndicator::update);
    connect(operations, &QAbstractItemModel::rowsRemoved, this, &OperationsIndicator::update);
    connect(operations, &QAbstractItemModel::dataChanged, this, &OperationsIndicator::update);
    update();
}

Operation *OperationsIndicator::shownOperation() const
{
    Operation *failed = nullptr;
    for (int row = 0; row < m_operations->rowCount(); ++row) {
        auto *operation = m_operations->index(row).data(OperationList::OperationRole).value<Operation *>();
        if (operation && !operation->isFinished()) {
            return operation;
        }
        if (operation && !failed && operation->phase() == Operation::Phase::Failed) {
            failed = operation;
        }
    }
    return failed;
}

void OperationsIndicator::update()
{
    const bool needed = m_operations->rowCount() > 0;
    const Operation *operation = shownOperation();
    const bool running = operation && !operation->isFinished();
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    if (running) {
        const QString step = operation->step();
        m_list->setIcon(QIcon::fromTheme(u"run-build"_s));
        m_list->setText(step.isEmpty() ? operation->title() : i18nc("@info:status job: step", "%1: %2", operation->title(), step));
        showProgress(m_progress, operation->progress());
        m_progress->setAccessibleName(operation->title());
        m_cancel->setEnabled(operation->isCancellable() && operation->phase() == Operation::Phase::Running);
        m_cancel->setAccessibleName(i18nc("@action:button", "Cancel: %1", operation->title()));
    } else if (operation) {
        m_list->setIcon(QIcon::fromTheme(u"dialog-error"_s));
        m_list->setText(i18nc("@info:status", "Failed: %1", operation->title()));
    } else {
        m_list->setIcon(QIcon::fromTheme(u"dialog-ok"_s));
        m_list->setText(i18nc("@info:status", "All operations are done"));
    }
    m_list->setAccessibleName(m_list->text());
    setVisible(needed);
    Q_EMIT neededChanged(needed);
}

} // namespace vitrine
