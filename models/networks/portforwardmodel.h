// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/networks/portforwardissues.h"

#include <QAbstractTableModel>

namespace vitrine {

/**
 * The forwards of an adapter as an editable table; each wrong cell says why. Rows are never reset but by
 * setForwards(). GUI thread.
 */
class PortForwardModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ProtocolColumn,
        HostAddressColumn,
        HostPortColumn,
        GuestPortColumn,
        ReachColumn, ///< empty: room for what opens it
        ColumnCount,
    };
    enum Role {
        IssueRole = Qt::UserRole + 1, ///< QString, for the row: what keeps it from working, or may
    };
    explicit PortForwardModel(QObject *parent = nullptr);

    void setForwards(const QList<PortForward> &forwards);
    [[nodiscard]] QList<PortForward> forwards() const
    {
        return m_rows;
    }
    void setUsedPorts(const QList<UsedPort> &used);
    [[nodiscard]] bool hasIssues() const;

    /** Adds a forward to a free port of this computer; its row. */
    int add(const QString &name, int guestPort);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /** A person changed something. */
    void edited();

private:
    [[nodiscard]] QVariant text(const PortForward &forward, int column) const;
    [[nodiscard]] bool set(PortForward &forward, int column, const QString &value) const;
    [[nodiscard]] QString issueOf(int row) const;
    void rejudge();

    QList<PortForward> m_rows;
    QList<UsedPort> m_used;
};

} // namespace vitrine
