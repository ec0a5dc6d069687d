// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinedetails.h"
#include "backends/core/machineinfo.h"

#include <QList>
#include <QString>

namespace vitrine {

/** "Running", "Paused: the disk of this computer is full", "Off". */
[[nodiscard]] QString stateText(const MachineInfo &machine);
/** Theme icon name for a state. */
[[nodiscard]] QString stateIconName(MachineState state);
/** "Debian 13" for a libosinfo id; from the id's own words when the database was not asked. */
[[nodiscard]] QString osName(const QString &osId);
/** ":/vitrine/os/debian.svg" for an id; a generic one for others. */
[[nodiscard]] QString osIconPath(const QString &osId);
/** What happened and what to do next, for a state that needs it (DiskFull, EmulatorDied, ...); else empty. */
[[nodiscard]] QString stateAdvice(const MachineInfo &machine);

/** "Disk (virtio, vda)", "CD (sata, sda)". */
[[nodiscard]] QString driveText(const DiskDetails &drive);
/** "debian.qcow2 (qcow2)", "netinst.iso", "Empty". */
[[nodiscard]] QString mediumText(const DiskDetails &drive);
/** "shared with this computer (NAT)", "network “default”". */
[[nodiscard]] QString attachmentText(const NicDetails &nic);

/** A line of the details page. */
struct DetailLine {
    QString label = {};
    QString value = {};
    bool operator==(const DetailLine &) const = default;
};
/** A section of the details page, in the blueprint's order (General, System, Display, ...). */
struct DetailSection {
    QString key = {}; ///< "general", "system", ... : stable, untranslated
    QString title = {};
    QString iconName = {};
    QList<DetailLine> lines = {};
    bool operator==(const DetailSection &) const = default;
};
[[nodiscard]] QList<DetailSection> detailSections(const MachineInfo &machine, const MachineDetails &details);

} // namespace vitrine
