// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/machinestore.h"

#include <QAbstractListModel>
#include <QImage>

namespace vitrine {

/**
 * Machines as rows, moved one to one by the store's signals; never reset. Sort and filter with a
 * QSortFilterProxyModel above it.
 */
class MachineListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< MachineId
        StateRole, ///< int(MachineState)
        StateTextRole, ///< "Running", "Paused: the disk of this computer is full"
        StateIconNameRole, ///< theme icon name
        OsIdRole,
        OsIconPathRole, ///< resource path of the guest's icon
        ThumbnailRole, ///< QImage, null when none
        SearchTextRole, ///< what the search field is matched against
    };

    explicit MachineListModel(MachineStore *store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QModelIndex indexOf(const MachineId &id) const;
    [[nodiscard]] MachineId idAt(const QModelIndex &index) const;
    /** Kept small by the caller; a null image forgets it. */
    void setThumbnail(const MachineId &id, const QImage &thumbnail);

private:
    void onAdded(const QList<MachineInfo> &machines);
    void onChanged(const QList<MachineInfo> &machines);
    void onRemoved(const QList<MachineId> &ids);
    void removeRange(int first, int last);
    void reindexFrom(int row);

    QList<MachineInfo> m_rows; ///< as last announced, so that a change can name its roles
    QHash<MachineId, int> m_rowOf;
    QHash<MachineId, QImage> m_thumbnails;
};

} // namespace vitrine
