// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace vitrine {

/** How a blocking job is stopped and watched; `progress` gets 0..1 on the worker's thread. */
struct WorkerJob {
    std::stop_token stop = {};
    std::function<void(double)> progress = {};
};

struct QemuImgOutput {
    int exitCode = 0;
    QByteArray output = {};
    QString errors = {};
};

/**
 * Runs qemu-img to its end, with English messages; blocking, worker threads only. A stopped or overdue
 * run is ended. Never started with a name that qemu-img could take for anything but a file: callers pass
 * absolute paths. Errors: Cancelled, Timeout, ComponentMissing (subject "qemu-utils").
 */
[[nodiscard]] Result<QemuImgOutput>
runQemuImg(const QStringList &arguments, const WorkerJob &job = {}, std::chrono::milliseconds limit = std::chrono::hours(48));

/** What a failed run means for the file it was about: NoSpace, FileUnreadable, DiskInUse, ... */
[[nodiscard]] Error qemuImgError(const QemuImgOutput &output, const QString &path);

/** runQemuImg(), with an exit code other than 0 as a failure. */
[[nodiscard]] Result<QByteArray> qemuImg(const QStringList &arguments, const QString &path, const WorkerJob &job = {});

/** "(12.34/100%)" at the end of what `-p` has written; -1 when there is none. Pure. */
[[nodiscard]] double progressIn(const QByteArray &output);

} // namespace vitrine
