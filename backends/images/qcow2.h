// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>

namespace vitrine {

/**
 * Whether a file is a qcow2 image, by its first bytes; on a worker, call and await on the GUI thread.
 * Errors: FileMissing, FileIsFolder, FileUnreadable, FileEmpty, WrongDiskFormat.
 */
[[nodiscard]] Task<> checkQcow2(QString path);

} // namespace vitrine
