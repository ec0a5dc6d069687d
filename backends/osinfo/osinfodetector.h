// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/osinfo/osdetector.h"

#include <memory>

namespace vitrine {

class OsDatabase;

/** By libosinfo. Cheap to make; its database is read once, on a worker, with the first question. */
class OsinfoDetector : public OsDetector
{
public:
    OsinfoDetector();
    ~OsinfoDetector() override;

    [[nodiscard]] Task<MediaInfo> detect(QString isoPath, std::stop_token stop) override;
    [[nodiscard]] Task<QList<OsInfo>> all() override;
    [[nodiscard]] Task<OsInfo> os(QString id) override;

private:
    std::shared_ptr<OsDatabase> m_database;
};

} // namespace vitrine
