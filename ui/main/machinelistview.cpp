// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/machinelistview.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace vitrine {

MachineListView::MachineListView(QWidget *parent)
    : QListView(parent)
{
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(QFrame::NoFrame);
    setAcceptDrops(false);
    connect(this, &QListView::doubleClicked, this, &MachineListView::opened);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MachineListView::viewportChanged);
}

QModelIndexList MachineListView::visibleRows() const
{
    QModelIndexList rows;
    const QRect area = viewport()->rect();
    for (QModelIndex index = indexAt(area.topLeft()); index.isValid(); index = index.siblingAtRow(index.row() + 1)) {
        if (visualRect(index).top() > area.bottom()) {
            break;
        }
        rows.append(index);
    }
    return rows;
}

void MachineListView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (enter && plain && currentIndex().isValid()) {
        event->accept();
        if (!event->isAutoRepeat()) {
            Q_EMIT opened(currentIndex());
        }
        return;
    }
    QListView::keyPressEvent(event);
}

void MachineListView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    Q_EMIT viewportChanged();
}

void MachineListView::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    Q_EMIT viewportChanged();
}

} // namespace vitrine
