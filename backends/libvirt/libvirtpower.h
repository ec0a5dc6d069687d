// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

namespace vitrine {

class ConnectionManager;

class LibvirtPower : public PowerRole
{
public:
    explicit LibvirtPower(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<> start(MachineId id, StartOptions options) override;
    Task<> pause(MachineId id) override;
    Task<> resume(MachineId id) override;
    Task<> reset(MachineId id) override;
    Task<> shutDown(MachineId id, ShutDownMode mode) override;
    Task<> forceOff(MachineId id) override;
    Task<> saveState(MachineId id, std::stop_token stop) override;
    Task<> discardSavedState(MachineId id) override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
