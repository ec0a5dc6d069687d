// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/machinelistpane.h"

#include "models/machinelistmodel.h"
#include "ui/main/machinedelegate.h"
#include "ui/main/machinefiltermodel.h"
#include "ui/main/machinelistview.h"

#include <KLocalizedString>

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

MachineListPane::MachineListPane(MachineListModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new MachineFilterModel(this))
    , m_delegate(new MachineDelegate(this))
    , m_search(new QLineEdit(this))
    , m_view(new MachineListView(this))
    , m_nothingFound(new QLabel(i18nc("@info:placeholder", "No machine matches the search."), this))
{
    setObjectName(u"machineListPane"_s);
    setUpControls();
    setUpLayout();
    connectControls();
    onRowsInserted();
}

void MachineListPane::setUpControls()
{
    m_search->setObjectName(u"machineSearch"_s);
    m_search->setPlaceholderText(i18nc("@info:placeholder", "Search…"));
    m_search->setAccessibleName(i18nc("@label:textbox", "Search machines"));
    m_search->setClearButtonEnabled(true);
    m_search->setAcceptDrops(false);
    m_search->installEventFilter(this);

    m_filter->setSourceModel(m_model);
    m_view->setObjectName(u"machineList"_s);
    m_view->setAccessibleName(i18nc("@label", "Machines"));
    m_view->setItemDelegate(m_delegate);
    m_view->setModel(m_filter);
    m_nothingFound->setObjectName(u"nothingFound"_s);
    m_nothingFound->setAlignment(Qt::AlignCenter);
    m_nothingFound->setWordWrap(true);
    m_nothingFound->setEnabled(false);
    m_nothingFound->hide();
}

void MachineListPane::setUpLayout()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *searchRow = new QVBoxLayout;
    const int margin = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing);
    searchRow->setContentsMargins(margin, margin, margin, margin);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);
    layout->addWidget(m_nothingFound);
    layout->addWidget(m_view, 1);
    setTabOrder(m_search, m_view);
    setFocusProxy(m_view);
}

void MachineListPane::connectControls()
{
    connect(m_search, &QLineEdit::textChanged, this, &MachineListPane::setSearch);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &MachineListPane::onCurrentChanged);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &MachineListPane::onRowsInserted);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &MachineListPane::updateNothingFound);
    connect(m_view, &MachineListView::opened, this, [this] {
        Q_EMIT machineOpened(m_current);
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        if (m_view->indexAt(position).isValid()) {
            Q_EMIT contextMenuRequested(m_view->viewport()->mapToGlobal(position));
        }
    });
}

MachineId MachineListPane::currentMachine() const
{
    return m_current;
}

void MachineListPane::setCurrentMachine(const MachineId &id)
{
    m_wanted = id;
    if (!restoreWanted() && m_model->indexOf(id).isValid()) {
        m_search->clear(); // the filter hides it
        restoreWanted();
    }
}

void MachineListPane::setStaleConnections(const QSet<QString> &connections)
{
    m_delegate->setStaleConnections(connections);
    m_view->viewport()->update();
}

MachineListView *MachineListPane::view() const
{
    return m_view;
}

QList<MachineId> MachineListPane::visibleMachines() const
{
    QList<MachineId> ids;
    for (const QModelIndex &index : m_view->visibleRows()) {
        ids.append(index.data(MachineListModel::IdRole).value<MachineId>());
    }
    return ids;
}

QSize MachineListPane::thumbnailSize() const
{
    return MachineDelegate::thumbnailSize(m_view);
}

void MachineListPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void MachineListPane::focusList()
{
    m_view->setFocus(Qt::OtherFocusReason);
}

bool MachineListPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        m_search->clear();
        focusList();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        focusList();
        return true;
    default:
        return false;
    }
}

void MachineListPane::onCurrentChanged()
{
    const auto id = m_view->currentIndex().data(MachineListModel::IdRole).value<MachineId>();
    if (!m_filtering && !id.isNull()) {
        m_wanted = id;
    }
    if (id != m_current) {
        m_current = id;
        Q_EMIT currentMachineChanged(id);
    }
}

void MachineListPane::onRowsInserted()
{
    updateNothingFound();
    if (m_current == m_wanted && !m_current.isNull()) {
        return;
    }
    if (!restoreWanted() && m_current.isNull() && m_filter->rowCount() > 0) {
        const QScopedValueRollback keepWanted(m_filtering, true);
        m_view->setCurrentIndex(m_filter->index(0, 0));
    }
}

void MachineListPane::setSearch(const QString &text)
{
    {
        const QScopedValueRollback keepWanted(m_filtering, true);
        m_filter->setSearch(text);
    }
    if (!restoreWanted() && !m_view->currentIndex().isValid() && m_filter->rowCount() > 0) {
        const QScopedValueRollback keepWanted(m_filtering, true);
        m_view->setCurrentIndex(m_filter->index(0, 0));
    }
    updateNothingFound();
}

bool MachineListPane::restoreWanted()
{
    const QModelIndex row = m_filter->mapFromSource(m_model->indexOf(m_wanted));
    if (!row.isValid()) {
        return false;
    }
    if (row != m_view->currentIndex()) {
        m_view->setCurrentIndex(row);
    }
    m_view->scrollTo(row);
    return true;
}

void MachineListPane::updateNothingFound()
{
    m_nothingFound->setVisible(m_filter->isSearching() && m_filter->rowCount() == 0);
}

} // namespace vitrine
