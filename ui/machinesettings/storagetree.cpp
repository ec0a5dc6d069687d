// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/storagetree.h"

#include "backends/core/properties/deviceedit.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/propertytext.h"
#include "models/definition/storagetext.h"

#include <KLocalizedString>

#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr int spotRole = Qt::UserRole + 1;

StorageSpot spotOf(const QTreeWidgetItem *item)
{
    return item ? item->data(0, spotRole).value<StorageSpot>() : StorageSpot{};
}

} // namespace

StorageTree::StorageTree(DefinitionDraft *draft, QWidget *parent)
    : QTreeWidget(parent)
    , m_draft(draft)
{
    setObjectName(u"storageTree"_s);
    setAccessibleName(i18nc("@label", "Controllers and drives"));
    setColumnCount(2);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(this, &QTreeWidget::currentItemChanged, this, &StorageTree::spotChanged);
    rebuild();
}

StorageSpot StorageTree::spot() const
{
    return spotOf(currentItem());
}

QList<QTreeWidgetItem *> StorageTree::items() const
{
    QList<QTreeWidgetItem *> all;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        all.append(topLevelItem(row));
        for (int below = 0; below < topLevelItem(row)->childCount(); ++below) {
            all.append(topLevelItem(row)->child(below));
        }
    }
    return all;
}

void StorageTree::choose(const DeviceRef &device)
{
    const QList<QTreeWidgetItem *> all = items();
    const auto found = std::ranges::find_if(all, [&device](const QTreeWidgetItem *item) {
        return spotOf(item).device == device;
    });
    setCurrentItem(found == all.cend() ? all.value(0) : *found);
}

void StorageTree::refresh()
{
    if (storageLayout(m_draft->xml()) != m_layout || otherControllers(m_draft->xml()) != m_others) {
        rebuild();
        return;
    }
    for (QTreeWidgetItem *item : items()) {
        showTexts(item);
    }
}

void StorageTree::rebuild()
{
    const StorageSpot before = spot();
    const qsizetype position = items().indexOf(currentItem());
    const bool othersOpen = m_othersItem && m_othersItem->isExpanded();
    {
        const QSignalBlocker blocker(this);
        clear();
        m_othersItem = nullptr;
        m_layout = storageLayout(m_draft->xml());
        m_others = otherControllers(m_draft->xml());
        for (const StorageBus &bus : std::as_const(m_layout)) {
            addBus(bus);
        }
        addOthers();
        expandAll();
        if (m_othersItem) { // a machine has many, and nobody comes for them
            m_othersItem->setExpanded(othersOpen);
        }
        const QList<QTreeWidgetItem *> all = items();
        const auto same = std::ranges::find_if(all, [&before](const QTreeWidgetItem *item) {
            const StorageSpot spot = spotOf(item);
            return before.isDrive() ? spot.device == before.device : spot == before;
        });
        // The neighbour of what is gone; at first the first drive, for that is what most people come for.
        const auto drive = std::ranges::find_if(all, [](const QTreeWidgetItem *item) {
            return spotOf(item).isDrive();
        });
        QTreeWidgetItem *other = position >= 0 ? all.value(std::min(position, all.size() - 1)) : drive != all.cend() ? *drive : all.value(0);
        setCurrentItem(same == all.cend() ? other : *same);
        filter(m_advanced, m_text);
    }
    Q_EMIT spotChanged();
}

void StorageTree::addBus(const StorageBus &bus)
{
    QTreeWidgetItem *above = addItem(nullptr, {.device = bus.controller, .bus = bus.bus, .index = bus.index});
    for (const DeviceRef &drive : bus.drives) {
        addItem(above, {.device = drive, .bus = bus.bus, .index = bus.index});
    }
}

/** Controllers of other things than drives have to be somewhere. */
void StorageTree::addOthers()
{
    if (m_others.isEmpty()) {
        return;
    }
    m_othersItem = addItem(nullptr, {.device = {}, .bus = u"other"_s, .index = -1});
    for (const DeviceRef &controller : std::as_const(m_others)) {
        addItem(m_othersItem, {.device = controller, .bus = u"other"_s, .index = -1});
    }
}

QTreeWidgetItem *StorageTree::addItem(QTreeWidgetItem *above, const StorageSpot &spot)
{
    auto *item = above ? new QTreeWidgetItem(above) : new QTreeWidgetItem(this);
    item->setData(0, spotRole, QVariant::fromValue(spot));
    showTexts(item);
    return item;
}

void StorageTree::showTexts(QTreeWidgetItem *item)
{
    const StorageSpot spot = spotOf(item);
    if (spot.isDrive()) {
        item->setText(0, driveTitle(m_draft->xml(), spot.device));
        item->setText(1, labelOfDevice(m_draft->xml(), spot.device));
        item->setIcon(0, QIcon::fromTheme(driveIconName(m_draft->xml(), spot.device)));
        item->setToolTip(0, propertyValue(m_draft->xml(), *findProperty(u"disk.source"), spot.device));
        return;
    }
    item->setIcon(0, QIcon::fromTheme(deviceIconName(u"controller"_s)));
    if (spot.index >= 0) {
        item->setText(0, busTitle({.bus = spot.bus, .index = spot.index}));
    } else if (spot.device.isNull()) {
        item->setText(0, i18nc("@item", "Other controllers"));
    } else {
        const QString type = propertyValue(m_draft->xml(), *findProperty(u"controller.type"), spot.device);
        const QString model = propertyValue(m_draft->xml(), *findProperty(u"controller.model"), spot.device);
        item->setText(0, model.isEmpty() ? choiceName(*findProperty(u"controller.type"), type) : model);
    }
}

bool StorageTree::filter(bool advanced, const QString &text)
{
    m_advanced = advanced;
    m_text = text;
    bool any = false;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        any |= applyFilter(topLevelItem(row));
    }
    if (currentItem() && currentItem()->isHidden()) {
        const QList<QTreeWidgetItem *> all = items();
        const auto shown = std::ranges::find_if(all, [](const QTreeWidgetItem *item) {
            return !item->isHidden();
        });
        setCurrentItem(shown == all.cend() ? nullptr : *shown);
    }
    return any;
}

bool StorageTree::applyFilter(QTreeWidgetItem *item)
{
    bool below = false;
    for (int row = 0; row < item->childCount(); ++row) {
        const bool found = contains(spotOf(item->child(row)));
        item->child(row)->setHidden(!found);
        below |= found;
    }
    const bool wanted = below || contains(spotOf(item));
    if (below && !m_text.isEmpty()) {
        item->setExpanded(true);
    }
    item->setHidden(item == m_othersItem ? !wanted || (!m_advanced && m_text.isEmpty()) : !wanted);
    return wanted;
}

bool StorageTree::contains(const StorageSpot &spot) const
{
    if (m_text.isEmpty()) {
        return true;
    }
    if (spot.device.isNull()) {
        return false;
    }
    const bool named = deviceTitle(m_draft->xml(), spot.device).contains(m_text, Qt::CaseInsensitive);
    return named || std::ranges::any_of(allProperties(), [&](const Property &property) {
        return property.page() == SettingsPage::Storage && propertyApplies(m_draft->xml(), property, spot.device)
            && propertyContains(m_draft->xml(), property, spot.device, m_text);
    });
}

} // namespace vitrine
