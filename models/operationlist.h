// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/operation.h"

#include <QAbstractListModel>

#include <chrono>

namespace vitrine {

/**
 * All long jobs of the program, newest first, as a model for the operation list in the window.
 * Owns its operations. Finished ones stay until cleared, failed ones too; done ones leave by
 * themselves after a while. GUI thread.
 */
class OperationList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        OperationRole = Qt::UserRole + 1, ///< Operation *
        StepRole,
        ProgressRole, ///< double, -1 unknown
        PhaseRole, ///< int(Operation::Phase)
        CancellableRole,
    };

    explicit OperationList(QObject *parent = nullptr);

    /** `title` is translated. The pointer is valid until the row is removed: guard with QPointer. */
    Operation *start(const QString &title);
    [[nodiscard]] bool hasRunning() const;
    void clearFinished();
    /** How long a done or cancelled job stays listed: 15 s, shorter in tests. */
    void setLinger(std::chrono::milliseconds linger);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void runningChanged();
    void failed(vitrine::Operation *operation);

private:
    void remove(Operation *operation);
    void onChanged(Operation *operation);
    void onFinished(Operation *operation);

    QList<Operation *> m_operations;
    int m_running = 0;
    std::chrono::milliseconds m_linger;
};

} // namespace vitrine
