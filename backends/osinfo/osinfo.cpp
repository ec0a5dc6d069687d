// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/osinfo/osinfo.h"

#include <algorithm>
#include <limits>

namespace vitrine {

namespace {

constexpr quint64 MiB = quint64(1) << 20;
constexpr quint64 GiB = quint64(1) << 30;

/** `wanted` of a resource that the host has `has` of (0: not known), but never below `minimum`. */
quint64 withinHalf(quint64 minimum, quint64 recommended, quint64 fallback, quint64 has)
{
    const quint64 half = has > 0 ? has / 2 : std::numeric_limits<quint64>::max();
    const quint64 twice = minimum <= std::numeric_limits<quint64>::max() / 2 ? 2 * minimum : minimum;
    quint64 wanted = std::max(recommended, twice);
    if (wanted == 0) {
        wanted = fallback;
    }
    return std::max(std::min(wanted, half), minimum);
}

} // namespace

OsResources recommendedFor(const OsInfo &os, const HostLimits &host)
{
    OsResources result;
    result.memoryBytes = withinHalf(os.minimum.memoryBytes, os.recommended.memoryBytes, 2 * GiB, host.memoryBytes);
    if (host.memoryBytes > 0) {
        result.memoryBytes = std::min(result.memoryBytes, host.memoryBytes);
    }
    result.memoryBytes = std::max(result.memoryBytes / MiB * MiB, MiB);
    result.processors = std::max({os.recommended.processors, os.minimum.processors, 2});
    if (host.processors > 0) {
        result.processors = std::min(result.processors, host.processors);
    }
    result.diskBytes = withinHalf(os.minimum.diskBytes, os.recommended.diskBytes, 20 * GiB, host.freeDiskBytes);
    result.diskBytes = std::max(result.diskBytes / MiB * MiB, MiB);
    return result;
}

} // namespace vitrine
