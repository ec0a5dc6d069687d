// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QImage>

namespace vitrine {

/** A made-up desktop, the same for the same machine on every run; no text, so that no font matters. */
[[nodiscard]] QImage demoScreen(const MachineId &id, QSize size = QSize(1024, 768));

} // namespace vitrine
