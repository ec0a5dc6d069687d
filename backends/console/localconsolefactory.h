// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolefactory.h"
#include "backends/core/roles.h"

#include <functional>

namespace vitrine {

/**
 * Sessions for machines whose screens are reached by descriptor (ConsoleRole::openGraphics), best
 * transport first: peer-to-peer D-Bus (with SPICE, else VNC as companion), SPICE, VNC. Machines of the
 * demonstration backend get a still picture.
 */
class LocalConsoleFactory : public ConsoleFactory
{
public:
    /**
     * `role` finds the console role of a connection by its URI, null when there is none (now). It is
     * called on the GUI thread whenever a session opens a socket, so a connection may come and go.
     */
    using RoleLookup = std::function<ConsoleRole *(const QString &connection)>;
    explicit LocalConsoleFactory(RoleLookup role);

    [[nodiscard]] QList<ConsoleTransport> available(const MachineId &machine, const MachineDetails &details) const override;
    [[nodiscard]] std::unique_ptr<ConsoleSession> create(const MachineId &machine, const MachineDetails &details, ConsoleTransport preferred) override;

private:
    RoleLookup m_role;
};

} // namespace vitrine
