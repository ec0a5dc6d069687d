// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/networkxml.h"
#include "backends/core/domainxml.h"
#include "backends/core/ipaddress.h"
#include "backends/core/machineadapters.h"
#include "backends/core/properties/property.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

/** All that Vitrine edits, each beside something it does not know. */
const QString whole =
    u"<network xmlns:dnsmasq='http://libvirt.org/schemas/network/dnsmasq/1.0'>\n"
    "  <name>office</name>\n  <uuid>5a0c4e0e-6f5c-4b52-9d3a-8b2f7f0a61d1</uuid>\n"
    "  <!-- by hand -->\n  <forward mode='nat' dev='eth0'><nat><port start='1024' end='65535'/></nat><interface dev='eth0'/></forward>\n"
    "  <bridge name='virbr7' stp='on' delay='0'/>\n  <domain name='office.test' localOnly='yes'/>\n"
    "  <dns forwardPlainNames='no'><host ip='192.0.2.1'><hostname>x</hostname></host></dns>\n"
    "  <ip address='192.168.7.1' netmask='255.255.255.0'>\n    <tftp root='/x'/>\n"
    "    <dhcp><range start='192.168.7.2' end='192.168.7.9'><lease expiry='1'/></range><bootp file='y'/>"
    "<host mac='52:54:00:00:00:01' name='a' ip='192.168.7.5'><lease expiry='2'/></host></dhcp>\n  </ip>\n"
    "  <ip family='ipv6' address='fd00::1' prefix='64'/>\n"
    "  <route address='10.0.0.0' prefix='8' gateway='192.168.7.3'/>\n"
    "  <dnsmasq:options><dnsmasq:option value='foo=bar'/></dnsmasq:options>\n</network>"_s;

NetworkXml parsed(const QString &xml = whole)
{
    auto result = NetworkXml::parse(xml);
    EXPECT_TRUE(result);
    return std::move(*result);
}

/** What comes out when one thing is set is `whole` with `from` in the place of `to`, and nothing else. */
void expectOnly(const std::function<void(NetworkDefinition &)> &edit, const QString &from, const QString &to)
{
    NetworkXml xml = parsed();
    NetworkDefinition wanted = xml.definition();
    edit(wanted);
    xml.apply(wanted);
    QString expected = whole;
    ASSERT_TRUE(expected.contains(from)) << from.toStdString();
    EXPECT_EQ(xml.toString().toStdString(), expected.replace(from, to).toStdString());
    EXPECT_EQ(xml.definition(), wanted);
}

TEST(NetworkXml, ReadsWhatItEdits)
{
    const NetworkDefinition definition = parsed().definition();
    EXPECT_EQ(definition.name, u"office"_s);
    EXPECT_EQ(definition.mode, NetworkMode::Nat);
    EXPECT_EQ(definition.device, u"eth0"_s);
    EXPECT_EQ(definition.domain, u"office.test"_s);
    EXPECT_TRUE(definition.dns);
    ASSERT_EQ(definition.subnets.size(), 2);
    EXPECT_EQ(definition.subnets.first().prefix, 24);
    EXPECT_EQ(definition.subnets.first().dhcpEnd, u"192.168.7.9"_s);
    EXPECT_EQ(definition.subnets.first().reservations, (QList<DhcpReservation>{{u"52:54:00:00:00:01"_s, u"a"_s, u"192.168.7.5"_s}}));
    EXPECT_TRUE(definition.subnets.last().isIpv6());
    EXPECT_EQ(parsed().bridge(), u"virbr7"_s);
}

TEST(NetworkXml, NothingChangesWhenNothingIsWanted)
{
    NetworkXml xml = parsed();
    xml.apply(xml.definition());
    EXPECT_EQ(xml.toString().toStdString(), whole.toStdString());
}

TEST(NetworkXml, EachEditTouchesItsPlaceOnly)
{
    expectOnly(
        [](NetworkDefinition &d) {
            d.name = u"<b>"_s;
        },
        u"<name>office"_s,
        u"<name>&lt;b&gt;"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.domain = u"b.test"_s;
        },
        u"office.test"_s,
        u"b.test"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.domain.clear();
        },
        u"\n  <domain name='office.test' localOnly='yes'/>"_s,
        {});
    expectOnly(
        [](NetworkDefinition &d) {
            d.dns = false;
        },
        u"<dns forwardPlainNames='no'>"_s,
        u"<dns forwardPlainNames='no' enable='no'>"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.device = u"eth1"_s;
        },
        u"dev='eth0'><nat><port start='1024' end='65535'/></nat><interface dev='eth0'/>"_s,
        u"dev='eth1'><nat><port start='1024' end='65535'/></nat>"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.subnets.first().dhcpEnd = u"192.168.7.200"_s;
        },
        u"end='192.168.7.9'"_s,
        u"end='192.168.7.200'"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.subnets.first().prefix = 25;
        },
        u"address='192.168.7.1' netmask='255.255.255.0'"_s,
        u"address='192.168.7.1' prefix='25'"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.subnets.first().address = u"192.168.7.254"_s;
        },
        u"<ip address='192.168.7.1'"_s,
        u"<ip address='192.168.7.254'"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.subnets.first().reservations.first().address = u"192.168.7.6"_s;
        },
        u"ip='192.168.7.5'"_s,
        u"ip='192.168.7.6'"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.subnets.first().reservations.append({.mac = u"52:54:00:00:00:02"_s, .name = {}, .address = u"192.168.7.7"_s});
        },
        u"</host></dhcp>"_s,
        u"</host><host mac='52:54:00:00:00:02' ip='192.168.7.7'/></dhcp>"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.subnets.removeLast();
        },
        u"\n  <ip family='ipv6' address='fd00::1' prefix='64'/>"_s,
        {});
    expectOnly(
        [](NetworkDefinition &d) {
            d.mode = NetworkMode::Routed;
        },
        u"<forward mode='nat' dev='eth0'><nat><port start='1024' end='65535'/></nat><interface dev='eth0'/></forward>"_s,
        u"<forward mode='route' dev='eth0'/>"_s);
    expectOnly(
        [](NetworkDefinition &d) {
            d.mode = NetworkMode::Isolated;
            d.device.clear();
        },
        u"\n  <forward mode='nat' dev='eth0'><nat><port start='1024' end='65535'/></nat><interface dev='eth0'/></forward>"_s,
        {});
}

TEST(NetworkXml, MakesANewOne)
{
    NetworkXml xml = NetworkXml::create(u"new"_s);
    const NetworkDefinition wanted{.name = u"new"_s,
                                   .mode = NetworkMode::Nat,
                                   .device = {},
                                   .domain = {},
                                   .dns = true,
                                   .subnets = {{.address = u"10.1.1.1"_s, .prefix = 24, .dhcpStart = u"10.1.1.2"_s, .dhcpEnd = u"10.1.1.9"_s}}};
    xml.apply(wanted);
    EXPECT_EQ(xml.definition(), wanted);
    NetworkXml bridged = NetworkXml::create(u"out"_s);
    bridged.apply({.name = u"out"_s, .mode = NetworkMode::Bridge, .device = u"br0"_s, .domain = {}, .dns = true, .subnets = {}});
    EXPECT_EQ(bridged.toString(), u"<network><name>out</name><forward mode='bridge'/><bridge name='br0'/></network>"_s);
}

TEST(NetworkXml, RefusesWhatIsNoNetwork)
{
    EXPECT_EQ(NetworkXml::parse(u"<domain/>"_s).error().code, ErrorCode::XmlInvalid);
    EXPECT_EQ(NetworkXml::parse(u"<network>"_s).error().code, ErrorCode::XmlInvalid);
    EXPECT_EQ(NetworkXml::parse(u"<!DOCTYPE x [<!ENTITY y 'z'>]><network/>"_s).error().code, ErrorCode::XmlInvalid);
}

TEST(IpAddress, CountsAndCompares)
{
    const auto a = IpAddress::parse(u"192.168.1.255"_s);
    ASSERT_TRUE(a);
    EXPECT_EQ(a->plus(1).toString(), u"192.168.2.0"_s);
    EXPECT_TRUE(a->isIn(*IpAddress::parse(u"192.168.0.1"_s), 16));
    EXPECT_FALSE(a->isIn(*IpAddress::parse(u"192.168.0.1"_s), 24));
    EXPECT_EQ(a->masked(16, true).toString(), u"192.168.255.255"_s);
    EXPECT_EQ(IpAddress::parse(u"255.255.254.0"_s)->leadingOnes(), 23);
    EXPECT_EQ(IpAddress::parse(u"fd00::ffff"_s)->plus(1).toString(), u"fd00::1:0"_s);
    EXPECT_LT(*IpAddress::parse(u"9.0.0.1"_s), *IpAddress::parse(u"10.0.0.1"_s));
    for (const QString &text : {u"10.1"_s, u"1.2.3.256"_s, u"host"_s, QString(), u" 1.2.3.4"_s}) {
        EXPECT_FALSE(IpAddress::parse(text)) << text.toStdString();
    }
}

const QString mac = u"52:54:00:AA:BB:CC"_s;

DomainXml machine(const QString &inside)
{
    auto xml = DomainXml::parse(
        u"<domain><name>m</name><devices><interface type='user'><mac address='52:54:00:aa:bb:cc'/>%1<model type='virtio'/></interface>"
        "<interface type='user'><mac address='52:54:00:00:00:01'/><portForward proto='udp'><range start='9'/></portForward></interface>"
        "</devices></domain>"_s.arg(inside));
    EXPECT_TRUE(xml);
    return std::move(*xml);
}

TEST(PortForwards, ReadsRangesAndLeavesOutExcludes)
{
    const DomainXml xml = machine(
        u"<portForward proto='tcp' address='127.0.0.1' dev='eth0'><range start='2222' to='22'/>"
        "<range start='8000' end='8010' to='80'/><range start='8003' exclude='yes'/></portForward>"_s);
    const QList<PortForward> forwards = portForwards(xml, mac);
    ASSERT_EQ(forwards.size(), 2);
    EXPECT_EQ(forwards.first(), (PortForward{.hostPort = 2222, .guestPort = 22}));
    EXPECT_EQ(forwards.last().count, 11);
    EXPECT_EQ(forwards.last().guestPort, 80);
}

TEST(PortForwards, ChangesOneAndKeepsTheOthersAsTheyAre)
{
    const QString kept =
        u"<portForward proto='tcp' address='127.0.0.1' dev='eth0'><range start='8000' end='8010' to='80'/><range start='8003' exclude='yes'/></portForward>"_s;
    DomainXml xml = machine(u"<portForward proto='tcp'><range start='2222' to='22'/></portForward>"_s + kept);
    QList<PortForward> forwards = portForwards(xml, mac);
    forwards.removeFirst();
    forwards.append({.name = u"Web & more"_s, .protocol = PortForward::Protocol::Udp, .hostAddress = {}, .hostPort = 5353, .count = 1, .guestPort = 53});
    ASSERT_TRUE(setPortForwards(xml, mac, forwards));
    EXPECT_EQ(portForwards(xml, mac), forwards);
    const QString text = xml.toString();
    EXPECT_TRUE(text.contains(kept)) << text.toStdString();
    EXPECT_TRUE(text.contains("<portForward proto='udp'><range start='5353' to='53'/></portForward>"_L1)) << text.toStdString();
    EXPECT_TRUE(text.contains("<backend type='passt'/>"_L1)) << "only passt forwards";
    EXPECT_TRUE(text.contains("<portForward proto='udp'><range start='9'/></portForward>"_L1)) << "another adapter's";
    ASSERT_TRUE(setPortForwards(xml, mac, {}));
    EXPECT_FALSE(xml.toString().contains("forwards:"_L1)) << "no name without its forward";
    EXPECT_FALSE(setPortForwards(xml, u"52:54:00:99:99:99"_s, {}));
}

TEST(PortForwards, NamesStayWithAnAdapterWhoseAddressChanges)
{
    DomainXml xml = machine({});
    const QList<PortForward> forwards{{.name = u"Web"_s, .hostPort = 8080, .guestPort = 80}};
    ASSERT_TRUE(setPortForwards(xml, mac, forwards));
    const QString next = u"52:54:00:dd:ee:ff"_s;
    ASSERT_TRUE(findProperty(u"interface.mac")->write(xml, DeviceRef{u"interface"_s, 0}, next));
    EXPECT_EQ(portForwards(xml, next), forwards);
    ASSERT_TRUE(findProperty(u"interface.type")->write(xml, DeviceRef{u"interface"_s, 0}, u"network"_s));
    EXPECT_FALSE(xml.toString().contains("Web"_L1)) << "gone with its forward";
}

TEST(PortForwards, AreOneALineAsText)
{
    const QList<PortForward> forwards{{.name = u"Names & more"_s, .protocol = PortForward::Protocol::Udp, .hostAddress = {}, .hostPort = 53, .count = 2, .guestPort = 5353},
                                      {.hostPort = 70000, .guestPort = 0}};
    EXPECT_EQ(portForwardsText(forwards), u"udp * 53 2 5353 Names & more\ntcp 127.0.0.1 70000 1 0"_s);
    EXPECT_EQ(parsePortForwards(portForwardsText(forwards)), forwards);
    EXPECT_EQ(parsePortForwards({}), QList<PortForward>());
    for (const QString &bad : {u"tcp"_s, u"sctp 127.0.0.1 1 1 1"_s, u"tcp 127.0.0.1 1 1 1\nnonsense"_s}) {
        EXPECT_FALSE(parsePortForwards(bad)) << bad.toStdString();
    }
}

TEST(MachineAdapters, TellWhoTakesWhat)
{
    const MachineId id{.connection = u"test:///"_s, .uuid = QUuid::createUuid()};
    const QList<MachineAdapter> adapters = machineAdapters(machine(u"<portForward proto='tcp'><range start='2222' to='22'/></portForward>"_s), id);
    ASSERT_EQ(adapters.size(), 2);
    EXPECT_EQ(adapters.first().machine, id);
    EXPECT_EQ(adapters.first().machineName, u"m"_s);
    EXPECT_EQ(adapters.first().mac, u"52:54:00:aa:bb:cc"_s);
    EXPECT_EQ(adapters.first().forwards.value(0).hostPort, 2222);
}

} // namespace
} // namespace vitrine
