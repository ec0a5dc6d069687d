// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demoscreen.h"
#include "tests/unit/modelsfixture.h"

#include <QSignalSpy>

namespace vitrine::test {
namespace {

using DemoBackendTest = ModelsTest;

TEST_F(DemoBackendTest, TheSameUriGivesTheSameMachinesAndScreens)
{
    open(QStringLiteral("scenario=default&delay=0"));
    DemoBackend other(backend->uri());
    other.open();
    ASSERT_TRUE(waitUntil([&] {
        return !other.machines().isEmpty();
    }));
    EXPECT_EQ(other.machines(), backend->machines());
    const MachineId first = backend->machines().first().id;
    EXPECT_EQ(demoScreen(first), demoScreen(first));
    EXPECT_NE(demoScreen(first), demoScreen(backend->machines().last().id));
}

TEST_F(DemoBackendTest, AnUnknownScenarioFailsToOpen)
{
    use(QStringLiteral("scenario=nonsense&delay=0"));
    backend->open();
    ASSERT_TRUE(waitUntil([this] {
        return backend->connectionState() == ConnectionState::Failed;
    }));
    EXPECT_EQ(backend->connectionError().code, ErrorCode::ConnectionFailed);
}

TEST_F(DemoBackendTest, LosesAndFindsItsConnection)
{
    open(QStringLiteral("scenario=disconnect&delay=0&period=20"));
    QSignalSpy states(backend.get(), &Backend::connectionStateChanged);
    EXPECT_TRUE(waitUntil([&] {
        return states.count() >= 4;
    }));
}

TEST_F(DemoBackendTest, EachFailureHasItsMachine)
{
    open(QStringLiteral("scenario=flaky&delay=0"));
    QSet<int> codes;
    const QList<MachineInfo> machines = backend->machines();
    for (const MachineInfo &info : machines) {
        if (info.state == MachineState::Off) {
            if (const auto result = await(backend->power()->start(info.id, {})); !result) {
                codes.insert(int(result.error().code));
            }
        }
    }
    EXPECT_GE(codes.size(), 16);
    ASSERT_TRUE(becomes(idOf(QStringLiteral("Disk fills")), MachineState::Paused));
    EXPECT_EQ(machine(QStringLiteral("Disk fills")).reason, StateReason::DiskFull);
    ASSERT_TRUE(becomes(idOf(QStringLiteral("Emulator dies")), MachineState::Crashed));
    EXPECT_TRUE(waitUntil([this] {
        return store.isRestartLooping(idOf(QStringLiteral("Reboots over and over")));
    }));
}

} // namespace
} // namespace vitrine::test
