// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirthost.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/hostreader.h"

namespace vitrine {

Task<HostCapabilities> LibvirtHost::capabilities()
{
    return m_manager->run<HostCapabilities>({.doing = QStringLiteral("host-capabilities")}, [](Session &session) {
        Result<HostCapabilities> host = session.hostCapabilities();
        if (host) {
            refreshMemoryPages(session, *host);
        }
        return host;
    });
}

} // namespace vitrine
