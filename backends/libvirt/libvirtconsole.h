// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

namespace vitrine {

class ConnectionManager;

class LibvirtConsole : public ConsoleRole
{
public:
    explicit LibvirtConsole(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<QImage> screenshot(MachineId id, int head) override;
    Task<std::shared_ptr<FileDescriptor>> openGraphics(MachineId id, int index) override;
    Task<std::shared_ptr<FileDescriptor>> openTextConsole(MachineId id, QString device, TextConsoleAccess access) override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
