// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/hostdevices.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString hex(int number, int digits)
{
    return u"%1"_s.arg(number, digits, 16, QChar(u'0'));
}

QString usbSource(const HostDevice &device, UsbMatch match)
{
    if (match == UsbMatch::Place) {
        return u"<source startupPolicy='optional'><address bus='%1' device='%2'/></source>"_s.arg(device.usbBus).arg(device.usbDevice);
    }
    return u"<source startupPolicy='optional'><vendor id='0x%1'/><product id='0x%2'/></source>"_s.arg(hex(device.vendorId, 4), hex(device.productId, 4));
}

} // namespace

QString PciAddress::toString() const
{
    return u"%1:%2:%3.%4"_s.arg(hex(domain, 4), hex(bus, 2), hex(slot, 2), hex(function, 1));
}

bool isPciBridge(const HostDevice &device)
{
    const quint32 subclass = device.pciClass >> 8;
    return device.kind == HostDeviceKind::Pci && (subclass == 0x0600 || subclass == 0x0604);
}

QString hostDeviceXml(const HostDevice &device, UsbMatch match)
{
    switch (device.kind) {
    case HostDeviceKind::Pci:
        return u"<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x%1' bus='0x%2' slot='0x%3' function='0x%4'/></source></hostdev>"_s
            .arg(hex(device.pci.domain, 4), hex(device.pci.bus, 2), hex(device.pci.slot, 2), hex(device.pci.function, 1));
    case HostDeviceKind::Usb:
        return u"<hostdev mode='subsystem' type='usb' managed='yes'>%1</hostdev>"_s.arg(usbSource(device, match));
    case HostDeviceKind::Mediated:
        return u"<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='%1'/></source></hostdev>"_s.arg(
            device.mediatedId.toString(QUuid::WithoutBraces));
    }
    return {};
}

} // namespace vitrine
