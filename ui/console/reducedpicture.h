// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>
#include <QRect>

namespace vitrine {

/**
 * A part of a picture made smaller by a whole factor, each pixel the average of factor x factor ones:
 * what interpolation alone would leave out below half the size. `part` is in pixels of the result,
 * whose edge ones may be averages of fewer. RGB32.
 */
[[nodiscard]] QImage reducedPicture(const QImage &image, int factor, const QRect &part);
/** The size of the whole picture made smaller like that. */
[[nodiscard]] QSize reducedSize(QSize size, int factor);

} // namespace vitrine
