// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace vitrine {

class MediaLibrary;

/**
 * Media as a tree: below each image those that build on it. Rows come, change and go one to one with the
 * library; nothing is ever reset. GUI thread.
 */
class MediaTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        KindColumn,
        SizeColumn,
        RealSizeColumn,
        UsersColumn,
        PlaceColumn,
        ColumnCount,
    };
    enum Role {
        PathRole = Qt::UserRole + 1,
        SortRole,
        SearchRole, ///< what the search field is matched against
        DiscRole, ///< bool
        UsedRole, ///< bool
    };

    explicit MediaTreeModel(MediaLibrary *library, QObject *parent = nullptr);
    ~MediaTreeModel() override;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] QModelIndex indexOf(const QString &path) const;

private:
    /** What is shown of a medium, to know whether it changed. */
    struct Item {
        Medium medium;
        QString users;
        QString place;
        bool operator==(const Item &) const = default;
    };
    struct Node {
        Item item;
        Node *parent = nullptr;
        std::vector<std::unique_ptr<Node>> children;
    };
    class Forest;

    void update();
    void sync(Node *node, const Forest &forest);
    void removeUnwanted(Node *node, const QStringList &wanted);
    [[nodiscard]] std::unique_ptr<Node> build(const QString &path, Node *parent, const Forest &forest) const;
    [[nodiscard]] static Node *nodeOf(const QModelIndex &index);
    [[nodiscard]] QModelIndex indexFor(const Node *node, int column = 0) const;
    [[nodiscard]] const Node *find(const Node *node, const QString &path) const;
    [[nodiscard]] static QString text(const Item &item, int column);

    MediaLibrary *m_library;
    std::unique_ptr<Node> m_root;
};

} // namespace vitrine
