// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/memorymodules.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr auto hotPlugSlots = "8";

QString readSize(const DomainXml &, const pugi::xml_node &root)
{
    const std::optional<quint64> bytes = bytesAt(root, "memory"_L1);
    return bytes ? QString::number(*bytes) : QString();
}

Result<> writeSize(DomainXml &xml, pugi::xml_node, const QString &value)
{
    xml.setMemory(value.toULongLong());
    return {};
}

QString readCurrent(const DomainXml &xml, const pugi::xml_node &root)
{
    const std::optional<quint64> bytes = bytesAt(root, "currentMemory"_L1);
    return bytes ? QString::number(*bytes) : readSize(xml, root);
}

Result<> writeCurrent(DomainXml &, pugi::xml_node root, const QString &value)
{
    static_cast<void>(ensureChild(root, "currentMemory", {"name", "uuid", "title", "description", "metadata", "maxMemory", "memory"}));
    setBytesAt(root, "currentMemory"_L1, value.isEmpty() ? bytesAt(root, "memory"_L1) : std::optional(value.toULongLong()));
    return {};
}

QString readLimit(const DomainXml &, const pugi::xml_node &root)
{
    const std::optional<quint64> bytes = bytesAt(root, "maxMemory"_L1);
    return bytes ? QString::number(*bytes) : QString();
}

/** Memory can only be added to a guest with slots and a NUMA node. */
Result<> writeLimit(DomainXml &, pugi::xml_node root, const QString &value)
{
    if (value.isEmpty()) {
        removeChild(root, root.child("maxMemory"));
        return {};
    }
    pugi::xml_node limit = ensureChild(root, "maxMemory", {"name", "uuid", "genid", "title", "description", "metadata"});
    if (!limit.attribute("slots")) {
        setAttribute(limit, "slots", hotPlugSlots);
    }
    setBytesAt(root, "maxMemory"_L1, value.toULongLong());
    const pugi::xml_node cpu = ensureChild(root, "cpu", {"os", "features"});
    if (!cpu.child("numa")) {
        pugi::xml_node cell = appendElement(appendElement(cpu, "numa"), "cell");
        const int processors = root.child("vcpu").text().as_int(1);
        setAttribute(cell, "id", "0");
        setAttribute(cell, "cpus", processors > 1 ? "0-" + std::to_string(processors - 1) : "0");
        setAttribute(cell, "memory", std::to_string(bytesOf(root.child("memory")) / 1024));
        setAttribute(cell, "unit", "KiB");
    }
    return {};
}

bool isVirtioMemory(const pugi::xml_node &module)
{
    return attributeOf(module, "model") == "virtio-mem"_L1;
}

/** Memory of a file: has no other model. */
bool isPersistent(const pugi::xml_node &module)
{
    return bool(module.child("source").child("path"));
}

bool isVolatile(const pugi::xml_node &module)
{
    return !isPersistent(module);
}

bool isOnNode(const pugi::xml_node &module)
{
    return attributeOf(module, "model") != "virtio-pmem"_L1;
}

bool needsNode(const pugi::xml_node &module)
{
    return isOnNode(module) && module.parent().parent().child("cpu").child("numa");
}

/** Blocks, and a part that is plugged in, are one model's own. */
Result<> writeModel(DomainXml &, pugi::xml_node module, const QString &value)
{
    setAttribute(module, "model", xmlText(value));
    if (isVirtioMemory(module)) {
        setBytesAt(module, "target/block"_L1, bytesAt(module, "target/block"_L1).value_or(2 * 1024 * 1024));
        setBytesAt(module, "target/requested"_L1, bytesAt(module, "target/requested"_L1).value_or(bytesAt(module, "target/size"_L1).value_or(0)));
    } else {
        setBytesAt(module, "target/block"_L1, std::nullopt);
        setBytesAt(module, "target/requested"_L1, std::nullopt);
    }
    if (value == "virtio-pmem"_L1) {
        setValueAt(module, "target/node"_L1, {});
    }
    removeChild(module, module.child("address"));
    return {};
}

/** Not more is plugged in than there is, and the machine's memory is counted with it. */
Result<> writeModuleSize(DomainXml &xml, pugi::xml_node module, const QString &value)
{
    const quint64 bytes = value.toULongLong();
    const bool counted = memoryAddsUp(xml);
    setBytesAt(module, "target/size"_L1, bytes);
    if (bytesAt(module, "target/requested"_L1).value_or(0) > bytes) {
        setBytesAt(module, "target/requested"_L1, bytes);
    }
    if (counted) {
        addUpMemory(xml);
    }
    return {};
}

constexpr ChoiceRule models[] = {{"dimm virtio-mem"_L1, isVolatile}, {"nvdimm virtio-pmem"_L1, isPersistent}};

constexpr auto page = SettingsPage::System;
constexpr auto tuning = SettingsPage::Tuning;
constexpr quint64 MiB = 1024 * 1024;

constexpr Property rows[] = {
    bytesRow("memory.size"_L1, {}, "memory"_L1)
        .on(page)
        .within(MiB)
        .required()
        .by(readSize, writeSize)
        .touching("memory currentMemory maxMemory cpu/numa/cell/@memory"_L1),
    bytesRow("memory.current"_L1, {}, "currentMemory"_L1).on(page).within(MiB).takes(Effect::Now).by(readCurrent, writeCurrent),
    bytesRow("memory.limit"_L1, {}, "maxMemory"_L1).on(page).within(MiB).advanced().by(readLimit, writeLimit).touching("maxMemory! cpu/numa!"_L1),
    flagRow("memory.hugePages"_L1, {}, "memoryBacking/hugepages!"_L1).on(tuning).advanced(),
    bytesRow("memory.hugePageSize"_L1, {}, "memoryBacking/hugepages/page/@size"_L1).on(tuning).advanced(),
    choiceRow("memory.source"_L1, {}, "memoryBacking/source/@type"_L1, "anonymous file memfd").on(tuning).advanced(),
    choiceRow("memory.access"_L1, {}, "memoryBacking/access/@mode"_L1, "private shared").on(tuning).advanced(),
    choiceRow("memory.allocation"_L1, {}, "memoryBacking/allocation/@mode"_L1, "immediate ondemand").on(tuning).advanced(),
    flagRow("memory.locked"_L1, {}, "memoryBacking/locked!"_L1).on(tuning).advanced(),
    flagRow("memory.noMerging"_L1, {}, "memoryBacking/nosharepages!"_L1).on(tuning).advanced(),
    flagRow("memory.discard"_L1, {}, "memoryBacking/discard!"_L1).on(tuning).advanced(),
    bytesRow("memory.hardLimit"_L1, {}, "memtune/hard_limit"_L1).on(tuning).advanced(),
    bytesRow("memory.softLimit"_L1, {}, "memtune/soft_limit"_L1).on(tuning).advanced(),
    bytesRow("memory.swapLimit"_L1, {}, "memtune/swap_hard_limit"_L1).on(tuning).advanced(),
    // Memory that was plugged in
    choiceRow("memory.moduleModel"_L1, "memory"_L1, "@model"_L1, "dimm virtio-mem nvdimm virtio-pmem")
        .on(page)
        .required()
        .advanced()
        .only(models)
        .by(nullptr, writeModel)
        .touching("@model target/block! target/requested! target/node! address!"_L1),
    bytesRow("memory.moduleSize"_L1, "memory"_L1, "target/size"_L1)
        .on(page)
        .required()
        .within(MiB)
        .advanced()
        .by(nullptr, writeModuleSize)
        .touching("target/size target/requested! /domain/memory /domain/currentMemory"_L1),
    bytesRow("memory.moduleRequested"_L1, "memory"_L1, "target/requested"_L1).on(page).advanced().takes(Effect::Now).when(isVirtioMemory),
    numberRow("memory.moduleNode"_L1, "memory"_L1, "target/node"_L1).on(page).advanced().when(isOnNode).neededWhen(needsNode),
    bytesRow("memory.moduleBlock"_L1, "memory"_L1, "target/block"_L1)
        .on(page)
        .within(MiB)
        .advanced()
        .checked(PropertyCheck::PowerOfTwo)
        .when(isVirtioMemory)
        .neededWhen(isVirtioMemory),
    // The balloon
    choiceRow("balloon.model"_L1, "memballoon"_L1, "@model"_L1, "virtio virtio-transitional virtio-non-transitional none").on(page).required().advanced(),
    flagRow("balloon.autoDeflate"_L1, "memballoon"_L1, "@autodeflate"_L1, "on off").on(page).advanced(),
    flagRow("balloon.freePages"_L1, "memballoon"_L1, "@freePageReporting"_L1, "on off").on(page).advanced(),
    numberRow("balloon.statistics"_L1, "memballoon"_L1, "stats/@period"_L1).on(page).advanced().within(0, 86400),
};

} // namespace

std::span<const Property> memoryProperties()
{
    return rows;
}

} // namespace vitrine
