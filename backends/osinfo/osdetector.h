// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/osinfo/mediainfo.h"

#include <QList>

#include <memory>
#include <stop_token>

namespace vitrine {

class OsDatabase;

/**
 * Tells what is on an installer image and what a system needs. Cheap to make; the database is read
 * once, on a worker, with the first question. GUI thread; may be deleted while a task is under way,
 * which then still ends with its value.
 */
class OsDetector
{
public:
    OsDetector();
    ~OsDetector();

    /** Errors: those of inspectIso(), ComponentMissing (no osinfo-db), Cancelled. */
    [[nodiscard]] Task<MediaInfo> detect(QString isoPath, std::stop_token stop);
    /** Every system known, by family and then newest first. */
    [[nodiscard]] Task<QList<OsInfo>> all();
    /** NotFound. */
    [[nodiscard]] Task<OsInfo> os(QString id);

private:
    std::shared_ptr<OsDatabase> m_database;
};

} // namespace vitrine
