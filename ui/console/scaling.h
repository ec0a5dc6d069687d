// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

namespace vitrine {

enum class ScaleMode {
    Fit, ///< As large as fits, with the right aspect.
    Integer, ///< Each guest pixel is a square of whole screen pixels; a guest that is too large is shown as by Fit.
    Fill, ///< No border: the right aspect, what is too much is scrolled.
    Fixed, ///< At Scaling::zoom; 1: a guest pixel is a pixel of the host's screen.
};

/** How a guest's picture is brought to its place on the screen: a value. */
struct Scaling {
    ScaleMode mode = ScaleMode::Fit;
    qreal zoom = 1; ///< screen pixels for each guest pixel, of ScaleMode::Fixed
    bool smooth = true; ///< Interpolates; else shows hard-edged pixels. Whole factors of Integer always are.
    bool operator==(const Scaling &) const = default;
};

} // namespace vitrine
