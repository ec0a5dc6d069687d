// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QIcon>
#include <QSet>
#include <QStyledItemDelegate>

namespace vitrine {

/**
 * Paints a row of the machine list: guest icon, bold name, state icon and text, thumbnail. Rows have
 * one height; icons are kept, so that painting a row costs no look-up in the icon theme.
 */
class MachineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /** The room for a thumbnail in a row of `view`, in logical pixels. */
    [[nodiscard]] static QSize thumbnailSize(const QWidget *view);
    /** Connections whose machines are painted pale, as their state may be stale. */
    void setStaleConnections(const QSet<QString> &connections);

private:
    [[nodiscard]] QIcon osIcon(const QString &path) const;
    [[nodiscard]] QIcon stateIcon(const QString &name) const;
    void paintTexts(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect room) const;

    QSet<QString> m_stale;
    mutable QHash<QString, QIcon> m_osIcons;
    mutable QHash<QString, QIcon> m_stateIcons;
};

} // namespace vitrine
