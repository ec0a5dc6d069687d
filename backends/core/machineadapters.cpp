// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/machineadapters.h"

#include "backends/core/domainxml.h"
#include "backends/core/xmltree.h"

namespace vitrine {

QList<MachineAdapter> machineAdapters(const DomainXml &xml, const MachineId &machine)
{
    const QString title = textOf(xml.root().child("title"));
    const QString name = title.isEmpty() ? textOf(xml.root().child("name")) : title;
    QList<MachineAdapter> adapters;
    for (const pugi::xml_node interface : xml.root().child("devices").children("interface")) {
        const QString mac = attributeOf(interface.child("mac"), "address");
        adapters.append({.machine = machine, .machineName = name, .mac = mac, .forwards = portForwards(xml, mac)});
    }
    return adapters;
}

} // namespace vitrine
