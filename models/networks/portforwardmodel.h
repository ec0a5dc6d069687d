// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/portforwards.h"
#include "backends/host/usedports.h"

#include <QAbstractTableModel>

namespace vitrine {

/** How a forwarded port is best looked at. */
enum class PortUse {
    Web,
    Ssh,
    Rdp,
    Other,
};
/** By the guest's port, as it is commonly used. */
[[nodiscard]] PortUse portUse(const PortForward &forward);

/**
 * What is wrong with the forward in `row`, in plain words; empty: nothing. `used` are ports that programs
 * of this computer listen on; the machine's own, while it runs, are taken out by the caller. Pure.
 */
[[nodiscard]] QString portForwardIssue(const QList<PortForward> &forwards, qsizetype row, const QList<UsedPort> &used);

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
        IssueRole = Qt::UserRole + 1, ///< QString, for the row
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
    void rejudge();

    QList<PortForward> m_rows;
    QList<UsedPort> m_used;
};

} // namespace vitrine
