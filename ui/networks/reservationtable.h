// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

namespace vitrine {

/** Adapters that always get the same address. */
class ReservationTable : public QWidget
{
    Q_OBJECT

public:
    explicit ReservationTable(QWidget *parent = nullptr);

    void setReservations(const QList<DhcpReservation> &reservations);
    /** Rows in which nothing is written are left out. */
    [[nodiscard]] QList<DhcpReservation> reservations() const;

Q_SIGNALS:
    void changed();

private:
    void addRow(const DhcpReservation &reservation);

    QTableWidget *m_table;
    QPushButton *m_remove;
};

} // namespace vitrine
