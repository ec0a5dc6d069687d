// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/definitionmerge.h"

#include "backends/core/devicematch.h"
#include "backends/core/properties/diskplaces.h"
#include "backends/core/xmltree.h"

#include <algorithm>

namespace vitrine {

namespace {

using Kind = DefinitionChange::Kind;

/** The last device of a kind, or of all: where another one of that kind belongs. */
pugi::xml_node placeFor(const pugi::xml_node &devices, const char *element)
{
    pugi::xml_node last;
    for (const pugi::xml_node node : devices.children(element)) {
        last = node;
    }
    return last ? last : devices.last_child();
}

bool replace(const pugi::xml_node &now, const pugi::xml_node &wanted)
{
    pugi::xml_node parent = now.parent();
    return parent.insert_copy_before(wanted, now) && parent.remove_child(now);
}

class Merger
{
public:
    Merger(const DomainXml &base, const DomainXml &mine, const DomainXml &theirs, const QList<DefinitionChange> &yielding)
        : m_base(base)
        , m_mine(mine)
        , m_theirs(theirs)
        , m_yielding(yielding)
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
            if (change.kind == Kind::DeviceRemoved && mayRemove(change)) {
                leaving.append(counterpart(change.before));
            }
        }
        for (const DefinitionChange &change : changes) {
            if (!make(change)) {
                m_result.lost.append(change);
            }
        }
        for (const pugi::xml_node &node : std::as_const(m_returning)) {
            insert(node);
        }
        pugi::xml_node devices = m_result.xml.root().child("devices");
        for (const pugi::xml_node &node : std::as_const(leaving)) {
            removeChild(devices, node);
        }
        return std::move(m_result);
    }

private:
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

    /** Their first change that fits; nothing when there is none. */
    template<typename Fits>
    [[nodiscard]] std::optional<DefinitionChange> theirChange(Fits fits) const
    {
        const auto found = std::ranges::find_if(m_result.theirs, fits);
        return found == m_result.theirs.cend() ? std::nullopt : std::optional(*found);
    }
    [[nodiscard]] std::optional<DefinitionChange> theirChangeOf(const DeviceRef &device) const
    {
        return theirChange([&device](const DefinitionChange &other) {
            return !device.isNull() && other.before == device;
        });
    }

    /** Notes the conflict, if there is one; true: the own change is made. */
    bool prevails(const DefinitionChange &change, const std::optional<DefinitionChange> &theirs)
    {
        if (!theirs) {
            return true;
        }
        m_result.conflicts.append({.mine = change, .theirs = *theirs});
        return !m_yielding.contains(change);
    }

    bool mayRemove(const DefinitionChange &change)
    {
        return theirDevice(change.before) && prevails(change, theirChangeOf(change.before));
    }

    bool make(const DefinitionChange &change)
    {
        if (change.kind == Kind::DeviceRemoved) {
            return true;
        }
        if (change.kind == Kind::DeviceAdded) {
            return addDevice(change);
        }
        if (!change.before.isNull() && !theirDevice(change.before)) {
            return returnDevice(change);
        }
        if (change.kind == Kind::Property) {
            return setProperty(change);
        }
        return change.before.isNull() ? replaceElement(change) : replaceDevice(change);
    }

    bool setProperty(const DefinitionChange &change)
    {
        const pugi::xml_node owner = change.before.isNull() ? m_result.xml.root() : counterpart(change.before);
        const auto contested = theirChange([&change](const DefinitionChange &other) {
            return other.kind == Kind::Property && other.property == change.property && other.before == change.before && other.newValue != change.newValue;
        });
        return !prevails(change, contested) || findProperty(change.property)->write(m_result.xml, owner, change.newValue).has_value();
    }

    bool insert(const pugi::xml_node &device)
    {
        pugi::xml_node devices = m_result.xml.root().child("devices");
        return bool(devices.insert_copy_after(device, placeFor(devices, device.name())));
    }

    /** They took away what was changed here: it comes back whole, once for all its changes. */
    bool returnDevice(const DefinitionChange &change)
    {
        const bool known = std::ranges::any_of(m_result.conflicts, [&change](const MergeConflict &conflict) {
            return conflict.mine.before == change.before;
        });
        if (!known && prevails(change, theirChangeOf(change.before))) {
            m_returning.append(nodeOf(m_mine, change.after));
        }
        return true;
    }

    bool addDevice(const DefinitionChange &change)
    {
        const pugi::xml_node device = nodeOf(m_mine, change.after);
        const pugi::xml_node taken = m_result.xml.root().child("devices").find_child([&](const pugi::xml_node &node) {
            return node.name() == std::string_view(device.name()) && !change.label.isEmpty() && deviceLabel(node) == change.label;
        });
        if (!taken) {
            return insert(device);
        }
        if (meaningOf(taken) == meaningOf(device)) {
            return true; // both did the same
        }
        if (change.element == QLatin1String("disk")) {
            return addElsewhere(device);
        }
        const auto theirs = theirChange([&change](const DefinitionChange &other) {
            return other.kind == Kind::DeviceAdded && other.element == change.element && other.label == change.label;
        });
        return !prevails(change, theirs) || replace(taken, device);
    }

    bool addElsewhere(const pugi::xml_node &disk)
    {
        pugi::xml_node devices = m_result.xml.root().child("devices");
        pugi::xml_node added = devices.insert_copy_after(disk, placeFor(devices, "disk"));
        added.remove_child("address");
        const QString name = freeDiskName(m_result.xml, attributeOf(added.child("target"), "bus"), added);
        setAttribute(added.child("target"), "dev", name.toStdString());
        return !name.isEmpty();
    }

    /** What no property tells of can only be taken over whole. */
    bool replaceDevice(const DefinitionChange &change)
    {
        const pugi::xml_node wanted = nodeOf(m_mine, change.after);
        const pugi::xml_node now = counterpart(change.before);
        if (meaningOf(theirDevice(change.before)) == meaningOf(wanted)) {
            return true;
        }
        return !prevails(change, theirChangeOf(change.before)) || replace(now, wanted);
    }

    bool replaceElement(const DefinitionChange &change)
    {
        const std::string name = change.element.toStdString();
        const pugi::xml_node old = m_base.root().child(name.c_str());
        const pugi::xml_node wanted = m_mine.root().child(name.c_str());
        const pugi::xml_node theirs = m_theirs.root().child(name.c_str());
        const pugi::xml_node now = m_result.xml.root().child(name.c_str());
        std::optional<DefinitionChange> contested;
        if (meaningOf(old) != meaningOf(theirs) && meaningOf(theirs) != meaningOf(wanted)) {
            contested = DefinitionChange{.element = change.element};
        }
        if (!prevails(change, contested)) {
            return true;
        }
        if (!now) {
            return !wanted || m_result.xml.root().append_copy(wanted);
        }
        return wanted ? replace(now, wanted) : m_result.xml.root().remove_child(now);
    }

    const DomainXml &m_base;
    const DomainXml &m_mine;
    const DomainXml &m_theirs;
    const QList<DefinitionChange> &m_yielding;
    QList<DevicePair> m_pairs;
    QList<pugi::xml_node> m_returning;
    MergedDefinition m_result;
};

} // namespace

MergedDefinition mergeDefinitions(const DomainXml &base, const DomainXml &mine, const DomainXml &theirs, const QList<DefinitionChange> &yielding)
{
    return Merger(base, mine, theirs, yielding).run();
}

} // namespace vitrine
