// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/networkxml.h"
#include "tests/contract/contractfixture.h"

#include <QSignalSpy>

#include <algorithm>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

class NetworkContract : public Contract
{
protected:
    NetworkRole *role()
    {
        return backend->networks();
    }
    static QString xmlFor(const NetworkDefinition &definition)
    {
        NetworkXml xml = NetworkXml::create(definition.name);
        xml.apply(definition);
        return xml.toString();
    }
    static NetworkDefinition laboratory()
    {
        return {.name = u"contract net"_s,
                .mode = NetworkMode::Isolated,
                .device = {},
                .domain = u"contract.test"_s,
                .dns = true,
                .subnets = {{.address = u"10.77.0.1"_s,
                             .prefix = 24,
                             .dhcpStart = u"10.77.0.50"_s,
                             .dhcpEnd = u"10.77.0.99"_s,
                             .reservations = {{.mac = u"52:54:00:00:00:07"_s, .name = u"printer"_s, .address = u"10.77.0.7"_s}}}}};
    }
    std::optional<NetworkInfo> info(const QUuid &id)
    {
        const auto all = await(role()->networks());
        EXPECT_TRUE(succeeded(all));
        const auto found = std::ranges::find(*all, id, &NetworkInfo::id);
        return found == all->end() ? std::nullopt : std::optional(*found);
    }
};

TEST_P(NetworkContract, DefinesStartsStopsAndForgets)
{
    if (!supports(Feature::Networks)) {
        EXPECT_EQ(backend->capabilities().support(Feature::Networks).reason.code, ErrorCode::NeedsSystemConnection);
        EXPECT_EQ(codeOf(await(role()->define(xmlFor(laboratory())))), ErrorCode::NeedsSystemConnection);
        EXPECT_TRUE(succeeded(await(role()->networks()))) << "looking is allowed";
        return;
    }
    const Result<QUuid> id = await(role()->define(xmlFor(laboratory())));
    ASSERT_TRUE(succeeded(id));
    ASSERT_TRUE(info(*id));
    EXPECT_EQ(info(*id)->definition, laboratory());
    EXPECT_FALSE(info(*id)->active);
    ASSERT_TRUE(succeeded(await(role()->start(*id))));
    EXPECT_TRUE(info(*id)->active);
    EXPECT_EQ(codeOf(await(role()->undefine(*id))), ErrorCode::InvalidState);
    ASSERT_TRUE(succeeded(await(role()->setAutostart(*id, true))));
    EXPECT_TRUE(info(*id)->autostart);
    ASSERT_TRUE(succeeded(await(role()->stop(*id))));
    EXPECT_FALSE(info(*id)->active);
    ASSERT_TRUE(succeeded(await(role()->undefine(*id))));
    EXPECT_FALSE(info(*id));
    EXPECT_EQ(codeOf(await(role()->start(*id))), ErrorCode::NotFound);
}

TEST_P(NetworkContract, TellsWhenSomethingChanged)
{
    if (!supports(Feature::Networks) || !supports(Feature::Events)) {
        GTEST_SKIP() << "no networks here, or nobody who tells";
    }
    const QSignalSpy changed(backend.get(), &Backend::networksChanged);
    auto tells = [&, told = qsizetype(0)](const auto &result) mutable {
        EXPECT_TRUE(succeeded(result));
        const bool heard = waitUntil([&] {
            return changed.size() > told;
        });
        told = changed.size();
        return heard;
    };
    const Result<QUuid> id = await(role()->define(xmlFor(laboratory())));
    EXPECT_TRUE(tells(id));
    EXPECT_TRUE(tells(await(role()->start(*id))));
    EXPECT_TRUE(tells(await(role()->stop(*id))));
    EXPECT_TRUE(tells(await(role()->undefine(*id))));
}

TEST_P(NetworkContract, TellsWhatEachMachineTakes)
{
    if (!supports(Feature::Define)) {
        GTEST_SKIP() << "no machines can be made here";
    }
    const MachineId machine = defined(u"takes a port"_s,
                                      u"<interface type='user'><mac address='52:54:00:aa:bb:ce'/><backend type='passt'/>"
                                      "<portForward proto='tcp' address='127.0.0.1'><range start='45999' to='22'/></portForward></interface>"_s);
    const auto adapters = await(role()->adapters());
    ASSERT_TRUE(succeeded(adapters));
    const auto own = std::ranges::find(*adapters, machine, &MachineAdapter::machine);
    ASSERT_NE(own, adapters->end());
    EXPECT_EQ(own->machineName, u"takes a port"_s);
    EXPECT_EQ(own->mac, u"52:54:00:aa:bb:ce"_s);
    EXPECT_EQ(own->forwards, (QList<PortForward>{{.hostPort = 45999, .guestPort = 22}}));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(machine, {}))));
}

TEST_P(NetworkContract, EditsKeepWhatIsNotKnown)
{
    if (!supports(Feature::Networks)) {
        GTEST_SKIP() << "no networks here";
    }
    QString xml = xmlFor(laboratory());
    xml.replace("<domain "_L1, "<mtu size='1400'/><domain "_L1);
    const Result<QUuid> id = await(role()->define(xml));
    ASSERT_TRUE(succeeded(id));
    const Result<QString> stored = await(role()->xml(*id));
    ASSERT_TRUE(succeeded(stored));
    auto parsed = NetworkXml::parse(*stored);
    ASSERT_TRUE(succeeded(parsed.transform([](const NetworkXml &) {
        return true;
    })));
    NetworkDefinition wanted = parsed->definition();
    wanted.mode = NetworkMode::Nat;
    wanted.subnets.first().dhcpEnd = u"10.77.0.80"_s;
    parsed->apply(wanted);
    ASSERT_TRUE(succeeded(await(role()->define(parsed->toString()))));
    EXPECT_EQ(info(*id)->definition, wanted);
    EXPECT_TRUE(await(role()->xml(*id))->contains("1400"_L1));
    EXPECT_EQ(codeOf(await(role()->define(xmlFor(laboratory())))), ErrorCode::NameTaken);
    ASSERT_TRUE(succeeded(await(role()->undefine(*id))));
}

TEST_P(NetworkContract, TellsWhoIsPluggedIn)
{
    if (!supports(Feature::Networks) || QLatin1StringView(GetParam().name) == "demo"_L1) {
        GTEST_SKIP() << "the demo's guests are made up";
    }
    const Result<QUuid> id = await(role()->define(xmlFor(laboratory())));
    ASSERT_TRUE(succeeded(id));
    const MachineId machine =
        defined(u"plugged in"_s, u"<interface type='network'><mac address='52:54:00:aa:bb:cc'/><source network='contract net'/></interface>"_s);
    const auto guests = await(role()->guests(*id));
    ASSERT_TRUE(succeeded(guests));
    ASSERT_EQ(guests->size(), 1);
    EXPECT_EQ(guests->first().machine, machine);
    EXPECT_EQ(guests->first().mac, u"52:54:00:aa:bb:cc"_s);
    EXPECT_FALSE(guests->first().running);
    EXPECT_EQ(codeOf(await(role()->guests(QUuid::createUuid()))), ErrorCode::NotFound);
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(machine, {}))));
    ASSERT_TRUE(succeeded(await(role()->undefine(*id))));
}

TEST_P(NetworkContract, TellsTheAddressOfAGuest)
{
    if (QLatin1StringView(GetParam().name) != "system"_L1) {
        GTEST_SKIP() << "needs a network that carries packets";
    }
    const Result<QUuid> id = await(role()->define(xmlFor(laboratory())));
    ASSERT_TRUE(succeeded(id));
    ASSERT_TRUE(succeeded(await(role()->start(*id))));
    // The firmware of the adapter asks for an address when it boots from the network.
    const MachineId machine = defined(u"boots from the network"_s,
                                      u"<interface type='network'><mac address='52:54:00:aa:bb:cd'/><source network='contract net'/>"
                                      "<model type='virtio'/><boot order='1'/></interface>"_s);
    ASSERT_TRUE(succeeded(await(backend->power()->start(machine, {}))));
    QStringList addresses;
    EXPECT_TRUE(waitUntil(
        [&] {
            const auto guests = await(role()->guests(*id)).value_or(QList<NetworkGuest>());
            const auto guest = std::ranges::find(guests, machine, &NetworkGuest::machine);
            addresses = guest == guests.end() ? QStringList() : guest->addresses;
            return !addresses.isEmpty();
        },
        std::chrono::seconds(90)));
    EXPECT_TRUE(addresses.value(0).startsWith("10.77.0."_L1)) << addresses.value(0).toStdString();
    const auto known = await(role()->addresses(machine));
    ASSERT_TRUE(succeeded(known));
    EXPECT_EQ(known->value(0).address, addresses.value(0));
    EXPECT_EQ(known->value(0).source, AddressSource::Network);
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(machine))));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(machine, {}))));
    ASSERT_TRUE(succeeded(await(role()->stop(*id))));
    ASSERT_TRUE(succeeded(await(role()->undefine(*id))));
}

TEST_P(NetworkContract, RefusesWhatIsNoNetwork)
{
    if (!supports(Feature::Networks)) {
        GTEST_SKIP() << "no networks here";
    }
    EXPECT_EQ(codeOf(await(role()->define(u"<domain/>"_s))), ErrorCode::XmlInvalid);
    EXPECT_EQ(codeOf(await(role()->define(u"<network><name/></network>"_s))), ErrorCode::XmlInvalid);
}

INSTANTIATE_TEST_SUITE_P(Demo, NetworkContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, NetworkContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, NetworkContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
INSTANTIATE_TEST_SUITE_P(System, NetworkContract, testing::Values(ContractWorldMaker{"system", makeSystemWorld}));
#endif

} // namespace
} // namespace vitrine::test
