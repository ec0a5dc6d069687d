// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"

/**
 * @file
 * A machine that gets another firmware. UEFI keeps variables (boot entries, Secure Boot's keys) in a
 * file; those of one firmware are no use to another, and are the user's all the same: each kind of
 * firmware gets a file of its own, and none is deleted or overwritten. Pure.
 */
namespace vitrine {

/** UEFI images of the host with templates of their variables. All empty: the hypervisor chooses. */
struct FirmwareFacts {
    QString uefiLoader = {};
    QString uefiVariables = {}; ///< qcow2, which live snapshots need
    QString secureLoader = {};
    QString secureVariables = {};
    QString folder = {}; ///< where the hypervisor keeps variables; empty: not known
};

/**
 * To be called after "firmware.type" was written to `xml`. Back at the firmware of `original`, the
 * machine has its image and variables again; another one gets variables of its own.
 */
void fitFirmware(DomainXml &xml, const DomainXml &original, const FirmwareFacts &facts);

/** The file of variables; empty for none or when the hypervisor is to choose. */
[[nodiscard]] QString variablesFile(const DomainXml &xml);

/** Where libvirt keeps variables of the machines of a connection; empty when that can't be known. */
[[nodiscard]] QString variablesFolder(const QString &connection);

} // namespace vitrine
