// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirthostdevices.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/nodedevices.h"

namespace vitrine {

Task<QList<HostDevice>> LibvirtHostDevices::devices()
{
    const Support passthrough = m_manager->capabilities().support(Feature::PciPassthrough);
    return m_manager->run<QList<HostDevice>>({.doing = QStringLiteral("list-host-devices")}, [passthrough](Session &session) {
        return readNodeDevices(session, passthrough);
    });
}

} // namespace vitrine
