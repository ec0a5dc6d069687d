// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestclipboard.h"

namespace vitrine {

/**
 * Whether reading the host's clipboard would ask another program over X11, for whose answer Qt lets the
 * whole program wait up to five seconds.
 */
[[nodiscard]] bool mayX11OwnerHang(ClipboardSelection selection);

/**
 * Asks that program over a connection of its own whether it answers at all, for a second at most. True
 * also when nobody owns the selection. For a worker.
 */
[[nodiscard]] bool x11OwnerAnswers(ClipboardSelection selection);

} // namespace vitrine
