// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostdevices.h"
#include "backends/core/properties/property.h"

/** @file Devices of the host in words. Pure. Names are the devices' own: untrusted plain text. */
namespace vitrine {

/** "NVIDIA GP107 [GeForce GTX 1050 Ti]", "FTDI FT232R USB UART (A9007UX1)"; never empty. */
[[nodiscard]] QString hostDeviceName(const HostDevice &device);
/** "Graphics card", "USB device": the kind alone. */
[[nodiscard]] QString hostDeviceKindName(const HostDevice &device);
/** "Graphics card (NVIDIA GP107 [GeForce GTX 1050 Ti])" */
[[nodiscard]] QString hostDeviceTitle(const HostDevice &device);
[[nodiscard]] QString hostDeviceIconName(const HostDevice &device);
/** "0000:01:00.0", "0951:1666", a UUID: what the hypervisor knows it by. */
[[nodiscard]] QString hostDeviceAddress(const HostDevice &device);
/** "shows the screen HDMI-A-1", "holds “/”"; empty when the host does nothing with it. */
[[nodiscard]] QString hostDeviceUsesText(const HostDevice &device);

/** Which of the host's devices a <hostdev> of the definition is; null when it is not there (now). */
[[nodiscard]] const HostDevice *findHostDevice(const DomainXml &xml, const DeviceRef &device, const QList<HostDevice> &devices);

} // namespace vitrine
