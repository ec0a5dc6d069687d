// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/statsrole.h"

#include <QElapsedTimer>

namespace vitrine {

class DemoBackend;

/** Pretend traffic of machines that run: spells of reading, writing, receiving and sending, by turns. */
class DemoStats : public StatsRole
{
public:
    explicit DemoStats(DemoBackend *backend);
    Task<MachineCounters> counters(MachineId id) override;

private:
    struct Traffic {
        int start = 0; ///< DemoMachine::starts when it was counted
        qint64 age = 0; ///< milliseconds of running, as far as counted
        qint64 countedAt = 0;
        TransferCount disk;
        TransferCount network;
    };

    DemoBackend *m_backend;
    QElapsedTimer m_clock;
    QHash<MachineId, Traffic> m_traffic;
};

} // namespace vitrine
