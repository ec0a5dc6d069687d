// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/core/ids.h"
#include "backends/core/machinedetails.h"

#include <memory>

namespace vitrine {

/**
 * Makes sessions for running machines; given to the UI by app/, so that neither knows the transports.
 * `details` is the active definition: it tells which graphics devices there are.
 */
class ConsoleFactory
{
public:
    virtual ~ConsoleFactory() = default;
    /** What the machine's screen can come over, best first; empty: it has no screen that can be shown. */
    [[nodiscard]] virtual QList<ConsoleTransport> available(const MachineId &machine, const MachineDetails &details) const = 0;
    /**
     * A session that tries `preferred` first and falls to the rest of available(), best first; None, or
     * one that the machine lacks: the best. Never null; a machine without a usable screen gives a
     * session that closes with NotSupported.
     */
    [[nodiscard]] virtual std::unique_ptr<ConsoleSession> create(const MachineId &machine, const MachineDetails &details, ConsoleTransport preferred) = 0;
};

} // namespace vitrine
