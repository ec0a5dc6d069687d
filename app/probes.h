// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationinquiry.h"
#include "models/machinecreator.h"

namespace vitrine {

class OsDetector;

/**
 * The looks at this computer that creating a machine on a connection needs, from backends/host,
 * images and osinfo. Cheap; each look keeps `detector`, whose database is read once for all. Looks
 * at this computer's own processor and memory are left out where guests run elsewhere.
 */
[[nodiscard]] CreationProbes creationProbes(const QString &connection, const std::shared_ptr<OsDetector> &detector);

/** Whether this computer's processor can run guests; empty where they run elsewhere. */
[[nodiscard]] AccelerationProbe accelerationProbe(const QString &connection);

/**
 * Makes the UEFI variable templates that snapshots need; see MachineCreator. Empty for connections
 * whose hypervisor does not read this user's files.
 */
[[nodiscard]] NvramTemplateMaker nvramTemplateMaker(const QString &connection);

} // namespace vitrine
