// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>

namespace vitrine {

/**
 * The guest's program, position-independent, for 64-bit mode with 64 KiB of memory; uses the page at
 * 0x5000. Writes probeBaseValue to probeBasePort, then probeVectorValue to probeVectorPort, then
 * halts. The instructions are those that a faulty KVM was seen to stumble over: fwait, fninit,
 * xorps, ldmxcsr, control register moves, and what compilers make of C for modern processors.
 */
[[nodiscard]] std::span<const std::byte> probeCode();

} // namespace vitrine
