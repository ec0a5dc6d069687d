// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostdevicerole.h"

namespace vitrine {

class ConnectionManager;

class LibvirtHostDevices : public HostDeviceRole
{
public:
    explicit LibvirtHostDevices(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<QList<HostDevice>> devices() override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
