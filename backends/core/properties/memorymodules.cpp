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

quint64 pluggedMemory(const pugi::xml_node &root)
{
    quint64 bytes = 0;
    for (const pugi::xml_node module : root.child("devices").children("memory")) {
        bytes += bytesOf(module.child("target").child("size"));
    }
    return bytes;
}

bool memoryAddsUp(const pugi::xml_node &root)
{
    const quint64 ofNodes = memoryOfNodes(root);
    return ofNodes > 0 && bytesOf(root.child("memory")) == ofNodes + pluggedMemory(root);
}

void addUpMemory(const pugi::xml_node &root)
{
    const quint64 bytes = memoryOfNodes(root) + pluggedMemory(root);
    setBytesAt(root, "memory"_L1, bytes);
    if (bytesOf(root.child("currentMemory")) > bytes) {
        setBytesAt(root, "currentMemory"_L1, bytes);
    }
}

} // namespace vitrine
