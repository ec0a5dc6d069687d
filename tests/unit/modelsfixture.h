// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/demo/demobackend.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "tests/support/await.h"

#include <gtest/gtest.h>

namespace vitrine::test {

/** Models on a pretend hypervisor that answers at once. */
class ModelsTest : public testing::Test
{
protected:
    void use(const QString &query)
    {
        backend = std::make_unique<DemoBackend>(QStringLiteral("demo:///?") + query);
        store.addBackend(backend.get());
    }
    void open(const QString &query)
    {
        use(query);
        backend->open();
        ASSERT_TRUE(waitUntil([this] {
            return backend->connectionState() == ConnectionState::Open;
        }));
    }
    /** A machine by its title. */
    MachineInfo machine(const QString &title) const
    {
        const QList<MachineInfo> machines = store.machines();
        for (const MachineInfo &info : machines) {
            if (info.title == title) {
                return info;
            }
        }
        return {};
    }
    MachineId idOf(const QString &title) const
    {
        return machine(title).id;
    }
    [[nodiscard]] bool becomes(const MachineId &id, MachineState state) const
    {
        return waitUntil([&] {
            return store.machine(id) && store.machine(id)->state == state;
        });
    }
    DemoMachine newMachine(const QString &name) const
    {
        DemoMachine made;
        made.info.id = {.connection = backend->uri(), .uuid = QUuid::createUuid()};
        made.info.name = name;
        made.info.state = MachineState::Off;
        return made;
    }

    std::unique_ptr<DemoBackend> backend;
    MachineStore store;
};

} // namespace vitrine::test
