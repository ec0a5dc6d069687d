// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/images/qemuimg.h"

namespace vitrine {

/**
 * Copies a file byte for byte into one that is not there yet; holes stay holes. Blocking. Errors: Cancelled, NoSpace, FileExists, ...;
 * what was written then is left to the caller.
 */
[[nodiscard]] Result<> sparseCopy(const QString &from, const QString &to, const WorkerJob &job);

} // namespace vitrine
