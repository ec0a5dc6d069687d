// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

#include <QObject>

#include <memory>
#include <vector>

namespace vitrine {

class ConnectionManager;

class LibvirtConsole : public ConsoleRole
{
public:
    explicit LibvirtConsole(ConnectionManager *manager);
    Task<QImage> screenshot(MachineId id, int head) override;
    Task<std::shared_ptr<FileDescriptor>> openGraphics(MachineId id, int index) override;
    Task<std::shared_ptr<FileDescriptor>> openTextConsole(MachineId id, QString device, TextConsoleAccess access) override;

private:
    using Sockets = std::vector<std::weak_ptr<FileDescriptor>>;

    ConnectionManager *m_manager;
    std::shared_ptr<Sockets> m_textConsoles; ///< libvirt does not tell their streams that a connection broke
    QObject m_context; ///< of connections to m_manager
};

} // namespace vitrine
