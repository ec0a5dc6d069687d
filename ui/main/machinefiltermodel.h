// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCollator>
#include <QHash>
#include <QSortFilterProxyModel>

namespace vitrine {

/**
 * The machines in the order of their names ("VM 9" before "VM 10", upper case like lower case), those
 * only that match the search field. GUI thread.
 */
class MachineFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MachineFilterModel(QObject *parent = nullptr);

    /** Words that must all be in a machine's search text; empty shows every machine. */
    void setSearch(const QString &text);
    [[nodiscard]] bool isSearching() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] const QCollatorSortKey &sortKey(const QString &name) const;

    QStringList m_words;
    QCollator m_collator;
    mutable QHash<QString, QCollatorSortKey> m_sortKeys; ///< A name is compared often, made ready once.
};

} // namespace vitrine
