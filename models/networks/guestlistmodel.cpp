// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/guestlistmodel.h"

#include "models/networks/networkstore.h"

#include <KLocalizedString>

namespace vitrine {

GuestListModel::GuestListModel(NetworkStore *store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
{
    connect(store, &NetworkStore::guestsChanged, this, &GuestListModel::update);
    update();
}

void GuestListModel::update()
{
    const QList<NetworkGuest> wanted = m_store->guests();
    if (m_rows.size() > wanted.size()) {
        beginRemoveRows({}, int(wanted.size()), int(m_rows.size()) - 1);
        m_rows.resize(wanted.size());
        endRemoveRows();
    }
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_rows.at(row) != wanted.at(row)) {
            m_rows[row] = wanted.at(row);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
    if (m_rows.size() < wanted.size()) {
        beginInsertRows({}, int(m_rows.size()), int(wanted.size()) - 1);
        m_rows = wanted;
        endInsertRows();
    }
}

int GuestListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int GuestListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GuestListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole) {
        return {};
    }
    const NetworkGuest &guest = m_rows.at(index.row());
    switch (index.column()) {
    case MachineColumn:
        return guest.machine.isNull() ? i18nc("@info somebody on a network", "Not a machine of this list") : guest.machineName;
    case AddressColumn:
        if (guest.addresses.isEmpty()) {
            return guest.running ? i18nc("@info no address known", "Not known yet") : i18nc("@info the machine does not run", "Off");
        }
        return guest.addresses.join(i18nc("@info separates addresses", ", "));
    case HostNameColumn:
        return guest.hostName;
    case MacColumn:
        return guest.mac;
    default:
        return {};
    }
}

QVariant GuestListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case MachineColumn:
        return i18nc("@title:column", "Machine");
    case AddressColumn:
        return i18nc("@title:column", "Address");
    case HostNameColumn:
        return i18nc("@title:column", "Calls itself");
    case MacColumn:
        return i18nc("@title:column", "Adapter");
    default:
        return {};
    }
}

} // namespace vitrine
