// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/capabilities.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

/** @file Devices of the host as values, and how a definition names them. Pure. */
namespace vitrine {

struct PciAddress {
    int domain = 0;
    int bus = 0;
    int slot = 0;
    int function = 0;

    /** "0000:01:00.0" */
    [[nodiscard]] QString toString() const;
    bool operator==(const PciAddress &) const = default;
};

/** Something that the host itself does with a device now, and would lose. */
struct HostDeviceUse {
    enum class Kind {
        Screen, ///< detail: the connector, or empty for the firmware's screen
        Disk, ///< detail: where it is mounted, or "swap"
        Network, ///< detail: the interface, which is up
        Input, ///< keyboard or mouse; detail: its name
    };
    Kind kind = Kind::Disk;
    QString detail = {};
    bool operator==(const HostDeviceUse &) const = default;
};

/** A kind of part that a device can be divided into. */
struct MediatedType {
    QString id = {}; ///< "i915-GVTg_V5_4"
    QString name = {}; ///< may be empty
    int available = 0; ///< how many more can be made
    bool operator==(const MediatedType &) const = default;
};

enum class HostDeviceKind {
    Pci,
    Usb,
    Mediated, ///< A part of a PCI device, made beforehand.
};

struct HostDevice {
    QString name = {}; ///< the hypervisor's: "pci_0000_01_00_0"
    HostDeviceKind kind = HostDeviceKind::Pci;
    quint16 vendorId = 0;
    quint16 productId = 0;
    QString vendorName = {}; ///< both may be empty; of USB devices the device's own words: untrusted
    QString productName = {};
    QString driver = {}; ///< the host's, empty when it has none
    QList<HostDeviceUse> uses = {}; ///< known of this computer only, not of remote hosts
    Support support = {}; ///< whether a machine of this connection could have it at all

    // PCI
    PciAddress pci = {};
    quint32 pciClass = 0; ///< class, subclass, interface: 0x030000 is a VGA card
    std::optional<int> iommuGroup = {}; ///< devices of one group can only be handed over together
    QList<MediatedType> mediatedTypes = {};

    // USB
    int usbBus = 0;
    int usbDevice = 0; ///< Changes whenever it is plugged in.
    QString serial = {}; ///< may be empty; known of this computer only

    // Mediated
    QUuid mediatedId = {};
    QString mediatedType = {};
    QString parent = {}; ///< HostDevice::name of what it is a part of

    bool operator==(const HostDevice &) const = default;
};

/** Carries other devices and stays with the host when its group is handed over: host and PCI bridges. */
[[nodiscard]] bool isPciBridge(const HostDevice &device);

/** How a definition finds a USB device. */
enum class UsbMatch {
    Model, ///< Any of this maker and model, wherever it is plugged in; the machine starts without it, too.
    Place, ///< The one at this bus and number, until it is unplugged.
};
/** The <hostdev> element. */
[[nodiscard]] QString hostDeviceXml(const HostDevice &device, UsbMatch match = UsbMatch::Model);

} // namespace vitrine
