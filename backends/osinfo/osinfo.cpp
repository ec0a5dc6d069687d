// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/osinfo/osinfo.h"

#include <algorithm>
#include <limits>

namespace vitrine {

namespace {

quint64 twice(quint64 bytes)
{
    return bytes <= std::numeric_limits<quint64>::max() / 2 ? 2 * bytes : bytes;
}

} // namespace

OsResources wantedBy(const OsInfo &os)
{
    return {
        .memoryBytes = std::max(os.recommended.memoryBytes, twice(os.minimum.memoryBytes)),
        .processors = std::max(os.recommended.processors, os.minimum.processors),
        .diskBytes = std::max(os.recommended.diskBytes, twice(os.minimum.diskBytes)),
    };
}

} // namespace vitrine
