// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QAbstractTableModel>

namespace vitrine {

class NetworkStore;

/** The networks of a connection, a row each, in the order of their names. Never reset. GUI thread. */
class NetworkListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ModeColumn,
        StateColumn,
        AddressColumn,
        AutostartColumn,
        ColumnCount,
    };
    enum Role {
        IdRole = Qt::UserRole + 1, ///< QUuid
    };
    explicit NetworkListModel(NetworkStore *store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QModelIndex indexOf(const QUuid &id) const;

private:
    void update();

    NetworkStore *m_store;
    QList<NetworkInfo> m_rows;
};

} // namespace vitrine
