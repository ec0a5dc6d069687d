// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

namespace vitrine {

class ConnectionManager;

class LibvirtNetworks : public NetworkRole
{
public:
    explicit LibvirtNetworks(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<QList<NetworkInfo>> networks() override;
    Task<QString> xml(QUuid id) override;
    Task<QUuid> define(QString xml) override;
    Task<> undefine(QUuid id) override;
    Task<> start(QUuid id) override;
    Task<> stop(QUuid id) override;
    Task<> setAutostart(QUuid id, bool on) override;
    Task<QList<NetworkGuest>> guests(QUuid id) override;
    Task<QList<GuestAddress>> addresses(MachineId id) override;
    Task<QList<MachineAdapter>> adapters() override;
    Task<QStringList> hostDevices() override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
