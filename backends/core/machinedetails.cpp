// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/machinedetails.h"

#include "backends/core/domainxml.h"
#include "backends/core/xmltree.h"

#include <algorithm>
#include <map>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString networkSource(const pugi::xml_node &source)
{
    const pugi::xml_node host = source.child("host");
    const QString name = attributeOf(host, "name");
    return u"%1://%2/%3"_s.arg(attributeOf(source, "protocol"), name.isEmpty() ? attributeOf(host, "socket") : name, attributeOf(source, "name"));
}

QString diskSource(const pugi::xml_node &disk, const QString &type)
{
    const pugi::xml_node source = disk.child("source");
    if (!source) {
        return {};
    }
    if (type == "volume"_L1) {
        return attributeOf(source, "pool") + u'/' + attributeOf(source, "volume");
    }
    if (type == "network"_L1) {
        return networkSource(source);
    }
    for (const char *name : {"file", "dev", "dir", "path"}) {
        if (source.attribute(name)) {
            return attributeOf(source, name);
        }
    }
    return {};
}

DiskDetails readDisk(const pugi::xml_node &disk)
{
    const QString device = attributeOf(disk, "device");
    DiskDetails details;
    details.kind = device == "cdrom"_L1 ? DiskDetails::Kind::Cdrom : device == "floppy"_L1 ? DiskDetails::Kind::Floppy : DiskDetails::Kind::Disk;
    details.target = attributeOf(disk.child("target"), "dev");
    details.bus = attributeOf(disk.child("target"), "bus");
    details.sourceType = attributeOf(disk, "type");
    details.source = diskSource(disk, details.sourceType);
    details.format = attributeOf(disk.child("driver"), "type");
    details.readOnly = bool(disk.child("readonly"));
    details.bootOrder = disk.child("boot").attribute("order").as_int();
    return details;
}

NicDetails readNic(const pugi::xml_node &nic)
{
    NicDetails details;
    details.type = attributeOf(nic, "type");
    details.backend = attributeOf(nic.child("backend"), "type");
    for (const char *name : {"network", "bridge", "dev", "path"}) {
        if (details.source.isEmpty()) {
            details.source = attributeOf(nic.child("source"), name);
        }
    }
    details.model = attributeOf(nic.child("model"), "type");
    details.mac = attributeOf(nic.child("mac"), "address");
    details.linkUp = attributeOf(nic.child("link"), "state") != "down"_L1;
    return details;
}

GraphicsDetails readGraphics(const pugi::xml_node &graphics)
{
    GraphicsDetails details;
    details.type = attributeOf(graphics, "type");
    details.peerToPeer = attributeOf(graphics, "p2p") == "yes"_L1;
    details.openGl = attributeOf(graphics.child("gl"), "enable") == "yes"_L1;
    details.port = graphics.attribute("port").as_int(-1);
    details.address = attributeOf(graphics, "listen");
    const bool hasPorts = details.type == "spice"_L1 || details.type == "vnc"_L1 || details.type == "rdp"_L1;
    details.listensOnNetwork = hasPorts && !graphics.attribute("socket");
    for (const pugi::xml_node listen : graphics.children("listen")) {
        const QString type = attributeOf(listen, "type");
        details.listensOnNetwork = hasPorts && (type == "address"_L1 || type == "network"_L1);
        if (listen.attribute("address")) {
            details.address = attributeOf(listen, "address");
        }
    }
    return details;
}

SharedFolderDetails readFolder(const pugi::xml_node &folder)
{
    const pugi::xml_node source = folder.child("source");
    return {.source = attributeOf(source, source.attribute("dir") ? "dir" : "socket"),
            .tag = attributeOf(folder.child("target"), "dir"),
            .driver = attributeOf(folder.child("driver"), "type"),
            .readOnly = bool(folder.child("readonly"))};
}

/** What a device with its own boot order is in the words of <os><boot dev>. */
QString bootKind(const pugi::xml_node &device)
{
    const std::string_view name = device.name();
    if (name == "interface") {
        return u"network"_s;
    }
    const QString kind = attributeOf(device, "device");
    return name == "disk" && kind == "cdrom"_L1 ? u"cdrom"_s : name == "disk" && kind == "floppy"_L1 ? u"fd"_s : u"hd"_s;
}

QStringList readBootOrder(const pugi::xml_node &root)
{
    std::multimap<int, QString> ordered;
    for (const pugi::xml_node device : root.child("devices").children()) {
        if (const int order = device.child("boot").attribute("order").as_int(); order > 0) {
            ordered.emplace(order, bootKind(device));
        }
    }
    QStringList kinds;
    for (const auto &[order, kind] : ordered) {
        if (!kinds.contains(kind)) {
            kinds.append(kind);
        }
    }
    if (kinds.isEmpty()) {
        for (const pugi::xml_node boot : root.child("os").children("boot")) {
            kinds.append(attributeOf(boot, "dev"));
        }
    }
    return kinds;
}

bool hasFeature(const pugi::xml_node &os, const char *name)
{
    const pugi::xml_node feature = os.child("firmware").find_child_by_attribute("feature", "name", name);
    return attributeOf(feature, "enabled") == "yes"_L1;
}

void readFirmware(const pugi::xml_node &root, MachineDetails &details)
{
    const pugi::xml_node os = root.child("os");
    const pugi::xml_node loader = os.child("loader");
    details.architecture = attributeOf(os.child("type"), "arch");
    details.machineType = attributeOf(os.child("type"), "machine");
    details.uefi = attributeOf(os, "firmware") == "efi"_L1 || attributeOf(loader, "type") == "pflash"_L1;
    details.secureBoot = details.uefi && (attributeOf(loader, "secure") == "yes"_L1 || hasFeature(os, "secure-boot"));
    details.nvramPath = textOf(os.child("nvram")).trimmed();
    const pugi::xml_node tpm = root.child("devices").child("tpm");
    details.tpmModel = attributeOf(tpm, "model");
    details.tpmVersion = attributeOf(tpm.child("backend"), "version");
}

void readIdentity(const pugi::xml_node &root, MachineDetails &details)
{
    details.name = textOf(root.child("name"));
    details.title = textOf(root.child("title"));
    details.description = textOf(root.child("description"));
    details.hypervisorType = attributeOf(root, "type");
    const pugi::xml_node metadata = root.child("metadata");
    for (const pugi::xml_node element : metadata.children()) {
        // Any prefix may stand for libosinfo's namespace; nobody else has an <os> with such an id.
        for (const pugi::xml_node os : element.children()) {
            const std::string_view name = os.name();
            if (details.osId.isEmpty() && (name == "os" || name.ends_with(":os"))) {
                details.osId = attributeOf(os, "id");
            }
        }
    }
}

void readResources(const pugi::xml_node &root, MachineDetails &details)
{
    const pugi::xml_node current = root.child("currentMemory");
    details.memoryBytes = bytesOf(current ? current : root.child("memory"));
    details.maxMemoryBytes = bytesOf(root.child("maxMemory"));
    const pugi::xml_node processors = root.child("vcpu");
    details.maxProcessors = std::max(1, processors.text().as_int(1));
    details.processors = processors.attribute("current").as_int(details.maxProcessors);
    details.cpuMode = attributeOf(root.child("cpu"), "mode");
}

void readVideoAndSound(const pugi::xml_node &devices, MachineDetails &details)
{
    const pugi::xml_node video = devices.child("video").child("model");
    details.videoModel = attributeOf(video, "type");
    details.videoHeads = std::max(1, video.attribute("heads").as_int(1));
    details.acceleration3d = attributeOf(video.child("acceleration"), "accel3d") == "yes"_L1;
    details.soundModel = attributeOf(devices.child("sound"), "model");
    details.audioBackend = attributeOf(devices.child("audio"), "type");
}

/** A console over a serial port stands for that port, which is listed by itself. */
void readTextConsole(const pugi::xml_node &device, MachineDetails &details)
{
    const bool serial = std::string_view(device.name()) == "serial";
    const pugi::xml_node target = device.child("target");
    if (attributeOf(device, "type") != "pty"_L1 || (!serial && attributeOf(target, "type") == "serial"_L1)) {
        return;
    }
    const int port = target.attribute("port").as_int(0);
    QString name = attributeOf(device.child("alias"), "name");
    if (name.isEmpty()) {
        name = (serial ? u"serial"_s : u"console"_s) + QString::number(port);
    }
    details.textConsoles.append({.kind = serial ? TextConsoleDetails::Kind::Serial : TextConsoleDetails::Kind::Virtio, .port = port, .device = name});
}

/** libvirt knows no touch screen; people hand it to QEMU themselves. */
void readTouchScreen(const pugi::xml_node &domain, MachineDetails &details)
{
    for (const pugi::xml_node &argument : domain.child("qemu:commandline").children("qemu:arg")) {
        if (attributeOf(argument, "value").contains("virtio-multitouch"_L1)) {
            details.inputs.append(u"multitouch"_s);
        }
    }
}

void readDevice(const pugi::xml_node &device, MachineDetails &details)
{
    const std::string_view name = device.name();
    if (name == "disk") {
        details.disks.append(readDisk(device));
    } else if (name == "interface") {
        details.nics.append(readNic(device));
    } else if (name == "graphics") {
        details.graphics.append(readGraphics(device));
    } else if (name == "filesystem") {
        details.sharedFolders.append(readFolder(device));
    } else if (name == "input") {
        details.inputs.append(attributeOf(device, "type"));
    } else if (name == "serial") {
        details.serialPorts.append(attributeOf(device, "type"));
        readTextConsole(device, details);
    } else if (name == "console") {
        readTextConsole(device, details);
    } else if (name == "channel") {
        const QString channel = attributeOf(device.child("target"), "name");
        details.channels.append(channel);
        if (attributeOf(device.child("target"), "state") == "connected"_L1) {
            details.connectedChannels.append(channel);
        }
    } else if (name == "redirdev" && attributeOf(device, "bus") == "usb"_L1) {
        ++details.usbRedirections;
    } else if (name == "controller" && attributeOf(device, "type") == "usb"_L1) {
        details.usbControllers.append(attributeOf(device, "model"));
    }
}

} // namespace

MachineDetails machineDetails(const DomainXml &xml)
{
    const pugi::xml_node root = xml.root();
    MachineDetails details;
    readIdentity(root, details);
    readResources(root, details);
    readFirmware(root, details);
    details.bootOrder = readBootOrder(root);
    readVideoAndSound(root.child("devices"), details);
    for (const pugi::xml_node device : root.child("devices").children()) {
        readDevice(device, details);
    }
    readTouchScreen(root, details);
    return details;
}

} // namespace vitrine
