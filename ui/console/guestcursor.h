// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QCursor>

namespace vitrine {

/**
 * The guest's pointer shape for the host's screen, as large as the guest's picture is shown there.
 * `scale` is device pixels for each guest pixel. Absurdly large shapes give an arrow.
 */
[[nodiscard]] QCursor hostCursor(const GuestCursor &cursor, qreal scale, qreal devicePixelRatio);

} // namespace vitrine
