// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <functional>
#include <optional>

namespace vitrine {

/** Whether and how well hardware acceleration works. */
struct AccelerationFacts {
    std::optional<Error> problem = {}; ///< Acceleration*; none: it works
    bool secureBoot = true; ///< System Management Mode is there
};

/** A look at this computer; called on the GUI thread, returns at once. */
using AccelerationProbe = std::function<Task<AccelerationFacts>()>;

/** Guests of the connection run on this computer's processor. */
[[nodiscard]] bool runsGuestsHere(const QString &connection);

/**
 * What this user's look at this computer says about the guests of a connection; empty where they run
 * elsewhere. That this user may not open /dev/kvm says nothing about qemu:///system, whose guests run
 * as another user. What that one may do its own HostCapabilities tell.
 */
[[nodiscard]] AccelerationProbe accelerationProbeFor(const QString &connection, AccelerationProbe look);

} // namespace vitrine
