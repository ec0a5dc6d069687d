// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demonetworks.h"

#include "backends/core/domainxml.h"
#include "backends/core/networkxml.h"
#include "backends/core/xmltree.h"
#include "backends/demo/demobackend.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** The document with its uuid, as libvirt gives it back. */
QString withUuid(const QString &xml, const QUuid &id)
{
    QString result = xml;
    return result.insert(result.indexOf("</name>"_L1) + 7, u"<uuid>%1</uuid>"_s.arg(id.toString(QUuid::WithoutBraces)));
}

Error notFound(const QUuid &id)
{
    return {.code = ErrorCode::NotFound, .subject = id.toString(QUuid::WithoutBraces)};
}

/** Of the machine's adapter number `index`. */
QString macOf(const QUuid &machine, int index = 0)
{
    QByteArray end = machine.toRfc4122().first(3);
    end[2] = char(end.at(2) + index);
    return u"52:54:00:"_s + QString::fromLatin1(end.toHex(':'));
}

} // namespace

void giveMacs(DomainXml &xml, const QUuid &machine)
{
    int index = 0;
    for (pugi::xml_node adapter : xml.root().child("devices").children("interface")) {
        if (pugi::xml_node mac = ensureChild(adapter, "mac", {}); !mac.attribute("address")) {
            setAttribute(mac, "address", macOf(machine, index).toStdString());
        }
        ++index;
    }
}

DemoNetworks::DemoNetworks(DemoBackend *backend)
    : m_backend(backend)
{
    addSample({.name = u"default"_s,
               .mode = NetworkMode::Nat,
               .device = {},
               .domain = {},
               .dns = true,
               .subnets = {{.address = u"192.168.122.1"_s, .prefix = 24, .dhcpStart = u"192.168.122.2"_s, .dhcpEnd = u"192.168.122.254"_s}}},
              true);
    addSample({.name = u"laboratory"_s,
               .mode = NetworkMode::Isolated,
               .device = {},
               .domain = u"lab.test"_s,
               .dns = true,
               .subnets = {{.address = u"10.20.0.1"_s,
                            .prefix = 24,
                            .dhcpStart = u"10.20.0.100"_s,
                            .dhcpEnd = u"10.20.0.199"_s,
                            .reservations = {{.mac = u"52:54:00:00:00:07"_s, .name = u"printer"_s, .address = u"10.20.0.7"_s}}}}},
              false);
}

void DemoNetworks::addSample(const NetworkDefinition &definition, bool active)
{
    static const QUuid space(u"{8c0a3f7e-1f54-4f7b-9a53-6dbe2f8a10c4}"_s);
    NetworkXml xml = NetworkXml::create(definition.name);
    xml.apply(definition);
    const QUuid id = QUuid::createUuidV5(space, definition.name);
    m_networks.append({.id = id, .xml = withUuid(xml.toString(), id), .active = active, .autostart = active});
}

DemoNetworks::Network *DemoNetworks::find(const QUuid &id)
{
    const auto found = std::ranges::find(m_networks, id, &Network::id);
    return found == m_networks.end() ? nullptr : &*found;
}

Task<QList<NetworkInfo>> DemoNetworks::networks()
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    QList<NetworkInfo> result;
    for (qsizetype i = 0; i < m_networks.size(); ++i) {
        const Network &network = m_networks.at(i);
        const NetworkDefinition definition = NetworkXml::parse(network.xml)->definition();
        const bool bridged = definition.mode == NetworkMode::Bridge;
        result.append({.id = network.id,
                       .definition = definition,
                       .bridge = bridged ? definition.device : u"virbr%1"_s.arg(i),
                       .active = network.active,
                       .autostart = network.autostart});
    }
    co_return result;
}

Task<QString> DemoNetworks::xml(QUuid id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    const Network *network = find(id);
    co_return network ? Result<QString>(network->xml) : fail(notFound(id));
}

Task<QUuid> DemoNetworks::define(QString text)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    const auto xml = NetworkXml::parse(text);
    if (!xml) {
        co_return fail(xml.error());
    }
    const QString name = xml->definition().name;
    if (name.isEmpty()) {
        co_return fail(ErrorCode::XmlInvalid, {}, u"a network without a name"_s);
    }
    for (const Network &other : std::as_const(m_networks)) {
        if (other.id != xml->uuid() && NetworkXml::parse(other.xml)->definition().name == name) {
            co_return fail(ErrorCode::NameTaken, name);
        }
    }
    if (Network *known = find(xml->uuid())) {
        known->xml = text;
        Q_EMIT backend->networksChanged();
        co_return known->id;
    }
    const QUuid id = xml->uuid().isNull() ? QUuid::createUuid() : xml->uuid();
    m_networks.append({.id = id, .xml = xml->uuid().isNull() ? withUuid(text, id) : text});
    Q_EMIT backend->networksChanged();
    co_return id;
}

Task<> DemoNetworks::undefine(QUuid id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    const Network *network = find(id);
    if (!network) {
        co_return fail(notFound(id));
    }
    if (network->active) {
        co_return fail(ErrorCode::InvalidState, NetworkXml::parse(network->xml)->definition().name);
    }
    m_networks.removeIf([&id](const Network &candidate) {
        return candidate.id == id;
    });
    Q_EMIT backend->networksChanged();
    co_return {};
}

Result<> DemoNetworks::setActive(const QUuid &id, bool active)
{
    Network *network = find(id);
    if (!network || network->active == active) {
        return network ? fail(ErrorCode::InvalidState) : fail(notFound(id));
    }
    network->active = active;
    Q_EMIT m_backend->networksChanged();
    return {};
}

Task<> DemoNetworks::start(QUuid id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return setActive(id, true);
}

Task<> DemoNetworks::stop(QUuid id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return setActive(id, false);
}

Task<> DemoNetworks::setAutostart(QUuid id, bool on)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    Network *network = find(id);
    if (!network) {
        co_return fail(notFound(id));
    }
    network->autostart = on;
    co_return {};
}

Task<QList<NetworkGuest>> DemoNetworks::guests(QUuid id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    const Network *network = find(id);
    if (!network) {
        co_return fail(notFound(id));
    }
    QList<NetworkGuest> result;
    if (network == &m_networks.constFirst()) {
        const QList<MachineInfo> machines = backend->machines();
        for (qsizetype i = 0; i < std::min<qsizetype>(machines.size(), 3); ++i) {
            const MachineInfo &machine = machines.at(i);
            result.append({.machine = machine.id,
                           .machineName = machine.displayName(),
                           .running = machine.isActive(),
                           .mac = macOf(machine.id.uuid),
                           .hostName = machine.isActive() ? machine.name : QString(),
                           .addresses = network->active && machine.isActive() ? QStringList{u"192.168.122.%1"_s.arg(i + 20)} : QStringList()});
        }
    }
    co_return result;
}

Task<QList<GuestAddress>> DemoNetworks::addresses(MachineId id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    QList<GuestAddress> found;
    DemoMachine *machine = backend->find(id);
    const auto active = DomainXml::parse(machine->active.isEmpty() ? backend->storedXml(*machine) : machine->active);
    if (!active || !machine->info.isActive()) {
        co_return found;
    }
    for (const MachineAdapter &adapter : machineAdapters(*active, id)) {
        const bool plugged = attributeOf(active->networkAdapter(adapter.mac), "type") == "network"_L1;
        found.append({.mac = adapter.mac,
                      .address = (plugged ? u"192.168.122.%1"_s : u"192.168.1.%1"_s).arg(20 + found.size()),
                      .prefix = 24,
                      .source = plugged ? AddressSource::Network : AddressSource::Agent});
    }
    co_return found;
}

Task<QList<MachineAdapter>> DemoNetworks::adapters()
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    QList<MachineAdapter> found;
    for (const MachineInfo &machine : backend->machines()) {
        if (const auto xml = DomainXml::parse(backend->storedXml(*backend->find(machine.id)))) {
            found += machineAdapters(*xml, machine.id);
        }
    }
    co_return found;
}

Task<QStringList> DemoNetworks::hostDevices()
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return QStringList{u"br0"_s, u"eth0"_s, u"wlan0"_s};
}

} // namespace vitrine
