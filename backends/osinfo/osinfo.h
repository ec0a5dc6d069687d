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

/** What a host can spare. */
struct HostLimits {
    quint64 memoryBytes = 0; ///< Of the whole host; 0: not known
    int processors = 0; ///< 0: not known
    quint64 freeDiskBytes = 0; ///< Where the disk would lie; 0: not known
    bool operator==(const HostLimits &) const = default;
};

/**
 * Sizes for a new machine: what the system's makers recommend or twice the minimum, whichever is
 * more, as long as that is within half of the host's memory and free disk space; the minimum where
 * that is more, but never more memory or processors than the host has. For a null OsInfo 2 GiB, two
 * processors and 20 GiB, bounded likewise.
 */
[[nodiscard]] OsResources recommendedFor(const OsInfo &os, const HostLimits &host);

} // namespace vitrine
