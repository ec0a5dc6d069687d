// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListView>

namespace vitrine {

/** The list itself: uniform rows, Enter and double-click mean "open". */
class MachineListView : public QListView
{
    Q_OBJECT

public:
    explicit MachineListView(QWidget *parent = nullptr);

    /** Rows that can be seen now, top to bottom. */
    [[nodiscard]] QModelIndexList visibleRows() const;

Q_SIGNALS:
    /** Double-click or Enter; not the style's single-click activation: a click must never start a guest. */
    void opened(const QModelIndex &index);
    /** Other rows than before may be seen now. */
    void viewportChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
};

} // namespace vitrine
