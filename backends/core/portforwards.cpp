// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/portforwards.h"

#include "backends/core/domainxml.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr auto nameSpace = "http://vitrine.org/xmlns/libvirt/forwards/1.0";
constexpr auto listElement = "forwards:forwards";
constexpr auto nameElement = "forwards:forward";

QString protocolName(PortForward::Protocol protocol)
{
    return protocol == PortForward::Protocol::Udp ? u"udp"_s : u"tcp"_s;
}

std::optional<PortForward> parseForward(const QString &line)
{
    const QStringList words = line.split(u' ');
    if (words.size() < 5 || (words[0] != "tcp"_L1 && words[0] != "udp"_L1)) {
        return std::nullopt;
    }
    PortForward forward;
    forward.protocol = words[0] == "udp"_L1 ? PortForward::Protocol::Udp : PortForward::Protocol::Tcp;
    forward.hostAddress = words[1] == "*"_L1 ? QString() : words[1];
    forward.hostPort = words[2].toInt();
    forward.count = words[3].toInt();
    forward.guestPort = words[4].toInt();
    forward.name = words.sliced(5).join(u' ');
    return forward;
}

PortForward forwardOf(const pugi::xml_node &group, const pugi::xml_node &range)
{
    PortForward forward;
    forward.protocol = attributeOf(group, "proto") == "udp"_L1 ? PortForward::Protocol::Udp : PortForward::Protocol::Tcp;
    forward.hostAddress = attributeOf(group, "address");
    forward.hostPort = range.attribute("start").as_int();
    forward.count = range.attribute("end").as_int(forward.hostPort) - forward.hostPort + 1;
    forward.guestPort = range.attribute("to").as_int(forward.hostPort);
    return forward;
}

bool isExclude(const pugi::xml_node &range)
{
    return attributeOf(range, "exclude") == "yes"_L1;
}

pugi::xml_node nameList(const DomainXml &xml)
{
    return xml.root().child("metadata").child(listElement);
}

/** What tells a forward from the others of its adapter. */
bool isNameOf(const pugi::xml_node &node, const QString &mac, const PortForward &forward)
{
    return attributeOf(node, "mac").compare(mac, Qt::CaseInsensitive) == 0 && attributeOf(node, "proto") == protocolName(forward.protocol)
        && attributeOf(node, "address") == forward.hostAddress && node.attribute("port").as_int() == forward.hostPort;
}

QString nameOf(const DomainXml &xml, const QString &mac, const PortForward &forward)
{
    for (const pugi::xml_node node : nameList(xml).children(nameElement)) {
        if (isNameOf(node, mac, forward)) {
            return attributeOf(node, "name");
        }
    }
    return {};
}

void removeNames(DomainXml &xml, const QString &mac)
{
    const pugi::xml_node list = nameList(xml);
    for (pugi::xml_node node = list.child(nameElement); node;) {
        const pugi::xml_node next = node.next_sibling(nameElement);
        if (attributeOf(node, "mac").compare(mac, Qt::CaseInsensitive) == 0) {
            removeChild(list, node);
        }
        node = next;
    }
    if (list && !list.child(nameElement)) {
        removeChild(xml.root().child("metadata"), list);
    }
}

/** In the order of the forwards themselves: what is told by the same list is the same document. */
void setNames(DomainXml &xml, const QString &mac, const QList<PortForward> &wanted)
{
    removeNames(xml, mac);
    for (PortForward forward : portForwards(xml, mac)) {
        const auto same = std::ranges::find_if(wanted, [&forward](PortForward other) {
            other.name.clear();
            return other == forward;
        });
        forward.name = same == wanted.end() ? QString() : same->name;
        if (forward.name.isEmpty()) {
            continue;
        }
        pugi::xml_node metadata = ensureChild(xml.root(), "metadata", {"name", "uuid", "genid", "title", "description"});
        pugi::xml_node list = metadata.child(listElement);
        if (!list) {
            list = metadata.append_child(listElement);
            setAttribute(list, "xmlns:forwards", nameSpace);
        }
        pugi::xml_node node = list.append_child(nameElement);
        setAttribute(node, "mac", mac.toStdString());
        setAttribute(node, "proto", protocolName(forward.protocol).toStdString());
        setAttribute(node, "address", xmlText(forward.hostAddress));
        setAttribute(node, "port", std::to_string(forward.hostPort));
        setAttribute(node, "name", xmlText(forward.name));
    }
}

/** Takes from `missing` what is there already, and from the document what is not wanted. */
void removeUnwanted(const pugi::xml_node &adapter, QList<PortForward> &missing)
{
    for (pugi::xml_node group = adapter.child("portForward"); group;) {
        const pugi::xml_node nextGroup = group.next_sibling("portForward");
        bool forwards = false;
        for (pugi::xml_node range = group.child("range"); range;) {
            const pugi::xml_node nextRange = range.next_sibling("range");
            if (!isExclude(range)) {
                const bool wanted = missing.removeOne(forwardOf(group, range));
                forwards = forwards || wanted;
                if (!wanted) {
                    removeChild(group, range);
                }
            }
            range = nextRange;
        }
        if (!forwards) {
            removeChild(adapter, group);
        }
        group = nextGroup;
    }
}

void addForward(pugi::xml_node adapter, const PortForward &forward)
{
    pugi::xml_node last;
    for (const pugi::xml_node group : adapter.children("portForward")) {
        last = group;
    }
    pugi::xml_node group = last ? adapter.insert_child_after("portForward", last)
                                : ensureChild(adapter, "portForward", {"mac", "source", "teaming", "virtualport", "ip", "route", "script", "target"});
    setAttribute(group, "proto", protocolName(forward.protocol).toStdString());
    if (!forward.hostAddress.isEmpty()) {
        setAttribute(group, "address", xmlText(forward.hostAddress));
    }
    pugi::xml_node range = group.append_child("range");
    setAttribute(range, "start", std::to_string(forward.hostPort));
    if (forward.count > 1) {
        setAttribute(range, "end", std::to_string(forward.hostPort + forward.count - 1));
    }
    if (forward.guestPort != forward.hostPort) {
        setAttribute(range, "to", std::to_string(forward.guestPort));
    }
}

} // namespace

QString portForwardsText(const QList<PortForward> &forwards)
{
    QStringList lines;
    for (const PortForward &forward : forwards) {
        const QStringList words{protocolName(forward.protocol),
                                forward.hostAddress.isEmpty() ? u"*"_s : forward.hostAddress,
                                QString::number(forward.hostPort),
                                QString::number(forward.count),
                                QString::number(forward.guestPort),
                                forward.name};
        lines.append(words.join(u' ').trimmed());
    }
    return lines.join(u'\n');
}

std::optional<QList<PortForward>> parsePortForwards(const QString &text)
{
    QList<PortForward> forwards;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const std::optional<PortForward> forward = parseForward(line);
        if (!forward) {
            return std::nullopt;
        }
        forwards.append(*forward);
    }
    return forwards;
}

QList<PortForward> portForwards(const DomainXml &xml, const QString &mac)
{
    QList<PortForward> forwards;
    for (const pugi::xml_node group : xml.networkAdapter(mac).children("portForward")) {
        for (const pugi::xml_node range : group.children("range")) {
            if (!isExclude(range)) {
                forwards.append(forwardOf(group, range));
                forwards.last().name = nameOf(xml, mac, forwards.last());
            }
        }
    }
    return forwards;
}

void movePortForwardNames(DomainXml &xml, const QString &from, const QString &to)
{
    if (to.isEmpty()) {
        removeNames(xml, from);
    }
    for (const pugi::xml_node node : nameList(xml).children(nameElement)) {
        if (attributeOf(node, "mac").compare(from, Qt::CaseInsensitive) == 0) {
            setAttribute(node, "mac", to.toStdString());
        }
    }
}

bool setPortForwards(DomainXml &xml, const QString &mac, const QList<PortForward> &wanted)
{
    const pugi::xml_node adapter = xml.networkAdapter(mac);
    if (!adapter) {
        return false;
    }
    QList<PortForward> missing = wanted;
    for (PortForward &forward : missing) {
        forward.name.clear();
    }
    removeUnwanted(adapter, missing);
    for (const PortForward &forward : std::as_const(missing)) {
        addForward(adapter, forward);
    }
    setNames(xml, mac, wanted);
    if (!wanted.isEmpty() && attributeOf(adapter, "type") == "user"_L1) {
        setAttribute(ensureChild(adapter, "backend", {"mac", "source", "ip", "route", "portForward", "script", "target", "guest", "model", "driver"}),
                     "type",
                     "passt");
    }
    return true;
}

} // namespace vitrine
