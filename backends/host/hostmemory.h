// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QByteArray>

#include <optional>

namespace vitrine {

/** MemAvailable of the text of /proc/meminfo, in bytes. Pure. */
[[nodiscard]] std::optional<quint64> parseAvailableMemory(const QByteArray &meminfo);

/** Memory that new programs on this computer can have without swapping, in bytes. GUI thread. NotSupported. */
[[nodiscard]] Task<quint64> availableMemory();

} // namespace vitrine
