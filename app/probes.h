// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationinquiry.h"
#include "models/machinecreator.h"

namespace vitrine {

class OsDetector;

/**
 * The looks at this computer that creating a machine needs, from backends/host, images and osinfo.
 * Cheap; each look keeps `detector`, whose database is read once for all.
 */
[[nodiscard]] CreationProbes creationProbes(const std::shared_ptr<OsDetector> &detector);

/** Makes the UEFI variable templates that snapshots need; see MachineCreator. */
[[nodiscard]] NvramTemplateMaker nvramTemplateMaker();

} // namespace vitrine
