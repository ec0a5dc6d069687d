// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QAbstractTableModel>

namespace vitrine {

class NetworkStore;

/** Who is on the watched network, a row for each adapter. Never reset. GUI thread. */
class GuestListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        MachineColumn,
        AddressColumn,
        HostNameColumn,
        MacColumn,
        ColumnCount,
    };
    explicit GuestListModel(NetworkStore *store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void update();

    NetworkStore *m_store;
    QList<NetworkGuest> m_rows;
};

} // namespace vitrine
