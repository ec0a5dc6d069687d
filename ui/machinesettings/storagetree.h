// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/storagelayout.h"

#include <QTreeWidget>

namespace vitrine {

class DefinitionDraft;

/** What is chosen in the tree: a drive, or the bus (with its controller, if it has one) that drives are on. */
struct StorageSpot {
    DeviceRef device = {};
    QString bus = {};
    int index = 0;
    [[nodiscard]] bool isDrive() const
    {
        return device.element == QLatin1String("disk");
    }
    bool operator==(const StorageSpot &) const = default;
};

/** Controllers with the drives on them, as a draft has them now. GUI thread. */
class StorageTree : public QTreeWidget
{
    Q_OBJECT

public:
    /** `draft` outlives it. */
    explicit StorageTree(DefinitionDraft *draft, QWidget *parent = nullptr);

    [[nodiscard]] StorageSpot spot() const;
    /** The first one, when it is not there. */
    void choose(const DeviceRef &device);
    /** Shows the draft as it is now; what was chosen stays so, or gives way to its neighbour. */
    void refresh();
    /** Other controllers only with `advanced`; with a text, what has it in its settings. False: nothing. */
    bool filter(bool advanced, const QString &text);

Q_SIGNALS:
    /** Another spot is chosen, or the chosen one is another now. */
    void spotChanged();

private:
    void rebuild();
    void addBus(const StorageBus &bus);
    void addOthers();
    QTreeWidgetItem *addItem(QTreeWidgetItem *above, const StorageSpot &spot);
    void showTexts(QTreeWidgetItem *item);
    bool applyFilter(QTreeWidgetItem *item);
    [[nodiscard]] bool contains(const StorageSpot &spot) const;
    [[nodiscard]] QList<QTreeWidgetItem *> items() const;

    DefinitionDraft *m_draft;
    QList<StorageBus> m_layout;
    QList<DeviceRef> m_others;
    QTreeWidgetItem *m_othersItem = nullptr;
    bool m_advanced = false;
    QString m_text;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::StorageSpot)
