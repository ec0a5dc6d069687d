// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinespec.h"

#include <QString>

namespace vitrine {

/** What a system needs; 0: not known. */
struct OsResources {
    quint64 memoryBytes = 0;
    int processors = 0;
    quint64 diskBytes = 0;
    bool operator==(const OsResources &) const = default;
};

/** An operating system as libosinfo's database knows it: a plain value. x86_64. */
struct OsInfo {
    QString id = {}; ///< "http://debian.org/debian/13"; empty: nothing is known
    QString shortId = {}; ///< "debian13"
    QString name = {}; ///< "Debian 13", as the database has it
    QString family = {}; ///< Key for icons and grouping: "debian", "ubuntu", "fedora", "windows", ...
    QString version = {}; ///< "13", "24.04", "rolling"
    OsResources minimum = {};
    OsResources recommended = {};
    bool supportsVirtioDisk = false;
    bool supportsVirtioNet = false;
    bool isWindows = false;
    bool needsTpm2 = false;
    bool needsSecureBoot = false;
    Firmware firmware = Firmware::Uefi; ///< The one to begin with.
    bool isReleased = true;

    [[nodiscard]] bool isNull() const
    {
        return id.isEmpty();
    }
    bool operator==(const OsInfo &) const = default;
};

/**
 * What a machine for it should have: what the system's makers recommend or twice the minimum, whichever is more;
 * 0 where neither is known. What the host can spare is not looked at: models/creationdefaults does that.
 */
[[nodiscard]] OsResources wantedBy(const OsInfo &os);

} // namespace vitrine
