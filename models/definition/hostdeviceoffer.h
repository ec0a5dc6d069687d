// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostdevices.h"
#include "backends/core/properties/property.h"

/** @file Whether a machine can have a device of the host, and at what price. Pure. */
namespace vitrine {

/** What it would mean to give a device to a machine. */
struct HostDeviceOffer {
    QList<HostDevice> together = {}; ///< the device, and what the machine gets along with it
    UsbMatch match = UsbMatch::Model;
    QString refusal = {}; ///< a sentence why it can't be had; empty: it can
    QStringList warnings = {}; ///< sentences to be confirmed
    QString note = {}; ///< a sentence worth knowing; may be empty
};

/** `all`: what HostDeviceRole::devices() told; `xml`: the machine, which may have the device already. */
[[nodiscard]] HostDeviceOffer offerOf(const HostDevice &device, const QList<HostDevice> &all, const DomainXml &xml);

/** No PCI device can be handed over because nothing guards the memory: what to switch on. Empty when something does. */
[[nodiscard]] QString iommuAdvice(const QList<HostDevice> &all);

} // namespace vitrine
