// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostdevices.h"
#include "backends/libvirt/session.h"

namespace vitrine {

/** A device as libvirt's documents tell of it. */
struct NodeDevice {
    HostDevice device = {}; ///< without uses, serial and support
    QString path = {}; ///< in the host's /sys
};
/** Pure; nothing for what is no PCI, USB or mediated device, or not well-formed. */
[[nodiscard]] std::optional<NodeDevice> parseNodeDevice(const QString &xml);

/**
 * The blocking half of LibvirtHostDevices, for workers: same contract. On this computer also says who
 * uses a device. `passthrough` is what PCI and mediated devices get as their support.
 */
[[nodiscard]] Result<QList<HostDevice>> readNodeDevices(const Session &session, const Support &passthrough);

} // namespace vitrine
