// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/xmllocation.h"

#include "backends/core/xmltree.h"

#include <QList>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** "timer[name=rtc]": an element, told apart by an attribute. */
struct Step {
    std::string name;
    std::string key;
    std::string value;
};

struct Location {
    QList<Step> steps;
    PlaceKind kind = PlaceKind::Text;
    std::string attribute;
};

Step stepOf(QStringView text)
{
    const qsizetype bracket = text.indexOf(u'[');
    if (bracket < 0) {
        return {.name = text.toString().toStdString(), .key = {}, .value = {}};
    }
    const QStringView inside = text.sliced(bracket + 1).chopped(1);
    const qsizetype equals = inside.indexOf(u'=');
    return {.name = text.first(bracket).toString().toStdString(),
            .key = inside.first(equals).toString().toStdString(),
            .value = inside.sliced(equals + 1).toString().toStdString()};
}

Location parse(QLatin1StringView text)
{
    Location location;
    const QString whole = text;
    const QList<QStringView> parts = QStringView(whole).split(u'/', Qt::SkipEmptyParts);
    for (const QStringView part : parts) {
        if (part.startsWith(u'@')) {
            location.kind = PlaceKind::Attribute;
            location.attribute = part.sliced(1).toString().toStdString();
        } else if (part.endsWith(u'!')) {
            location.kind = PlaceKind::Presence;
            location.steps.append(stepOf(part.chopped(1)));
        } else {
            location.steps.append(stepOf(part));
        }
    }
    return location;
}

pugi::xml_node childOf(const pugi::xml_node &parent, const Step &step)
{
    return step.key.empty() ? parent.child(step.name.c_str()) : parent.find_child_by_attribute(step.name.c_str(), step.key.c_str(), step.value.c_str());
}

pugi::xml_node follow(pugi::xml_node node, const Location &location)
{
    for (const Step &step : location.steps) {
        node = childOf(node, step);
    }
    return node;
}

pugi::xml_node makeWay(pugi::xml_node node, const Location &location)
{
    for (const Step &step : location.steps) {
        pugi::xml_node child = childOf(node, step);
        if (!child) {
            child = appendElement(node, step.name.c_str());
            if (!step.key.empty()) {
                setAttribute(child, step.key.c_str(), step.value);
            }
        }
        node = child;
    }
    return node;
}

bool isBlank(const pugi::xml_node &node)
{
    return node.type() == pugi::node_pcdata && QByteArrayView(node.value()).trimmed().isEmpty();
}

/** Nothing in it but blanks and what it was found by. */
bool saysNothing(const pugi::xml_node &node, const Step &step)
{
    for (const pugi::xml_node child : node.children()) {
        if (!isBlank(child)) {
            return false;
        }
    }
    for (const pugi::xml_attribute attribute : node.attributes()) {
        if (step.key != attribute.name()) {
            return false;
        }
    }
    return true;
}

void removeEmptied(pugi::xml_node node, const Location &location)
{
    for (qsizetype i = location.steps.size() - 1; i >= 0 && node && saysNothing(node, location.steps[i]); --i) {
        const pugi::xml_node parent = node.parent();
        removeChild(parent, node);
        node = parent;
    }
}

void clear(pugi::xml_node owner, const Location &location)
{
    pugi::xml_node node = follow(owner, location);
    if (!node) {
        return;
    }
    switch (location.kind) {
    case PlaceKind::Attribute:
        if (node.remove_attribute(location.attribute.c_str()) && node != owner) {
            removeEmptied(node, location);
        }
        return;
    case PlaceKind::Text:
        if (!node.first_attribute() && !node.find_child([](const pugi::xml_node &child) {
                return child.type() == pugi::node_element || child.type() == pugi::node_comment;
            })) {
            break;
        }
        setText(node, {});
        removeEmptied(node, location);
        return;
    case PlaceKind::Presence:
        break;
    }
    const pugi::xml_node parent = node.parent();
    removeChild(parent, node);
    Location above = location;
    above.steps.removeLast();
    if (!above.steps.isEmpty()) {
        removeEmptied(parent, above);
    }
}

} // namespace

pugi::xml_node appendElement(pugi::xml_node parent, const char *name)
{
    pugi::xml_node after;
    for (const pugi::xml_node child : parent.children()) {
        if (child.type() == pugi::node_element && (!after || std::string_view(after.name()) != name || std::string_view(child.name()) == name)) {
            after = child;
        }
    }
    if (!after) {
        pugi::xml_node made = parent.append_child(name);
        return made;
    }
    pugi::xml_node made = parent.insert_child_after(name, after);
    if (const pugi::xml_node blank = after.previous_sibling(); isBlank(blank)) {
        parent.insert_copy_before(blank, made);
    }
    return made;
}

Place placeAt(const pugi::xml_node &owner, QLatin1StringView location)
{
    const Location parsed = parse(location);
    return {.kind = parsed.kind, .node = follow(owner, parsed), .attribute = parsed.attribute};
}

QString valueAt(const pugi::xml_node &owner, QLatin1StringView location)
{
    const Place place = placeAt(owner, location);
    switch (place.kind) {
    case PlaceKind::Attribute:
        return attributeOf(place.node, place.attribute.c_str());
    case PlaceKind::Presence:
        return place.node ? u"yes"_s : u"no"_s;
    case PlaceKind::Text:
        break;
    }
    return textOf(place.node);
}

void setValueAt(pugi::xml_node owner, QLatin1StringView location, const QString &value)
{
    const Location parsed = parse(location);
    if (value.isEmpty() || (parsed.kind == PlaceKind::Presence && value != "yes"_L1)) {
        clear(owner, parsed);
        return;
    }
    pugi::xml_node node = makeWay(owner, parsed);
    if (parsed.kind == PlaceKind::Attribute) {
        setAttribute(node, parsed.attribute.c_str(), xmlText(value));
    } else if (parsed.kind == PlaceKind::Text) {
        setText(node, xmlText(value));
    }
}

std::optional<quint64> bytesAt(const pugi::xml_node &owner, QLatin1StringView location)
{
    const Place place = placeAt(owner, location);
    const QString number = valueAt(owner, location);
    return number.isEmpty() ? std::nullopt : scaledBytes(number, attributeOf(place.node, "unit"));
}

void setBytesAt(pugi::xml_node owner, QLatin1StringView location, std::optional<quint64> bytes)
{
    if (!bytes) {
        pugi::xml_node node = placeAt(owner, location).node;
        node.remove_attribute("unit");
        setValueAt(owner, location, {});
        return;
    }
    setValueAt(owner, location, QString::number(*bytes / 1024));
    setAttribute(placeAt(owner, location).node, "unit", "KiB");
}

} // namespace vitrine
