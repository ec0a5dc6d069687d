// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QGroupBox>

#include <optional>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace vitrine {

/** One address range of a network: the host's address in it, its length, and what is given out. */
class SubnetBox : public QGroupBox
{
    Q_OBJECT

public:
    /** `name`: "ipv4" or "ipv6", for the object names of its controls. */
    SubnetBox(const QString &title, const QString &name, QWidget *parent = nullptr);

    /** Nothing unchecks it; `suggestion` then waits in its fields. Reservations are kept as they are. */
    void setSubnet(const std::optional<NetworkSubnet> &subnet, const NetworkSubnet &suggestion);
    [[nodiscard]] std::optional<NetworkSubnet> subnet() const;

Q_SIGNALS:
    void changed();

private:
    void updateRange();

    QLineEdit *m_address;
    QSpinBox *m_prefix;
    QCheckBox *m_dhcp;
    QLineEdit *m_start;
    QLineEdit *m_end;
    QList<DhcpReservation> m_reservations;
};

} // namespace vitrine
