// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/media/mediafiltermodel.h"

#include "models/media/mediatreemodel.h"

#include <algorithm>

namespace vitrine {

MediaFilterModel::MediaFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(MediaTreeModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setRecursiveFilteringEnabled(true);
}

void MediaFilterModel::setKind(Kind kind)
{
    m_kind = kind;
    invalidateFilter();
}

void MediaFilterModel::setSearch(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool MediaFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, MediaTreeModel::NameColumn, parent);
    const bool disc = index.data(MediaTreeModel::DiscRole).toBool();
    const bool used = index.data(MediaTreeModel::UsedRole).toBool();
    const bool fits = m_kind == Kind::All || (m_kind == Kind::Disks && !disc) || (m_kind == Kind::Discs && disc) || (m_kind == Kind::Unused && !used);
    const QString text = index.data(MediaTreeModel::SearchRole).toString();
    return fits && std::ranges::all_of(m_words, [&text](const QString &word) {
               return text.contains(word, Qt::CaseInsensitive);
           });
}

} // namespace vitrine
