// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** "0 2-3", a line each: virtual processor and the host's. */
QString readPins(const DomainXml &, const pugi::xml_node &root)
{
    QStringList lines;
    for (const pugi::xml_node pin : root.child("cputune").children("vcpupin")) {
        lines.append(attributeOf(pin, "vcpu") + u' ' + attributeOf(pin, "cpuset"));
    }
    return lines.join(u'\n');
}

Result<> writePins(DomainXml &, pugi::xml_node root, const QString &value)
{
    const pugi::xml_node tuning = ensureChild(root, "cputune", {"vcpu", "vcpus", "iothreads", "iothreadids", "defaultiothread"});
    while (const pugi::xml_node pin = tuning.child("vcpupin")) {
        removeChild(tuning, pin);
    }
    for (const QString &line : value.split(u'\n', Qt::SkipEmptyParts)) {
        pugi::xml_node pin = appendElement(tuning, "vcpupin");
        setAttribute(pin, "vcpu", xmlText(line.section(u' ', 0, 0).remove(u':'))); // as some write it
        setAttribute(pin, "cpuset", xmlText(line.section(u' ', 1)));
    }
    if (!tuning.first_child()) {
        removeChild(root, tuning);
    }
    return {};
}

/** "0-1 4294967296", a line each: processors and bytes of one NUMA node. */
QString readCells(const DomainXml &, const pugi::xml_node &root)
{
    QStringList lines;
    for (const pugi::xml_node cell : root.child("cpu").child("numa").children("cell")) {
        const quint64 bytes = scaledBytes(attributeOf(cell, "memory"), attributeOf(cell, "unit")).value_or(0);
        lines.append(attributeOf(cell, "cpus") + u' ' + QString::number(bytes));
    }
    return lines.join(u'\n');
}

/** Cells that stay keep what else they say (distances, caches). */
Result<> writeCells(DomainXml &, pugi::xml_node root, const QString &value)
{
    const pugi::xml_node cpu = ensureChild(root, "cpu", {"os", "features"});
    const QStringList lines = value.split(u'\n', Qt::SkipEmptyParts);
    if (lines.isEmpty()) {
        removeChild(cpu, cpu.child("numa"));
        return {};
    }
    pugi::xml_node numa = cpu.child("numa") ? cpu.child("numa") : appendElement(cpu, "numa");
    pugi::xml_node cell = numa.child("cell");
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!cell) {
            cell = appendElement(numa, "cell");
            setAttribute(cell, "id", std::to_string(i));
        }
        setAttribute(cell, "cpus", xmlText(lines[i].section(u' ', 0, 0)));
        setAttribute(cell, "memory", std::to_string(lines[i].section(u' ', 1).toULongLong() / 1024));
        setAttribute(cell, "unit", "KiB");
        cell = cell.next_sibling("cell");
    }
    while (cell) {
        const pugi::xml_node next = cell.next_sibling("cell");
        removeChild(numa, cell);
        cell = next;
    }
    return {};
}

bool hasMemoryMode(const pugi::xml_node &root)
{
    const pugi::xml_node memory = root.child("numatune").child("memory");
    const bool automatic = attributeOf(memory, "placement") == "auto"_L1 || attributeOf(root.child("vcpu"), "placement") == "auto"_L1;
    return memory.attribute("mode") && !automatic;
}

constexpr auto page = SettingsPage::Tuning;

constexpr Property rows[] = {
    numberRow("tuning.shares"_L1, {}, "cputune/shares"_L1).on(page).within(1, 262144).advanced(),
    numberRow("tuning.period"_L1, {}, "cputune/period"_L1).on(page).within(1000, 1000000).advanced(),
    numberRow("tuning.quota"_L1, {}, "cputune/quota"_L1).on(page).within(1000).advanced(),
    listRow("tuning.pins"_L1, {}, "cputune/vcpupin"_L1)
        .on(page)
        .advanced()
        .checked(PropertyCheck::SingleLine)
        .by(readPins, writePins)
        .touching("cputune/vcpupin!"_L1),
    textRow("tuning.emulatorPin"_L1, {}, "cputune/emulatorpin/@cpuset"_L1).on(page).advanced().checked(PropertyCheck::CpuSet),
    textRow("tuning.processorSet"_L1, {}, "vcpu/@cpuset"_L1).on(page).advanced().checked(PropertyCheck::CpuSet),
    numberRow("tuning.ioThreads"_L1, {}, "iothreads"_L1).on(page).within(1, 1024).advanced(),
    listRow("tuning.numaNodes"_L1, {}, "cpu/numa"_L1).on(page).advanced().checked(PropertyCheck::SingleLine).by(readCells, writeCells).touching("cpu/numa!"_L1),
    choiceRow("tuning.numaMode"_L1, {}, "numatune/memory/@mode"_L1, "strict preferred interleave restrictive").on(page).advanced(),
    textRow("tuning.numaSet"_L1, {}, "numatune/memory/@nodeset"_L1).on(page).advanced().neededWhen(hasMemoryMode).checked(PropertyCheck::CpuSet),
    numberRow("tuning.blockWeight"_L1, {}, "blkiotune/weight"_L1).on(page).within(100, 1000).advanced(),
};

} // namespace

std::span<const Property> tuningProperties()
{
    return rows;
}

} // namespace vitrine
