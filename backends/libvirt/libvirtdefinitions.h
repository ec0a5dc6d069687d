// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

namespace vitrine {

class ConnectionManager;

class LibvirtDefinitions : public DefinitionRole
{
public:
    explicit LibvirtDefinitions(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<QString> xml(MachineId id, DefinitionKind kind) override;
    Task<MachineId> define(QString xml) override;
    Task<> undefine(MachineId id, UndefineOptions options) override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
