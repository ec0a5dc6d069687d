// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/networklistmodel.h"

#include "models/networks/networkstore.h"
#include "models/networks/networktext.h"

#include <KLocalizedString>

#include <QIcon>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

NetworkListModel::NetworkListModel(NetworkStore *store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
{
    connect(store, &NetworkStore::changed, this, &NetworkListModel::update);
    update();
}

void NetworkListModel::update()
{
    const QList<NetworkInfo> wanted = m_store->networks();
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (!std::ranges::contains(wanted, m_rows.at(row).id, &NetworkInfo::id)) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        const NetworkInfo &network = wanted.at(row);
        const auto old = std::ranges::find(m_rows, network.id, &NetworkInfo::id);
        if (old != m_rows.end() && old - m_rows.begin() != row) {
            // Renamed: it stands elsewhere now.
            const int from = int(old - m_rows.begin());
            beginRemoveRows({}, from, from);
            m_rows.removeAt(from);
            endRemoveRows();
        }
        if (row < m_rows.size() && m_rows.at(row).id == network.id) {
            if (m_rows.at(row) != network) {
                m_rows[row] = network;
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
            continue;
        }
        beginInsertRows({}, row, row);
        m_rows.insert(row, network);
        endInsertRows();
    }
}

int NetworkListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int NetworkListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NetworkListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const NetworkInfo &network = m_rows.at(index.row());
    if (role == IdRole) {
        return network.id;
    }
    if (role == Qt::DecorationRole && index.column() == NameColumn) {
        return QIcon::fromTheme(network.active ? u"network-connect"_s : u"network-disconnect"_s);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case NameColumn:
        return network.definition.name;
    case ModeColumn:
        return networkModeText(network.definition.mode);
    case StateColumn:
        return networkStateText(network);
    case AddressColumn:
        return networkAddressText(network);
    case AutostartColumn:
        return network.autostart ? i18nc("@info starts by itself", "By itself") : i18nc("@info starts by itself", "When asked");
    default:
        return {};
    }
}

QVariant NetworkListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return i18nc("@title:column", "Name");
    case ModeColumn:
        return i18nc("@title:column", "Kind");
    case StateColumn:
        return i18nc("@title:column", "State");
    case AddressColumn:
        return i18nc("@title:column", "Addresses");
    case AutostartColumn:
        return i18nc("@title:column", "Starts");
    default:
        return {};
    }
}

QModelIndex NetworkListModel::indexOf(const QUuid &id) const
{
    const auto found = std::ranges::find(m_rows, id, &NetworkInfo::id);
    return found == m_rows.end() ? QModelIndex() : index(int(found - m_rows.begin()), 0);
}

} // namespace vitrine
