// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/portforwards.h"

namespace vitrine {

/** A network adapter with what no two machines can have at once. A value. */
struct MachineAdapter {
    MachineId machine = {};
    QString machineName = {}; ///< as the lists show it
    QString mac = {};
    QList<PortForward> forwards = {};
    bool operator==(const MachineAdapter &) const = default;
};

/** The adapters of a definition, in document order. Pure. */
[[nodiscard]] QList<MachineAdapter> machineAdapters(const DomainXml &xml, const MachineId &machine);

} // namespace vitrine
