// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/media/mediatreemodel.h"

#include "models/errortext.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"

#include <KLocalizedString>

#include <QFileInfo>
#include <QIcon>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

/** The tree as it is to be: each medium's item, and who stands below whom. */
class MediaTreeModel::Forest
{
public:
    explicit Forest(const MediaListing &listing)
    {
        const MediaIndex index(listing);
        for (const Medium &medium : listing.media) {
            m_items.insert(medium.facts.path, {.medium = medium, .users = usersText(index, medium.facts.path), .place = placeText(listing, medium)});
        }
        for (const Medium &medium : listing.media) {
            const QString path = medium.facts.path;
            const QString backing = medium.facts.backing;
            // In a circle nobody is the first: all stand at the top.
            const bool circle = index.backingChain(backing).contains(path) || backing == path;
            m_children[!circle && m_items.contains(backing) ? backing : QString()].append(path);
        }
        for (QStringList &children : m_children) {
            std::ranges::sort(children);
        }
    }
    [[nodiscard]] QStringList children(const QString &path) const
    {
        return m_children.value(path);
    }
    [[nodiscard]] Item item(const QString &path) const
    {
        return m_items.value(path);
    }

private:
    QHash<QString, Item> m_items;
    QHash<QString, QStringList> m_children; ///< empty: the top
};

MediaTreeModel::MediaTreeModel(MediaLibrary *library, QObject *parent)
    : QAbstractItemModel(parent)
    , m_library(library)
    , m_root(std::make_unique<Node>())
{
    connect(library, &MediaLibrary::changed, this, &MediaTreeModel::update);
    update();
}

MediaTreeModel::~MediaTreeModel() = default;

void MediaTreeModel::update()
{
    if (m_library->isLoaded()) {
        sync(m_root.get(), Forest(m_library->listing()));
    }
}

std::unique_ptr<MediaTreeModel::Node> MediaTreeModel::build(const QString &path, Node *parent, const Forest &forest) const
{
    auto node = std::make_unique<Node>();
    node->item = forest.item(path);
    node->parent = parent;
    const QStringList children = forest.children(path);
    for (const QString &child : children) {
        node->children.push_back(build(child, node.get(), forest));
    }
    return node;
}

void MediaTreeModel::removeUnwanted(Node *node, const QStringList &wanted)
{
    for (int row = int(node->children.size()) - 1; row >= 0; --row) {
        if (!wanted.contains(node->children[size_t(row)]->item.medium.facts.path)) {
            beginRemoveRows(indexFor(node), row, row);
            node->children.erase(node->children.begin() + row);
            endRemoveRows();
        }
    }
}

void MediaTreeModel::sync(Node *node, const Forest &forest)
{
    const QStringList wanted = forest.children(node->item.medium.facts.path);
    removeUnwanted(node, wanted);
    for (int row = 0; row < int(wanted.size()); ++row) {
        const QString &path = wanted.at(row);
        const bool there = row < int(node->children.size()) && node->children[size_t(row)]->item.medium.facts.path == path;
        if (!there) {
            beginInsertRows(indexFor(node), row, row);
            node->children.insert(node->children.begin() + row, build(path, node, forest));
            endInsertRows();
            continue;
        }
        Node *child = node->children[size_t(row)].get();
        if (const Item item = forest.item(path); child->item != item) {
            child->item = item;
            Q_EMIT dataChanged(indexFor(child), indexFor(child, ColumnCount - 1));
        }
        sync(child, forest);
    }
}

MediaTreeModel::Node *MediaTreeModel::nodeOf(const QModelIndex &index)
{
    return static_cast<Node *>(index.internalPointer());
}

QModelIndex MediaTreeModel::indexFor(const Node *node, int column) const
{
    if (!node->parent) {
        return {};
    }
    const auto &siblings = node->parent->children;
    const auto position = std::ranges::find(siblings, node, &std::unique_ptr<Node>::get);
    return createIndex(int(position - siblings.begin()), column, node);
}

QModelIndex MediaTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    const Node *node = parent.isValid() ? nodeOf(parent) : m_root.get();
    return createIndex(row, column, node->children[size_t(row)].get());
}

QModelIndex MediaTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexFor(nodeOf(index)->parent) : QModelIndex();
}

int MediaTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0) {
        return 0;
    }
    return int((parent.isValid() ? nodeOf(parent) : m_root.get())->children.size());
}

int MediaTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString MediaTreeModel::text(const Item &item, int column)
{
    const ImageFacts &facts = item.medium.facts;
    const bool sizeKnown = !facts.problem && facts.virtualBytes > 0;
    switch (column) {
    case NameColumn:
        return QFileInfo(facts.path).fileName();
    case KindColumn:
        return mediumKindText(facts);
    case SizeColumn:
        return sizeKnown ? sizeText(facts.virtualBytes) : QString();
    case RealSizeColumn:
        return sizeKnown ? sizeText(facts.realBytes) : QString();
    case UsersColumn:
        return item.users;
    case PlaceColumn:
        return item.place;
    default:
        return {};
    }
}

QVariant MediaTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Item &item = nodeOf(index)->item;
    const ImageFacts &facts = item.medium.facts;
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(item, column);
    case Qt::DecorationRole:
        if (column == NameColumn) {
            return QIcon::fromTheme(facts.problem ? u"data-warning"_s : facts.isDisc ? u"media-optical"_s : u"drive-harddisk"_s);
        }
        return {};
    case Qt::ToolTipRole:
        return facts.problem ? QString(facts.path + u'\n' + errorLine(*facts.problem)) : facts.path;
    case Qt::TextAlignmentRole:
        return column == SizeColumn || column == RealSizeColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case PathRole:
        return facts.path;
    case SortRole:
        return column == SizeColumn ? QVariant(facts.virtualBytes) : column == RealSizeColumn ? QVariant(facts.realBytes) : QVariant(text(item, column));
    case SearchRole:
        return QStringList{facts.path, facts.format, item.users, item.place}.join(u'\n');
    case DiscRole:
        return facts.isDisc;
    case UsedRole:
        return !item.users.isEmpty();
    default:
        return {};
    }
}

QVariant MediaTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return i18nc("@title:column", "Name");
    case KindColumn:
        return i18nc("@title:column", "Kind");
    case SizeColumn:
        return i18nc("@title:column size as the guest sees it", "Size");
    case RealSizeColumn:
        return i18nc("@title:column room taken on this computer", "Takes up");
    case UsersColumn:
        return i18nc("@title:column", "Used by");
    case PlaceColumn:
        return i18nc("@title:column", "Folder");
    default:
        return {};
    }
}

const MediaTreeModel::Node *MediaTreeModel::find(const Node *node, const QString &path) const
{
    for (const auto &child : node->children) {
        if (child->item.medium.facts.path == path) {
            return child.get();
        }
        if (const Node *below = find(child.get(), path)) {
            return below;
        }
    }
    return nullptr;
}

QModelIndex MediaTreeModel::indexOf(const QString &path) const
{
    const Node *node = find(m_root.get(), path);
    return node ? indexFor(node) : QModelIndex();
}

} // namespace vitrine
