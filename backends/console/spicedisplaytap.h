// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/spicesurface.h"
#include "backends/core/filedescriptor.h"

namespace vitrine {

/**
 * What is to be given to the library instead of a display channel's socket: a thread stands between them
 * with a SpiceDisplayFilter. It ends when either side does.
 */
[[nodiscard]] FileDescriptor tapDisplay(FileDescriptor server, std::shared_ptr<SpiceSurface> surface);

} // namespace vitrine
