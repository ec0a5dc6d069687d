// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostdevices.h"
#include "backends/core/result.h"

namespace vitrine {

/** Tells what is built into, or plugged into, the computer that the hypervisor runs on. Threads as in roles.h. */
class HostDeviceRole
{
public:
    virtual ~HostDeviceRole() = default;
    /**
     * All PCI, USB and mediated devices as they are now, those included that no machine can have: see
     * HostDevice::support. NotSupported where the hypervisor lists none.
     */
    virtual Task<QList<HostDevice>> devices() = 0;
};

} // namespace vitrine
