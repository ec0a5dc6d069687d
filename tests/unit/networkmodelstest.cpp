// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/guestaddresses.h"
#include "models/networks/guestlistmodel.h"
#include "models/networks/networkcommands.h"
#include "models/networks/networkissues.h"
#include "models/networks/networklistmodel.h"
#include "models/networks/networkstore.h"
#include "models/networks/portforwardmodel.h"
#include "tests/unit/modelsfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

class NetworkModels : public ModelsTest
{
protected:
    void load()
    {
        open(u"delay=0"_s);
        networks = std::make_unique<NetworkStore>(&store, backend->uri());
        commands = std::make_unique<NetworkCommands>(networks.get());
        QObject::connect(commands.get(), &NetworkCommands::failed, [this](const Error &error) {
            failures.append(error);
        });
    }
    std::optional<NetworkInfo> named(const QString &name) const
    {
        const QList<NetworkInfo> all = networks->networks();
        for (const NetworkInfo &network : all) {
            if (network.definition.name == name) {
                return network;
            }
        }
        return std::nullopt;
    }

    OperationList operations;
    MachineCommands machines{&store, &operations};
    std::unique_ptr<NetworkStore> networks;
    std::unique_ptr<NetworkCommands> commands;
    QList<Error> failures;
};

TEST_F(NetworkModels, ListsFollowWithoutResets)
{
    load();
    NetworkListModel list(networks.get());
    GuestListModel guests(networks.get());
    const QAbstractItemModelTester listTester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QAbstractItemModelTester guestTester(&guests, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy resets(&list, &QAbstractItemModel::modelReset);
    networks->setActive(true);
    ASSERT_TRUE(waitUntil([&] {
        return list.rowCount() == 2;
    }));
    networks->setWatched(named(u"default"_s)->id);
    ASSERT_TRUE(waitUntil([&] {
        return guests.rowCount() == 3;
    }));
    commands->create(
        {.name = u"between"_s, .mode = NetworkMode::Isolated, .device = {}, .domain = {}, .dns = true, .subnets = {freeSubnet(networks->networks())}},
        true);
    ASSERT_TRUE(waitUntil([&] {
        return named(u"between"_s) && named(u"between"_s)->active;
    }));
    EXPECT_EQ(list.index(0, 0).data().toString(), u"between"_s);
    EXPECT_TRUE(named(u"between"_s)->autostart);
    NetworkDefinition renamed = named(u"between"_s)->definition;
    renamed.name = u"last of all"_s;
    QSignalSpy needsRestart(commands.get(), &NetworkCommands::needsRestart);
    commands->edit(named(u"between"_s)->id, renamed);
    ASSERT_TRUE(waitUntil([&] {
        return list.index(2, 0).data().toString() == u"last of all"_s;
    }));
    EXPECT_EQ(needsRestart.size(), 1);
    commands->remove(*named(u"last of all"_s));
    ASSERT_TRUE(waitUntil([&] {
        return list.rowCount() == 2;
    }));
    networks->setWatched({});
    EXPECT_EQ(guests.rowCount(), 0);
    EXPECT_EQ(resets.size(), 0);
    EXPECT_TRUE(failures.isEmpty());
}

TEST_F(NetworkModels, ListensToWhatOthersDo)
{
    load();
    networks->setActive(true);
    ASSERT_TRUE(waitUntil([&] {
        return networks->isLoaded();
    }));
    const QUuid id = named(u"laboratory"_s)->id;
    // Within less than the interval of a poll: by the signal.
    ASSERT_TRUE(await(backend->networks()->start(id)));
    EXPECT_TRUE(waitUntil(
        [&] {
            return named(u"laboratory"_s)->active;
        },
        std::chrono::seconds(2)));
    networks->setActive(false);
    ASSERT_TRUE(await(backend->networks()->stop(id)));
    EXPECT_TRUE(named(u"laboratory"_s)->active) << "nobody looks: nothing is read";
}

TEST_F(NetworkModels, AddressesOfAGuestAreReadWhileSomebodyLooks)
{
    load();
    MachineId running;
    MachineId off;
    for (const MachineInfo &machine : store.machines()) {
        (machine.isActive() ? running : off) = machine.id;
    }
    const auto macOf = [&](const MachineId &id) {
        const QList<MachineAdapter> adapters = await(backend->networks()->adapters()).value_or(QList<MachineAdapter>());
        const auto found = std::ranges::find(adapters, id, &MachineAdapter::machine);
        return found == adapters.end() ? QString() : found->mac;
    };
    GuestAddresses addresses(&store, &machines, running);
    EXPECT_TRUE(addresses.of(macOf(running)).isEmpty()) << "not asked yet";
    addresses.setActive(true);
    EXPECT_TRUE(waitUntil([&] {
        return !addresses.of(macOf(running).toUpper()).isEmpty();
    }));
    EXPECT_TRUE(addresses.of(u"52:54:00:ff:ff:ff"_s).isEmpty());
    EXPECT_TRUE(waitUntil([&] {
        return addresses.reason(u"52:54:00:ff:ff:ff"_s).contains("does not have this adapter"_L1);
    }));
    GuestAddresses none(&store, &machines, off);
    none.setActive(true);
    EXPECT_EQ(none.reason(macOf(off)), u"The machine is off."_s);
}

TEST(GuestAddresses, SayWhyNoneIsKnown)
{
    const QString mac = u"52:54:00:00:00:01"_s;
    MachineDetails active;
    EXPECT_TRUE(noAddressReason(active, mac).contains("does not have this adapter"_L1));
    active.nics = {{.type = u"user"_s, .mac = u"52:54:00:00:00:01"_s, .linkUp = false}};
    EXPECT_TRUE(noAddressReason(active, mac).contains("cable"_L1));
    active.nics.first().linkUp = true;
    EXPECT_TRUE(noAddressReason(active, mac).contains(u"page “Ports”"_s)) << noAddressReason(active, mac).toStdString();
    active.channels = {u"org.qemu.guest_agent.0"_s};
    active.osId = u"http://debian.org/debian/13"_s;
    EXPECT_TRUE(noAddressReason(active, mac).contains("qemu-guest-agent"_L1)) << noAddressReason(active, mac).toStdString();
    active.connectedChannels = active.channels;
    EXPECT_EQ(noAddressReason(active, mac), u"The guest has none yet."_s);
    active.nics.first().type = u"network"_s;
    EXPECT_EQ(noAddressReason(active, mac), u"The network has given it none yet."_s);
}

TEST_F(NetworkModels, FailuresAreTold)
{
    load();
    networks->setActive(true);
    ASSERT_TRUE(waitUntil([&] {
        return networks->isLoaded();
    }));
    commands->start(named(u"default"_s)->id);
    ASSERT_TRUE(waitUntil([&] {
        return failures.size() == 1;
    }));
    EXPECT_EQ(failures.first().code, ErrorCode::InvalidState);
    commands->retry();
    ASSERT_TRUE(waitUntil([&] {
        return failures.size() == 2;
    }));
}

NetworkDefinition good()
{
    return {.name = u"good"_s,
            .mode = NetworkMode::Nat,
            .device = {},
            .domain = u"lab.test"_s,
            .dns = true,
            .subnets = {{.address = u"10.9.0.1"_s, .prefix = 24, .dhcpStart = u"10.9.0.10"_s, .dhcpEnd = u"10.9.0.20"_s}}};
}

TEST(NetworkIssues, EachMistakeIsFound)
{
    using Field = NetworkIssue::Field;
    const QList<NetworkInfo> others{{.id = QUuid::createUuid(), .definition = {.name = u"taken"_s, .subnets = {{.address = u"10.8.0.1"_s, .prefix = 16}}}}};
    EXPECT_FALSE(networkIssue(good(), others));
    const auto expectIssue = [&others](Field field, const std::function<void(NetworkDefinition &)> &spoil) {
        NetworkDefinition wanted = good();
        spoil(wanted);
        const auto issue = networkIssue(wanted, others);
        ASSERT_TRUE(issue) << int(field);
        EXPECT_EQ(issue->field, field) << issue->text.toStdString();
    };
    expectIssue(Field::Name, [](NetworkDefinition &d) {
        d.name = u"  "_s;
    });
    expectIssue(Field::Name, [](NetworkDefinition &d) {
        d.name = u"a/b"_s;
    });
    expectIssue(Field::Name, [](NetworkDefinition &d) {
        d.name = u"taken"_s;
    });
    expectIssue(Field::Device, [](NetworkDefinition &d) {
        d.mode = NetworkMode::Bridge;
    });
    expectIssue(Field::Device, [](NetworkDefinition &d) {
        d.device = u"eth0; rm"_s;
    });
    expectIssue(Field::Domain, [](NetworkDefinition &d) {
        d.domain = u"-no domain-"_s;
    });
    expectIssue(Field::Address, [](NetworkDefinition &d) {
        d.subnets.clear();
    });
    expectIssue(Field::Address, [](NetworkDefinition &d) {
        d.subnets.first().address = u"10.9.0"_s;
    });
    expectIssue(Field::Address, [](NetworkDefinition &d) {
        d.subnets.first().address = u"10.9.0.0"_s;
    });
    expectIssue(Field::Address, [](NetworkDefinition &d) {
        d.subnets.first().address = u"10.9.0.255"_s;
    });
    expectIssue(Field::Address, [](NetworkDefinition &d) {
        d.subnets.first().prefix = 31;
    });
    expectIssue(Field::Address, [](NetworkDefinition &d) {
        d.subnets = {{.address = u"10.8.200.1"_s, .prefix = 24}};
    });
    expectIssue(Field::Range, [](NetworkDefinition &d) {
        d.subnets.first().dhcpEnd = u"10.9.0.5"_s;
    });
    expectIssue(Field::Range, [](NetworkDefinition &d) {
        d.subnets.first().dhcpEnd = u"10.10.0.5"_s;
    });
    expectIssue(Field::Range, [](NetworkDefinition &d) {
        d.subnets.first().dhcpStart = u"10.9.0.1"_s;
    });
    expectIssue(Field::Reservation, [](NetworkDefinition &d) {
        d.subnets.first().reservations = {{u"no mac"_s, {}, u"10.9.0.7"_s}};
    });
    expectIssue(Field::Reservation, [](NetworkDefinition &d) {
        d.subnets.first().reservations = {{u"01:00:5e:00:00:01"_s, {}, u"10.9.0.7"_s}};
    });
    expectIssue(Field::Reservation, [](NetworkDefinition &d) {
        d.subnets.first().reservations = {{u"52:54:00:00:00:01"_s, {}, u"10.7.0.7"_s}};
    });
    expectIssue(Field::Reservation, [](NetworkDefinition &d) {
        d.subnets.first().reservations = {{u"52:54:00:00:00:01"_s, {}, u"10.9.0.7"_s}, {u"52:54:00:00:00:01"_s, {}, u"10.9.0.8"_s}};
    });
    EXPECT_EQ(freeSubnet6({}).address, u"fd00:150::1"_s);
    EXPECT_NE(freeSubnet({{.definition = {.subnets = {{.address = u"192.168.150.9"_s, .prefix = 24}}}}}).address, u"192.168.150.1"_s);
}

TEST(PortForwardModel, EachMistakeIsFound)
{
    const QList<UsedPort> used{{.udp = false, .address = u"127.0.0.1"_s, .port = 8080}, {.udp = false, .address = {}, .port = 9000}};
    const PortForward fine{.hostPort = 2222, .guestPort = 22};
    const auto issueOf = [&used](PortForward forward) {
        return portForwardIssue({forward}, 0, used);
    };
    EXPECT_TRUE(issueOf(fine).isEmpty());
    for (const int port : {0, -1, 70000, 80, 1023}) {
        EXPECT_FALSE(issueOf({.hostPort = port, .guestPort = 22}).isEmpty()) << port;
    }
    for (const int port : {0, 65536}) {
        EXPECT_FALSE(issueOf({.hostPort = 2222, .guestPort = port}).isEmpty()) << port;
    }
    EXPECT_TRUE(issueOf({.hostPort = 65535, .guestPort = 65535}).isEmpty());
    EXPECT_FALSE(issueOf({.hostPort = 65530, .count = 10, .guestPort = 1}).isEmpty());
    EXPECT_FALSE(issueOf({.hostPort = 2222, .count = 0, .guestPort = 22}).isEmpty());
    EXPECT_FALSE(issueOf({.hostAddress = u"localhost"_s, .hostPort = 2222, .guestPort = 22}).isEmpty());
    EXPECT_FALSE(issueOf({.hostPort = 8080, .guestPort = 80}).isEmpty()) << "a program has it";
    EXPECT_FALSE(issueOf({.hostAddress = {}, .hostPort = 8080, .guestPort = 80}).isEmpty());
    EXPECT_TRUE(issueOf({.hostAddress = u"127.0.0.2"_s, .hostPort = 8080, .guestPort = 80}).isEmpty());
    EXPECT_FALSE(issueOf({.hostAddress = u"127.0.0.2"_s, .hostPort = 9000, .guestPort = 80}).isEmpty());
    EXPECT_TRUE(issueOf({.protocol = PortForward::Protocol::Udp, .hostPort = 8080, .guestPort = 80}).isEmpty());
    EXPECT_FALSE(portForwardIssue({fine, {.hostPort = 2220, .count = 5, .guestPort = 80}}, 1, {}).isEmpty()) << "two rows overlap";
}

TEST(PortForwardModel, AnotherMachinesPortIsAWarning)
{
    const QList<UsedPort> used{{.udp = false, .address = u"127.0.0.1"_s, .port = 2222, .machine = u"Debian"_s}};
    const PortForward forward{.hostPort = 2222, .guestPort = 22};
    EXPECT_TRUE(portForwardIssue({forward}, 0, used).isEmpty()) << "the other one may be off";
    EXPECT_TRUE(portForwardWarning(forward, used).contains("Debian"_L1));
    EXPECT_TRUE(portForwardWarning({.hostPort = 2223, .guestPort = 22}, used).isEmpty());
    PortForwardModel model;
    model.setUsedPorts(used);
    model.add(u"SSH"_s, 22);
    EXPECT_EQ(model.forwards().first().hostPort, 2223) << "a new one avoids it";
}

TEST(PortForwardModel, IsEditedInPlace)
{
    PortForwardModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy edited(&model, &PortForwardModel::edited);
    model.setForwards({{.name = u"SSH"_s, .hostPort = 2222, .guestPort = 22}});
    EXPECT_EQ(edited.size(), 0);
    EXPECT_EQ(model.add(u"SSH"_s, 22), 1);
    EXPECT_EQ(model.forwards().last().hostPort, 2223) << "a free port";
    EXPECT_FALSE(model.hasIssues());
    const auto set = [&model](int column, const QString &text) {
        return model.setData(model.index(1, column), text, Qt::EditRole);
    };
    EXPECT_TRUE(set(PortForwardModel::HostPortColumn, u"8000-8009"_s));
    EXPECT_EQ(model.forwards().last().count, 10);
    EXPECT_TRUE(set(PortForwardModel::GuestPortColumn, u"80"_s));
    EXPECT_EQ(model.index(1, PortForwardModel::GuestPortColumn).data().toString(), u"80-89"_s);
    EXPECT_TRUE(set(PortForwardModel::ProtocolColumn, u"UDP"_s));
    EXPECT_TRUE(set(PortForwardModel::HostAddressColumn, {}));
    EXPECT_EQ(model.index(1, PortForwardModel::HostAddressColumn).data().toString(), u"Everybody"_s);
    EXPECT_FALSE(set(PortForwardModel::HostPortColumn, u"much"_s));
    EXPECT_FALSE(set(PortForwardModel::HostPortColumn, u"8009-8000"_s)) << "backwards";
    EXPECT_TRUE(set(PortForwardModel::HostPortColumn, u"70000"_s));
    EXPECT_TRUE(model.hasIssues());
    EXPECT_FALSE(model.index(1, 0).data(PortForwardModel::IssueRole).toString().isEmpty());
    EXPECT_TRUE(model.removeRow(1));
    EXPECT_FALSE(model.hasIssues());
    EXPECT_EQ(edited.size(), 7);
}

TEST(UsedPorts, AreReadFromTheKernelsTables)
{
    const QByteArray tcp =
        "  sl  local_address rem_address   st tx_queue\n"
        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000\n"
        "   1: 00000000:0016 00000000:0000 0A 00000000:00000000\n"
        "   2: 0100007F:A000 0100007F:1F90 01 00000000:00000000\n"
        "garbage\n";
    EXPECT_EQ(parseUsedPorts(tcp, false),
              (QList<UsedPort>{{.udp = false, .address = u"127.0.0.1"_s, .port = 8080}, {.udp = false, .address = {}, .port = 22}}));
    EXPECT_EQ(parseUsedPorts("0: 00000000000000000000000000000000:14E9 00000000000000000000000000000000:0000 07", true),
              (QList<UsedPort>{{.udp = true, .address = {}, .port = 5353}}));
}

} // namespace
} // namespace vitrine::test
