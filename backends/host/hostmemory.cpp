// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/hostmemory.h"

#include "backends/core/worker.h"

#include <QCoroFuture>

#include <QFile>

namespace vitrine {

std::optional<quint64> parseAvailableMemory(const QByteArray &meminfo)
{
    for (const QByteArray &line : meminfo.split('\n')) {
        if (line.startsWith("MemAvailable:")) {
            bool isNumber = false;
            const quint64 kibibytes = line.simplified().split(' ').value(1).toULongLong(&isNumber);
            return isNumber ? std::optional(kibibytes * 1024) : std::nullopt;
        }
    }
    return std::nullopt;
}

Task<quint64> availableMemory()
{
    co_return co_await runOnWorker([]() -> Result<quint64> {
        QFile meminfo(QStringLiteral("/proc/meminfo"));
        if (const auto bytes = parseAvailableMemory(meminfo.open(QIODevice::ReadOnly) ? meminfo.readAll() : QByteArray())) {
            return *bytes;
        }
        return fail(ErrorCode::NotSupported);
    });
}

} // namespace vitrine
