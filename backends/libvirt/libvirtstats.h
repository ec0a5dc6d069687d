// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/statsrole.h"

namespace vitrine {

class ConnectionManager;

class LibvirtStats : public StatsRole
{
public:
    explicit LibvirtStats(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<MachineCounters> counters(MachineId id) override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
