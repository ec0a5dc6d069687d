// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/definitiondiff.h"

#include "backends/core/devicematch.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** Compares two definitions by turning a copy of the old one, property by property, into the new one. */
class Comparison
{
public:
    Comparison(const DomainXml &before, const DomainXml &after)
        : m_before(before)
        , m_after(after)
        , m_copy(*DomainXml::parse(before.toString()))
    {
    }

    QList<DefinitionChange> run()
    {
        compareProperties({}, {});
        for (const DevicePair &pair : matchDevices(m_before, m_after)) {
            compareDevices(pair);
        }
        compareRest(); // last: properties of devices keep something in <metadata>
        return m_changes;
    }

private:
    void compareProperties(const DeviceRef &before, const DeviceRef &after)
    {
        const pugi::xml_node copy = nodeOf(m_copy, before);
        const pugi::xml_node wanted = nodeOf(m_after, after);
        for (const Property &property : allProperties()) {
            if (property.element() != after.element) {
                continue;
            }
            const QString value = property.read(m_after, wanted);
            const QString old = property.read(m_copy, copy);
            // What follows from an earlier change is as wanted by now.
            if (value == old || !property.write(m_copy, copy, value)) {
                continue;
            }
            m_changes.append({.kind = DefinitionChange::Kind::Property,
                              .property = property.id(),
                              .element = after.element,
                              .label = after.isNull() ? QString() : deviceLabel(nodeOf(m_before, before)),
                              .before = before,
                              .after = after,
                              .oldValue = old,
                              .newValue = value});
        }
    }

    void compareDevices(const DevicePair &pair)
    {
        using Kind = DefinitionChange::Kind;
        const pugi::xml_node device = pair.after ? pair.after : pair.before;
        DefinitionChange change{.element = QString::fromUtf8(device.name()),
                                .label = deviceLabel(device),
                                .before = pair.before ? refOf(pair.before) : DeviceRef{},
                                .after = pair.after ? refOf(pair.after) : DeviceRef{}};
        if (!pair.before || !pair.after) {
            change.kind = pair.after ? Kind::DeviceAdded : Kind::DeviceRemoved;
            m_changes.append(change);
            return;
        }
        if (meaningOf(pair.before) == meaningOf(pair.after)) {
            return;
        }
        compareProperties(change.before, change.after);
        if (meaningOf(nodeOf(m_copy, change.before)) != meaningOf(pair.after)) {
            m_changes.append(change);
        }
    }

    /** Top-level elements that the properties do not tell of. */
    void compareRest()
    {
        QStringList names;
        QHash<QString, QString> old = topLevel(m_copy, names);
        const QHash<QString, QString> wanted = topLevel(m_after, names);
        for (const QString &name : std::as_const(names)) {
            if (old.value(name) != wanted.value(name)) {
                m_changes.append({.element = name});
            }
        }
    }

    static QHash<QString, QString> topLevel(const DomainXml &xml, QStringList &names)
    {
        QHash<QString, QString> meanings;
        for (const pugi::xml_node node : xml.root().children()) {
            const QString name = QString::fromUtf8(node.name());
            if (node.type() != pugi::node_element || name == "devices"_L1) {
                continue;
            }
            if (!names.contains(name)) {
                names.append(name);
            }
            meanings[name] += meaningOf(node);
        }
        return meanings;
    }

    const DomainXml &m_before;
    const DomainXml &m_after;
    DomainXml m_copy;
    QList<DefinitionChange> m_changes;
};

} // namespace

QList<DefinitionChange> definitionChanges(const DomainXml &before, const DomainXml &after)
{
    return Comparison(before, after).run();
}

bool sameDefinition(const DomainXml &one, const DomainXml &other)
{
    const auto meaning = [](const DomainXml &xml) {
        const Result<DomainXml> copy = DomainXml::parse(xml.toString());
        copy->root().remove_attribute("id");
        return meaningOf(copy->root());
    };
    return meaning(one) == meaning(other);
}

} // namespace vitrine
