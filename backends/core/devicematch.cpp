// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/devicematch.h"

#include "backends/core/xmltree.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QString labelPath(const QString &element)
{
    static const QHash<QString, QString> paths = {
        {u"disk"_s, u"target/@dev"_s},
        {u"interface"_s, u"mac/@address"_s},
        {u"filesystem"_s, u"target/@dir"_s},
        {u"graphics"_s, u"@type"_s},
        {u"channel"_s, u"target/@name"_s},
        {u"shmem"_s, u"@name"_s},
        {u"serial"_s, u"target/@port"_s},
        {u"parallel"_s, u"target/@port"_s},
        {u"audio"_s, u"@id"_s},
    };
    return paths.value(element);
}

/** Tells a device from the others of its kind, for good; empty when nothing does. */
QString identityOf(const pugi::xml_node &device)
{
    const QString element = QString::fromUtf8(device.name());
    if (element == "controller"_L1) {
        return attributeOf(device, "type") + u' ' + attributeOf(device, "index");
    }
    if (element == "hostdev"_L1) {
        return meaningOf(device.child("source"));
    }
    if (element == "input"_L1) {
        return attributeOf(device, "type") + u' ' + attributeOf(device, "bus");
    }
    return deviceLabel(device).toLower();
}

/** What it is made of: a disk that has moved to another bus still has its image. */
QString substanceOf(const pugi::xml_node &device)
{
    const std::string_view element = device.name();
    if (element == "disk") {
        return device.child("source") ? meaningOf(device.child("source")) : QString();
    }
    if (element == "interface") {
        return attributeOf(device, "type") + meaningOf(device.child("source")) + attributeOf(device.child("model"), "type");
    }
    return element == "filesystem" ? attributeOf(device.child("source"), "dir") : QString::fromUtf8(device.name());
}

using Nodes = QList<pugi::xml_node>;

void matchBy(QString (*key)(const pugi::xml_node &), Nodes &before, Nodes &after, QList<DevicePair> &pairs)
{
    for (auto old = before.begin(); old != before.end();) {
        const QString wanted = key(*old);
        const auto found = wanted.isEmpty() ? after.end() : std::ranges::find_if(after, [&](const pugi::xml_node &node) {
            return key(node) == wanted;
        });
        if (found == after.end()) {
            ++old;
            continue;
        }
        pairs.append({.before = *old, .after = *found});
        after.erase(found);
        old = before.erase(old);
    }
}

QMap<QString, Nodes> byElement(const DomainXml &xml)
{
    QMap<QString, Nodes> nodes;
    for (const pugi::xml_node node : xml.root().child("devices").children()) {
        if (node.type() == pugi::node_element) {
            nodes[QString::fromUtf8(node.name())].append(node);
        }
    }
    return nodes;
}

/** "0000:01:00.0", "0951:1666", a UUID; of USB by place "1-4". */
QString hostDeviceLabel(const pugi::xml_node &device)
{
    const pugi::xml_node source = device.child("source");
    const pugi::xml_node address = source.child("address");
    const auto hex = [](const pugi::xml_node &node, const char *name, int digits) {
        return u"%1"_s.arg(attributeOf(node, name).toInt(nullptr, 0), digits, 16, QChar(u'0'));
    };
    const QString type = attributeOf(device, "type");
    if (type == "pci"_L1) {
        return hex(address, "domain", 4) + u':' + hex(address, "bus", 2) + u':' + hex(address, "slot", 2) + u'.' + hex(address, "function", 1);
    }
    if (type == "usb"_L1 && source.child("vendor")) {
        return hex(source.child("vendor"), "id", 4) + u':' + hex(source.child("product"), "id", 4);
    }
    return type == "usb"_L1 && address ? attributeOf(address, "bus") + u'-' + attributeOf(address, "device") : attributeOf(address, "uuid");
}

} // namespace

QString meaningOf(const pugi::xml_node &node)
{
    QStringList attributes;
    for (const pugi::xml_attribute attribute : node.attributes()) {
        attributes.append(u"%1=%2"_s.arg(QString::fromUtf8(attribute.name()), QString::fromUtf8(attribute.value())));
    }
    attributes.sort();
    QString text = u'<' + QString::fromUtf8(node.name()) + u' ' + attributes.join(u'\x1f') + u'>';
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_element) {
            text += meaningOf(child);
        } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            text += QString::fromUtf8(child.value()).trimmed();
        }
    }
    return text + u"</>"_s;
}

QString deviceLabel(const pugi::xml_node &device)
{
    if (std::string_view(device.name()) == "hostdev") {
        return hostDeviceLabel(device);
    }
    const QString path = labelPath(QString::fromUtf8(device.name()));
    if (path.isEmpty()) {
        return {};
    }
    return QString::fromUtf8(device.select_node(path.toStdString().c_str()).attribute().value());
}

QList<DevicePair> matchDevices(const DomainXml &before, const DomainXml &after)
{
    QMap<QString, Nodes> old = byElement(before);
    QMap<QString, Nodes> now = byElement(after);
    QList<DevicePair> pairs;
    const QSet<QString> names = QSet<QString>(old.keyBegin(), old.keyEnd()) + QSet<QString>(now.keyBegin(), now.keyEnd());
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    for (const QString &name : std::as_const(sorted)) {
        matchBy(meaningOf, old[name], now[name], pairs);
        matchBy(identityOf, old[name], now[name], pairs);
        matchBy(substanceOf, old[name], now[name], pairs);
        for (const pugi::xml_node &gone : std::as_const(old[name])) {
            pairs.append({.before = gone, .after = {}});
        }
        for (const pugi::xml_node &added : std::as_const(now[name])) {
            pairs.append({.before = {}, .after = added});
        }
    }
    return pairs;
}

} // namespace vitrine
