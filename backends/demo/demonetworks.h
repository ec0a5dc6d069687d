// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

namespace vitrine {

class DemoBackend;

class DomainXml;

/** Every adapter gets a MAC address, as libvirt gives it to those without one. */
void giveMacs(DomainXml &xml, const QUuid &machine);

/** Pretend networks: a NAT network that runs, with the first machines on it, and an isolated one that is off. */
class DemoNetworks : public NetworkRole
{
public:
    explicit DemoNetworks(DemoBackend *backend);

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
    struct Network {
        QUuid id;
        QString xml;
        bool active = false;
        bool autostart = false;
    };
    [[nodiscard]] Result<> setActive(const QUuid &id, bool active);
    [[nodiscard]] Network *find(const QUuid &id);
    void addSample(const NetworkDefinition &definition, bool active);

    DemoBackend *m_backend;
    QList<Network> m_networks;
};

} // namespace vitrine
