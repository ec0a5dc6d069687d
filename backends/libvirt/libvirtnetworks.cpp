// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtnetworks.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/networkwork.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** What changes something needs the feature; looking doesn't. */
Call change(const QString &doing)
{
    return {.feature = Feature::Networks, .doing = doing};
}

Call look(const QString &doing)
{
    return {.doing = doing};
}

} // namespace

Task<QList<NetworkInfo>> LibvirtNetworks::networks()
{
    return m_manager->run<QList<NetworkInfo>>(look(u"list-networks"_s), [](Session &session) {
        return readNetworks(session);
    });
}

Task<QString> LibvirtNetworks::xml(QUuid id)
{
    return m_manager->run<QString>(look(u"read-network"_s), [id](Session &session) {
        return readNetworkXml(session, id);
    });
}

Task<QUuid> LibvirtNetworks::define(QString xml)
{
    return m_manager->run<QUuid>(change(u"define-network"_s), [xml](Session &session) {
        return defineNetwork(session, xml);
    });
}

Task<> LibvirtNetworks::undefine(QUuid id)
{
    return m_manager->run<void>(look(u"undefine-network"_s), [id](Session &session) {
        return undefineNetwork(session, id);
    });
}

Task<> LibvirtNetworks::start(QUuid id)
{
    return m_manager->run<void>(change(u"start-network"_s), [id](Session &session) {
        return startNetwork(session, id);
    });
}

Task<> LibvirtNetworks::stop(QUuid id)
{
    return m_manager->run<void>(look(u"stop-network"_s), [id](Session &session) {
        return stopNetwork(session, id);
    });
}

Task<> LibvirtNetworks::setAutostart(QUuid id, bool on)
{
    return m_manager->run<void>(change(u"autostart-network"_s), [id, on](Session &session) {
        return setNetworkAutostart(session, id, on);
    });
}

Task<QList<NetworkGuest>> LibvirtNetworks::guests(QUuid id)
{
    return m_manager->run<QList<NetworkGuest>>(look(u"network-guests"_s), [id](Session &session) {
        return readNetworkGuests(session, id);
    });
}

Task<QList<GuestAddress>> LibvirtNetworks::addresses(MachineId id)
{
    return m_manager->run<QList<GuestAddress>>(look(u"addresses"_s), [id](Session &session) {
        return readAddresses(session, id.uuid);
    });
}

Task<QList<MachineAdapter>> LibvirtNetworks::adapters()
{
    return m_manager->run<QList<MachineAdapter>>(look(u"adapters"_s), [](Session &session) {
        return readAdapters(session);
    });
}

Task<QStringList> LibvirtNetworks::hostDevices()
{
    return m_manager->run<QStringList>(look(u"host-devices"_s), [](Session &session) {
        return readHostDevices(session);
    });
}

} // namespace vitrine
