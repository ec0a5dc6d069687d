// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirthost.h"

#include "backends/libvirt/connectionmanager.h"

namespace vitrine {

Task<HostCapabilities> LibvirtHost::capabilities()
{
    return m_manager->run<HostCapabilities>({.doing = QStringLiteral("host-capabilities")}, [](Session &session) {
        return session.hostCapabilities();
    });
}

} // namespace vitrine
