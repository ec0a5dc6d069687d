// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machineinfo.h"

namespace vitrine {

struct NativeState {
    MachineState state = MachineState::Unknown;
    StateReason reason = StateReason::None;
    bool operator==(const NativeState &) const = default;
};

/**
 * libvirt's state and reason (virDomainState and its reason enums) in Vitrine's words. Pure.
 * Pauses whose cause libvirt does not tell come out as StateReason::None, disk errors as IoError; the
 * reader looks closer at those (domainreader.h).
 */
[[nodiscard]] NativeState machineStateFor(int state, int reason, bool hasSavedState);

} // namespace vitrine
