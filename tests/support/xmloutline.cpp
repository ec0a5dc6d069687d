// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/xmloutline.h"

#include <QList>
#include <QStringList>

#include <cstring>

namespace vitrine::test {
namespace {

bool isLayout(const pugi::xml_node &node)
{
    const QByteArrayView text(node.value());
    return node.type() == pugi::node_pcdata && text.trimmed().isEmpty() && text.contains('\n');
}

/** "timer[name=rtc]" */
struct Step {
    explicit Step(const QString &text)
        : name(text.section(u'[', 0, 0).toStdString())
        , key(text.section(u'[', 1).section(u'=', 0, 0).toStdString())
        , value(text.section(u'=', 1).chopped(text.contains(u'[') ? 1 : 0).toStdString())
    {
    }
    [[nodiscard]] bool fits(const pugi::xml_node &node) const
    {
        return node.type() == pugi::node_element && (name == "*" || name == node.name()) && (key.empty() || value == node.attribute(key.c_str()).value());
    }
    std::string name;
    std::string key;
    std::string value;
};

} // namespace

XmlOutline::XmlOutline(const pugi::xml_node &document)
    : m_document(document)
{
}

void XmlOutline::leaveOut(const pugi::xml_node &owner, const QString &location, bool amount)
{
    QStringList steps = location.split(u'/', Qt::SkipEmptyParts);
    const bool isAttribute = steps.last().startsWith(u'@');
    const bool isWhole = steps.last().endsWith(u'!');
    const std::string attribute = isAttribute ? steps.takeLast().sliced(1).toStdString() : amount ? "unit" : "";
    if (isWhole) {
        steps.last().chop(1);
    }
    QList<pugi::xml_node> found = {location.startsWith(u'/') ? owner.root() : owner};
    for (const QString &text : std::as_const(steps)) {
        if (text == QLatin1String("..")) {
            found = {found.first().parent()};
            continue;
        }
        const Step step(text);
        QList<pugi::xml_node> next;
        for (const pugi::xml_node &node : std::as_const(found)) {
            for (const pugi::xml_node child : node.children()) {
                if (step.fits(child)) {
                    next.append(child);
                    m_onTheWay.insert({child.internal_object(), step.key});
                }
            }
        }
        found = next;
    }
    for (const pugi::xml_node &node : std::as_const(found)) {
        if (isWhole) {
            m_nodes.insert(node.internal_object());
        } else if (!isAttribute) {
            m_texts.insert(node.internal_object());
        }
        for (const pugi::xml_attribute each : node.attributes()) {
            if (attribute == "*" || attribute == each.name() || (amount && std::strcmp(each.name(), "unit") == 0)) {
                m_attributes.insert(each.internal_object());
            }
        }
    }
}

void XmlOutline::leaveOut(const pugi::xml_node &whole)
{
    m_nodes.insert(whole.internal_object());
}

std::string XmlOutline::text() const
{
    return contentOf(m_document);
}

std::string XmlOutline::attributesOf(const pugi::xml_node &element) const
{
    std::string text;
    for (const pugi::xml_attribute attribute : element.attributes()) {
        if (!m_attributes.contains(attribute.internal_object())) {
            text.append(" ").append(attribute.name()).append("=\"").append(attribute.value()).append("\"");
        }
    }
    return text;
}

std::string XmlOutline::contentOf(const pugi::xml_node &node) const
{
    const bool withoutText = m_texts.contains(node.internal_object());
    std::string text;
    for (const pugi::xml_node child : node.children()) {
        const bool isText = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
        if (!isLayout(child) && !(isText && withoutText) && !m_nodes.contains(child.internal_object())) {
            text += textOf(child);
        }
    }
    return text;
}

std::string XmlOutline::textOf(const pugi::xml_node &node) const
{
    const std::string value = node.value();
    switch (node.type()) {
    case pugi::node_element:
        break;
    case pugi::node_cdata:
        return "<![CDATA[" + value + "]]>\n";
    case pugi::node_comment:
        return "<!--" + value + "-->\n";
    case pugi::node_pi:
        return "<?" + std::string(node.name()) + ' ' + value + "?>\n";
    case pugi::node_declaration:
        return "<?xml" + attributesOf(node) + "?>\n";
    default:
        return "'" + value + "'\n";
    }
    const std::string attributes = attributesOf(node);
    const std::string content = contentOf(node);
    if (const auto way = m_onTheWay.find(node.internal_object()); way != m_onTheWay.end() && content.empty()) {
        const std::string key = way->second.empty() ? std::string() : " " + way->second + "=\"" + node.attribute(way->second.c_str()).value() + "\"";
        if (attributes.empty() || attributes == key) {
            return {};
        }
    }
    return "<" + std::string(node.name()) + attributes + ">\n" + content + "</>\n";
}

} // namespace vitrine::test
