// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/definitionmerge.h"

#include "backends/core/devicematch.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

namespace {

/** The last device of a kind, or of all: where another one of that kind belongs. */
pugi::xml_node placeFor(const pugi::xml_node &devices, const char *element)
{
    pugi::xml_node last;
    for (const pugi::xml_node node : devices.children(element)) {
        last = node;
    }
    return last ? last : devices.last_child();
}

class Merger
{
public:
    Merger(const DomainXml &base, const DomainXml &mine, const DomainXml &theirs)
        : m_base(base)
        , m_mine(mine)
        , m_theirs(theirs)
        , m_pairs(matchDevices(base, theirs))
        , m_result{.xml = *DomainXml::parse(theirs.toString()), .theirs = definitionChanges(base, theirs)}
    {
    }

    MergedDefinition run()
    {
        const QList<DefinitionChange> changes = definitionChanges(m_base, m_mine);
        // Places of devices hold until the first one comes or goes.
        QList<pugi::xml_node> leaving;
        for (const DefinitionChange &change : changes) {
            if (change.kind == Kind::DeviceRemoved) {
                leaving.append(counterpart(change.before));
            }
        }
        for (const DefinitionChange &change : changes) {
            if (!make(change)) {
                m_result.lost.append(change);
            }
        }
        pugi::xml_node devices = m_result.xml.root().child("devices");
        for (const pugi::xml_node &node : std::as_const(leaving)) {
            removeChild(devices, node);
        }
        return std::move(m_result);
    }

private:
    using Kind = DefinitionChange::Kind;

    /** The device of the base, as they have it. */
    [[nodiscard]] pugi::xml_node theirDevice(const DeviceRef &before) const
    {
        const pugi::xml_node wanted = nodeOf(m_base, before);
        const auto pair = std::ranges::find_if(m_pairs, [&wanted](const DevicePair &candidate) {
            return candidate.before && candidate.before == wanted;
        });
        return pair != m_pairs.end() ? pair->after : pugi::xml_node();
    }

    /** The same, in the result. */
    [[nodiscard]] pugi::xml_node counterpart(const DeviceRef &before) const
    {
        const pugi::xml_node device = theirDevice(before);
        return device ? nodeOf(m_result.xml, refOf(device)) : pugi::xml_node();
    }

    bool make(const DefinitionChange &change)
    {
        switch (change.kind) {
        case Kind::Property:
            return setProperty(change);
        case Kind::DeviceAdded:
            return addDevice(change);
        case Kind::DeviceRemoved:
            return true;
        case Kind::Other:
            break;
        }
        return change.before.isNull() ? replaceElement(change) : replaceDevice(change);
    }

    bool setProperty(const DefinitionChange &change)
    {
        const pugi::xml_node owner = change.before.isNull() ? m_result.xml.root() : counterpart(change.before);
        if (!owner) {
            return false;
        }
        const bool contested = std::ranges::any_of(m_result.theirs, [&change](const DefinitionChange &other) {
            return other.kind == Kind::Property && other.property == change.property && other.before == change.before && other.newValue != change.newValue;
        });
        if (contested) {
            m_result.contested.append(change);
        }
        return findProperty(change.property)->write(m_result.xml, owner, change.newValue).has_value();
    }

    bool addDevice(const DefinitionChange &change)
    {
        const pugi::xml_node device = nodeOf(m_mine, change.after);
        pugi::xml_node devices = m_result.xml.root().child("devices");
        const bool taken = !change.label.isEmpty() && devices.find_child([&](const pugi::xml_node &node) {
            return node.name() == std::string_view(device.name()) && deviceLabel(node) == change.label;
        });
        if (taken) {
            return false;
        }
        return bool(devices.insert_copy_after(device, placeFor(devices, device.name())));
    }

    /** What no property tells of can only be taken over whole. */
    bool replaceDevice(const DefinitionChange &change)
    {
        const pugi::xml_node device = theirDevice(change.before);
        if (!device || meaningOf(device) != meaningOf(nodeOf(m_base, change.before))) {
            return false;
        }
        return replace(counterpart(change.before), nodeOf(m_mine, change.after));
    }

    bool replaceElement(const DefinitionChange &change)
    {
        const std::string name = change.element.toStdString();
        const pugi::xml_node old = m_base.root().child(name.c_str());
        const pugi::xml_node wanted = m_mine.root().child(name.c_str());
        const pugi::xml_node theirs = m_theirs.root().child(name.c_str());
        const pugi::xml_node now = m_result.xml.root().child(name.c_str());
        if (bool(old) != bool(theirs) || (old && meaningOf(old) != meaningOf(theirs))) {
            return false;
        }
        if (!now) {
            return bool(m_result.xml.root().append_copy(wanted));
        }
        return wanted ? replace(now, wanted) : m_result.xml.root().remove_child(now);
    }

    static bool replace(const pugi::xml_node &now, const pugi::xml_node &wanted)
    {
        pugi::xml_node parent = now.parent();
        return parent.insert_copy_before(wanted, now) && parent.remove_child(now);
    }

    const DomainXml &m_base;
    const DomainXml &m_mine;
    const DomainXml &m_theirs;
    QList<DevicePair> m_pairs;
    MergedDefinition m_result;
};

} // namespace

MergedDefinition mergeDefinitions(const DomainXml &base, const DomainXml &mine, const DomainXml &theirs)
{
    return Merger(base, mine, theirs).run();
}

} // namespace vitrine
