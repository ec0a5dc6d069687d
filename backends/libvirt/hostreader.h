// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostcapabilities.h"
#include "backends/core/result.h"
#include "backends/libvirt/session.h"

namespace vitrine {

/** Two or three calls; the first one on a fresh daemon probes QEMU and takes most of a second. Worker thread. */
[[nodiscard]] Result<HostCapabilities> readHost(const Session &session);

/** Takes in what a domain capabilities document tells of devices and firmware. Pure. */
void readDomainCapabilities(const QByteArray &xml, HostCapabilities &host);

/** One of QEMU's firmware descriptor files (docs/interop/firmware.json). */
struct FirmwareDescriptor {
    QString loader = {};
    QString varsTemplate = {};
    bool secureBoot = false;
    bool enrolledKeys = false;
    bool forQ35 = false; ///< x86_64, pflash, raw
    bool operator==(const FirmwareDescriptor &) const = default;
};
/** Pure; std::nullopt for what is no usable flash firmware. */
[[nodiscard]] std::optional<FirmwareDescriptor> parseFirmwareDescriptor(const QByteArray &json);

/** Of the descriptors, in order of their precedence, picks those whose loader is among `offered`. Pure. */
void chooseFirmware(const QList<FirmwareDescriptor> &descriptors, const QStringList &offered, HostCapabilities &host);

/** NUMA nodes and total huge pages of a capabilities document. Pure. */
void readMemoryPages(const QByteArray &capabilities, HostCapabilities &host);
/** The same as they are now. Blocks. */
void refreshMemoryPages(const Session &session, HostCapabilities &host);

/** Every <loader><value> of a domain capabilities document. Pure. */
[[nodiscard]] QStringList offeredLoaders(const QByteArray &xml);

} // namespace vitrine
