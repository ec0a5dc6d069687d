// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/osinfo/mediainfo.h"

#include <QList>

#include <stop_token>

namespace vitrine {

/**
 * Tells what is on an installer image and what a system needs. GUI thread; may be deleted while a
 * task is under way, which then still ends with its value.
 */
class OsDetector
{
public:
    OsDetector() = default;
    Q_DISABLE_COPY_MOVE(OsDetector)
    virtual ~OsDetector() = default;

    /** Errors: those of inspectIso(), ComponentMissing (no database of systems), Cancelled. */
    [[nodiscard]] virtual Task<MediaInfo> detect(QString isoPath, std::stop_token stop) = 0;
    /** Every system known, by family and then newest first. */
    [[nodiscard]] virtual Task<QList<OsInfo>> all() = 0;
    /** NotFound. */
    [[nodiscard]] virtual Task<OsInfo> os(QString id) = 0;
};

} // namespace vitrine
