// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hardwarerole.h"

namespace vitrine {

class ConnectionManager;

class LibvirtHardware : public HardwareRole
{
public:
    explicit LibvirtHardware(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<> changeMedium(MachineId id, QString target, QString path) override;
    Task<> setLinkUp(MachineId id, QString mac, bool up) override;
    Task<QString> apply(MachineId id, DefinitionEdit edit) override;
    Task<> growDisk(MachineId id, QString target, quint64 bytes) override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
