// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/libvirt/libvirtbackend.h"
#include "tests/support/await.h"
#include "tests/support/livesession.h"

#include <QProcess>

#include <gtest/gtest.h>

namespace vitrine::test {

/** A backend opened on a per-user daemon of the test's own. */
class LiveBackend : public testing::Test
{
protected:
    void SetUp() override
    {
        if (const QString reason = LiveSession::skipReason(); !reason.isEmpty()) {
            GTEST_SKIP() << reason.toStdString();
        }
        session = std::make_unique<LiveSession>();
        backend = std::make_unique<LibvirtBackend>(LiveSession::uri());
        backend->open();
        ASSERT_TRUE(waitUntil([this] {
            return backend->connectionState() == ConnectionState::Open || backend->connectionState() == ConnectionState::Failed;
        }));
        ASSERT_EQ(backend->connectionState(), ConnectionState::Open) << backend->connectionError().detail.toStdString();
    }
    void TearDown() override
    {
        backend.reset();
        session.reset();
    }

    MachineId define(const QString &xml)
    {
        const Result<MachineId> id = await(backend->definitions()->define(xml));
        EXPECT_TRUE(id.has_value()) << (id ? "" : id.error().detail.toStdString());
        return id.value_or(MachineId{});
    }
    MachineId defineSmall(const QString &name, const QString &devices = {})
    {
        return define(liveMachineXml(name, QUuid::createUuid().toString(QUuid::WithoutBraces), devices));
    }
    MachineId startSmall(const QString &name, const QString &devices = {})
    {
        const MachineId id = defineSmall(name, devices);
        const Result<> started = await(backend->power()->start(id, {}));
        EXPECT_TRUE(started.has_value()) << (started ? "" : started.error().detail.toStdString());
        return id;
    }
    [[nodiscard]] MachineInfo machine(const MachineId &id) const
    {
        const QList<MachineInfo> all = backend->machines();
        for (const MachineInfo &info : all) {
            if (info.id == id) {
                return info;
            }
        }
        return {};
    }

    std::unique_ptr<LiveSession> session;
    std::unique_ptr<LibvirtBackend> backend;
};

template<typename T>
testing::AssertionResult ok(const Result<T> &result)
{
    if (result) {
        return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << errorCodeName(result.error().code).toStdString() << " [" << result.error().subject.toStdString() << "] "
                                       << result.error().detail.toStdString();
}

} // namespace vitrine::test
