// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/networkwork.h"

#include "backends/core/domainxml.h"
#include "backends/core/networkxml.h"
#include "backends/core/xmldocument.h"
#include "backends/core/xmltree.h"
#include "backends/libvirt/domainreader.h"
#include "backends/libvirt/errortranslation.h"

#include <QDir>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <memory>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

using NativeText = std::unique_ptr<char, decltype(&std::free)>;

Result<NetworkHandle> networkById(const Session &session, const QUuid &id)
{
    const QByteArray raw = id.toRfc4122();
    NetworkHandle network(virNetworkLookupByUUID(session.connection(), reinterpret_cast<const unsigned char *>(raw.constData())));
    if (!network) {
        Error error = lastError(u"look-up"_s);
        error.code = error.code == ErrorCode::NetworkUnavailable ? ErrorCode::NotFound : error.code;
        return fail(error);
    }
    return network;
}

Result<> outcome(int result)
{
    return result == 0 ? Result<>{} : fail(lastError({}));
}

QString xmlOf(virNetworkPtr network, unsigned flags)
{
    const NativeText xml(virNetworkGetXMLDesc(network, flags), &std::free);
    return QString::fromUtf8(xml.get());
}

QUuid uuidOfNetwork(virNetworkPtr network)
{
    std::array<unsigned char, VIR_UUID_BUFLEN> raw = {};
    virNetworkGetUUID(network, raw.data());
    return QUuid::fromRfc4122(QByteArrayView(raw.data(), raw.size()));
}

/** The stored definition where there is one; refused for a network that is not kept, and by some drivers. */
QString storedXml(virNetworkPtr network)
{
    const QString stored = xmlOf(network, VIR_NETWORK_XML_INACTIVE);
    return stored.isEmpty() ? xmlOf(network, 0) : stored;
}

std::optional<NetworkInfo> readNetwork(virNetworkPtr network)
{
    const auto stored = NetworkXml::parse(storedXml(network));
    if (!stored) {
        return std::nullopt;
    }
    NetworkInfo info{.id = uuidOfNetwork(network), .definition = stored->definition(), .bridge = stored->bridge()};
    info.active = virNetworkIsActive(network) == 1;
    info.persistent = virNetworkIsPersistent(network) == 1;
    int autostart = 0;
    info.autostart = virNetworkGetAutostart(network, &autostart) == 0 && autostart != 0;
    if (info.bridge.isEmpty() && info.active) {
        const NativeText bridge(virNetworkGetBridgeName(network), &std::free);
        info.bridge = QString::fromUtf8(bridge.get());
    }
    return info;
}

struct Lease {
    QString mac;
    QString address;
    QString hostName;
};

/** Empty where the driver has none to tell. */
QList<Lease> readLeases(virNetworkPtr network)
{
    virNetworkDHCPLeasePtr *leases = nullptr;
    const int count = virNetworkGetDHCPLeases(network, nullptr, &leases, 0);
    QList<Lease> result;
    for (int i = 0; i < count; ++i) {
        const virNetworkDHCPLeasePtr lease = leases[i];
        result.append({.mac = QString::fromUtf8(lease->mac), .address = QString::fromUtf8(lease->ipaddr), .hostName = QString::fromUtf8(lease->hostname)});
        virNetworkDHCPLeaseFree(lease);
    }
    std::free(leases);
    return result;
}

void addAddresses(QList<GuestAddress> &found, virDomainPtr domain, unsigned native, AddressSource source)
{
    virDomainInterfacePtr *interfaces = nullptr;
    const int count = virDomainInterfaceAddresses(domain, &interfaces, native, 0);
    for (int i = 0; i < count; ++i) {
        for (unsigned n = 0; n < interfaces[i]->naddrs; ++n) {
            const virDomainIPAddress &address = interfaces[i]->addrs[n];
            GuestAddress guest{.mac = QString::fromUtf8(interfaces[i]->hwaddr),
                               .address = QString::fromUtf8(address.addr),
                               .prefix = int(address.prefix),
                               .source = source};
            const bool loopback = guest.address.startsWith("127."_L1) || guest.address == "::1"_L1;
            const bool known = std::ranges::any_of(found, [&guest](const GuestAddress &other) {
                return other.address == guest.address && other.mac.compare(guest.mac, Qt::CaseInsensitive) == 0;
            });
            if (!loopback && !known) {
                found.append(guest);
            }
        }
        virDomainInterfaceFree(interfaces[i]);
    }
    std::free(interfaces);
}

QList<GuestAddress> addressesOf(virDomainPtr domain)
{
    QList<GuestAddress> found;
    addAddresses(found, domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE, AddressSource::Network);
    addAddresses(found, domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT, AddressSource::Agent);
    addAddresses(found, domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP, AddressSource::Host);
    return found;
}

/** MAC addresses of the adapters that are plugged into the network, by its name or its bridge. */
QStringList adaptersOn(const DomainXml &xml, const QString &network, const QString &bridge)
{
    QStringList macs;
    for (const pugi::xml_node adapter : xml.root().child("devices").children("interface")) {
        const pugi::xml_node source = adapter.child("source");
        const bool byName = attributeOf(source, "network") == network;
        const bool byBridge = !bridge.isEmpty() && attributeOf(adapter, "type") == "bridge"_L1 && attributeOf(source, "bridge") == bridge;
        if (byName || byBridge) {
            macs.append(attributeOf(adapter.child("mac"), "address"));
        }
    }
    return macs;
}

void addDomainGuests(QList<NetworkGuest> &guests, const Session &session, virDomainPtr domain, const NetworkInfo &network)
{
    const NativeText text(virDomainGetXMLDesc(domain, 0), &std::free);
    const auto xml = DomainXml::parse(QString::fromUtf8(text.get()));
    const QStringList macs = xml ? adaptersOn(*xml, network.definition.name, network.bridge) : QStringList();
    if (macs.isEmpty()) {
        return;
    }
    const QString title = textOf(xml->root().child("title"));
    const bool running = virDomainIsActive(domain) == 1;
    const QList<GuestAddress> addresses = running ? addressesOf(domain) : QList<GuestAddress>();
    for (const QString &mac : macs) {
        NetworkGuest guest{.machine = {.connection = session.uri(), .uuid = uuidOfDomain(domain)},
                           .machineName = title.isEmpty() ? QString::fromUtf8(virDomainGetName(domain)) : title,
                           .running = running,
                           .mac = mac};
        for (const GuestAddress &address : addresses) {
            if (address.mac.compare(mac, Qt::CaseInsensitive) == 0) {
                guest.addresses.append(address.address);
            }
        }
        guests.append(guest);
    }
}

void forEachDomain(const Session &session, const std::function<void(virDomainPtr)> &visit)
{
    virDomainPtr *domains = nullptr;
    const int count = virConnectListAllDomains(session.connection(), &domains, 0);
    for (int i = 0; i < count; ++i) {
        const DomainHandle domain(domains[i]);
        visit(domain.get());
    }
    std::free(domains);
}

void addLeases(QList<NetworkGuest> &guests, const QList<Lease> &leases)
{
    for (const Lease &lease : leases) {
        auto guest = std::ranges::find_if(guests, [&lease](const NetworkGuest &candidate) {
            return candidate.mac.compare(lease.mac, Qt::CaseInsensitive) == 0;
        });
        if (guest == guests.end()) {
            guest = guests.insert(guests.end(), NetworkGuest{.running = true, .mac = lease.mac});
        }
        guest->hostName = lease.hostName;
        if (!guest->addresses.contains(lease.address)) {
            guest->addresses.append(lease.address);
        }
    }
}

QStringList deviceNames(virConnectPtr connection)
{
    virNodeDevicePtr *devices = nullptr;
    const int count = virConnectListAllNodeDevices(connection, &devices, VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET);
    QStringList names;
    for (int i = 0; i < count; ++i) {
        const NodeDeviceHandle device(devices[i]);
        const NativeText xml(virNodeDeviceGetXMLDesc(device.get(), 0), &std::free);
        if (const auto document = parseXmlDocument(QString::fromUtf8(xml.get()), "device"_L1)) {
            names.append(textOf((*document)->child("device").child("capability").child("interface")));
        }
    }
    std::free(devices);
    return names;
}

} // namespace

Result<QList<NetworkInfo>> readNetworks(const Session &session)
{
    virNetworkPtr *networks = nullptr;
    const int count = virConnectListAllNetworks(session.connection(), &networks, 0);
    if (count < 0) {
        return fail(lastError({}));
    }
    QList<NetworkInfo> result;
    for (int i = 0; i < count; ++i) {
        const NetworkHandle network(networks[i]);
        if (const auto info = readNetwork(network.get())) {
            result.append(*info);
        }
    }
    std::free(networks);
    return result;
}

Result<QString> readNetworkXml(const Session &session, const QUuid &id)
{
    const auto network = networkById(session, id);
    if (!network) {
        return fail(network.error());
    }
    const QString xml = storedXml(network->get());
    return xml.isEmpty() ? Result<QString>(fail(lastError({}))) : xml;
}

Result<QUuid> defineNetwork(const Session &session, const QString &xml)
{
    if (const auto parsed = NetworkXml::parse(xml); !parsed) {
        return fail(parsed.error());
    }
    const NetworkHandle network(virNetworkDefineXMLFlags(session.connection(), xml.toUtf8().constData(), VIR_NETWORK_DEFINE_VALIDATE));
    return network ? Result<QUuid>(uuidOfNetwork(network.get())) : fail(lastError({}));
}

Result<> undefineNetwork(const Session &session, const QUuid &id)
{
    const auto network = networkById(session, id);
    if (!network) {
        return fail(network.error());
    }
    if (virNetworkIsActive(network->get()) == 1) {
        return fail(ErrorCode::InvalidState, QString::fromUtf8(virNetworkGetName(network->get())), u"the network runs"_s);
    }
    return outcome(virNetworkUndefine(network->get()));
}

Result<> startNetwork(const Session &session, const QUuid &id)
{
    const auto network = networkById(session, id);
    return network ? outcome(virNetworkCreate(network->get())) : fail(network.error());
}

Result<> stopNetwork(const Session &session, const QUuid &id)
{
    const auto network = networkById(session, id);
    return network ? outcome(virNetworkDestroy(network->get())) : fail(network.error());
}

Result<> setNetworkAutostart(const Session &session, const QUuid &id, bool on)
{
    const auto network = networkById(session, id);
    return network ? outcome(virNetworkSetAutostart(network->get(), on ? 1 : 0)) : fail(network.error());
}

Result<QList<NetworkGuest>> readNetworkGuests(const Session &session, const QUuid &id)
{
    const auto network = networkById(session, id);
    if (!network) {
        return fail(network.error());
    }
    const auto info = readNetwork(network->get());
    QList<NetworkGuest> guests;
    if (info) {
        forEachDomain(session, [&](virDomainPtr domain) {
            addDomainGuests(guests, session, domain, *info);
        });
    }
    if (info && info->active) {
        addLeases(guests, readLeases(network->get()));
    }
    return guests;
}

Result<QList<GuestAddress>> readAddresses(const Session &session, const QUuid &machine)
{
    const auto domain = session.domain(machine);
    if (!domain) {
        return fail(domain.error());
    }
    return virDomainIsActive(domain->get()) == 1 ? addressesOf(domain->get()) : QList<GuestAddress>();
}

Result<QList<MachineAdapter>> readAdapters(const Session &session)
{
    QList<MachineAdapter> adapters;
    forEachDomain(session, [&](virDomainPtr domain) {
        const NativeText text(virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE), &std::free);
        if (const auto xml = DomainXml::parse(QString::fromUtf8(text.get()))) {
            adapters += machineAdapters(*xml, {.connection = session.uri(), .uuid = uuidOfDomain(domain)});
        }
    });
    return adapters;
}

Result<QStringList> readHostDevices(const Session &session)
{
    QStringList names = session.isLocal() ? QDir(u"/sys/class/net"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot) : deviceNames(session.connection());
    names.removeIf([](const QString &name) {
        // Of the host itself, or made for one machine's adapter.
        return name.isEmpty() || name == "lo"_L1 || name.startsWith("vnet"_L1) || name.startsWith("macvtap"_L1);
    });
    names.sort();
    return names;
}

} // namespace vitrine
