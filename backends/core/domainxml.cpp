// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/domainxml.h"

#include "backends/core/properties/memorymodules.h"
#include "backends/core/xmldocument.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

void setOptionalText(pugi::xml_node root, const char *name, const QString &text)
{
    if (text.isEmpty()) {
        removeChild(root, root.child(name));
        return;
    }
    setText(ensureChild(root, name, {"name", "uuid", "genid", "title"}), xmlText(text));
}

void setKibibytes(pugi::xml_node amount, quint64 bytes)
{
    setAttribute(amount, "unit", "KiB");
    setText(amount, std::to_string(bytes / 1024));
}

quint64 cellBytes(const pugi::xml_node &cell)
{
    return scaledBytes(attributeOf(cell, "memory"), attributeOf(cell, "unit")).value_or(0);
}

void setCellMemory(const pugi::xml_node &numa, quint64 bytes)
{
    quint64 total = 0;
    for (const pugi::xml_node cell : numa.children("cell")) {
        total += cellBytes(cell);
    }
    const auto cells = std::distance(numa.children("cell").begin(), numa.children("cell").end());
    quint64 left = bytes / 1024;
    auto remaining = cells;
    for (const pugi::xml_node cell : numa.children("cell")) {
        const double share = total > 0 ? double(cellBytes(cell)) / double(total) : 1.0 / double(cells);
        const quint64 part = --remaining == 0 ? left : std::min(left, quint64(double(bytes / 1024) * share));
        setAttribute(cell, "memory", std::to_string(part));
        setAttribute(cell, "unit", "KiB");
        left -= part;
    }
}

/** The product of sockets, dies, clusters, cores and threads has to be the processor limit. */
void setTopology(pugi::xml_node topology, int processors)
{
    int others = 1;
    for (const char *level : {"sockets", "dies", "clusters", "threads"}) {
        const int count = topology.attribute(level).as_int(1);
        others = count > 0 && count <= processors && others <= processors ? others * count : processors + 1;
    }
    if (processors % others != 0) {
        for (const char *level : {"sockets", "dies", "clusters", "threads"}) {
            if (topology.attribute(level)) {
                setAttribute(topology, level, "1");
            }
        }
        others = 1;
    }
    setAttribute(topology, "cores", std::to_string(processors / others));
}

/** Makes <cpu> fit a new processor limit. */
void fitCpu(pugi::xml_node cpu, int processors)
{
    if (const pugi::xml_node topology = cpu.child("topology")) {
        setTopology(topology, processors);
    }
    const pugi::xml_node cell = cpu.child("numa").child("cell");
    if (cell && !cell.next_sibling("cell")) {
        setAttribute(cell, "cpus", processors > 1 ? "0-" + std::to_string(processors - 1) : "0");
    }
}

} // namespace

DomainXml::DomainXml()
    : m_document(std::make_unique<pugi::xml_document>())
{
}

DomainXml::DomainXml(DomainXml &&) noexcept = default;
DomainXml &DomainXml::operator=(DomainXml &&) noexcept = default;
DomainXml::~DomainXml() = default;

Result<DomainXml> DomainXml::parse(const QString &xml)
{
    auto document = parseXmlDocument(xml, "domain"_L1);
    if (!document) {
        return fail(document.error());
    }
    DomainXml result;
    result.m_document = std::move(*document);
    return result;
}

QString DomainXml::toString() const
{
    return xmlDocumentText(*m_document);
}

pugi::xml_node DomainXml::root() const
{
    return m_document->child("domain");
}

pugi::xml_node DomainXml::disk(const QString &target) const
{
    return root().child("devices").find_child([&target](const pugi::xml_node &node) {
        return node.name() == std::string_view("disk") && attributeOf(node.child("target"), "dev") == target;
    });
}

pugi::xml_node DomainXml::networkAdapter(const QString &mac) const
{
    return root().child("devices").find_child([&mac](const pugi::xml_node &node) {
        return node.name() == std::string_view("interface") && attributeOf(node.child("mac"), "address").compare(mac, Qt::CaseInsensitive) == 0;
    });
}

void DomainXml::setTitle(const QString &title)
{
    setOptionalText(root(), "title", title);
}

void DomainXml::setDescription(const QString &description)
{
    setOptionalText(root(), "description", description);
}

void DomainXml::setMemory(quint64 bytes)
{
    const pugi::xml_node numa = root().child("cpu").child("numa");
    const pugi::xml_node limit = root().child("maxMemory");
    setKibibytes(ensureChild(root(), "memory", {"name", "uuid", "genid", "title", "description", "metadata", "maxMemory"}), bytes);
    if (const pugi::xml_node current = root().child("currentMemory")) {
        setKibibytes(current, bytes);
    }
    if (limit && bytesOf(limit) < bytes) {
        setKibibytes(limit, bytes);
    }
    if (numa.child("cell")) {
        const quint64 plugged = pluggedMemory(*this);
        setCellMemory(numa, bytes - std::min(bytes, plugged));
    }
}

void DomainXml::setProcessors(int count)
{
    pugi::xml_node processors = ensureChild(root(), "vcpu", {"name", "memory", "currentMemory", "memoryBacking"});
    const int limit = processors.text().as_int(1);
    if (processors.attribute("current") && limit > count) {
        setAttribute(processors, "current", std::to_string(count));
    } else {
        processors.remove_attribute("current");
        setText(processors, std::to_string(count));
        fitCpu(root().child("cpu"), count);
    }
    removeChild(root(), root().child("vcpus"));
}

Result<> DomainXml::setMedium(const QString &target, const QString &path)
{
    pugi::xml_node drive = disk(target);
    const std::string_view device = drive.attribute("device").as_string("disk");
    if (device != "cdrom" && device != "floppy") {
        return fail(ErrorCode::NotFound, target, {}, u"set-medium"_s);
    }
    const bool isFile = drive.attribute("type").as_string() == std::string_view("file");
    if (path.isEmpty() || !isFile) {
        removeChild(drive, drive.child("source"));
    }
    setAttribute(drive, "type", "file");
    if (path.isEmpty()) {
        return {};
    }
    if (!drive.child("source")) {
        setAttribute(ensureChild(drive, "source", {"driver", "auth"}), "startupPolicy", "optional");
    }
    setAttribute(drive.child("source"), "file", xmlText(path));
    return {};
}

Result<> DomainXml::setLinkUp(const QString &mac, bool up)
{
    pugi::xml_node interface = networkAdapter(mac);
    if (!interface) {
        return fail(ErrorCode::NotFound, mac, {}, u"set-link"_s);
    }
    if (!up || interface.child("link")) {
        setAttribute(ensureChild(interface, "link", {"mac", "source", "target", "model"}), "state", up ? "up" : "down");
    }
    return {};
}

void DomainXml::setAcceleration(bool kvm)
{
    setAttribute(root(), "type", kvm ? "kvm" : "qemu");
    pugi::xml_node cpu = ensureChild(root(), "cpu", {"os", "features"});
    setAttribute(cpu, "mode", kvm ? "host-passthrough" : "maximum");
    for (const char *attribute : {"match", "check"}) {
        cpu.remove_attribute(attribute);
    }
    for (const char *child : {"model", "vendor"}) {
        removeChild(cpu, cpu.child(child));
    }
}

} // namespace vitrine
