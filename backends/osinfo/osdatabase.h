// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/osinfo/mediainfo.h"

#include <QList>

#include <memory>

namespace vitrine {

/**
 * libosinfo's database. Blocking, for worker threads only; every function may be called from any
 * thread, one at a time gets through. The first call reads the database, which takes about 0.4 s.
 */
class OsDatabase
{
public:
    OsDatabase();
    ~OsDatabase();
    OsDatabase(const OsDatabase &) = delete;
    OsDatabase &operator=(const OsDatabase &) = delete;

    /** All systems for x86_64, by family and then newest first. ComponentMissing: no database here. */
    [[nodiscard]] Result<QList<OsInfo>> all();
    /** NotFound. */
    [[nodiscard]] Result<OsInfo> os(const QString &id);
    /** What the facts of an image mean; MediaInfo::os is null where nothing fits. */
    [[nodiscard]] Result<MediaInfo> identify(const IsoFacts &iso);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vitrine
