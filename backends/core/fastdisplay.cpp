// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/fastdisplay.h"

#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

bool hasFastDisplay(const MachineDetails &details)
{
    return std::ranges::any_of(details.graphics, [](const GraphicsDetails &graphics) {
        return graphics.type == "dbus"_L1 && graphics.peerToPeer;
    });
}

namespace {

bool isDrawnByGpu(const MachineDetails &details)
{
    return details.acceleration3d || std::ranges::any_of(details.graphics, [](const GraphicsDetails &graphics) {
               return graphics.openGl || graphics.type == "egl-headless"_L1;
           });
}

} // namespace

Result<> addFastDisplay(DomainXml &xml)
{
    if (isDrawnByGpu(machineDetails(xml))) {
        return fail(ErrorCode::NotSupported, {}, u"a graphics processor draws the screen"_s, u"add-fast-display"_s);
    }
    pugi::xml_node devices = xml.root().child("devices");
    pugi::xml_node last;
    for (const pugi::xml_node graphics : devices.children("graphics")) {
        if (attributeOf(graphics, "type") == "dbus"_L1) {
            return fail(ErrorCode::InvalidState, {}, u"there is a D-Bus display already"_s, u"add-fast-display"_s);
        }
        last = graphics;
    }
    if (!last) {
        return fail(ErrorCode::NotSupported, {}, u"the machine has no screen"_s, u"add-fast-display"_s);
    }
    // Behind the others: virt-viewer takes the first of them and gives up on one it doesn't know.
    pugi::xml_node added = devices.insert_child_after("graphics", last);
    if (const pugi::xml_node indent = last.previous_sibling(); indent.type() == pugi::node_pcdata) {
        devices.insert_copy_before(indent, added);
    }
    setAttribute(added, "type", "dbus");
    setAttribute(added, "p2p", "yes");
    return {};
}

} // namespace vitrine
