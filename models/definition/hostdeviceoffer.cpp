// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/hostdeviceoffer.h"

#include "backends/core/properties/deviceedit.h"
#include "models/definition/hostdevicetext.h"
#include "models/errortext.h"

#include <KLocalizedString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

using Use = HostDeviceUse::Kind;

/** The host stops without these: bus bridges with timers and the like behind them, and the system management bus. */
bool isPartOfHost(const HostDevice &device)
{
    const quint32 subclass = device.pciClass >> 8;
    return device.kind == HostDeviceKind::Pci && (subclass == 0x0601 || subclass == 0x0c05 || subclass == 0x0500);
}

bool holdsTheSystem(const HostDeviceUse &use)
{
    static const QStringList folders{u"/"_s, u"/boot"_s, u"/boot/efi"_s, u"/usr"_s, u"/var"_s, u"/home"_s, u"swap"_s};
    return use.kind == Use::Disk && folders.contains(use.detail);
}

QList<HostDevice> groupOf(const HostDevice &device, const QList<HostDevice> &all)
{
    QList<HostDevice> group{device};
    for (const HostDevice &other : all) {
        if (other.kind == HostDeviceKind::Pci && other.name != device.name && other.iommuGroup == device.iommuGroup && !isPciBridge(other)) {
            group.append(other);
        }
    }
    return group;
}

bool isInMachine(const HostDevice &device, const DomainXml &xml)
{
    const QList<DeviceRef> devices = devicesOf(xml);
    return std::ranges::any_of(devices, [&](const DeviceRef &ref) {
        return ref.element == "hostdev"_L1 && findHostDevice(xml, ref, {device});
    });
}

QString supportRefusal(const HostDevice &device)
{
    switch (device.support.reason.code) {
    case ErrorCode::NeedsSystemConnection:
        return i18nc("@info",
                     "A machine of a single user may not take a PCI device away from the computer. Make the machine on the system's connection, "
                     "qemu:///system, for that.");
    case ErrorCode::PermissionDenied:
        return i18nc("@info",
                     "Your account may not open this device. Connect it from the “Devices → USB” menu while the machine runs instead: there you are asked for permission.");
    default:
        return errorText(device.support.reason).explanation;
    }
}

QString warningFor(const HostDevice &device, const HostDeviceUse &use)
{
    const QString name = hostDeviceName(device);
    switch (use.kind) {
    case Use::Screen:
        return i18nc("@info %1: a device", "“%1” shows this computer's screen: it goes dark when the machine starts.", name);
    case Use::Network:
        return i18nc("@info %1: a device, %2: an interface", "“%1” is this computer's network connection %2: it is gone while the machine runs.", name, use.detail);
    case Use::Disk:
        return i18nc("@info %1: a device, %2: a folder", "“%1” holds “%2”, which this computer has open. Unmount it first, else what is on it can be damaged.", name, use.detail);
    case Use::Input:
        return i18nc("@info %1: a device", "“%1” is a keyboard or mouse of this computer: it does nothing here while the machine runs.", name);
    }
    return {};
}

QString refusalFor(const HostDevice &device, const HostDevice &asked)
{
    if (!device.support) {
        return supportRefusal(device);
    }
    const auto system = std::ranges::find_if(device.uses, holdsTheSystem);
    if (system != device.uses.cend()) {
        return i18nc("@info %1: a device, %2: what it does", "This computer can't run without “%1”: it %2.", hostDeviceName(device), hostDeviceUsesText(device));
    }
    if (isPartOfHost(device)) {
        return device.name == asked.name
            ? i18nc("@info %1: a device", "This computer can't run without “%1”.", hostDeviceName(device))
            : i18nc("@info %1: a device", "“%1” would have to move along, and this computer can't run without it.", hostDeviceName(device));
    }
    return {};
}

/** Of two of one model the definition must say which. */
void matchUsb(HostDeviceOffer &offer, const HostDevice &device, const QList<HostDevice> &all)
{
    const auto same = std::ranges::count_if(all, [&device](const HostDevice &other) {
        return other.kind == HostDeviceKind::Usb && other.vendorId == device.vendorId && other.productId == device.productId;
    });
    if (same > 1) {
        offer.match = UsbMatch::Place;
        offer.note = i18nc("@info", "Another device of this model is plugged in. The machine gets this one until it is unplugged; add it again then.");
    } else {
        offer.note = i18nc("@info", "The machine gets it wherever it is plugged in, and starts without it when it is not there.");
    }
}

void groupPci(HostDeviceOffer &offer, const HostDevice &device, const QList<HostDevice> &all)
{
    offer.together = groupOf(device, all);
    QStringList others;
    for (const HostDevice &other : std::as_const(offer.together)) {
        if (other.name != device.name) {
            others.append(hostDeviceName(other));
        }
    }
    if (!others.isEmpty()) {
        offer.note = i18nc("@info %1: devices", "The computer can only hand these over together, so the machine also gets: %1.", others.join(u", "_s));
    }
}

} // namespace

QString iommuAdvice(const QList<HostDevice> &all)
{
    const auto isPci = [](const HostDevice &device) {
        return device.kind == HostDeviceKind::Pci;
    };
    const bool on = std::ranges::any_of(all, [&isPci](const HostDevice &device) {
        return isPci(device) && device.iommuGroup;
    });
    if (on || std::ranges::none_of(all, isPci)) {
        return {};
    }
    constexpr quint16 amd = 0x1022;
    const bool isAmd = std::ranges::any_of(all, [](const HostDevice &device) {
        return isPciBridge(device) && device.vendorId == amd;
    });
    return isAmd ? i18nc("@info",
                         "PCI devices can't be handed over: this computer's IOMMU, which keeps them out of others' memory, is off. Switch on “AMD-Vi” or “IOMMU” "
                         "in the firmware set-up and start the computer again.")
                 : i18nc("@info",
                         "PCI devices can't be handed over: this computer's IOMMU, which keeps them out of others' memory, is off. Switch on “VT-d” in the "
                         "firmware set-up, add “intel_iommu=on” to the kernel's command line, and start the computer again.");
}

HostDeviceOffer offerOf(const HostDevice &device, const QList<HostDevice> &all, const DomainXml &xml)
{
    HostDeviceOffer offer{.together = {device}};
    if (device.kind == HostDeviceKind::Pci) {
        groupPci(offer, device, all);
    } else if (device.kind == HostDeviceKind::Usb) {
        matchUsb(offer, device, all);
    }
    if (isInMachine(device, xml)) {
        offer.refusal = i18nc("@info", "The machine has it already.");
    }
    for (const HostDevice &moved : std::as_const(offer.together)) {
        if (offer.refusal.isEmpty()) {
            offer.refusal = refusalFor(moved, device);
        }
        for (const HostDeviceUse &use : moved.uses) {
            if (!offer.warnings.contains(warningFor(moved, use))) {
                offer.warnings.append(warningFor(moved, use));
            }
        }
    }
    if (offer.refusal.isEmpty() && device.kind == HostDeviceKind::Pci && !device.iommuGroup) {
        offer.refusal = iommuAdvice(all);
    }
    offer.together.removeIf([&xml](const HostDevice &moved) {
        return isInMachine(moved, xml);
    });
    return offer;
}

} // namespace vitrine
