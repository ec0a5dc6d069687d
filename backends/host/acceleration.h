// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>

#include <optional>

namespace vitrine {

/** What the probe of /dev/kvm found on this computer. */
struct AccelerationReport {
    enum class Verdict {
        Ok,
        OkWithoutSmm, ///< Works, but without System Management Mode: no Secure Boot.
        Forbidden, ///< This user may not open /dev/kvm.
        Absent, ///< There is no /dev/kvm.
        Faulty, ///< It opens, but does not run guest code rightly; guests would hang or abort.
    };
    Verdict verdict = Verdict::Absent;
    QString detail = {}; ///< The step that failed, untranslated; empty when all went well.
    qint64 micros = 0; ///< How long the probe took.

    [[nodiscard]] bool works() const
    {
        return verdict == Verdict::Ok || verdict == Verdict::OkWithoutSmm;
    }
    [[nodiscard]] bool allowsSecureBoot() const
    {
        return verdict == Verdict::Ok;
    }
    /** AccelerationForbidden, AccelerationAbsent or AccelerationFaulty; nothing when it works. */
    [[nodiscard]] std::optional<Error> problem() const;
};

/**
 * Runs a few 64-bit instructions, SSE, x87 and (where the processor claims them) AVX2 and BMI2 among
 * them, in a guest of its own through KVM's ioctls: some ten milliseconds. Blocks, for worker threads
 * only; comes back within about two seconds whatever KVM does. Not cached.
 */
[[nodiscard]] AccelerationReport probeAccelerationNow();

/** probeAccelerationNow() on a worker, once a process. GUI thread. Never fails: the report tells. */
[[nodiscard]] Task<AccelerationReport> probeAcceleration();

} // namespace vitrine
