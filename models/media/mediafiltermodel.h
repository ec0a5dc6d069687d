// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>

namespace vitrine {

/** Media by kind and by what was typed; an image stays while one that builds on it is shown. */
class MediaFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Kind {
        All,
        Disks,
        Discs,
        Unused,
    };
    explicit MediaFilterModel(QObject *parent = nullptr);

    void setKind(Kind kind);
    /** Every word has to be found. */
    void setSearch(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    Kind m_kind = Kind::All;
    QStringList m_words;
};

} // namespace vitrine
