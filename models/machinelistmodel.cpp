// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinelistmodel.h"

#include "models/machinetext.h"

#include <algorithm>

namespace vitrine {

namespace {

QString searchText(const MachineInfo &machine)
{
    return QStringList{machine.title, machine.name, machine.description, machine.group, osName(machine.osId), stateText(machine)}.join(u' ');
}

QString accessibleText(const MachineInfo &machine)
{
    return machine.displayName() + QLatin1String(", ") + stateText(machine);
}

/** The roles whose value differs between two states of one machine. */
QList<int> changedRoles(const MachineInfo &before, const MachineInfo &after)
{
    using Model = MachineListModel;
    QList<int> roles;
    const bool named = before.displayName() != after.displayName();
    const bool stated = before.state != after.state || before.reason != after.reason;
    const bool otherOs = before.osId != after.osId;
    if (named) {
        roles << Qt::DisplayRole;
    }
    if (stated) {
        roles << Model::StateRole << Model::StateTextRole << Model::StateIconNameRole;
    }
    if (named || stated) {
        roles << Qt::AccessibleTextRole;
    }
    if (otherOs) {
        roles << Model::OsIdRole << Model::OsIconPathRole;
    }
    if (named || stated || otherOs || before.name != after.name || before.description != after.description || before.group != after.group) {
        roles << Model::SearchTextRole;
    }
    return roles;
}

} // namespace

MachineListModel::MachineListModel(MachineStore *store, QObject *parent)
    : QAbstractListModel(parent)
{
    onAdded(store->machines());
    connect(store, &MachineStore::machinesAdded, this, &MachineListModel::onAdded);
    connect(store, &MachineStore::machinesChanged, this, &MachineListModel::onChanged);
    connect(store, &MachineStore::machinesRemoved, this, &MachineListModel::onRemoved);
}

int MachineListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant MachineListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const MachineInfo &machine = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return machine.displayName();
    case Qt::AccessibleTextRole:
        return accessibleText(machine);
    case IdRole:
        return QVariant::fromValue(machine.id);
    case StateRole:
        return int(machine.state);
    case StateTextRole:
        return stateText(machine);
    case StateIconNameRole:
        return stateIconName(machine.state);
    case OsIdRole:
        return machine.osId;
    case OsIconPathRole:
        return osIconPath(machine.osId);
    case ThumbnailRole:
        return m_thumbnails.value(machine.id);
    case SearchTextRole:
        return searchText(machine);
    default:
        return {};
    }
}

QHash<int, QByteArray> MachineListModel::roleNames() const
{
    auto names = QAbstractListModel::roleNames();
    names.insert({
        {IdRole, "machineId"},
        {StateRole, "state"},
        {StateTextRole, "stateText"},
        {StateIconNameRole, "stateIconName"},
        {OsIdRole, "osId"},
        {OsIconPathRole, "osIconPath"},
        {ThumbnailRole, "thumbnail"},
        {SearchTextRole, "searchText"},
    });
    return names;
}

QModelIndex MachineListModel::indexOf(const MachineId &id) const
{
    const auto it = m_rowOf.constFind(id);
    return it == m_rowOf.cend() ? QModelIndex() : index(*it);
}

MachineId MachineListModel::idAt(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? m_rows.at(index.row()).id : MachineId();
}

void MachineListModel::setThumbnail(const MachineId &id, const QImage &thumbnail)
{
    const QModelIndex row = indexOf(id);
    if (!row.isValid() || (thumbnail.isNull() && !m_thumbnails.contains(id))) {
        return;
    }
    if (thumbnail.isNull()) {
        m_thumbnails.remove(id);
    } else {
        m_thumbnails.insert(id, thumbnail);
    }
    Q_EMIT dataChanged(row, row, {ThumbnailRole});
}

void MachineListModel::onAdded(const QList<MachineInfo> &machines)
{
    if (machines.isEmpty()) {
        return;
    }
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(machines.size()) - 1);
    m_rows.append(machines);
    reindexFrom(first);
    endInsertRows();
}

void MachineListModel::onChanged(const QList<MachineInfo> &machines)
{
    QMap<int, QList<int>> rolesOfRow;
    for (const MachineInfo &machine : machines) {
        const auto row = m_rowOf.constFind(machine.id);
        if (row == m_rowOf.cend()) {
            continue;
        }
        const QList<int> roles = changedRoles(m_rows.at(*row), machine);
        m_rows[*row] = machine;
        if (!roles.isEmpty()) {
            rolesOfRow.insert(*row, roles);
        }
    }
    // Neighbours in which the same roles changed are announced together.
    for (auto it = rolesOfRow.cbegin(); it != rolesOfRow.cend();) {
        const int first = it.key();
        const QList<int> roles = it.value();
        int last = first;
        for (++it; it != rolesOfRow.cend() && it.key() == last + 1 && it.value() == roles; ++it) {
            last = it.key();
        }
        Q_EMIT dataChanged(index(first), index(last), roles);
    }
}

void MachineListModel::onRemoved(const QList<MachineId> &ids)
{
    QList<int> rows;
    for (const MachineId &id : ids) {
        if (const auto row = m_rowOf.constFind(id); row != m_rowOf.cend()) {
            rows.append(*row);
        }
    }
    std::ranges::sort(rows, std::ranges::greater());
    for (qsizetype i = 0; i < rows.size();) {
        const int last = rows.at(i);
        int first = last;
        for (++i; i < rows.size() && rows.at(i) == first - 1; ++i) {
            first = rows.at(i);
        }
        removeRange(first, last);
    }
}

void MachineListModel::removeRange(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (int row = first; row <= last; ++row) {
        m_rowOf.remove(m_rows.at(row).id);
        m_thumbnails.remove(m_rows.at(row).id);
    }
    m_rows.remove(first, last - first + 1);
    reindexFrom(first);
    endRemoveRows();
}

void MachineListModel::reindexFrom(int row)
{
    for (; row < m_rows.size(); ++row) {
        m_rowOf.insert(m_rows.at(row).id, row);
    }
}

} // namespace vitrine
