// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>

namespace vitrine {

/** Whether this computer's graphics driver can draw for a guest. */
struct GraphicsReport {
    enum class Verdict {
        Ok,
        Absent, ///< There is no graphics card, or none with a driver: no render node.
        Forbidden, ///< This user may not open any.
        SoftwareOnly, ///< OpenGL works, but the processor does the drawing: slower than without.
        Faulty, ///< The driver fails, crashes or hangs; a machine would not start.
    };
    Verdict verdict = Verdict::Absent;
    QString renderNode = {}; ///< the one that works, or that was tried last: "/dev/dri/renderD128"
    QString renderer = {}; ///< the driver's name of the card, when it works
    QString detail = {}; ///< the step that failed, untranslated
};

struct GraphicsProbeSetup {
    QString program = {}; ///< vitrine-graphics-probe; empty: the installed one
    QString folder = QStringLiteral("/dev/dri");
};
/**
 * Tries each render node in a process of its own, which a driver may crash: some 100 ms where there is
 * a card. Blocks, for worker threads only; comes back within some seconds whatever drivers do.
 */
[[nodiscard]] GraphicsReport probeGraphicsNow(const GraphicsProbeSetup &setup = {});

/** probeGraphicsNow() on a worker, once a process. GUI thread. Never fails: the report tells. */
[[nodiscard]] Task<GraphicsReport> probeGraphics();

} // namespace vitrine
