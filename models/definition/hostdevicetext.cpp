// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/hostdevicetext.h"

#include "backends/core/properties/deviceedit.h"

#include <KLazyLocalizedString>
#include <KLocalizedString>

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

struct ClassWords {
    quint32 prefix; ///< class, or class and subclass
    KLazyLocalizedString name;
    QLatin1StringView icon;
};
constexpr ClassWords classes[] = {
    {0x0106, kli18nc("@label a PCI device", "SATA controller"), "drive-harddisk"_L1},
    {0x0108, kli18nc("@label a PCI device", "NVMe disk"), "drive-harddisk"_L1},
    {0x0c03, kli18nc("@label a PCI device", "USB controller"), "drive-removable-media-usb"_L1},
    {0x0280, kli18nc("@label a PCI device", "Wireless network card"), "network-wireless"_L1},
    {0x01, kli18nc("@label a PCI device", "Disk controller"), "drive-harddisk"_L1},
    {0x02, kli18nc("@label a PCI device", "Network card"), "network-wired"_L1},
    {0x03, kli18nc("@label a PCI device", "Graphics card"), "video-display"_L1},
    {0x04, kli18nc("@label a PCI device", "Sound or video device"), "audio-card"_L1},
    {0x06, kli18nc("@label a PCI device", "Part of the mainboard"), "preferences-devices-tree"_L1},
    {0x0d, kli18nc("@label a PCI device", "Wireless device"), "network-wireless"_L1},
    {0x12, kli18nc("@label a PCI device", "Processing accelerator"), "cpu"_L1},
};

const ClassWords *classWords(quint32 pciClass)
{
    const auto *found = std::ranges::find_if(classes, [pciClass](const ClassWords &row) {
        return row.prefix > 0xff ? pciClass >> 8 == row.prefix : pciClass >> 16 == row.prefix;
    });
    return found == std::end(classes) ? nullptr : found;
}

QString ids(const HostDevice &device)
{
    return u"%1:%2"_s.arg(device.vendorId, 4, 16, QChar(u'0')).arg(device.productId, 4, 16, QChar(u'0'));
}

/** "Intel Corporation" is Intel. */
QString shortVendor(const QString &vendor)
{
    static const QRegularExpression forms(u",?\\s+(Corporation|Corp\\.?|Co\\.?,?|Ltd\\.?|Inc\\.?|Company|Limited|GmbH|Electronics|Technology|Semiconductor)(?=$|[ ,])"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return QString(vendor).remove(forms).trimmed();
}

QString useText(const HostDeviceUse &use)
{
    switch (use.kind) {
    case HostDeviceUse::Kind::Screen:
        return use.detail.isEmpty() ? i18nc("@info what a device does for this computer", "shows the screen")
                                    : i18nc("@info what a device does for this computer, %1: a connector", "shows the screen at %1", use.detail);
    case HostDeviceUse::Kind::Disk:
        return use.detail == "swap"_L1 ? i18nc("@info what a device does for this computer", "holds swap space")
                                       : i18nc("@info what a device does for this computer, %1: a folder", "holds “%1”", use.detail);
    case HostDeviceUse::Kind::Network:
        return i18nc("@info what a device does for this computer, %1: its name", "is the network connection %1", use.detail);
    case HostDeviceUse::Kind::Input:
        return i18nc("@info what a device does for this computer, %1: its name", "is “%1”, which you may be typing or pointing with", use.detail);
    }
    return {};
}

} // namespace

QString hostDeviceName(const HostDevice &device)
{
    if (device.kind == HostDeviceKind::Mediated) {
        return i18nc("@label %1: type of a part of a graphics card", "Part “%1” of a card", device.mediatedType);
    }
    const QString vendor = shortVendor(device.vendorName);
    QString name = device.productName.isEmpty() ? vendor.isEmpty() ? hostDeviceKindName(device) : vendor : device.productName;
    if (!vendor.isEmpty() && !name.startsWith(vendor, Qt::CaseInsensitive)) {
        name = i18nc("@label %1: maker, %2: model", "%1 %2", vendor, name);
    }
    if (device.productName.isEmpty()) {
        name = i18nc("@label %1: a device, %2: its number", "%1 (%2)", name, ids(device));
    }
    return device.serial.isEmpty() ? name : i18nc("@label %1: a device, %2: its number", "%1 (%2)", name, device.serial);
}

QString hostDeviceKindName(const HostDevice &device)
{
    switch (device.kind) {
    case HostDeviceKind::Usb:
        return i18nc("@label a device", "USB device");
    case HostDeviceKind::Mediated:
        return i18nc("@label a device", "Mediated device");
    case HostDeviceKind::Pci:
        break;
    }
    const ClassWords *words = classWords(device.pciClass);
    return words ? KLocalizedString(words->name).toString() : i18nc("@label a device", "PCI device");
}

QString hostDeviceTitle(const HostDevice &device)
{
    return i18nc("@label %1: kind of device, %2: what tells it from others", "%1 (%2)", hostDeviceKindName(device), hostDeviceName(device));
}

QString hostDeviceIconName(const HostDevice &device)
{
    if (device.kind == HostDeviceKind::Usb) {
        return u"drive-removable-media-usb"_s;
    }
    const ClassWords *words = device.kind == HostDeviceKind::Pci ? classWords(device.pciClass) : nullptr;
    return words ? QString(words->icon) : u"preferences-devices-tree"_s;
}

QString hostDeviceAddress(const HostDevice &device)
{
    switch (device.kind) {
    case HostDeviceKind::Pci:
        return device.pci.toString();
    case HostDeviceKind::Usb:
        return ids(device);
    case HostDeviceKind::Mediated:
        return device.mediatedId.toString(QUuid::WithoutBraces);
    }
    return {};
}

QString hostDeviceUsesText(const HostDevice &device)
{
    QStringList texts;
    for (const HostDeviceUse &use : device.uses) {
        texts.append(useText(use));
    }
    return texts.join(i18nc("@info separates what a device does for this computer", ", "));
}

const HostDevice *findHostDevice(const DomainXml &xml, const DeviceRef &ref, const QList<HostDevice> &devices)
{
    const auto value = [&](QStringView id) {
        return propertyValue(xml, *findProperty(id), ref);
    };
    const auto number = [&](QStringView id) {
        return value(id).toInt(nullptr, 0);
    };
    const QString type = value(u"hostdev.type");
    const bool byPlace = !value(u"hostdev.usbBus").isEmpty();
    const PciAddress pci{.domain = number(u"hostdev.pciDomain"), .bus = number(u"hostdev.pciBus"), .slot = number(u"hostdev.pciSlot"), .function = number(u"hostdev.pciFunction")};
    const auto found = std::ranges::find_if(devices, [&](const HostDevice &device) {
        switch (device.kind) {
        case HostDeviceKind::Pci:
            return type == "pci"_L1 && device.pci == pci;
        case HostDeviceKind::Mediated:
            return type == "mdev"_L1 && device.mediatedId == QUuid(value(u"hostdev.mediatedId"));
        case HostDeviceKind::Usb:
            break;
        }
        const bool here = byPlace ? device.usbBus == number(u"hostdev.usbBus") && device.usbDevice == number(u"hostdev.usbDevice")
                                  : device.vendorId == number(u"hostdev.vendor") && device.productId == number(u"hostdev.product");
        return type == "usb"_L1 && here;
    });
    return found == devices.cend() ? nullptr : &*found;
}

} // namespace vitrine
