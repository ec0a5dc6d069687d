// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QHash>

#include <optional>

/** @file What the devices of a running machine have moved. */
namespace vitrine {

/** Bytes since the machine was started, seen from the guest: in is what it read or received. */
struct TransferCount {
    quint64 in = 0;
    quint64 out = 0;
    bool operator==(const TransferCount &) const = default;
};

/** Counters at one moment. They only grow while the machine runs, and start anew with it. */
struct MachineCounters {
    QHash<QString, TransferCount> drives = {}; ///< by target ("vda"); one that can't be read just now is left out
    std::optional<TransferCount> network = {}; ///< all adapters; empty where nobody counts (networking of this user only)
    bool operator==(const MachineCounters &) const = default;
};

/** Reads counters. Threads and common errors as in roles.h. */
class StatsRole
{
public:
    virtual ~StatsRole() = default;
    /** Cheap enough for once a second; never waits for a job of the machine. InvalidState when off. */
    virtual Task<MachineCounters> counters(MachineId id) = 0;
};

} // namespace vitrine
