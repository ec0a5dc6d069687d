// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/diskplaces.h"

#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

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

} // namespace vitrine
