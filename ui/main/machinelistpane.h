// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace vitrine {

class MachineDelegate;
class MachineFilterModel;
class MachineListModel;
class MachineListView;

/**
 * Search field and machine list. One machine is current at most; it stays so while rows move, change
 * or are filtered away and come back. GUI thread.
 */
class MachineListPane : public QWidget
{
    Q_OBJECT

public:
    explicit MachineListPane(MachineListModel *model, QWidget *parent = nullptr);

    [[nodiscard]] MachineId currentMachine() const;
    /** Now, or as soon as it is listed. */
    void setCurrentMachine(const MachineId &id);
    void setStaleConnections(const QSet<QString> &connections);
    [[nodiscard]] MachineListView *view() const;
    /** Machines whose rows can be seen. */
    [[nodiscard]] QList<MachineId> visibleMachines() const;
    [[nodiscard]] QSize thumbnailSize() const;

public Q_SLOTS:
    void focusSearch();
    void focusList();

Q_SIGNALS:
    /** Null when none. */
    void currentMachineChanged(const vitrine::MachineId &id);
    void machineOpened(const vitrine::MachineId &id);
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpControls();
    void setUpLayout();
    void connectControls();
    void onCurrentChanged();
    void onRowsInserted();
    void setSearch(const QString &text);
    bool restoreWanted();
    void updateNothingFound();

    MachineListModel *m_model;
    MachineFilterModel *m_filter;
    MachineDelegate *m_delegate;
    QLineEdit *m_search;
    MachineListView *m_view;
    QLabel *m_nothingFound;
    MachineId m_current;
    MachineId m_wanted; ///< What the user chose last; returns to it when a filter lets it.
    bool m_filtering = false;
};

} // namespace vitrine
