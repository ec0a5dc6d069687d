// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/definitionsummary.h"

#include "backends/core/domainxml.h"

#include <pugixml.hpp>

#include <string_view>

namespace vitrine {
namespace {

quint64 bytesOf(const pugi::xml_node &amount)
{
    const std::string_view unit = amount.attribute("unit").as_string("KiB");
    const quint64 value = amount.text().as_ullong();
    if (unit == "b" || unit == "bytes") {
        return value;
    }
    // "KiB", "K", "k" are binary, "KB" decimal, and so on (libvirt.org/formatdomain.html).
    const quint64 base = unit.size() == 2 && unit[1] == 'B' ? 1000 : 1024;
    constexpr std::string_view prefixes = "KMGTPE";
    const auto power = prefixes.find(unit.starts_with('k') ? 'K' : unit.empty() ? 'K' : unit[0]);
    quint64 bytes = value;
    for (size_t i = 0; power != std::string_view::npos && i <= power; ++i) {
        bytes *= base;
    }
    return bytes;
}

/** Namespace prefixes are the writer's choice; only the local name is compared. */
std::string_view localName(const pugi::xml_node &node)
{
    const std::string_view name = node.name();
    const size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void readMetadata(const pugi::xml_node &metadata, DefinitionSummary &summary)
{
    for (const pugi::xml_node element : metadata.children()) {
        const std::string_view name = localName(element);
        if (name == "libosinfo") {
            for (const pugi::xml_node os : element.children()) {
                if (localName(os) == "os") {
                    summary.osId = QString::fromUtf8(os.attribute("id").as_string());
                }
            }
        } else if (name == "vm" && element.attribute("group")) {
            summary.group = QString::fromUtf8(element.attribute("group").as_string());
        }
    }
}

} // namespace

void DefinitionSummary::writeTo(MachineInfo &info) const
{
    info.detailsKnown = true;
    info.title = title;
    info.description = description;
    info.osId = osId;
    info.hypervisorType = hypervisorType;
    info.group = group;
    info.memoryBytes = memoryBytes;
    info.processors = processors;
    info.hasGraphics = hasGraphics;
    info.graphicsCard = graphicsCard;
}

Result<DefinitionSummary> summarizeDefinition(const QString &domainXml)
{
    const Result<DomainXml> parsed = DomainXml::parse(domainXml);
    if (!parsed) {
        return fail(parsed.error());
    }
    const pugi::xml_node root = parsed->root();
    DefinitionSummary summary;
    summary.title = QString::fromUtf8(root.child("title").text().as_string());
    summary.description = QString::fromUtf8(root.child("description").text().as_string());
    summary.hypervisorType = QString::fromUtf8(root.attribute("type").as_string());
    readMetadata(root.child("metadata"), summary);
    const pugi::xml_node current = root.child("currentMemory");
    summary.memoryBytes = bytesOf(current ? current : root.child("memory"));
    const pugi::xml_node vcpu = root.child("vcpu");
    summary.processors = vcpu.attribute("current").as_int(vcpu.text().as_int(1));
    const pugi::xml_node devices = root.child("devices");
    summary.hasGraphics = bool(devices.child("graphics"));
    summary.graphicsCard = QString::fromUtf8(devices.child("video").child("model").attribute("type").as_string());
    return summary;
}

} // namespace vitrine
