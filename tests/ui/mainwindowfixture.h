// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/demo/demobackend.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "ui/main/machinelistview.h"
#include "ui/main/mainwindow.h"

#include <KActionCollection>
#include <KSharedConfig>

#include <QAction>
#include <QLabel>
#include <QTest>

#include <gtest/gtest.h>

namespace vitrine {

/** The main window over a demo connection, as app/ composes it. */
class MainWindowFixture : public testing::Test
{
protected:
    static constexpr int patience = 5000; ///< milliseconds a condition may take to come true

    void open(const QString &uri)
    {
        KSharedConfig::openStateConfig()->deleteGroup(QStringLiteral("MainWindow"));
        backend = std::make_unique<DemoBackend>(uri);
        store = std::make_unique<MachineStore>();
        store->addBackend(backend.get());
        operations = std::make_unique<OperationList>();
        commands = std::make_unique<MachineCommands>(store.get(), operations.get());
        window = new MainWindow({.store = store.get(),
                                 .commands = commands.get(),
                                 .operations = operations.get(),
                                 .openConsole =
                                     [this](const MachineId &id) {
                                         consoles.append(id);
                                     },
                                 .openCreate =
                                     [this](const QString &path) {
                                         creations.append(path);
                                     }});
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->show();
        backend->open();
    }
    void openListed(const QString &uri)
    {
        open(uri);
        ASSERT_TRUE(QTest::qWaitFor(
            [this] {
                return list()->model()->rowCount() > 0;
            },
            patience));
    }
    void TearDown() override
    {
        delete window;
    }

    template<typename T>
    T *find(const QString &name) const
    {
        return window->findChild<T *>(name);
    }
    MachineListView *list() const
    {
        return find<MachineListView>(QStringLiteral("machineList"));
    }
    QAction *action(const QString &name) const
    {
        return window->actionCollection()->action(name);
    }
    /** Selects the row whose name contains `part`; its id, or null when there is none. */
    MachineId select(const std::function<bool(const MachineInfo &)> &wanted) const
    {
        for (const MachineInfo &machine : store->machines()) {
            if (wanted(machine)) {
                window->selectMachine(machine.id);
                return machine.id;
            }
        }
        return {};
    }
    MachineId selectState(MachineState state) const
    {
        return select([state](const MachineInfo &machine) {
            return machine.state == state;
        });
    }

    std::unique_ptr<DemoBackend> backend;
    std::unique_ptr<MachineStore> store;
    std::unique_ptr<OperationList> operations;
    std::unique_ptr<MachineCommands> commands;
    MainWindow *window = nullptr;
    QList<MachineId> consoles;
    QStringList creations;
};

} // namespace vitrine
