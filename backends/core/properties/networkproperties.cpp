// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/portforwards.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString typeOf(const pugi::xml_node &interface)
{
    return attributeOf(interface, "type");
}

bool isUser(const pugi::xml_node &interface)
{
    return typeOf(interface) == "user"_L1;
}

bool isDirect(const pugi::xml_node &interface)
{
    return typeOf(interface) == "direct"_L1;
}

bool hasSource(const pugi::xml_node &interface)
{
    const QString type = typeOf(interface);
    return type == "network"_L1 || type == "bridge"_L1 || type == "direct"_L1;
}

/** What has a tap device of the host, that a limit can be set on. */
bool hasTap(const pugi::xml_node &interface)
{
    const QString type = typeOf(interface);
    return type == "network"_L1 || type == "bridge"_L1 || type == "direct"_L1 || type == "ethernet"_L1;
}

/** On a bridge of the host. */
bool isBridged(const pugi::xml_node &interface)
{
    return typeOf(interface) == "network"_L1 || typeOf(interface) == "bridge"_L1;
}

bool takesMtu(const pugi::xml_node &interface)
{
    return isBridged(interface) || typeOf(interface) == "ethernet"_L1;
}

bool isVirtio(const pugi::xml_node &interface)
{
    return attributeOf(interface.child("model"), "type") == "virtio"_L1;
}

const char *sourceAttribute(const QString &type)
{
    return type == "bridge"_L1 ? "bridge" : type == "direct"_L1 ? "dev" : "network";
}

QString readSource(const DomainXml &, const pugi::xml_node &interface)
{
    return attributeOf(interface.child("source"), sourceAttribute(typeOf(interface)));
}

Result<> writeSource(DomainXml &, pugi::xml_node interface, const QString &value)
{
    if (value.isEmpty()) {
        removeChild(interface, interface.child("source"));
        return {};
    }
    pugi::xml_node source = ensureChild(interface, "source", {"mac"});
    for (const char *attribute : {"portid", "portgroup"}) {
        source.remove_attribute(attribute);
    }
    setAttribute(source, sourceAttribute(typeOf(interface)), xmlText(value));
    return {};
}

QString macOf(const pugi::xml_node &interface)
{
    return attributeOf(interface.child("mac"), "address");
}

/** Forwards and the guest's address are user networking's; a source is the other ones'. */
Result<> writeType(DomainXml &xml, pugi::xml_node interface, const QString &value)
{
    for (const char *child : {"source", "target", "backend", "virtualport", "filterref"}) {
        removeChild(interface, interface.child(child));
    }
    if (value != "user"_L1) {
        movePortForwardNames(xml, macOf(interface), {});
    }
    while (value != "user"_L1 && interface.child("portForward")) {
        removeChild(interface, interface.child("portForward"));
    }
    while (interface.child("ip") && value != "user"_L1) {
        removeChild(interface, interface.child("ip"));
    }
    if (value == "user"_L1 || value == "null"_L1) {
        removeChild(interface, interface.child("bandwidth"));
    }
    setAttribute(interface, "type", xmlText(value));
    if (!takesMtu(interface)) {
        removeChild(interface, interface.child("mtu"));
    }
    if (!isBridged(interface)) {
        removeChild(interface, interface.child("port"));
    }
    if (value == "user"_L1) {
        setAttribute(ensureChild(interface, "backend", {"mac"}), "type", "passt");
    } else if (hasSource(interface)) {
        const char *fallback = value == "network"_L1 ? "default" : value == "bridge"_L1 ? "virbr0" : "eth0";
        pugi::xml_node source = ensureChild(interface, "source", {"mac"});
        setAttribute(source, sourceAttribute(value), fallback);
        if (value == "direct"_L1) {
            setAttribute(source, "mode", "bridge");
        }
    }
    return {};
}

/** The names of its forwards are kept by its address. */
Result<> writeMac(DomainXml &xml, pugi::xml_node interface, const QString &value)
{
    movePortForwardNames(xml, macOf(interface), value);
    setValueAt(interface, "mac/@address"_L1, value);
    return {};
}

QString readForwards(const DomainXml &xml, const pugi::xml_node &interface)
{
    return portForwardsText(portForwards(xml, macOf(interface)));
}

Result<> writeForwards(DomainXml &xml, pugi::xml_node interface, const QString &value)
{
    const auto forwards = parsePortForwards(value);
    if (!forwards) {
        return fail(ErrorCode::InvalidArgument, u"interface.forwards"_s, value, u"edit-definition"_s);
    }
    if (!setPortForwards(xml, macOf(interface), *forwards)) {
        return fail(ErrorCode::NotFound, macOf(interface), {}, u"edit-definition"_s);
    }
    return {};
}

/** A limit of what goes through the adapter, in KiB a second. */
constexpr Property limitRow(QLatin1StringView id, QLatin1StringView location)
{
    return numberRow(id, "interface"_L1, location).on(SettingsPage::Tuning).within(1).advanced().takes(Effect::Now).when(hasTap);
}

constexpr auto page = SettingsPage::Network;

constexpr Property rows[] = {
    choiceRow("interface.type"_L1, "interface"_L1, "@type"_L1, "user network bridge direct ethernet null")
        .on(page)
        .required()
        .by(nullptr, writeType)
        .touching("@type source! target! backend! virtualport! filterref! portForward! ip! bandwidth! mtu! port! /domain/metadata!"_L1),
    textRow("interface.source"_L1, "interface"_L1, "source"_L1)
        .on(page)
        .checked(PropertyCheck::SingleLine)
        .takes(Effect::Now)
        .by(readSource, writeSource)
        .when(hasSource)
        .neededWhen(hasSource)
        .touching("source!"_L1),
    choiceRow("interface.mode"_L1, "interface"_L1, "source/@mode"_L1, "bridge vepa private passthrough").on(page).advanced().when(isDirect),
    choiceRow("interface.model"_L1, "interface"_L1, "model/@type"_L1, "virtio e1000e e1000 rtl8139 igb vmxnet3 pcnet ne2k_pci").on(page),
    textRow("interface.mac"_L1, "interface"_L1, "mac/@address"_L1)
        .on(page)
        .checked(PropertyCheck::Mac)
        .by(nullptr, writeMac)
        .touching("mac/@address /domain/metadata!"_L1),
    choiceRow("interface.link"_L1, "interface"_L1, "link/@state"_L1, "up down").on(page).takes(Effect::Now),
    listRow("interface.forwards"_L1, "interface"_L1, "portForward"_L1)
        .on(page)
        .checked(PropertyCheck::SingleLine)
        .takes(Effect::Now)
        .by(readForwards, writeForwards)
        .when(isUser)
        .touching("portForward! backend! /domain/metadata!"_L1),
    choiceRow("interface.backend"_L1, "interface"_L1, "backend/@type"_L1, "default passt").on(page).advanced().when(isUser),
    pathRow("interface.log"_L1, "interface"_L1, "backend/@logFile"_L1).on(page).advanced().when(isUser),
    numberRow("interface.mtu"_L1, "interface"_L1, "mtu/@size"_L1).on(page).within(68, 65535).advanced().when(takesMtu),
    numberRow("interface.queues"_L1, "interface"_L1, "driver/@queues"_L1).on(page).within(1, 256).advanced().when(isVirtio),
    textRow("interface.filter"_L1, "interface"_L1, "filterref/@filter"_L1).on(page).checked(PropertyCheck::Identifier).advanced().when(hasTap),
    flagRow("interface.isolated"_L1, "interface"_L1, "port/@isolated"_L1, "yes no").on(page).advanced().when(isBridged),
    limitRow("interface.inboundAverage"_L1, "bandwidth/inbound/@average"_L1),
    limitRow("interface.inboundPeak"_L1, "bandwidth/inbound/@peak"_L1),
    limitRow("interface.outboundAverage"_L1, "bandwidth/outbound/@average"_L1),
    limitRow("interface.outboundPeak"_L1, "bandwidth/outbound/@peak"_L1),
    choiceRow("vsock.model"_L1, "vsock"_L1, "@model"_L1, "virtio virtio-transitional virtio-non-transitional").on(SettingsPage::Ports).advanced(),
    flagRow("vsock.automatic"_L1, "vsock"_L1, "cid/@auto"_L1, "yes no").on(SettingsPage::Ports),
    numberRow("vsock.address"_L1, "vsock"_L1, "cid/@address"_L1).on(SettingsPage::Ports).within(3, 4294967295),
};

} // namespace

std::span<const Property> networkProperties()
{
    return rows;
}

} // namespace vitrine
