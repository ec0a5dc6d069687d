// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/deviceedit.h"

#include "backends/core/devicematch.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmldocument.h"
#include "backends/core/xmltree.h"

#include <pugixml.hpp>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** "disk" of "<disk type='file'>". */
QString elementName(const QString &element)
{
    const QString text = element.trimmed();
    qsizetype end = 1;
    while (end < text.size() && (text.at(end).isLetterOrNumber() || text.at(end) == u'-' || text.at(end) == u'_')) {
        ++end;
    }
    return text.startsWith(u'<') ? text.mid(1, end - 1) : QString();
}

} // namespace

QString propertyValue(const DomainXml &xml, const Property &property, const DeviceRef &device)
{
    const pugi::xml_node node = nodeOf(xml, device);
    return node ? property.read(xml, node) : QString();
}

Result<> setPropertyValue(DomainXml &xml, const Property &property, const DeviceRef &device, const QString &value)
{
    const pugi::xml_node node = nodeOf(xml, device);
    return node ? property.write(xml, node, value) : Result<>(fail(ErrorCode::NotFound, device.element));
}

bool propertyApplies(const DomainXml &xml, const Property &property, const DeviceRef &device)
{
    if (property.element() != device.element) {
        return false;
    }
    const pugi::xml_node node = nodeOf(xml, device);
    return node && property.appliesTo(node);
}

bool propertyIsNeeded(const DomainXml &xml, const Property &property, const DeviceRef &device)
{
    return propertyApplies(xml, property, device) && property.isNeededBy(nodeOf(xml, device));
}

QStringList offeredChoices(const DomainXml &xml, const Property &property, const DeviceRef &device)
{
    const pugi::xml_node node = nodeOf(xml, device);
    return node ? property.offered(node) : QStringList();
}

bool propertyIsOffered(const DomainXml &xml, const Property &property, const DeviceRef &device)
{
    if (!propertyApplies(xml, property, device)) {
        return false;
    }
    QStringList others = offeredChoices(xml, property, device);
    others.removeAll(propertyValue(xml, property, device));
    return property.kind() != PropertyKind::Choice || !property.isRequired() || !others.isEmpty();
}

QString labelOfDevice(const DomainXml &xml, const DeviceRef &device)
{
    const pugi::xml_node node = nodeOf(xml, device);
    return node ? deviceLabel(node) : QString();
}

Result<DeviceRef> insertDevice(DomainXml &xml, const QString &element)
{
    const QString name = elementName(element);
    const auto parsed = parseXmlDocument(element.trimmed(), QLatin1StringView(name.toLatin1()));
    if (!parsed) {
        return fail(parsed.error());
    }
    const pugi::xml_node devices = ensureChild(xml.root(), "devices", {"name", "os", "features", "cpu", "clock", "on_crash", "pm"});
    pugi::xml_node place = appendElement(devices, name.toStdString().c_str());
    const pugi::xml_node source = (*parsed)->document_element();
    for (const pugi::xml_attribute attribute : source.attributes()) {
        place.append_copy(attribute);
    }
    for (const pugi::xml_node child : source.children()) {
        place.append_copy(child);
    }
    return refOf(place);
}

void eraseDevice(DomainXml &xml, const DeviceRef &device)
{
    const pugi::xml_node node = nodeOf(xml, device);
    if (node && !device.isNull()) {
        removeChild(node.parent(), node);
    }
}

QString deviceXml(const DomainXml &xml, const DeviceRef &device)
{
    return QString::fromStdString(nodeXml(nodeOf(xml, device)));
}

} // namespace vitrine
