// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/xmltree.h"

#include <limits>
#include <sstream>
#include <utility>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool isBlankText(const pugi::xml_node &node)
{
    return node.type() == pugi::node_pcdata && QString::fromUtf8(node.value()).trimmed().isEmpty();
}

std::optional<quint64> factorOf(const QString &unit)
{
    static constexpr std::pair<QLatin1StringView, quint64> units[] = {
        {""_L1, 1024},
        {"b"_L1, 1},
        {"bytes"_L1, 1},
        {"kb"_L1, 1000},
        {"k"_L1, 1024},
        {"kib"_L1, 1024},
        {"mb"_L1, 1000ULL * 1000},
        {"m"_L1, 1ULL << 20},
        {"mib"_L1, 1ULL << 20},
        {"gb"_L1, 1000ULL * 1000 * 1000},
        {"g"_L1, 1ULL << 30},
        {"gib"_L1, 1ULL << 30},
        {"tb"_L1, 1000ULL * 1000 * 1000 * 1000},
        {"t"_L1, 1ULL << 40},
        {"tib"_L1, 1ULL << 40},
    };
    for (const auto &[name, factor] : units) {
        if (unit.compare(name, Qt::CaseInsensitive) == 0) {
            return factor;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<quint64> scaledBytes(const QString &number, const QString &unit)
{
    bool ok = false;
    const quint64 value = number.trimmed().toULongLong(&ok);
    const std::optional<quint64> factor = factorOf(unit.trimmed());
    if (!ok || !factor || value > std::numeric_limits<quint64>::max() / *factor) {
        return std::nullopt;
    }
    return value * *factor;
}

quint64 bytesOf(const pugi::xml_node &amount)
{
    return scaledBytes(textOf(amount), attributeOf(amount, "unit")).value_or(0);
}

std::string xmlText(const QString &text)
{
    QString clean = text;
    clean.removeIf([](QChar character) {
        const char16_t unit = character.unicode();
        return (unit < 0x20 && unit != u'\t' && unit != u'\n' && unit != u'\r') || unit >= 0xfffe;
    });
    return clean.toStdString();
}

void setText(pugi::xml_node node, const std::string &text)
{
    pugi::xml_node first;
    for (pugi::xml_node child = node.first_child(); child;) {
        const pugi::xml_node next = child.next_sibling();
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            if (first) {
                node.remove_child(child);
            } else {
                first = child;
            }
        }
        child = next;
    }
    if (!first) {
        first = node.prepend_child(pugi::node_pcdata);
    } else if (first.type() == pugi::node_cdata) {
        // Text may hold "]]>", which no CDATA can.
        const pugi::xml_node plain = node.insert_child_before(pugi::node_pcdata, first);
        node.remove_child(first);
        first = plain;
    }
    first.set_value(text.c_str());
}

void setAttribute(pugi::xml_node node, const char *name, const std::string &value)
{
    pugi::xml_attribute attribute = node.attribute(name);
    if (!attribute) {
        attribute = node.append_attribute(name);
    }
    attribute.set_value(value.c_str());
}

pugi::xml_node ensureChild(pugi::xml_node parent, const char *name, std::initializer_list<const char *> predecessors)
{
    if (const pugi::xml_node existing = parent.child(name)) {
        return existing;
    }
    pugi::xml_node after;
    for (const char *predecessor : predecessors) {
        if (const pugi::xml_node found = parent.child(predecessor)) {
            after = found;
        }
    }
    if (!after) {
        pugi::xml_node made = parent.prepend_child(name);
        const pugi::xml_node next = made.next_sibling();
        if (isBlankText(next)) {
            parent.insert_copy_before(next, made);
        }
        return made;
    }
    pugi::xml_node made = parent.insert_child_after(name, after);
    if (const pugi::xml_node blank = after.previous_sibling(); isBlankText(blank)) {
        parent.insert_copy_before(blank, made);
    }
    return made;
}

void removeChild(pugi::xml_node parent, const pugi::xml_node &child)
{
    if (!child) {
        return;
    }
    if (const pugi::xml_node blank = child.previous_sibling(); isBlankText(blank)) {
        parent.remove_child(blank);
    }
    parent.remove_child(child);
}

std::string nodeXml(const pugi::xml_node &node)
{
    std::ostringstream text;
    node.print(text, "", pugi::format_raw | pugi::format_no_declaration | pugi::format_attribute_single_quote, pugi::encoding_utf8);
    return text.str();
}

} // namespace vitrine
