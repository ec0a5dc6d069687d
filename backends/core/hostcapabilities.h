// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace vitrine {

/** Memory pages of one size that the host has set aside for those who ask for them. */
struct HugePages {
    quint64 pageBytes = 0;
    quint64 total = 0; ///< 0: none were reserved
    bool operator==(const HugePages &) const = default;
};

/**
 * What the host behind a connection can give a new machine, read from the hypervisor's host and
 * domain capabilities before anything is made, so that a missing piece is planned around and named
 * instead of met as a failed start. x86_64, machine type q35.
 */
struct HostCapabilities {
    QString hypervisorType = {}; ///< Best type on offer: "kvm", "qemu", "test", ...
    bool offersKvm = false; ///< libvirt lists domain type kvm; says nothing about whether it works.
    bool offersEmulation = false; ///< libvirt lists domain type qemu.
    quint64 memoryBytes = 0;
    int processors = 0; ///< Logical processors online.
    QList<int> processorNumbers = {}; ///< of the processors online, ascending; empty: not known
    int numaNodes = 0; ///< 0: not known
    QList<HugePages> hugePages = {}; ///< all sizes larger than the normal one; empty: not known
    int maxProcessors = 0; ///< The machine type's limit for a guest.

    bool uefi = false; ///< loader paths below are there
    QString uefiLoader = {}; ///< plain firmware (no Secure Boot), path of the read-only image
    QString uefiVarsTemplate = {}; ///< raw template beside it
    QString secureBootLoader = {}; ///< with enrolled keys; empty: not there
    QString secureBootVarsTemplate = {};
    bool tpm2 = false; ///< emulated TPM 2.0 (swtpm)
    bool spice = false;
    bool vnc = false;
    bool dbusDisplay = false; ///< <graphics type='dbus'>
    bool passt = false; ///< user networking through passt
    bool virtiofs = false;
    bool virtioVideo = false;
    bool acceleratedVideo = false; ///< the emulator has the part that gives guests 3D; whether the host's driver carries it is another question
    bool spiceAudio = false;
    bool usbRedirection = false;
    QStringList missingPieces = {}; ///< programs or modules that were looked for in vain, e.g. "passt"

    bool operator==(const HostCapabilities &) const = default;
};

} // namespace vitrine
