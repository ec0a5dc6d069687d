// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/modelsfixture.h"

#include <QSignalSpy>

namespace vitrine::test {
namespace {

using MachineStoreTest = ModelsTest;

TEST_F(MachineStoreTest, JoinsWhatItsBackendsSay)
{
    QSignalSpy added(&store, &MachineStore::machinesAdded);
    open(QStringLiteral("scenario=many&machines=20&delay=0"));
    EXPECT_EQ(added.count(), 1) << "many machines come as one list";
    EXPECT_EQ(store.count(), 20);
    EXPECT_EQ(store.backend(backend->uri()), backend.get());
    EXPECT_EQ(store.backend(QStringLiteral("qemu:///session")), nullptr);
}

TEST_F(MachineStoreTest, TakesMachinesOfABackendThatIsOpenAlready)
{
    auto early = std::make_unique<DemoBackend>(QStringLiteral("demo:///?scenario=many&machines=3&delay=0"));
    early->open();
    ASSERT_TRUE(waitUntil([&] {
        return !early->machines().isEmpty();
    }));
    store.addBackend(early.get());
    EXPECT_EQ(store.count(), 3);
}

TEST_F(MachineStoreTest, PassesOnOnlyRealChanges)
{
    open(QStringLiteral("scenario=many&machines=2&delay=0"));
    MachineInfo info = store.machines().first();
    QSignalSpy changed(&store, &MachineStore::machinesChanged);
    Q_EMIT backend->machinesChanged({info});
    EXPECT_EQ(changed.count(), 0);
    info.title = QStringLiteral("other");
    Q_EMIT backend->machinesChanged({info});
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(store.machine(info.id)->title, QStringLiteral("other"));
}

TEST_F(MachineStoreTest, KnowsTakenNamesOfAConnection)
{
    open(QStringLiteral("scenario=default&delay=0"));
    const QStringList names = store.takenNames(backend->uri());
    EXPECT_TRUE(names.contains(QStringLiteral("Arch 🦊")));
    EXPECT_TRUE(names.contains(machine(QStringLiteral("Debian 13")).name));
    EXPECT_TRUE(store.takenNames(QStringLiteral("qemu:///session")).isEmpty());
}

TEST_F(MachineStoreTest, KeepsMachinesWhileReconnecting)
{
    open(QStringLiteral("scenario=many&machines=5&delay=0"));
    QSignalSpy removed(&store, &MachineStore::machinesRemoved);
    QSignalSpy added(&store, &MachineStore::machinesAdded);
    QSignalSpy state(&store, &MachineStore::connectionStateChanged);
    backend->loseConnection(std::chrono::milliseconds(1));
    EXPECT_EQ(backend->connectionState(), ConnectionState::Reconnecting);
    EXPECT_EQ(store.count(), 5);
    ASSERT_TRUE(waitUntil([this] {
        return backend->connectionState() == ConnectionState::Open;
    }));
    EXPECT_EQ(store.count(), 5);
    EXPECT_EQ(removed.count(), 0);
    EXPECT_EQ(added.count(), 0);
    EXPECT_EQ(state.count(), 2);
    backend->close();
    EXPECT_EQ(store.count(), 0);
}

TEST_F(MachineStoreTest, FourRestartsInTheWindowAreALoop)
{
    open(QStringLiteral("scenario=default&delay=0"));
    const MachineId id = idOf(QStringLiteral("Debian 13"));
    QSignalSpy changed(&store, &MachineStore::restartLoopingChanged);
    for (int i = 0; i < 3; ++i) {
        Q_EMIT backend->machineEvent(id, MachineEvent::Rebooted);
    }
    EXPECT_FALSE(store.isRestartLooping(id));
    Q_EMIT backend->machineEvent(id, MachineEvent::Rebooted);
    EXPECT_TRUE(store.isRestartLooping(id));
    EXPECT_EQ(changed.count(), 1);
    backend->setState(id, MachineState::Off);
    EXPECT_FALSE(store.isRestartLooping(id)) << "a machine that is off loops no more";
    EXPECT_EQ(changed.count(), 2);
}

TEST_F(MachineStoreTest, OldRestartsAreForgotten)
{
    open(QStringLiteral("scenario=default&delay=0"));
    store.setRestartWindow(std::chrono::milliseconds(20));
    const MachineId id = idOf(QStringLiteral("Debian 13"));
    for (int i = 0; i < 4; ++i) {
        Q_EMIT backend->machineEvent(id, MachineEvent::Rebooted);
    }
    EXPECT_TRUE(store.isRestartLooping(id));
    EXPECT_TRUE(waitUntil([&] {
        return !store.isRestartLooping(id);
    }));
}

} // namespace
} // namespace vitrine::test
