// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/osinfo/osinfodetector.h"

#include "backends/core/worker.h"
#include "backends/osinfo/osdatabase.h"

#include <QCoroFuture>

namespace vitrine {

OsinfoDetector::OsinfoDetector()
    : m_database(std::make_shared<OsDatabase>())
{
}

OsinfoDetector::~OsinfoDetector() = default;

Task<MediaInfo> OsinfoDetector::detect(QString isoPath, std::stop_token stop)
{
    co_return co_await runOnWorker([database = m_database, isoPath, stop]() -> Result<MediaInfo> {
        const Result<IsoFacts> iso = inspectIso(isoPath);
        if (stop.stop_requested()) {
            return fail(Error::cancelled());
        }
        return iso ? database->identify(*iso) : Result<MediaInfo>(fail(iso.error()));
    });
}

Task<QList<OsInfo>> OsinfoDetector::all()
{
    co_return co_await runOnWorker([database = m_database] {
        return database->all();
    });
}

Task<OsInfo> OsinfoDetector::os(QString id)
{
    co_return co_await runOnWorker([database = m_database, id] {
        return database->os(id);
    });
}

} // namespace vitrine
