// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/activitymeter.h"
#include "models/machinestore.h"
#include "tests/support/await.h"
#include "tests/support/fakebackend.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ActivityMeterTest : public testing::Test
{
protected:
    void SetUp() override
    {
        machine.id = {.connection = backend.uri(), .uuid = QUuid::createUuid()};
        machine.state = MachineState::Running;
        backend.list = {machine};
        backend.moved = {.drives = {{u"vda"_s, {.in = 1000, .out = 50}}, {u"sda"_s, {.in = 7}}}, .network = TransferCount{.in = 10}};
        store.addBackend(&backend);
        meter = std::make_unique<ActivityMeter>(&store, machine.id);
        meter->setPeriods(5ms, 5ms);
        QObject::connect(meter.get(), &ActivityMeter::changed, meter.get(), [this] {
            seen.append(meter->activity());
        });
    }
    /** Two more readings have been taken in. */
    [[nodiscard]] bool looksAgain() const
    {
        return waitUntil([this, enough = backend.countersRead + 2] {
            return backend.countersRead >= enough;
        });
    }
    void change(MachineState state)
    {
        machine.state = state;
        backend.change(machine);
    }

    FakeBackend backend;
    MachineStore store;
    MachineInfo machine;
    std::unique_ptr<ActivityMeter> meter;
    QList<MachineActivity> seen; ///< each change
};

TEST_F(ActivityMeterTest, TellsWhichDriveMovesAndHowFast)
{
    meter->setWatched(true);
    ASSERT_TRUE(looksAgain());
    EXPECT_EQ(meter->activity(), MachineActivity{}) << "what was moved before is no activity now";
    QElapsedTimer time;
    time.start();
    backend.moved.drives[u"vda"_s].in += 5'000'000;
    backend.moved.network->out += 1'000'000;
    ASSERT_TRUE(waitUntil([this] {
        return seen.size() == 2;
    }));
    const MachineActivity moving = seen.first();
    EXPECT_EQ(moving.drives.keys(), QStringList{u"vda"_s});
    EXPECT_GE(moving.drives.value(u"vda"_s).in, 5'000'000ULL * 1000 / quint64(time.elapsed() + 50));
    EXPECT_EQ(moving.drives.value(u"vda"_s).out, 0U);
    EXPECT_GT(moving.network.out, 0U);
    EXPECT_EQ(seen.last(), MachineActivity{}) << "still again";
}

TEST_F(ActivityMeterTest, AsksNothingWhileNobodyWatches)
{
    QTest::qWait(30);
    EXPECT_EQ(backend.countersRead, 0);
    meter->setWatched(true);
    ASSERT_TRUE(looksAgain());
    meter->setWatched(false);
    const int before = backend.countersRead;
    QTest::qWait(30);
    EXPECT_EQ(backend.countersRead, before);
}

TEST_F(ActivityMeterTest, AsksNothingOfAMachineThatIsOffOrPaused)
{
    change(MachineState::Off);
    meter->setWatched(true);
    change(MachineState::Paused);
    QTest::qWait(30);
    EXPECT_EQ(backend.countersRead, 0);
    change(MachineState::Running);
    EXPECT_TRUE(looksAgain());
}

TEST_F(ActivityMeterTest, ANewStartIsNoActivity)
{
    meter->setWatched(true);
    ASSERT_TRUE(looksAgain());
    QSignalSpy changed(meter.get(), &ActivityMeter::changed);
    backend.moved = {.drives = {{u"vda"_s, {.in = 3, .out = 0}}}, .network = TransferCount{}};
    ASSERT_TRUE(looksAgain());
    EXPECT_TRUE(changed.isEmpty()) << "counters that are smaller than before";
}

TEST_F(ActivityMeterTest, LooksLessOftenWhileAllIsStill)
{
    meter->setPeriods(5ms, 10min);
    meter->setWatched(true);
    ASSERT_TRUE(waitUntil([this] {
        return backend.countersRead == 1;
    }));
    QTest::qWait(30);
    EXPECT_EQ(backend.countersRead, 1);
}

TEST_F(ActivityMeterTest, SaysThatNobodyCountsTheNetwork)
{
    backend.moved.network.reset();
    meter->setWatched(true);
    EXPECT_TRUE(waitUntil([this] {
        return meter->activity().networkUncounted;
    }));
    meter->setWatched(false);
    EXPECT_FALSE(meter->activity().networkUncounted) << "not known when nobody looks";
}

} // namespace
} // namespace vitrine::test
