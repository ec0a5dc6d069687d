// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/networkxml.h"

#include "backends/core/ipaddress.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmldocument.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

NetworkMode modeOf(const pugi::xml_node &root)
{
    const pugi::xml_node forward = root.child("forward");
    const std::string_view mode = forward.attribute("mode").as_string("nat");
    if (!forward || mode == "none") {
        return NetworkMode::Isolated;
    }
    if (mode == "nat") {
        return NetworkMode::Nat;
    }
    if (mode == "route") {
        return NetworkMode::Routed;
    }
    return mode == "bridge" ? NetworkMode::Bridge : NetworkMode::Other;
}

const char *forwardName(NetworkMode mode)
{
    switch (mode) {
    case NetworkMode::Nat:
        return "nat";
    case NetworkMode::Routed:
        return "route";
    case NetworkMode::Bridge:
        return "bridge";
    default:
        return nullptr;
    }
}

int prefixOf(const pugi::xml_node &ip)
{
    if (ip.attribute("prefix")) {
        return ip.attribute("prefix").as_int();
    }
    const QString mask = attributeOf(ip, "netmask");
    if (const auto parsed = IpAddress::parse(mask)) {
        return parsed->leadingOnes();
    }
    return attributeOf(ip, "family") == "ipv6"_L1 ? 64 : 24;
}

NetworkSubnet subnetOf(const pugi::xml_node &ip)
{
    NetworkSubnet subnet{.address = attributeOf(ip, "address"), .prefix = prefixOf(ip)};
    const pugi::xml_node dhcp = ip.child("dhcp");
    subnet.dhcpStart = attributeOf(dhcp.child("range"), "start");
    subnet.dhcpEnd = attributeOf(dhcp.child("range"), "end");
    for (const pugi::xml_node host : dhcp.children("host")) {
        subnet.reservations.append({.mac = attributeOf(host, "mac"), .name = attributeOf(host, "name"), .address = attributeOf(host, "ip")});
    }
    return subnet;
}

/** An empty value takes the attribute away. */
void setOrRemove(pugi::xml_node node, const char *name, const QString &value)
{
    if (value.isEmpty()) {
        node.remove_attribute(name);
    } else if (attributeOf(node, name) != value) {
        setAttribute(node, name, xmlText(value));
    }
}

pugi::xml_node hostFor(const pugi::xml_node &dhcp, const DhcpReservation &wanted)
{
    return dhcp.find_child([&wanted](const pugi::xml_node &node) {
        const bool named = !wanted.mac.isEmpty() && attributeOf(node, "mac").compare(wanted.mac, Qt::CaseInsensitive) == 0;
        return node.name() == std::string_view("host") && (named || attributeOf(node, "ip") == wanted.address);
    });
}

void applyReservations(pugi::xml_node dhcp, const QList<DhcpReservation> &wanted)
{
    QList<pugi::xml_node> kept;
    for (const DhcpReservation &reservation : wanted) {
        pugi::xml_node host = hostFor(dhcp, reservation);
        if (!host || kept.contains(host)) {
            host = dhcp.append_child("host");
        }
        kept.append(host);
        setOrRemove(host, "mac", reservation.mac);
        setOrRemove(host, "name", reservation.name);
        setOrRemove(host, "ip", reservation.address);
    }
    for (pugi::xml_node host = dhcp.child("host"); host;) {
        const pugi::xml_node next = host.next_sibling("host");
        if (!kept.contains(host)) {
            removeChild(dhcp, host);
        }
        host = next;
    }
}

void applyDhcp(pugi::xml_node ip, const NetworkSubnet &wanted)
{
    if (!wanted.hasDhcp()) {
        removeChild(ip, ip.child("dhcp"));
        return;
    }
    const pugi::xml_node dhcp = ensureChild(ip, "dhcp", {"tftp"});
    if (wanted.dhcpStart.isEmpty()) {
        removeChild(dhcp, dhcp.child("range"));
    } else {
        const pugi::xml_node range = ensureChild(dhcp, "range", {});
        setOrRemove(range, "start", wanted.dhcpStart);
        setOrRemove(range, "end", wanted.dhcpEnd);
    }
    applyReservations(dhcp, wanted.reservations);
}

void applySubnet(pugi::xml_node ip, const NetworkSubnet &wanted)
{
    const NetworkSubnet now = subnetOf(ip);
    if (now == wanted) {
        return;
    }
    if (wanted.isIpv6() != now.isIpv6() || !ip.attribute("address")) {
        setOrRemove(ip, "family", wanted.isIpv6() ? u"ipv6"_s : QString());
    }
    setOrRemove(ip, "address", wanted.address);
    if (now.prefix != wanted.prefix) {
        ip.remove_attribute("netmask");
        setAttribute(ip, "prefix", std::to_string(wanted.prefix));
    }
    applyDhcp(ip, wanted);
}

} // namespace

NetworkXml::NetworkXml()
    : m_document(std::make_unique<pugi::xml_document>())
{
}

NetworkXml::NetworkXml(NetworkXml &&) noexcept = default;
NetworkXml &NetworkXml::operator=(NetworkXml &&) noexcept = default;
NetworkXml::~NetworkXml() = default;

Result<NetworkXml> NetworkXml::parse(const QString &xml)
{
    auto document = parseXmlDocument(xml, "network"_L1);
    if (!document) {
        return fail(document.error());
    }
    NetworkXml result;
    result.m_document = std::move(*document);
    return result;
}

NetworkXml NetworkXml::create(const QString &name)
{
    NetworkXml result;
    pugi::xml_node root = result.m_document->append_child("network");
    setText(root.append_child("name"), xmlText(name));
    return result;
}

QString NetworkXml::toString() const
{
    return xmlDocumentText(*m_document);
}

QUuid NetworkXml::uuid() const
{
    return QUuid::fromString(textOf(root().child("uuid")).trimmed());
}

QString NetworkXml::bridge() const
{
    return attributeOf(root().child("bridge"), "name");
}

NetworkDefinition NetworkXml::definition() const
{
    NetworkDefinition result;
    result.name = textOf(root().child("name")).trimmed();
    result.mode = modeOf(root());
    const pugi::xml_node forward = root().child("forward");
    result.device = attributeOf(forward, "dev");
    if (result.mode == NetworkMode::Bridge) {
        const QString bridgeName = attributeOf(root().child("bridge"), "name");
        result.device = bridgeName.isEmpty() ? attributeOf(forward.child("interface"), "dev") : bridgeName;
    }
    result.domain = attributeOf(root().child("domain"), "name");
    result.dns = attributeOf(root().child("dns"), "enable") != "no"_L1;
    for (const pugi::xml_node ip : root().children("ip")) {
        result.subnets.append(subnetOf(ip));
    }
    return result;
}

void NetworkXml::apply(const NetworkDefinition &wanted)
{
    const NetworkDefinition now = definition();
    if (now.name != wanted.name) {
        setText(ensureChild(root(), "name", {}), xmlText(wanted.name));
    }
    if (now.mode != wanted.mode || now.device != wanted.device) {
        applyForward(wanted);
    }
    if (now.domain != wanted.domain) {
        if (wanted.domain.isEmpty()) {
            removeChild(root(), root().child("domain"));
        } else {
            const pugi::xml_node domain = ensureChild(root(), "domain", {"name", "uuid", "metadata", "forward", "bridge", "mtu", "mac"});
            setAttribute(domain, "name", xmlText(wanted.domain));
        }
    }
    if (now.dns != wanted.dns) {
        const pugi::xml_node dns = ensureChild(root(), "dns", {"name", "uuid", "metadata", "forward", "bridge", "mtu", "mac", "domain"});
        setAttribute(dns, "enable", wanted.dns ? "yes" : "no");
    }
    if (now.subnets != wanted.subnets) {
        applySubnets(wanted.subnets);
    }
}

void NetworkXml::applyForward(const NetworkDefinition &wanted)
{
    if (wanted.mode == NetworkMode::Other) {
        return;
    }
    const NetworkMode before = modeOf(root());
    const bool bridged = wanted.mode == NetworkMode::Bridge;
    if (bridged || before == NetworkMode::Bridge) {
        removeChild(root(), root().child("bridge")); // the host's own, or one that libvirt makes
    }
    if (bridged) {
        const pugi::xml_node bridge = ensureChild(root(), "bridge", {"name", "uuid", "metadata", "forward"});
        setAttribute(bridge, "name", xmlText(wanted.device));
    }
    const char *name = forwardName(wanted.mode);
    if (!name) {
        removeChild(root(), root().child("forward"));
        return;
    }
    pugi::xml_node forward = ensureChild(root(), "forward", {"name", "uuid", "metadata"});
    if (before != wanted.mode) {
        forward.remove_children(); // address ranges and ports of NAT fit no other mode
        setAttribute(forward, "mode", name);
    }
    // libvirt repeats the device in a child, which would contradict a new one.
    removeChild(forward, forward.child("interface"));
    setOrRemove(forward, "dev", bridged ? QString() : wanted.device);
}

void NetworkXml::applySubnets(const QList<NetworkSubnet> &wanted)
{
    QList<pugi::xml_node> free;
    for (const pugi::xml_node ip : root().children("ip")) {
        free.append(ip);
    }
    for (const NetworkSubnet &subnet : wanted) {
        const auto sameAddress = std::ranges::find_if(free, [&subnet](const pugi::xml_node &ip) {
            return attributeOf(ip, "address") == subnet.address;
        });
        const auto same = sameAddress != free.end() ? sameAddress : std::ranges::find_if(free, [&subnet](const pugi::xml_node &ip) {
            return subnetOf(ip).isIpv6() == subnet.isIpv6();
        });
        if (same != free.end()) {
            applySubnet(*same, subnet);
            free.erase(same);
        } else {
            applySubnet(appendElement(root(), "ip"), subnet);
        }
    }
    for (const pugi::xml_node &ip : std::as_const(free)) {
        removeChild(root(), ip);
    }
}

pugi::xml_node NetworkXml::root() const
{
    return m_document->child("network");
}

} // namespace vitrine
