// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/contract/contractfixture.h"

#include <gmock/gmock.h>

namespace vitrine::test {
namespace {

using MachineContract = Contract;
const MachineId nobody(const Backend &backend)
{
    return {.connection = backend.uri(), .uuid = QUuid(QStringLiteral("{00000000-1111-4222-8333-444444444444}"))};
}

TEST_P(MachineContract, DefineListsTheMachineBeforeItReturns)
{
    const QUuid uuid = QUuid::createUuid();
    const Result<MachineId> id = await(backend->definitions()->define(world->machineXml(QStringLiteral("new one"), uuid)));
    ASSERT_TRUE(succeeded(id));
    EXPECT_EQ(id->uuid, uuid);
    EXPECT_EQ(machine(*id).name, QStringLiteral("new one"));
    EXPECT_EQ(machine(*id).state, MachineState::Off);
    EXPECT_TRUE(machine(*id).detailsKnown);
    EXPECT_EQ(machine(*id).memoryBytes, 64U * 1024 * 1024);
    EXPECT_EQ(recorder->added.value(uuid), 1);
}

TEST_P(MachineContract, RedefinitionChangesOnlyWhatItChanges)
{
    const MachineId id = defined(QStringLiteral("one"));
    QString xml = world->machineXml(QStringLiteral("one"), id.uuid);
    xml.replace(QLatin1String("<memory "), QLatin1String("<title>Ein Titel &lt;&amp;&gt;</title><memory "));
    ASSERT_TRUE(succeeded(await(backend->definitions()->define(xml))));
    EXPECT_EQ(machine(id).title, QStringLiteral("Ein Titel <&>"));
    EXPECT_EQ(recorder->added.value(id.uuid), 1);
    EXPECT_EQ(recorder->changed.value(id.uuid), 1);
    const Result<QString> stored = await(backend->definitions()->xml(id, DefinitionKind::Stored));
    ASSERT_TRUE(succeeded(stored));
    EXPECT_TRUE(stored->contains(QLatin1String("Ein Titel &lt;&amp;&gt;")));
}

TEST_P(MachineContract, NameTakenByAnother)
{
    defined(QStringLiteral("taken"));
    const Result<MachineId> second = await(backend->definitions()->define(world->machineXml(QStringLiteral("taken"), QUuid::createUuid())));
    ASSERT_EQ(codeOf(second), ErrorCode::NameTaken);
    EXPECT_EQ(second.error().subject, QStringLiteral("taken"));
}

TEST_P(MachineContract, RefusesInvalidDefinitions)
{
    EXPECT_EQ(codeOf(await(backend->definitions()->define(QStringLiteral("no XML at all")))), ErrorCode::XmlInvalid);
    EXPECT_EQ(codeOf(await(backend->definitions()->define(QStringLiteral("<domain><name>x</name>")))), ErrorCode::XmlInvalid);
    QString unknown = world->machineXml(QStringLiteral("unknown"), QUuid::createUuid());
    unknown.replace(QLatin1String("<memory "), QLatin1String("<nonsense/><memory "));
    EXPECT_EQ(codeOf(await(backend->definitions()->define(unknown))), ErrorCode::XmlInvalid) << "else it would be dropped silently";
}

TEST_P(MachineContract, GoesThroughItsStates)
{
    const MachineId id = defined(QStringLiteral("one"));
    PowerRole *power = backend->power();
    ASSERT_TRUE(succeeded(await(power->start(id, {}))));
    EXPECT_EQ(machine(id).state, MachineState::Running) << "a call returns with its effect listed";
    EXPECT_EQ(codeOf(await(power->start(id, {}))), ErrorCode::InvalidState);
    ASSERT_TRUE(succeeded(await(power->pause(id))));
    EXPECT_EQ(machine(id).state, MachineState::Paused);
    EXPECT_EQ(machine(id).reason, StateReason::ByUser);
    ASSERT_TRUE(succeeded(await(power->resume(id))));
    EXPECT_EQ(machine(id).state, MachineState::Running);
    ASSERT_TRUE(succeeded(await(power->reset(id))));
    ASSERT_TRUE(becomes(id, MachineState::Running));
    ASSERT_TRUE(succeeded(await(power->forceOff(id))));
    EXPECT_EQ(machine(id).state, MachineState::Off);
    EXPECT_EQ(codeOf(await(power->pause(id))), ErrorCode::InvalidState);
    EXPECT_EQ(codeOf(await(power->forceOff(id))), ErrorCode::InvalidState);
    EXPECT_EQ(recorder->added.value(id.uuid), 1);
    EXPECT_THAT(recorder->states.value(id.uuid), testing::ElementsAre(MachineState::Running, MachineState::Paused, MachineState::Running, MachineState::Off));
}

TEST_P(MachineContract, StartsPaused)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {.paused = true}))));
    EXPECT_EQ(machine(id).state, MachineState::Paused);
    ASSERT_TRUE(succeeded(await(backend->power()->resume(id))));
    EXPECT_EQ(machine(id).state, MachineState::Running);
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
}

TEST_P(MachineContract, SavesAndRestoresItsState)
{
    ASSERT_TRUE(supports(Feature::SaveState));
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    ASSERT_TRUE(succeeded(await(backend->power()->saveState(id, {}))));
    EXPECT_EQ(machine(id).state, MachineState::Saved);
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    EXPECT_EQ(machine(id).state, MachineState::Running);
    ASSERT_TRUE(succeeded(await(backend->power()->saveState(id, {}))));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {.discardSavedState = true}))));
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
    EXPECT_EQ(machine(id).state, MachineState::Off);
}

TEST_P(MachineContract, ForgetsItsSavedState)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    ASSERT_TRUE(succeeded(await(backend->power()->saveState(id, {}))));
    ASSERT_TRUE(succeeded(await(backend->power()->discardSavedState(id))));
    EXPECT_EQ(machine(id).state, MachineState::Off);
    EXPECT_TRUE(succeeded(await(backend->power()->discardSavedState(id)))) << "nothing is left to discard";
    EXPECT_EQ(machine(id).state, MachineState::Off);
}

TEST_P(MachineContract, CancelledSavingLeavesItRunning)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(codeOf(await(backend->power()->saveState(id, stop.get_token()))), ErrorCode::Cancelled);
    EXPECT_EQ(machine(id).state, MachineState::Running);
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
}

TEST_P(MachineContract, UndefineRefusesRunningMachinesAndForgetsOthers)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    EXPECT_EQ(codeOf(await(backend->definitions()->undefine(id, {}))), ErrorCode::InvalidState);
    EXPECT_TRUE(machine(id).persistent);
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
    EXPECT_FALSE(has(id));
    EXPECT_EQ(recorder->removed.value(id.uuid), 1);
    EXPECT_EQ(codeOf(await(backend->definitions()->xml(id, DefinitionKind::Stored))), ErrorCode::NotFound);
}

TEST_P(MachineContract, UndefineForgetsSavedStateToo)
{
    const MachineId id = defined(QStringLiteral("one"));
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    ASSERT_TRUE(succeeded(await(backend->power()->saveState(id, {}))));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
    EXPECT_FALSE(has(id));
}

TEST_P(MachineContract, UnknownMachinesAreNotFound)
{
    const MachineId id = nobody(*backend);
    EXPECT_EQ(codeOf(await(backend->power()->start(id, {}))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(await(backend->power()->forceOff(id))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(await(backend->definitions()->xml(id, DefinitionKind::Active))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(await(backend->definitions()->undefine(id, {}))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(await(backend->console()->screenshot(id, 0))), ErrorCode::NotFound);
}

TEST_P(MachineContract, UnsupportedIsSaidWithAReason)
{
    const MachineId id = defined(QStringLiteral("one"));
    const Support graphics = backend->capabilities().support(Feature::GraphicsFd);
    if (graphics) {
        GTEST_SKIP() << "everything is supported here";
    }
    EXPECT_EQ(graphics.reason.code, ErrorCode::NotSupported);
    EXPECT_FALSE(graphics.reason.detail.isEmpty() && graphics.reason.subject.isEmpty());
    EXPECT_EQ(codeOf(await(backend->console()->openGraphics(id, 0))), ErrorCode::NotSupported);
}

TEST_P(MachineContract, ShowsItsScreenWhileItRuns)
{
    const MachineId id = defined(QStringLiteral("one"));
    EXPECT_EQ(codeOf(await(backend->console()->screenshot(id, 0))), ErrorCode::InvalidState);
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    const Result<QImage> picture = await(backend->console()->screenshot(id, 0));
    ASSERT_TRUE(succeeded(picture));
    EXPECT_GT(picture->width(), 1);
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
}

TEST_P(MachineContract, TellsWhatTheHostHas)
{
    const Result<HostCapabilities> host = await(backend->host()->capabilities());
    ASSERT_TRUE(succeeded(host));
    EXPECT_FALSE(host->hypervisorType.isEmpty());
    EXPECT_GT(host->memoryBytes, 0U);
    EXPECT_GT(host->processors, 0);
    EXPECT_GT(host->maxProcessors, 0);
}

INSTANTIATE_TEST_SUITE_P(Demo, MachineContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, MachineContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, MachineContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
#endif

} // namespace
} // namespace vitrine::test
