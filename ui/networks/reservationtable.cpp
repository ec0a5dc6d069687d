// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/reservationtable.h"

#include <KLocalizedString>

#include <QHeaderView>
#include <QIcon>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

enum Column {
    Mac,
    Address,
    Name,
};

} // namespace

ReservationTable::ReservationTable(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 3, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    m_table->setObjectName(u"reservations"_s);
    m_table->setAccessibleName(i18nc("@label", "Adapters that always get the same address"));
    m_table->setHorizontalHeaderLabels({i18nc("@title:column", "Adapter"), i18nc("@title:column", "Address"), i18nc("@title:column", "Computer name")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(fontMetrics().height() * 5);
    m_table->setMaximumHeight(fontMetrics().height() * 8);
    layout->addWidget(m_table);
    auto *row = new QHBoxLayout;
    auto *add = new QPushButton(QIcon::fromTheme(u"list-add"_s), i18nc("@action:button", "Add"), this);
    add->setObjectName(u"reservationAdd"_s);
    add->setAutoDefault(false);
    m_remove = new QPushButton(QIcon::fromTheme(u"list-remove"_s), i18nc("@action:button", "Remove"), this);
    m_remove->setObjectName(u"reservationRemove"_s);
    m_remove->setAutoDefault(false);
    m_remove->setEnabled(false);
    row->addWidget(add);
    row->addWidget(m_remove);
    row->addStretch();
    layout->addLayout(row);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({.mac = u"52:54:00:"_s, .name = {}, .address = {}});
        m_table->setCurrentCell(m_table->rowCount() - 1, Mac);
        m_table->editItem(m_table->currentItem());
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_table->removeRow(m_table->currentRow());
        Q_EMIT changed();
    });
    connect(m_table, &QTableWidget::itemChanged, this, &ReservationTable::changed);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        m_remove->setEnabled(m_table->currentRow() >= 0);
    });
}

void ReservationTable::addRow(const DhcpReservation &reservation)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, Mac, new QTableWidgetItem(reservation.mac));
    m_table->setItem(row, Address, new QTableWidgetItem(reservation.address));
    m_table->setItem(row, Name, new QTableWidgetItem(reservation.name));
}

void ReservationTable::setReservations(const QList<DhcpReservation> &reservations)
{
    m_table->setRowCount(0);
    for (const DhcpReservation &reservation : reservations) {
        addRow(reservation);
    }
}

QList<DhcpReservation> ReservationTable::reservations() const
{
    QList<DhcpReservation> reservations;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const DhcpReservation reservation{.mac = m_table->item(row, Mac)->text().trimmed(),
                                          .name = m_table->item(row, Name)->text().trimmed(),
                                          .address = m_table->item(row, Address)->text().trimmed()};
        if (reservation != DhcpReservation{}) {
            reservations.append(reservation);
        }
    }
    return reservations;
}

} // namespace vitrine
