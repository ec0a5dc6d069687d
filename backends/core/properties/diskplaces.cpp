// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/diskplaces.h"

#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString prefixOf(const QString &bus)
{
    return bus == "virtio"_L1 ? u"vd"_s : bus == "ide"_L1 ? u"hd"_s : bus == "fdc"_L1 ? u"fd"_s : bus == "xen"_L1 ? u"xvd"_s : u"sd"_s;
}

/** 0 -> "a", 26 -> "aa". */
QString letters(int index)
{
    QString text;
    for (++index; index > 0; index = (index - 1) / 26) {
        text.prepend(QChar(u'a' + (index - 1) % 26));
    }
    return text;
}

/** "sdc" -> 2; -1 for a name that ends in no letters. */
int indexOfName(const QString &name)
{
    static const QStringList prefixes{u"xvd"_s, u"vd"_s, u"hd"_s, u"fd"_s, u"sd"_s};
    const auto prefix = std::ranges::find_if(prefixes, [&name](const QString &candidate) {
        return name.startsWith(candidate);
    });
    int index = 0;
    for (const QChar letter : prefix == prefixes.cend() ? QStringView() : QStringView(name).sliced(prefix->size())) {
        if (letter < u'a' || letter > u'z' || index > 10000) {
            return -1;
        }
        index = index * 26 + (letter.unicode() - u'a' + 1);
    }
    return index - 1;
}

/** All places of one controller of the bus, in the order in which libvirt fills them. */
QList<DrivePlace> placesOn(const QString &bus, int controller)
{
    constexpr int sataPorts = 6;
    constexpr int scsiUnits = 16;
    constexpr int scsiReserved = 7; // the controller's own on narrow buses
    QList<DrivePlace> places;
    if (bus == "sata"_L1) {
        for (int unit = 0; unit < sataPorts; ++unit) {
            places.append({.controller = controller, .unit = unit});
        }
    } else if (bus == "scsi"_L1) {
        for (int unit = 0; unit < scsiUnits; ++unit) {
            if (unit != scsiReserved) {
                places.append({.controller = controller, .unit = unit});
            }
        }
    } else if (bus == "ide"_L1) {
        for (int position = 0; position < 4; ++position) {
            places.append({.controller = controller, .bus = position / 2, .unit = position % 2});
        }
    } else if (bus == "fdc"_L1) {
        places = {{.controller = controller}, {.controller = controller, .unit = 1}};
    }
    return places;
}

QString busOf(const pugi::xml_node &disk)
{
    return attributeOf(disk.child("target"), "bus");
}

QList<DrivePlace> takenPlaces(const pugi::xml_node &disk)
{
    QList<DrivePlace> taken;
    for (const pugi::xml_node other : disk.parent().children("disk")) {
        const std::optional<DrivePlace> place = other != disk && busOf(other) == busOf(disk) ? placeOfDrive(other) : std::nullopt;
        if (place) {
            taken.append(*place);
        }
    }
    return taken;
}

void writePlace(pugi::xml_node disk, const DrivePlace &place)
{
    removeChild(disk, disk.child("address"));
    pugi::xml_node address = appendElement(disk, "address");
    setAttribute(address, "type", "drive");
    setAttribute(address, "controller", std::to_string(place.controller));
    setAttribute(address, "bus", std::to_string(place.bus));
    setAttribute(address, "target", "0");
    setAttribute(address, "unit", std::to_string(place.unit));
}

} // namespace

QString freeDiskName(const DomainXml &xml, const QString &bus, const pugi::xml_node &except)
{
    for (int i = 0;; ++i) {
        const QString name = prefixOf(bus) + letters(i);
        const pugi::xml_node disk = xml.disk(name);
        if (!disk || disk == except) {
            return name;
        }
    }
}

void ensureScsiController(DomainXml &xml)
{
    const pugi::xml_node devices = xml.root().child("devices");
    if (devices.find_child_by_attribute("controller", "type", "scsi")) {
        return;
    }
    pugi::xml_node controller = appendElement(devices, "controller");
    setAttribute(controller, "type", "scsi");
    setAttribute(controller, "model", "virtio-scsi");
}

std::optional<DrivePlace> placeOfDrive(const pugi::xml_node &disk)
{
    const QString bus = busOf(disk);
    const QList<DrivePlace> first = placesOn(bus, 0);
    if (first.isEmpty()) {
        return std::nullopt;
    }
    const pugi::xml_node address = disk.child("address");
    if (attributeOf(address, "type") == "drive"_L1) {
        return DrivePlace{.controller = address.attribute("controller").as_int(), .bus = address.attribute("bus").as_int(), .unit = address.attribute("unit").as_int()};
    }
    const int index = indexOfName(attributeOf(disk.child("target"), "dev"));
    if (index < 0) {
        return std::nullopt;
    }
    DrivePlace place = first.at(index % first.size());
    place.controller = index / int(first.size());
    return place;
}

int placesOfController(const QString &bus)
{
    return int(placesOn(bus, 0).size());
}

Result<> putOnController(pugi::xml_node disk, int controller)
{
    const QList<DrivePlace> places = placesOn(busOf(disk), controller);
    if (places.isEmpty()) {
        return fail(ErrorCode::NotSupported, busOf(disk));
    }
    const QList<DrivePlace> taken = takenPlaces(disk);
    const auto free = std::ranges::find_if(places, [&taken](const DrivePlace &place) {
        return !taken.contains(place);
    });
    if (free == places.cend()) {
        return fail(ErrorCode::NoFreeSlot, busOf(disk));
    }
    writePlace(disk, *free);
    return {};
}

void avoidTakenPlace(const pugi::xml_node &disk)
{
    const std::optional<DrivePlace> derived = placeOfDrive(disk);
    for (int controller = 0; derived && takenPlaces(disk).contains(*derived); ++controller) {
        if (putOnController(disk, controller)) {
            return;
        }
    }
}

} // namespace vitrine
