// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/contract/contractworld.h"
#include "tests/support/await.h"

#include <gtest/gtest.h>

#include <QHash>

namespace vitrine {

/** For GoogleTest's messages. */
inline void PrintTo(ErrorCode code, std::ostream *stream)
{
    *stream << errorCodeName(code).toStdString();
}

} // namespace vitrine

namespace vitrine::test {

/** Keeps what a backend signals, and the table that a listener would have made of it. */
class SignalRecorder : public QObject
{
public:
    explicit SignalRecorder(Backend &backend)
    {
        connect(&backend, &Backend::machinesAdded, this, [this](const QList<MachineInfo> &machines) {
            for (const MachineInfo &machine : machines) {
                ++added[machine.id.uuid];
                unannounced += table.contains(machine.id.uuid) ? 1 : 0;
                table.insert(machine.id.uuid, machine);
            }
        });
        connect(&backend, &Backend::machinesChanged, this, [this](const QList<MachineInfo> &machines) {
            for (const MachineInfo &machine : machines) {
                unannounced += table.contains(machine.id.uuid) ? 0 : 1;
                empty += table.value(machine.id.uuid) == machine ? 1 : 0;
                ++changed[machine.id.uuid];
                const bool passing = machine.state == MachineState::Stopping || machine.reason == StateReason::Starting;
                if (!passing) {
                    states[machine.id.uuid].append(machine.state);
                }
                table.insert(machine.id.uuid, machine);
            }
        });
        connect(&backend, &Backend::machinesRemoved, this, [this](const QList<MachineId> &ids) {
            for (const MachineId &id : ids) {
                unannounced += table.remove(id.uuid) ? 0 : 1;
                ++removed[id.uuid];
            }
        });
    }

    QHash<QUuid, MachineInfo> table;
    QHash<QUuid, int> added;
    QHash<QUuid, int> changed;
    QHash<QUuid, int> removed;
    QHash<QUuid, QList<MachineState>> states; ///< Without those a real hypervisor passes through on the way.
    int unannounced = 0; ///< Signals about machines that were not there, or were there already.
    int empty = 0; ///< Changes that change nothing.
};

/** An opened backend of one of the worlds. */
class Contract : public testing::TestWithParam<ContractWorldMaker>
{
protected:
    void SetUp() override
    {
        world = GetParam().make();
        if (!world->skipReason().isEmpty()) {
            GTEST_SKIP() << world->skipReason().toStdString();
        }
        backend = world->makeBackend();
        recorder = std::make_unique<SignalRecorder>(*backend);
        backend->open();
        ASSERT_TRUE(waitUntil([this] {
            return backend->connectionState() == ConnectionState::Open || backend->connectionState() == ConnectionState::Failed;
        }));
        ASSERT_EQ(backend->connectionState(), ConnectionState::Open) << backend->connectionError().detail.toStdString();
    }
    void TearDown() override
    {
        if (recorder) {
            EXPECT_EQ(recorder->unannounced, 0) << "signals must tell one consistent story";
            EXPECT_EQ(recorder->empty, 0) << "a change must change something";
        }
        recorder.reset();
        backend.reset();
        world.reset();
    }

    /** Defines a machine that is off. */
    MachineId defined(const QString &name, const QString &devices = {})
    {
        const Result<MachineId> id = await(backend->definitions()->define(world->machineXml(name, QUuid::createUuid(), devices)));
        EXPECT_TRUE(id.has_value()) << (id ? "" : id.error().detail.toStdString());
        return id.value_or(MachineId{});
    }
    MachineInfo machine(const MachineId &id) const
    {
        const QList<MachineInfo> all = backend->machines();
        for (const MachineInfo &info : all) {
            if (info.id == id) {
                return info;
            }
        }
        return {};
    }
    [[nodiscard]] bool becomes(const MachineId &id, MachineState state) const
    {
        return waitUntil([&] {
            return machine(id).state == state;
        });
    }
    [[nodiscard]] bool has(const MachineId &id) const
    {
        return machine(id).id == id;
    }
    [[nodiscard]] bool supports(Feature feature) const
    {
        return backend->capabilities().support(feature).supported;
    }

    std::unique_ptr<ContractWorld> world;
    std::unique_ptr<Backend> backend;
    std::unique_ptr<SignalRecorder> recorder;
};

/** The code of a failed result; a failed expectation when it is none. */
template<typename T>
ErrorCode codeOf(const Result<T> &result)
{
    EXPECT_FALSE(result.has_value()) << "was to fail";
    return result ? ErrorCode::Internal : result.error().code;
}
template<typename T>
testing::AssertionResult succeeded(const Result<T> &result)
{
    if (result) {
        return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << errorCodeName(result.error().code).toStdString() << " [" << result.error().subject.toStdString() << "] "
                                       << result.error().detail.toStdString();
}

} // namespace vitrine::test
