// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostdevicerole.h"

namespace vitrine {

class DemoBackend;

/**
 * Devices of a pretend computer: two graphics cards, one of them showing the screen, disks, network
 * cards, USB sticks. With "iommu=off" in the URI its IOMMU is switched off.
 */
class DemoHostDevices : public HostDeviceRole
{
public:
    explicit DemoHostDevices(DemoBackend *backend);
    Task<QList<HostDevice>> devices() override;

private:
    DemoBackend *m_backend;
};

} // namespace vitrine
