// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/machinetraits.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr auto osInfoNamespace = "http://libosinfo.org/xmlns/libvirt/domain/1.0";

/** <libosinfo:os>, whatever the prefix is in this document. */
pugi::xml_node osElement(const pugi::xml_node &metadata)
{
    for (const pugi::xml_node child : metadata.children()) {
        const QString name = QString::fromUtf8(child.name());
        if (name.endsWith(":libosinfo"_L1) || name == "libosinfo"_L1) {
            return child.find_child([](const pugi::xml_node &inner) {
                const QString innerName = QString::fromUtf8(inner.name());
                return innerName == "os"_L1 || innerName.endsWith(":os"_L1);
            });
        }
    }
    return {};
}

QString readOs(const DomainXml &, const pugi::xml_node &root)
{
    return attributeOf(osElement(root.child("metadata")), "id");
}

Result<> writeOs(DomainXml &, pugi::xml_node root, const QString &value)
{
    pugi::xml_node os = osElement(root.child("metadata"));
    if (value.isEmpty()) {
        const pugi::xml_node libosinfo = os.parent();
        removeChild(libosinfo, os);
        if (!libosinfo.find_child([](const pugi::xml_node &node) {
                return node.type() == pugi::node_element;
            })) {
            removeChild(root.child("metadata"), libosinfo);
        }
        return {};
    }
    if (!os) {
        const pugi::xml_node metadata = ensureChild(root, "metadata", {"name", "uuid", "genid", "title", "description"});
        pugi::xml_node libosinfo = appendElement(metadata, "libosinfo:libosinfo");
        setAttribute(libosinfo, "xmlns:libosinfo", osInfoNamespace);
        os = libosinfo.append_child("libosinfo:os");
    }
    setAttribute(os, "id", xmlText(value));
    return {};
}

Result<> writeTitle(DomainXml &xml, pugi::xml_node, const QString &value)
{
    xml.setTitle(value);
    return {};
}

Result<> writeDescription(DomainXml &xml, pugi::xml_node, const QString &value)
{
    xml.setDescription(value);
    return {};
}

constexpr auto page = SettingsPage::General;

// What only Xen can do.
constexpr ChoiceRule endings[] = {{"preserve rename-restart"_L1, isNotQemu}};
constexpr ChoiceRule crashEndings[] = {{"rename-restart"_L1, isNotQemu}};

constexpr Property rows[] = {
    textRow("general.title"_L1, {}, "title"_L1).on(page).checked(PropertyCheck::SingleLine).takes(Effect::Now).by(nullptr, writeTitle),
    textRow("general.os"_L1, {}, "metadata"_L1)
        .on(page)
        .checked(PropertyCheck::SingleLine)
        .takes(Effect::Now)
        .by(readOs, writeOs)
        .touching("metadata/libosinfo:libosinfo!"_L1),
    textRow("general.description"_L1, {}, "description"_L1).on(page).takes(Effect::Now).by(nullptr, writeDescription),
    textRow("general.name"_L1, {}, "name"_L1).on(page).checked(PropertyCheck::Name).required().advanced().takes(Effect::Impossible),
    choiceRow("general.onPowerOff"_L1, {}, "on_poweroff"_L1, "destroy restart preserve rename-restart").on(page).only(endings).advanced(),
    choiceRow("general.onReboot"_L1, {}, "on_reboot"_L1, "destroy restart preserve rename-restart").on(page).only(endings).advanced(),
    choiceRow("general.onCrash"_L1, {}, "on_crash"_L1, "destroy restart preserve rename-restart coredump-destroy coredump-restart")
        .on(page)
        .only(crashEndings)
        .advanced(),
};

} // namespace

std::span<const Property> generalProperties()
{
    return rows;
}

} // namespace vitrine
