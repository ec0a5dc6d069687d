// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostcapabilities.h"
#include "backends/core/result.h"

#include <QList>
#include <QString>
#include <QUuid>

namespace vitrine {

enum class Firmware {
    Bios,
    Uefi,
    UefiSecureBoot,
};
enum class DiskBus {
    Virtio,
    Sata,
};
enum class NetworkModel {
    Virtio,
    E1000e,
};
/** How guest code runs. */
enum class Acceleration {
    Kvm,
    Emulation,
};

/**
 * Everything that decides a new machine's definition; a plain value without any I/O. Made by
 * models/CreationDraft from the user's choices, libosinfo's recommendations and HostCapabilities.
 */
struct MachineSpec {
    QUuid uuid = {};
    QString name = {}; ///< The hypervisor's name: no '/', no control characters (see machineNameFor()).
    QString title = {}; ///< As typed by the user; may hold anything printable.
    QString osId = {}; ///< libosinfo id, or empty
    Acceleration acceleration = Acceleration::Kvm;
    quint64 memoryBytes = 0;
    quint64 maxMemoryBytes = 0; ///< Room for hot-plug; 0: none.
    int processors = 1;
    int maxProcessors = 1;
    Firmware firmware = Firmware::Uefi;
    bool tpm2 = false;
    bool windows = false; ///< local-time clock and Hyper-V enlightenments
    bool agentChannels = true; ///< guest agent and SPICE agent channels
    bool virtioExtras = true; ///< balloon and rng
    QString diskPath = {}; ///< empty: no disk
    DiskBus diskBus = DiskBus::Virtio;
    QString isoPath = {}; ///< empty: an empty drive
    QList<QString> extraIsoPaths = {}; ///< driver media
    NetworkModel networkModel = NetworkModel::Virtio;
    bool network = true;
    QString nvramTemplate = {}; ///< qcow2 template for UEFI variables; empty: libvirt's own raw one
    QString serialLogPath = {}; ///< empty: no log of the serial port

    bool operator==(const MachineSpec &) const = default;
};

/**
 * The domain XML for a spec on a host: pure, deterministic, golden-tested (tests/data/golden). Pieces
 * the host lacks fall back (SPICE -> VNC, passt -> built-in user network, UEFI -> BIOS); what fell
 * back is told by missingPiecesFor(). Format: libvirt.org/formatdomain.html.
 */
[[nodiscard]] QString domainXmlFor(const MachineSpec &spec, const HostCapabilities &host);

/**
 * The firmware that domainXmlFor() really uses: Secure Boot falls back to plain UEFI, UEFI to BIOS.
 * Ask it before making MachineSpec::nvramTemplate, which has to fit.
 */
[[nodiscard]] Firmware firmwareFor(const MachineSpec &spec, const HostCapabilities &host);

/** The pieces of HostCapabilities::missingPieces that this spec would have used. */
[[nodiscard]] QStringList missingPiecesFor(const MachineSpec &spec, const HostCapabilities &host);

/** What is wrong with a name as typed. */
enum class NameProblem {
    None,
    Empty,
    Taken,
    TooLong, ///< More than 200 characters.
    ControlCharacter, ///< Newline and the like, and what XML cannot hold.
};
/**
 * Quotes, '<', '&', '/', emoji and a leading dash are fine: they live in the title. Blanks at both
 * ends don't count.
 */
[[nodiscard]] NameProblem checkTitle(const QString &title, const QStringList &takenTitles);

/**
 * A hypervisor name and file name for a title: '/' and control characters replaced, never starting
 * with '-' or '.', at most 120 bytes of UTF-8, and made unique among `takenNames` by a number.
 */
[[nodiscard]] QString machineNameFor(const QString &title, const QStringList &takenNames);

} // namespace vitrine
