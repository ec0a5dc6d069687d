// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

namespace vitrine {

/**
 * Changes the devices of a machine, running or not: both what runs now and what the next start uses.
 * Threads and common errors as in roles.h.
 */
class HardwareRole
{
public:
    virtual ~HardwareRole() = default;
    /**
     * Puts the image `path` into the drive called `target` ("sda"), or ejects with an empty path. A
     * tray that the guest has locked is forced. Fails with nothing changed: NotFound when there is
     * no such removable drive, FileMissing, FileUnreadable.
     */
    virtual Task<> changeMedium(MachineId id, QString target, QString path) = 0;
    /** Plugs or pulls the cable of the network adapter with this MAC address. NotFound. */
    virtual Task<> setLinkUp(MachineId id, QString mac, bool up) = 0;
};

} // namespace vitrine
