// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demohostdevices.h"

#include "backends/demo/demobackend.h"

#include <QUrlQuery>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

using Use = HostDeviceUse;

HostDevice pci(PciAddress address, quint32 pciClass, quint16 vendor, quint16 product, int group)
{
    return {.name = u"pci_"_s + address.toString().replace(u':', u'_').replace(u'.', u'_'),
            .kind = HostDeviceKind::Pci,
            .vendorId = vendor,
            .productId = product,
            .pci = address,
            .pciClass = pciClass,
            .iommuGroup = group};
}

HostDevice named(HostDevice device, const QString &vendor, const QString &product, const QString &driver = {}, const QList<Use> &uses = {})
{
    device.vendorName = vendor;
    device.productName = product;
    device.driver = driver;
    device.uses = uses;
    return device;
}

HostDevice usb(int number, quint16 vendor, quint16 product, const QString &serial)
{
    return {.name = u"usb_1_%1"_s.arg(number),
            .kind = HostDeviceKind::Usb,
            .vendorId = vendor,
            .productId = product,
            .usbBus = 1,
            .usbDevice = number,
            .serial = serial};
}

QList<HostDevice> pciDevices()
{
    const QString intel = u"Intel Corporation"_s;
    const QString nvidia = u"NVIDIA Corporation"_s;
    const QString realtek = u"Realtek Semiconductor Co., Ltd."_s;
    HostDevice integrated = named(pci({0, 0, 2, 0}, 0x030000, 0x8086, 0x5912, 1), intel, u"HD Graphics 630"_s, u"i915"_s, {{Use::Kind::Screen, u"HDMI-A-1"_s}});
    integrated.mediatedTypes = {{.id = u"i915-GVTg_V5_8"_s, .name = u"GVTg_V5_8"_s, .available = 1}, {.id = u"i915-GVTg_V5_4"_s, .name = {}, .available = 0}};
    return {named(pci({0, 0, 0, 0}, 0x060000, 0x8086, 0x591f, 0), intel, u"Host Bridge"_s),
            named(pci({0, 0, 1, 0}, 0x060400, 0x8086, 0x1901, 2), intel, u"PCIe Controller (x16)"_s, u"pcieport"_s),
            integrated,
            named(pci({0, 1, 0, 0}, 0x030000, 0x10de, 0x1c82, 2), nvidia, u"GP107 [GeForce GTX 1050 Ti]"_s, u"nouveau"_s),
            named(pci({0, 1, 0, 1}, 0x040300, 0x10de, 0x0fb9, 2), nvidia, u"GP107GL High Definition Audio Controller"_s, u"snd_hda_intel"_s),
            named(pci({0, 0, 0x1f, 0}, 0x060100, 0x8086, 0xa2c5, 8), intel, u"LPC Controller"_s, u"lpc_ich"_s),
            named(pci({0, 0, 0x1f, 3}, 0x040300, 0x8086, 0xa2f0, 8), intel, u"HD Audio Controller"_s, u"snd_hda_intel"_s),
            named(pci({0, 2, 0, 0}, 0x010802, 0x144d, 0xa808, 9), u"Samsung Electronics Co Ltd"_s, u"NVMe SSD Controller SM981"_s, u"nvme"_s, {{Use::Kind::Disk, u"/"_s}}),
            named(pci({0, 3, 0, 0}, 0x020000, 0x10ec, 0x8168, 10), realtek, u"RTL8111 Ethernet Controller"_s, u"r8169"_s, {{Use::Kind::Network, u"enp3s0"_s}}),
            named(pci({0, 4, 0, 0}, 0x020000, 0x8086, 0x10fb, 11), intel, u"82599ES 10-Gigabit Network Connection"_s, u"ixgbe"_s)};
}

QList<HostDevice> usbDevices()
{
    HostDevice camera = named(usb(6, 0x046d, 0x0825, u"5FB1A1D0"_s), u"Logitech, Inc."_s, u"Webcam C270"_s, u"uvcvideo"_s);
    camera.support = {.supported = false, .reason = {.code = ErrorCode::PermissionDenied, .subject = u"/dev/bus/usb/001/006"_s}};
    return {named(usb(2, 0x046d, 0xc31c, {}), u"Logitech, Inc."_s, u"Keyboard K120"_s, u"usbhid"_s, {{Use::Kind::Input, u"Logitech USB Keyboard"_s}}),
            named(usb(3, 0x0951, 0x1666, u"60A44C413FD8F1B0"_s), u"Kingston Technology"_s, u"DataTraveler 100 G3"_s, u"usb-storage"_s),
            named(usb(4, 0x0403, 0x6001, u"A9007UX1"_s), u"FTDI"_s, u"FT232R USB UART"_s, u"ftdi_sio"_s),
            named(usb(5, 0x0403, 0x6001, u"A9007UX2"_s), u"FTDI"_s, u"FT232R USB UART"_s, u"ftdi_sio"_s),
            camera};
}

HostDevice mediated()
{
    return {.name = u"mdev_c1f0a2f4_6d52_4a3c_9a39_1f1f6f4bb1a7"_s,
            .kind = HostDeviceKind::Mediated,
            .iommuGroup = 12,
            .mediatedId = QUuid(u"c1f0a2f4-6d52-4a3c-9a39-1f1f6f4bb1a7"_s),
            .mediatedType = u"i915-GVTg_V5_4"_s,
            .parent = u"pci_0000_00_02_0"_s};
}

} // namespace

DemoHostDevices::DemoHostDevices(DemoBackend *backend)
    : m_backend(backend)
{
}

Task<QList<HostDevice>> DemoHostDevices::devices()
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    QList<HostDevice> all = pciDevices() + usbDevices() + QList{mediated()};
    if (QUrlQuery(QUrl(backend->uri())).queryItemValue(u"iommu"_s) == "off"_L1) {
        for (HostDevice &device : all) {
            device.iommuGroup.reset();
        }
    }
    co_return all;
}

} // namespace vitrine
