// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"
#include "models/machinedevices.h"

#include <QTimer>

namespace vitrine {

/**
 * Under which addresses a machine can be reached, by adapter. Nobody tells when an address is given out:
 * read every few seconds while it is active (somebody looks). GUI thread.
 */
class GuestAddresses : public QObject
{
    Q_OBJECT

public:
    /** Both outlive it. */
    GuestAddresses(MachineStore *store, MachineCommands *commands, MachineId id, QObject *parent = nullptr);

    void setActive(bool active);
    /** Those for the link alone ("fe80::...") only where there are no others. */
    [[nodiscard]] QList<GuestAddress> of(const QString &mac) const;
    /** Why of() is empty, and what to do about it, in plain words; empty while that is not known yet. */
    [[nodiscard]] QString reason(const QString &mac) const;

Q_SIGNALS:
    void changed();

private:
    void read();
    [[nodiscard]] bool isRunning() const;

    MachineStore *m_store;
    MachineId m_id;
    MachineDevices m_devices;
    QList<GuestAddress> m_addresses;
    QTimer m_timer;
    bool m_reading = false;
    bool m_known = false; ///< read at least once
};

/** For an adapter of a running machine that no address is known of; `active` is what runs. Pure. */
[[nodiscard]] QString noAddressReason(const MachineDetails &active, const QString &mac);

/** "given out by the network": who says so. */
[[nodiscard]] QString addressSourceText(AddressSource source);

} // namespace vitrine
