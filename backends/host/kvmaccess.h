// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/host/acceleration.h"

#include <cstdint>

namespace vitrine {

/** How a stretch of guest code ended. */
struct GuestExit {
    int error = 0; ///< errno of KVM_RUN; EINTR: it was stopped after its time
    std::uint32_t reason = 0; ///< KVM_EXIT_*
    std::uint32_t suberror = 0; ///< of KVM_EXIT_INTERNAL_ERROR
    std::uint16_t port = 0; ///< of KVM_EXIT_IO
    std::uint8_t value = 0; ///< written to the port
};

/**
 * The steps of the probe, in the order judgeAcceleration() takes them; a fake stands in for the
 * kernel in tests. Functions returning int give 0 or an errno.
 */
class KvmAccess
{
public:
    virtual ~KvmAccess() = default;
    virtual int open() = 0;
    virtual int apiVersion() = 0;
    /** VM, 64 KiB of memory with the guest code, one processor with all features KVM offers. */
    virtual int prepare() = 0;
    /** What QEMU does at the start of each host-passthrough guest: set MSR 0x10a to the host's value. */
    virtual bool takesFeatureMsr() = 0;
    /** The guest's processor claims AVX2 and BMI2. */
    virtual bool claimsAvx2() = 0;
    virtual bool hasSmm() = 0;
    /** Runs the guest code up to its next exit. */
    virtual GuestExit run() = 0;
};

/** The guest code writes these after its base part and after its AVX2 part. */
constexpr std::uint16_t probeBasePort = 0xf4;
constexpr std::uint8_t probeBaseValue = 0x5a;
constexpr std::uint16_t probeVectorPort = 0xf5;
constexpr std::uint8_t probeVectorValue = 0x80;

/** The verdict on what `kvm` does; `micros` is left 0. */
[[nodiscard]] AccelerationReport judgeAcceleration(KvmAccess &kvm);

} // namespace vitrine
