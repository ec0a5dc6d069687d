// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/core/ids.h"
#include "backends/core/machinedetails.h"

#include <memory>

namespace vitrine {

/**
 * Makes the best session for a running machine; given to the UI by app/, so that neither knows the
 * transports. `details` is the active definition: it tells which graphics devices there are.
 */
class ConsoleFactory
{
public:
    virtual ~ConsoleFactory() = default;
    /** Never null; a machine without a usable screen gives a session that closes with NotSupported. */
    [[nodiscard]] virtual std::unique_ptr<ConsoleSession> create(const MachineId &machine, const MachineDetails &details) = 0;
};

} // namespace vitrine
