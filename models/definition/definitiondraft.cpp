// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/definitiondraft.h"

#include "backends/core/liveplan.h"
#include "backends/core/properties/deviceedit.h"

#include <algorithm>

namespace vitrine {

namespace {

DomainXml copyOf(const DomainXml &xml)
{
    return *DomainXml::parse(xml.toString()); // what was read once can be read again
}

} // namespace

DefinitionDraft::DefinitionDraft(DomainXml stored, std::optional<DomainXml> active, DefinitionFacts facts, QObject *parent)
    : QObject(parent)
    , m_original(std::move(stored))
    , m_xml(copyOf(m_original))
    , m_active(std::move(active))
    , m_facts(std::move(facts))
{
    update();
}

const DomainXml &DefinitionDraft::xml() const
{
    return m_xml;
}

QString DefinitionDraft::originalText() const
{
    return m_original.toString();
}

QString DefinitionDraft::text() const
{
    return m_xml.toString();
}

bool DefinitionDraft::isRunning() const
{
    return m_active.has_value();
}

QString DefinitionDraft::value(const Property &property, const DeviceRef &device) const
{
    return propertyValue(m_xml, property, device);
}

Result<> DefinitionDraft::setValue(const Property &property, const DeviceRef &device, const QString &value)
{
    m_refused.removeIf([&](const DefinitionIssue &issue) {
        return issue.property == property.id() && issue.device == device;
    });
    const Result<> written = setPropertyValue(m_xml, property, device, value);
    if (!written) {
        m_refused.append({.kind = DefinitionIssue::Kind::NotAValue, .device = device, .property = property.id(), .value = value});
    }
    update();
    Q_EMIT changed();
    return written;
}

Result<DeviceRef> DefinitionDraft::addDevice(const QString &element)
{
    const Result<DeviceRef> added = insertDevice(m_xml, element);
    if (added) {
        shareMemoryFor(*added);
        update();
        Q_EMIT devicesChanged();
        Q_EMIT changed();
    }
    return added;
}

void DefinitionDraft::shareMemoryFor(const DeviceRef &device)
{
    const auto set = [this](QStringView id, const QString &value) {
        static_cast<void>(setPropertyValue(m_xml, *findProperty(id), {}, value));
    };
    const bool isVirtioFs = propertyValue(m_xml, *findProperty(u"filesystem.driver"), device) == QLatin1String("virtiofs");
    if (isVirtioFs && value(*findProperty(u"memory.access")) != QLatin1String("shared")) {
        set(u"memory.source", QStringLiteral("memfd"));
        set(u"memory.access", QStringLiteral("shared"));
    }
}

void DefinitionDraft::removeDevice(const DeviceRef &device)
{
    m_refused.removeIf([&device](const DefinitionIssue &issue) {
        return issue.device.element == device.element;
    });
    eraseDevice(m_xml, device);
    update();
    Q_EMIT devicesChanged();
    Q_EMIT changed();
}

Result<> DefinitionDraft::setText(const QString &text)
{
    auto parsed = DomainXml::parse(text);
    if (!parsed) {
        return fail(parsed.error());
    }
    m_xml = *std::move(parsed);
    m_refused.clear();
    update();
    Q_EMIT devicesChanged();
    Q_EMIT changed();
    return {};
}

void DefinitionDraft::revert()
{
    static_cast<void>(setText(originalText()));
}

bool DefinitionDraft::isChanged() const
{
    return !m_changes.isEmpty();
}

const QList<DefinitionChange> &DefinitionDraft::changes() const
{
    return m_changes;
}

const QList<DefinitionIssue> &DefinitionDraft::issues() const
{
    return m_issues;
}

bool DefinitionDraft::isApplicable() const
{
    return isChanged() && std::ranges::none_of(m_issues, &DefinitionIssue::forbids);
}

void DefinitionDraft::update()
{
    m_changes = definitionChanges(m_original, m_xml);
    if (m_active) {
        static_cast<void>(planLive(*m_active, m_original, m_xml, m_changes));
    } else {
        planOff(m_changes);
    }
    m_issues = definitionIssues(m_xml, m_facts) + m_refused;
}

} // namespace vitrine
