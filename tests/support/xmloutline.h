// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <pugixml.hpp>

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace vitrine::test {

/**
 * All that a document says but its layout, as text to compare: elements, attributes, comments,
 * instructions, CDATA, in their order; without the places that an edit was allowed to change.
 */
class XmlOutline
{
public:
    explicit XmlOutline(const pugi::xml_node &document);

    /**
     * Leaves out a place below `owner`, written as in Property::location(): "driver/@cache", "serial",
     * "cpu/topology!" (whatever is in it), "@*", "../controller!", "/domain/metadata!", "clock/timer[name=rtc]/@tickpolicy". Elements on the way
     * count only when they say something else. `amount`: its unit is left out, too.
     */
    void leaveOut(const pugi::xml_node &owner, const QString &location, bool amount = false);

    /** Leaves out an element with all that is in it. */
    void leaveOut(const pugi::xml_node &whole);

    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] std::string textOf(const pugi::xml_node &node) const;
    [[nodiscard]] std::string contentOf(const pugi::xml_node &node) const;
    [[nodiscard]] std::string attributesOf(const pugi::xml_node &element) const;

    using Place = const void *; ///< pugixml's own object behind a node or attribute
    pugi::xml_node m_document;
    std::unordered_set<Place> m_nodes;
    std::unordered_set<Place> m_attributes;
    std::unordered_set<Place> m_texts;
    std::unordered_map<Place, std::string> m_onTheWay; ///< with the attribute that it was found by
};

} // namespace vitrine::test
