// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/machinefiltermodel.h"

#include "models/machinelistmodel.h"

#include <algorithm>

namespace vitrine {

namespace {
constexpr qsizetype maxSortKeys = 20'000;
}

MachineFilterModel::MachineFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    if (m_collator.locale().language() == QLocale::C) {
        m_collator.setLocale(QLocale(QLocale::English)); // C puts "openSUSE" after "Windows"
    }
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
    sort(0);
}

void MachineFilterModel::setSearch(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words != m_words) {
        m_words = words;
        invalidateRowsFilter();
    }
}

bool MachineFilterModel::isSearching() const
{
    return !m_words.isEmpty();
}

bool MachineFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty()) {
        return true;
    }
    const QString text = sourceModel()->index(row, 0, parent).data(MachineListModel::SearchTextRole).toString();
    return std::ranges::all_of(m_words, [&](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

bool MachineFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QString leftName = left.data(Qt::DisplayRole).toString();
    const QString rightName = right.data(Qt::DisplayRole).toString();
    // Copied: making the second key may move the first one in the hash.
    const QCollatorSortKey leftKey = sortKey(leftName);
    const int order = leftKey.compare(sortKey(rightName));
    return order != 0 ? order < 0 : left.row() < right.row();
}

const QCollatorSortKey &MachineFilterModel::sortKey(const QString &name) const
{
    auto it = m_sortKeys.constFind(name);
    if (it == m_sortKeys.cend()) {
        if (m_sortKeys.size() >= maxSortKeys) {
            m_sortKeys.clear();
        }
        it = m_sortKeys.insert(name, m_collator.sortKey(name));
    }
    return *it;
}

} // namespace vitrine
