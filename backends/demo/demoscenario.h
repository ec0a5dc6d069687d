// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostcapabilities.h"
#include "backends/demo/demomachine.h"

#include <QList>
#include <QString>

#include <chrono>

namespace vitrine {

/**
 * What a demo URI asks for: demo:///?scenario=NAME&machines=N&delay=MS&period=MS
 *
 * Scenarios: "default" (a machine in each state), "empty", "many" (N plain machines), "flaky" (each
 * kind of failure on a machine of its own), "disconnect" (the connection is lost and found every
 * `period`), "churn" (one of N machines changes 50 times a second). An unknown name fails to open.
 */
struct DemoScenario {
    QString name = {};
    int machines = 0; ///< of "many" and "churn"
    std::chrono::milliseconds delay{}; ///< how long each answer takes
    std::chrono::milliseconds period{}; ///< of "disconnect"

    [[nodiscard]] static DemoScenario fromUri(const QString &uri);
    [[nodiscard]] bool isKnown() const;
};

/** The same machines, with the same ids, on every run. */
[[nodiscard]] QList<DemoMachine> demoMachines(const DemoScenario &scenario, const QString &uri);

/** What the pretend host offers: everything. */
[[nodiscard]] HostCapabilities demoHost();

} // namespace vitrine
