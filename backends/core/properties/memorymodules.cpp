// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/memorymodules.h"

#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

quint64 memoryOfNodes(const pugi::xml_node &root)
{
    quint64 bytes = 0;
    for (const pugi::xml_node cell : root.child("cpu").child("numa").children("cell")) {
        bytes += scaledBytes(attributeOf(cell, "memory"), attributeOf(cell, "unit")).value_or(0);
    }
    return bytes;
}

} // namespace

quint64 pluggedMemory(const DomainXml &xml)
{
    quint64 bytes = 0;
    for (const pugi::xml_node module : xml.root().child("devices").children("memory")) {
        bytes += bytesOf(module.child("target").child("size"));
    }
    return bytes;
}

bool memoryAddsUp(const DomainXml &xml)
{
    const quint64 ofNodes = memoryOfNodes(xml.root());
    return ofNodes > 0 && bytesOf(xml.root().child("memory")) == ofNodes + pluggedMemory(xml);
}

void addUpMemory(DomainXml &xml)
{
    const quint64 bytes = memoryOfNodes(xml.root()) + pluggedMemory(xml);
    setBytesAt(xml.root(), "memory"_L1, bytes);
    if (bytesOf(xml.root().child("currentMemory")) > bytes) {
        setBytesAt(xml.root(), "currentMemory"_L1, bytes);
    }
}

} // namespace vitrine
