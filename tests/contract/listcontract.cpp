// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/contract/contractfixture.h"

#include <gmock/gmock.h>

namespace vitrine::test {
namespace {

using ListContract = Contract;

TEST_P(ListContract, AnnouncesEachMachineOnce)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(waitUntil([&] {
        return recorder->table.contains(id.uuid);
    }));
    for (const int times : std::as_const(recorder->added)) {
        EXPECT_EQ(times, 1);
    }
    EXPECT_EQ(recorder->table.size(), backend->machines().size());
}

TEST_P(ListContract, ReadsAllDetails)
{
    defined(QStringLiteral("one"));
    EXPECT_TRUE(waitUntil([this] {
        return std::ranges::all_of(backend->machines(), &MachineInfo::detailsKnown);
    }));
    for (const MachineInfo &info : backend->machines()) {
        EXPECT_EQ(recorder->table.value(info.id.uuid), info);
        EXPECT_EQ(info.id.connection, backend->uri());
        EXPECT_FALSE(info.hypervisorType.isEmpty());
        EXPECT_GT(info.memoryBytes, 0U);
        EXPECT_GT(info.processors, 0);
    }
}

TEST_P(ListContract, RefreshSignalsNothingWhenNothingChanged)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(waitUntil([this] {
        return std::ranges::all_of(backend->machines(), &MachineInfo::detailsKnown);
    }));
    const auto before = recorder->changed;
    backend->refresh();
    // An answered question says that what was asked before it has been read.
    ASSERT_TRUE(succeeded(await(backend->definitions()->xml(id, DefinitionKind::Stored))));
    ASSERT_TRUE(succeeded(await(backend->definitions()->xml(id, DefinitionKind::Stored))));
    EXPECT_EQ(recorder->changed, before);
}

TEST_P(ListContract, CloseEmptiesTheListAndOpenFillsIt)
{
    const qsizetype count = backend->machines().size();
    backend->close();
    EXPECT_EQ(backend->connectionState(), ConnectionState::Closed);
    EXPECT_TRUE(backend->machines().isEmpty());
    EXPECT_TRUE(recorder->table.isEmpty());
    backend->open();
    EXPECT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Open && backend->machines().size() == count;
    }));
    EXPECT_EQ(recorder->table.size(), count);
}

TEST_P(ListContract, CallsFailWhileClosed)
{
    const MachineId id = defined(QStringLiteral("one"));
    backend->close();
    EXPECT_EQ(codeOf(await(backend->power()->start(id, {}))), ErrorCode::ConnectionLost);
    EXPECT_EQ(codeOf(await(backend->definitions()->xml(id, DefinitionKind::Stored))), ErrorCode::ConnectionLost);
    EXPECT_EQ(codeOf(await(backend->storage()->defaultPlace())), ErrorCode::ConnectionLost);
}

TEST_P(ListContract, OutlivesItsCalls)
{
    const MachineId id = defined(QStringLiteral("one"));
    const Task<> pending = backend->power()->start(id, {});
    recorder.reset();
    backend.reset();
    // Whatever the task comes to, it ends.
    EXPECT_TRUE(waitUntil([&] {
        return pending.isReady();
    }));
}

TEST_P(ListContract, ReconnectsWithoutAnnouncingAgain)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    ASSERT_TRUE(becomes(id, MachineState::Running));
    const auto added = recorder->added;
    QList<ConnectionState> states;
    QObject::connect(backend.get(), &Backend::connectionStateChanged, recorder.get(), [this, &states] {
        states.append(backend->connectionState());
    });
    if (!world->breakConnection(*backend)) {
        GTEST_SKIP() << "this connection can't be broken: the driver is in this process";
    }
    ASSERT_TRUE(waitUntil([&] {
        return states.contains(ConnectionState::Open);
    }));
    EXPECT_THAT(states, testing::ElementsAre(ConnectionState::Reconnecting, ConnectionState::Open));
    EXPECT_EQ(machine(id).state, MachineState::Running);
    EXPECT_EQ(recorder->added, added);
    EXPECT_TRUE(recorder->removed.isEmpty());
    // A daemon that has just come back answers this only when it has taken the machine over.
    EXPECT_TRUE(succeeded(await(backend->console()->screenshot(id, 0))));
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
    EXPECT_TRUE(becomes(id, MachineState::Off));
}

TEST_P(ListContract, ReconnectFindsWhatChangedMeanwhile)
{
    const MachineId kept = defined(QStringLiteral("kept"));
    if (!world->breakConnection(*backend)) {
        GTEST_SKIP() << "this connection can't be broken: the driver is in this process";
    }
    ASSERT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Reconnecting;
    }));
    EXPECT_EQ(codeOf(await(backend->power()->start(kept, {}))), ErrorCode::ConnectionLost);
    EXPECT_TRUE(has(kept)) << "the last known machines stay listed";
    EXPECT_EQ(backend->connectionError().code, ErrorCode::ConnectionLost);
    ASSERT_TRUE(waitUntil([&] {
        return backend->connectionState() == ConnectionState::Open;
    }));
    EXPECT_TRUE(has(kept));
    EXPECT_EQ(recorder->added.value(kept.uuid), 1);
}

INSTANTIATE_TEST_SUITE_P(Demo, ListContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, ListContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, ListContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
#endif

} // namespace
} // namespace vitrine::test
