// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

namespace vitrine {

class ConnectionManager;

class LibvirtHost : public HostRole
{
public:
    explicit LibvirtHost(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<HostCapabilities> capabilities() override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
