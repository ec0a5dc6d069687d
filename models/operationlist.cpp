// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/operationlist.h"

#include <QTimer>

namespace vitrine {

OperationList::OperationList(QObject *parent)
    : QAbstractListModel(parent)
    , m_linger(std::chrono::seconds(15))
{
}

Operation *OperationList::start(const QString &title)
{
    auto *operation = new Operation(title, this);
    connect(operation, &Operation::changed, this, [this, operation] {
        onChanged(operation);
    });
    connect(operation, &Operation::finished, this, [this, operation] {
        onFinished(operation);
    });
    beginInsertRows({}, 0, 0);
    m_operations.prepend(operation);
    endInsertRows();
    if (++m_running == 1) {
        Q_EMIT runningChanged();
    }
    return operation;
}

bool OperationList::hasRunning() const
{
    return m_running > 0;
}

void OperationList::clearFinished()
{
    const QList<Operation *> operations = m_operations;
    for (Operation *operation : operations) {
        if (operation->isFinished()) {
            remove(operation);
        }
    }
}

void OperationList::setLinger(std::chrono::milliseconds linger)
{
    m_linger = linger;
}

int OperationList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_operations.size());
}

QVariant OperationList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    Operation *operation = m_operations.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return operation->title();
    case OperationRole:
        return QVariant::fromValue(operation);
    case StepRole:
        return operation->step();
    case ProgressRole:
        return operation->progress();
    case PhaseRole:
        return int(operation->phase());
    case CancellableRole:
        return operation->isCancellable();
    default:
        return {};
    }
}

QHash<int, QByteArray> OperationList::roleNames() const
{
    auto names = QAbstractListModel::roleNames();
    names.insert({
        {OperationRole, "operation"},
        {StepRole, "step"},
        {ProgressRole, "progress"},
        {PhaseRole, "phase"},
        {CancellableRole, "cancellable"},
    });
    return names;
}

void OperationList::remove(Operation *operation)
{
    const int row = int(m_operations.indexOf(operation));
    if (row < 0) {
        return;
    }
    beginRemoveRows({}, row, row);
    m_operations.removeAt(row);
    endRemoveRows();
    operation->deleteLater();
}

void OperationList::onChanged(Operation *operation)
{
    if (const int row = int(m_operations.indexOf(operation)); row >= 0) {
        Q_EMIT dataChanged(index(row), index(row), {StepRole, ProgressRole, PhaseRole, CancellableRole});
    }
}

void OperationList::onFinished(Operation *operation)
{
    if (operation->phase() == Operation::Phase::Failed) {
        Q_EMIT failed(operation);
    } else {
        QTimer::singleShot(m_linger, operation, [this, operation] {
            remove(operation);
        });
    }
    if (--m_running == 0) {
        Q_EMIT runningChanged();
    }
}

} // namespace vitrine
