// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>

namespace vitrine {

/**
 * Whether a picture is the text "Display output is not active.", which QEMU puts in place of a screen
 * that is off: its D-Bus display does not tell by other means. Untrusted input; an unknown QEMU's text
 * is taken for a picture.
 */
[[nodiscard]] bool isQemuPlaceholder(const QImage &picture);

} // namespace vitrine
