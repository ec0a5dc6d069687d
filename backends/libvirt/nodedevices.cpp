// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/nodedevices.h"

#include "backends/core/xmldocument.h"
#include "backends/core/xmltree.h"
#include "backends/host/hostuses.h"
#include "backends/libvirt/errortranslation.h"

#include <QFile>

#include <pugixml.hpp>

#include <cstdlib>
#include <memory>
#include <unistd.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

using NativeText = std::unique_ptr<char, decltype(&std::free)>;

constexpr auto usbHubs = "09"_L1;
constexpr unsigned wantedKinds = VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV | VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV | VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV;

/** "0x8086", or "0" of what has none. */
quint16 idOf(const pugi::xml_node &node)
{
    return attributeOf(node, "id").toUShort(nullptr, 0);
}

int numberIn(const pugi::xml_node &capability, const char *element)
{
    return textOf(capability.child(element)).toInt(nullptr, 0);
}

void readMaker(HostDevice &device, const pugi::xml_node &capability)
{
    device.vendorId = idOf(capability.child("vendor"));
    device.productId = idOf(capability.child("product"));
    device.vendorName = textOf(capability.child("vendor")).simplified();
    device.productName = textOf(capability.child("product")).simplified();
}

void readGroup(HostDevice &device, const pugi::xml_node &capability)
{
    if (const pugi::xml_node group = capability.child("iommuGroup")) {
        device.iommuGroup = group.attribute("number").as_int();
    }
}

void readPci(HostDevice &device, const pugi::xml_node &capability)
{
    device.kind = HostDeviceKind::Pci;
    readMaker(device, capability);
    readGroup(device, capability);
    device.pci = {.domain = numberIn(capability, "domain"),
                  .bus = numberIn(capability, "bus"),
                  .slot = numberIn(capability, "slot"),
                  .function = numberIn(capability, "function")};
    device.pciClass = textOf(capability.child("class")).toUInt(nullptr, 0);
    const pugi::xml_node types = capability.find_child_by_attribute("capability", "type", "mdev_types");
    for (const pugi::xml_node type : types.children("type")) {
        device.mediatedTypes.append({.id = attributeOf(type, "id"), .name = textOf(type.child("name")), .available = numberIn(type, "availableInstances")});
    }
}

void readUsb(HostDevice &device, const pugi::xml_node &capability)
{
    device.kind = HostDeviceKind::Usb;
    readMaker(device, capability);
    device.usbBus = numberIn(capability, "bus");
    device.usbDevice = numberIn(capability, "device");
}

void readMediated(HostDevice &device, const pugi::xml_node &capability)
{
    device.kind = HostDeviceKind::Mediated;
    readGroup(device, capability);
    device.mediatedId = QUuid(textOf(capability.child("uuid")));
    device.mediatedType = attributeOf(capability.child("type"), "id");
}

QString fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

/** A machine of this user gets what this user may open. */
Support usbSupport(const Session &session, const HostDevice &device)
{
    const QString node = u"/dev/bus/usb/%1/%2"_s.arg(device.usbBus, 3, 10, QChar(u'0')).arg(device.usbDevice, 3, 10, QChar(u'0'));
    if (!session.isLocal() || !session.isPerUser() || ::access(QFile::encodeName(node).constData(), R_OK | W_OK) == 0) {
        return {};
    }
    return {.supported = false, .reason = {.code = ErrorCode::PermissionDenied, .subject = node}};
}

bool isUsbHub(const NodeDevice &node)
{
    constexpr quint16 linuxFoundation = 0x1d6b; // makes the kernel's root hubs
    return node.device.kind == HostDeviceKind::Usb && (node.device.vendorId == linuxFoundation || fileText(node.path + u"/bDeviceClass"_s) == usbHubs);
}

} // namespace

std::optional<NodeDevice> parseNodeDevice(const QString &xml)
{
    const auto document = parseXmlDocument(xml, "device"_L1);
    if (!document) {
        return std::nullopt;
    }
    const pugi::xml_node root = (*document)->child("device");
    NodeDevice node{.device = {.name = textOf(root.child("name"))}, .path = textOf(root.child("path"))};
    node.device.parent = textOf(root.child("parent"));
    node.device.driver = textOf(root.child("driver").child("name"));
    const std::pair<const char *, void (*)(HostDevice &, const pugi::xml_node &)> readers[] = {{"pci", readPci}, {"usb_device", readUsb}, {"mdev", readMediated}};
    for (const auto &[type, read] : readers) {
        if (const pugi::xml_node capability = root.find_child_by_attribute("capability", "type", type)) {
            read(node.device, capability);
            return node;
        }
    }
    return std::nullopt;
}

Result<QList<HostDevice>> readNodeDevices(const Session &session, const Support &passthrough)
{
    virNodeDevicePtr *native = nullptr;
    const int count = virConnectListAllNodeDevices(session.connection(), &native, wantedKinds);
    if (count < 0) {
        return fail(lastError(u"list-host-devices"_s));
    }
    const HostUses uses = session.isLocal() ? HostUses::read() : HostUses();
    QList<HostDevice> devices;
    for (int i = 0; i < count; ++i) {
        const NodeDeviceHandle handle(native[i]);
        const NativeText xml(virNodeDeviceGetXMLDesc(handle.get(), 0), &std::free);
        auto node = parseNodeDevice(QString::fromUtf8(xml.get())); // nothing when it was unplugged meanwhile
        if (!node || (session.isLocal() && isUsbHub(*node))) {
            continue;
        }
        node->device.uses = uses.of(node->path);
        if (node->device.kind != HostDeviceKind::Usb) {
            node->device.support = passthrough;
        } else {
            node->device.support = usbSupport(session, node->device);
            node->device.serial = session.isLocal() ? fileText(node->path + u"/serial"_s) : QString();
        }
        devices.append(node->device);
    }
    std::free(native);
    return devices;
}

} // namespace vitrine
