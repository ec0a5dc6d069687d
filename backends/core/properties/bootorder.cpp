// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/bootorder.h"

#include "backends/core/properties/property.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const pugi::xml_node &device)
{
    const bool isDisk = device.name() == std::string_view("disk");
    return isDisk ? attributeOf(device.child("target"), "dev") : attributeOf(device.child("mac"), "address");
}

/** Told by a name of its own, else (the adapters of a team share their address) by its place among its kind. */
QString lineOf(const pugi::xml_node &device)
{
    const QString element = QString::fromUtf8(device.name());
    const QString name = nameOf(device);
    const auto namesakes = std::ranges::count_if(device.parent().children(device.name()), [&name](const pugi::xml_node &other) {
        return nameOf(other) == name;
    });
    return element + u' ' + (name.isEmpty() || namesakes > 1 ? QString::number(refOf(device).index) : name);
}

bool isBootable(const pugi::xml_node &device)
{
    static constexpr std::string_view elements[] = {"disk", "interface", "hostdev", "redirdev"};
    return std::ranges::find(elements, std::string_view(device.name())) != std::end(elements);
}

QList<pugi::xml_node> bootableNodes(const pugi::xml_node &root)
{
    QList<pugi::xml_node> nodes;
    for (const pugi::xml_node node : root.child("devices").children()) {
        if (isBootable(node)) {
            nodes.append(node);
        }
    }
    return nodes;
}

/** Whether <boot dev='kind'/> means this device. */
bool isOfKind(const pugi::xml_node &device, const QString &kind)
{
    const QString element = QString::fromUtf8(device.name());
    if (kind == "network"_L1) {
        return element == "interface"_L1;
    }
    if (element != "disk"_L1) {
        return false;
    }
    const QString type = QString::fromUtf8(device.attribute("device").as_string("disk"));
    return kind == "hd"_L1 ? type == "disk"_L1 || type == "lun"_L1 : kind == "fd"_L1 ? type == "floppy"_L1 : type == kind;
}

QStringList orderByKind(const pugi::xml_node &root)
{
    QStringList lines;
    for (const pugi::xml_node boot : root.child("os").children("boot")) {
        for (const pugi::xml_node &node : bootableNodes(root)) {
            if (isOfKind(node, attributeOf(boot, "dev"))) {
                lines.append(lineOf(node));
            }
        }
    }
    return lines;
}

void setOrder(pugi::xml_node device, qsizetype position)
{
    if (position < 0) {
        pugi::xml_node boot = device.child("boot");
        boot.remove_attribute("order");
        if (boot && !boot.first_attribute()) {
            removeChild(device, boot);
        }
        return;
    }
    setAttribute(ensureChild(device, "boot", {"source", "target", "mac", "model"}), "order", std::to_string(position + 1));
}

} // namespace

QString readBootOrder(const DomainXml &, const pugi::xml_node &root)
{
    QList<std::pair<int, QString>> ordered;
    for (const pugi::xml_node &node : bootableNodes(root)) {
        if (const pugi::xml_attribute order = node.child("boot").attribute("order")) {
            ordered.append({order.as_int(), lineOf(node)});
        }
    }
    if (ordered.isEmpty()) {
        return orderByKind(root).join(u'\n');
    }
    std::ranges::stable_sort(ordered, {}, &std::pair<int, QString>::first);
    QStringList lines;
    for (const auto &[order, line] : std::as_const(ordered)) {
        lines.append(line);
    }
    return lines.join(u'\n');
}

Result<> writeBootOrder(DomainXml &xml, pugi::xml_node root, const QString &value)
{
    const QStringList wanted = value.split(u'\n', Qt::SkipEmptyParts);
    const QStringList there = bootableDevices(xml);
    for (const QString &line : wanted) {
        if (!there.contains(line)) {
            return fail(ErrorCode::NotFound, line, {}, u"boot-order"_s);
        }
    }
    pugi::xml_node os = root.child("os");
    while (const pugi::xml_node kind = os.child("boot")) {
        removeChild(os, kind);
    }
    for (const pugi::xml_node &node : bootableNodes(root)) {
        setOrder(node, wanted.indexOf(lineOf(node)));
    }
    return {};
}

QStringList bootableDevices(const DomainXml &xml)
{
    QStringList lines;
    for (const pugi::xml_node &node : bootableNodes(xml.root())) {
        lines.append(lineOf(node));
    }
    return lines;
}

} // namespace vitrine
