// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/storagelayout.h"

#include "backends/core/properties/diskplaces.h"
#include "backends/core/properties/machinetraits.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

const QStringList &busOrder()
{
    static const QStringList order{u"virtio"_s, u"sata"_s, u"scsi"_s, u"ide"_s, u"usb"_s, u"fdc"_s};
    return order;
}

/** Controllers that are shown although nothing is on them. */
bool holdsDrives(const QString &type)
{
    return type == "sata"_L1 || type == "scsi"_L1 || type == "ide"_L1 || type == "fdc"_L1;
}

QString typeOf(const pugi::xml_node &controller)
{
    return attributeOf(controller, "type");
}

/** Without a number in the document they count from nought. */
int indexOf(const pugi::xml_node &controller)
{
    if (const pugi::xml_attribute index = controller.attribute("index")) {
        return index.as_int();
    }
    int before = 0;
    for (const pugi::xml_node other : controller.parent().children("controller")) {
        if (other == controller) {
            break;
        }
        before += typeOf(other) == typeOf(controller) ? 1 : 0;
    }
    return before;
}

StorageBus &busAt(QList<StorageBus> &layout, const QString &bus, int index)
{
    const auto found = std::ranges::find_if(layout, [&](const StorageBus &candidate) {
        return candidate.bus == bus && candidate.index == index;
    });
    if (found != layout.end()) {
        return *found;
    }
    layout.append({.bus = bus, .index = index});
    return layout.last();
}

} // namespace

QList<StorageBus> storageLayout(const DomainXml &xml)
{
    QList<StorageBus> layout;
    if (isQemu(xml.root())) { // needs no controller, so that there is always a place for it
        layout.append({.bus = u"virtio"_s});
    }
    for (const pugi::xml_node device : xml.root().child("devices").children()) {
        const QString element = QString::fromUtf8(device.name());
        if (element == "controller"_L1 && holdsDrives(typeOf(device))) {
            busAt(layout, typeOf(device), indexOf(device)).controller = refOf(device);
        } else if (element == "disk"_L1) {
            const std::optional<DrivePlace> place = placeOfDrive(device);
            busAt(layout, attributeOf(device.child("target"), "bus"), place ? place->controller : 0).drives.append(refOf(device));
        }
    }
    const auto rank = [](const StorageBus &bus) {
        const qsizetype position = busOrder().indexOf(bus.bus);
        return std::pair(position < 0 ? busOrder().size() : position, bus.index);
    };
    std::ranges::stable_sort(layout, {}, rank);
    return layout;
}

QList<DeviceRef> otherControllers(const DomainXml &xml)
{
    QList<DeviceRef> found;
    for (const pugi::xml_node controller : xml.root().child("devices").children("controller")) {
        if (!holdsDrives(typeOf(controller))) {
            found.append(refOf(controller));
        }
    }
    return found;
}

QStringList busesFor(const DomainXml &xml, const QString &kind)
{
    if (kind == "floppy"_L1) {
        return isX86(xml.root()) ? QStringList{u"fdc"_s} : QStringList{};
    }
    QStringList buses{u"virtio"_s, u"sata"_s, u"scsi"_s, u"ide"_s, u"usb"_s};
    if (kind == "lun"_L1) {
        return {u"scsi"_s};
    }
    if (kind == "cdrom"_L1) {
        buses.removeAll(u"virtio"_s);
    }
    if (!isQemu(xml.root())) {
        buses.removeAll(u"virtio"_s);
    }
    if (!isI440fx(xml.root())) {
        buses.removeAll(u"ide"_s);
    }
    if (!isX86(xml.root())) {
        buses.removeAll(u"sata"_s);
    }
    return buses;
}

bool hasRoom(const StorageBus &bus)
{
    const int places = placesOfController(bus.bus);
    return places == 0 || bus.drives.size() < places;
}

int freeControllerIndex(const DomainXml &xml, const QString &type)
{
    int free = 0;
    for (const StorageBus &bus : storageLayout(xml)) {
        free = bus.bus == type ? std::max(free, bus.index + 1) : free;
    }
    return free;
}

} // namespace vitrine
