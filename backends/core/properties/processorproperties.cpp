// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

#include <algorithm>
#include <array>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

int limitOf(const pugi::xml_node &root)
{
    return root.child("vcpu").text().as_int(1);
}

QString readCount(const DomainXml &, const pugi::xml_node &root)
{
    const pugi::xml_node processors = root.child("vcpu");
    return QString::number(processors.attribute("current").as_int(limitOf(root)));
}

Result<> writeCount(DomainXml &xml, pugi::xml_node, const QString &value)
{
    xml.setProcessors(value.toInt());
    return {};
}

QString readLimit(const DomainXml &, const pugi::xml_node &root)
{
    return QString::number(limitOf(root));
}

Result<> writeLimit(DomainXml &xml, pugi::xml_node root, const QString &value)
{
    const int limit = value.toInt();
    const int count = std::min(readCount(xml, root).toInt(), limit);
    root.child("vcpu").remove_attribute("current");
    xml.setProcessors(limit);
    if (count < limit) {
        setAttribute(root.child("vcpu"), "current", std::to_string(count));
    }
    return {};
}

template<size_t index>
constexpr const char *level = std::array{"sockets", "dies", "clusters", "cores", "threads"}[index];

template<size_t index>
QString readLevel(const DomainXml &, const pugi::xml_node &root)
{
    const pugi::xml_node topology = root.child("cpu").child("topology");
    return topology ? QString::number(topology.attribute(level<index>).as_int(1)) : QString();
}

/** The hypervisor wants all of sockets, cores and threads, or none. */
template<size_t index>
Result<> writeLevel(DomainXml &, pugi::xml_node root, const QString &value)
{
    const pugi::xml_node cpu = ensureChild(root, "cpu", {"os", "features"});
    pugi::xml_node topology = cpu.child("topology");
    if (value.isEmpty()) {
        removeChild(cpu, topology);
        return {};
    }
    if (!topology) {
        topology = ensureChild(cpu, "topology", {"model", "vendor"});
        setAttribute(topology, "sockets", std::to_string(limitOf(root)));
        setAttribute(topology, "cores", "1");
        setAttribute(topology, "threads", "1");
    }
    setAttribute(topology, level<index>, value.toStdString());
    return {};
}

QString readMode(const DomainXml &, const pugi::xml_node &root)
{
    const pugi::xml_node cpu = root.child("cpu");
    const QString mode = attributeOf(cpu, "mode");
    return mode.isEmpty() && cpu.child("model") ? u"custom"_s : mode;
}

Result<> writeMode(DomainXml &, pugi::xml_node root, const QString &value)
{
    pugi::xml_node cpu = ensureChild(root, "cpu", {"os", "features"});
    if (value == "custom"_L1) {
        setAttribute(cpu, "mode", "custom");
        cpu.remove_attribute("migratable");
        if (!cpu.child("model")) {
            setText(ensureChild(cpu, "model", {}), "qemu64");
        }
        return {};
    }
    for (const char *attribute : {"match", "check"}) {
        cpu.remove_attribute(attribute);
    }
    for (const char *child : {"model", "vendor"}) {
        removeChild(cpu, cpu.child(child));
    }
    if (value != "host-passthrough"_L1 && value != "maximum"_L1) {
        cpu.remove_attribute("migratable");
    }
    setValueAt(root, "cpu/@mode"_L1, value);
    return {};
}

/** "require vmx", a line each. */
QString readFeatures(const DomainXml &, const pugi::xml_node &root)
{
    QStringList lines;
    for (const pugi::xml_node feature : root.child("cpu").children("feature")) {
        lines.append(attributeOf(feature, "policy") + u' ' + attributeOf(feature, "name"));
    }
    return lines.join(u'\n');
}

Result<> writeFeatures(DomainXml &, pugi::xml_node root, const QString &value)
{
    pugi::xml_node cpu = ensureChild(root, "cpu", {"os", "features"});
    QStringList wanted = value.split(u'\n', Qt::SkipEmptyParts);
    for (pugi::xml_node feature = cpu.child("feature"); feature;) {
        const pugi::xml_node next = feature.next_sibling("feature");
        if (!wanted.removeOne(attributeOf(feature, "policy") + u' ' + attributeOf(feature, "name"))) {
            removeChild(cpu, feature);
        }
        feature = next;
    }
    for (const QString &line : std::as_const(wanted)) {
        pugi::xml_node feature = appendElement(cpu, "feature");
        setAttribute(feature, "policy", xmlText(line.section(u' ', 0, 0)));
        setAttribute(feature, "name", xmlText(line.section(u' ', 1)));
    }
    return {};
}

QString readAcceleration(const DomainXml &, const pugi::xml_node &root)
{
    return attributeOf(root, "type");
}

Result<> writeAcceleration(DomainXml &xml, pugi::xml_node root, const QString &value)
{
    if (value == "kvm"_L1 || value == "qemu"_L1) {
        xml.setAcceleration(value == "kvm"_L1);
    } else {
        setAttribute(root, "type", xmlText(value));
    }
    return {};
}

/** Only the cache of the third level can be made up. */
Result<> writeCache(DomainXml &, pugi::xml_node root, const QString &value)
{
    pugi::xml_node cpu = ensureChild(root, "cpu", {"os", "features"});
    if (value.isEmpty()) {
        removeChild(cpu, cpu.child("cache"));
        return {};
    }
    setValueAt(root, "cpu/cache/@mode"_L1, value);
    setValueAt(root, "cpu/cache/@level"_L1, value == "emulate"_L1 ? u"3"_s : QString());
    return {};
}

bool isHosts(const pugi::xml_node &root)
{
    const QString mode = attributeOf(root.child("cpu"), "mode");
    return mode == "host-passthrough"_L1 || mode == "maximum"_L1;
}

bool isCustom(const pugi::xml_node &root)
{
    return root.child("cpu").child("model") || attributeOf(root.child("cpu"), "mode") == "custom"_L1;
}

constexpr auto page = SettingsPage::System;
constexpr auto countPlaces =
    "vcpu vcpu/@current vcpus! cpu/topology/@sockets cpu/topology/@dies cpu/topology/@clusters cpu/topology/@cores cpu/topology/@threads cpu/numa/cell/@cpus"_L1;

constexpr ChoiceRule caches[] = {{"passthrough"_L1, isHosts}};

constexpr Property rows[] = {
    numberRow("processors.count"_L1, {}, "vcpu"_L1).on(page).within(1, 4096).required().takes(Effect::Now).by(readCount, writeCount).touching(countPlaces),
    numberRow("processors.limit"_L1, {}, "vcpu"_L1).on(page).within(1, 4096).required().advanced().by(readLimit, writeLimit).touching(countPlaces),
    numberRow("processors.sockets"_L1, {}, "cpu/topology"_L1).on(page).within(1, 4096).advanced().by(readLevel<0>, writeLevel<0>).touching("cpu/topology!"_L1),
    numberRow("processors.dies"_L1, {}, "cpu/topology"_L1).on(page).within(1, 4096).advanced().by(readLevel<1>, writeLevel<1>).touching("cpu/topology!"_L1),
    numberRow("processors.clusters"_L1, {}, "cpu/topology"_L1).on(page).within(1, 4096).advanced().by(readLevel<2>, writeLevel<2>).touching("cpu/topology!"_L1),
    numberRow("processors.cores"_L1, {}, "cpu/topology"_L1).on(page).within(1, 4096).advanced().by(readLevel<3>, writeLevel<3>).touching("cpu/topology!"_L1),
    numberRow("processors.threads"_L1, {}, "cpu/topology"_L1).on(page).within(1, 4096).advanced().by(readLevel<4>, writeLevel<4>).touching("cpu/topology!"_L1),
    choiceRow("acceleration.type"_L1, {}, "@type"_L1, "kvm qemu")
        .on(page)
        .required()
        .by(readAcceleration, writeAcceleration)
        .touching("@type cpu/@mode cpu/@match cpu/@check cpu/model! cpu/vendor!"_L1),
    choiceRow("cpu.mode"_L1, {}, "cpu/@mode"_L1, "host-passthrough host-model maximum custom")
        .on(page)
        .advanced()
        .by(readMode, writeMode)
        .touching("cpu/@mode cpu/@match cpu/@check cpu/@migratable cpu/model! cpu/vendor!"_L1),
    textRow("cpu.model"_L1, {}, "cpu/model"_L1).on(page).advanced().checked(PropertyCheck::Identifier).when(isCustom),
    choiceRow("cpu.match"_L1, {}, "cpu/@match"_L1, "minimum exact strict").on(page).advanced().when(isCustom),
    choiceRow("cpu.check"_L1, {}, "cpu/@check"_L1, "none partial full").on(page).advanced(),
    flagRow("cpu.migratable"_L1, {}, "cpu/@migratable"_L1, "on off").on(page).advanced().when(isHosts),
    choiceRow("cpu.cache"_L1, {}, "cpu/cache/@mode"_L1, "emulate passthrough disable")
        .on(page)
        .advanced()
        .only(caches)
        .by(nullptr, writeCache)
        .touching("cpu/cache!"_L1),
    listRow("cpu.features"_L1, {}, "cpu/feature"_L1)
        .on(page)
        .advanced()
        .checked(PropertyCheck::SingleLine)
        .by(readFeatures, writeFeatures)
        .touching("cpu/feature!"_L1),
};

} // namespace

std::span<const Property> processorProperties()
{
    return rows;
}

} // namespace vitrine
