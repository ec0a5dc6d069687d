// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/definitiondraft.h"

#include "backends/core/liveplan.h"
#include "backends/core/properties/deviceedit.h"
#include "backends/core/properties/memorymodules.h"
#include "models/definition/hostdevicetext.h"
#include "models/definition/propertytext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

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

const DomainXml *DefinitionDraft::active() const
{
    return m_active ? &*m_active : nullptr;
}

const DefinitionFacts &DefinitionDraft::facts() const
{
    return m_facts;
}

void DefinitionDraft::setFacts(DefinitionFacts facts)
{
    m_facts = std::move(facts);
    nameHostDevices();
    m_issues = judged();
    Q_EMIT changed();
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
    if (written && property.id() == "firmware.type"_L1) {
        fitFirmware(m_xml, m_original, m_facts.firmware);
    }
    const bool movesDevices = written && property.id() == "video.accel3d"_L1;
    if (movesDevices) {
        carryThreeD(value == "yes"_L1);
    }
    update();
    if (movesDevices) {
        Q_EMIT devicesChanged();
    }
    Q_EMIT changed();
    return written;
}

Result<DeviceRef> DefinitionDraft::addDevice(const QString &element)
{
    const bool counted = memoryAddsUp(m_xml);
    const Result<DeviceRef> added = insertDevice(m_xml, element);
    if (added) {
        countModules(*added, counted);
        shareMemoryFor(*added);
        allowUsbFor(*added);
        update();
        Q_EMIT devicesChanged();
        Q_EMIT changed();
    }
    return added;
}

/** A module of memory has come or gone: the machine's memory is counted with it where it was before. */
void DefinitionDraft::countModules(const DeviceRef &device, bool counted)
{
    if (counted && device.element == "memory"_L1) {
        addUpMemory(m_xml);
    }
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

/** In some definitions a controller of the model "none" says that there is no USB. */
void DefinitionDraft::allowUsbFor(const DeviceRef &device)
{
    const auto is = [this](const DeviceRef &which, QStringView id, QLatin1StringView wanted) {
        return propertyValue(m_xml, *findProperty(id), which) == wanted;
    };
    const bool isUsb = device.element == "redirdev"_L1 || (device.element == "hostdev"_L1 && is(device, u"hostdev.type", "usb"_L1));
    const QList<DeviceRef> devices = isUsb ? devicesOf(m_xml) : QList<DeviceRef>();
    for (auto other = devices.crbegin(); other != devices.crend(); ++other) {
        if (other->element == "controller"_L1 && is(*other, u"controller.type", "usb"_L1) && is(*other, u"controller.model", "none"_L1)) {
            eraseDevice(m_xml, *other);
        }
    }
}

void DefinitionDraft::removeDevice(const DeviceRef &device)
{
    m_refused.removeIf([&device](const DefinitionIssue &issue) {
        return issue.device.element == device.element;
    });
    const bool counted = memoryAddsUp(m_xml);
    eraseDevice(m_xml, device);
    countModules(device, counted);
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

MergedDefinition DefinitionDraft::mergedWith(const DomainXml &stored, const QList<DefinitionChange> &yielding) const
{
    return mergeDefinitions(m_original, m_xml, stored, yielding);
}

void DefinitionDraft::rebase(DomainXml stored, std::optional<DomainXml> active, DomainXml edited)
{
    const bool moved = devicesOf(edited) != devicesOf(m_xml);
    moveRefused(edited);
    m_original = std::move(stored);
    m_active = std::move(active);
    m_xml = std::move(edited);
    update();
    if (moved) {
        Q_EMIT devicesChanged();
    }
    Q_EMIT changed();
}

/** References count devices; names tell them apart. */
void DefinitionDraft::moveRefused(const DomainXml &edited)
{
    QList<DefinitionIssue> kept;
    const QList<DeviceRef> devices = devicesOf(edited);
    for (DefinitionIssue issue : std::as_const(m_refused)) {
        const QString label = labelOfDevice(m_xml, issue.device);
        const auto same = std::ranges::find_if(devices, [&](const DeviceRef &device) {
            return device.element == issue.device.element && (label.isEmpty() ? device.index == issue.device.index : labelOfDevice(edited, device) == label);
        });
        if (issue.device.isNull() || same != devices.cend()) {
            issue.device = issue.device.isNull() ? DeviceRef() : *same;
            kept.append(issue);
        }
    }
    m_refused = kept;
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

QList<DefinitionIssue> DefinitionDraft::judged() const
{
    const QList<DefinitionIssue> before = definitionIssues(m_original, m_facts);
    QList<DefinitionIssue> issues = definitionIssues(m_xml, m_facts);
    for (DefinitionIssue &issue : issues) {
        const bool old = std::ranges::any_of(before, [&issue](const DefinitionIssue &other) {
            return other.kind == issue.kind && other.property == issue.property && other.value == issue.value && other.device.element == issue.device.element;
        });
        issue.forbids = issue.forbids && !old;
    }
    return issues + changeIssues(m_original, m_xml) + m_refused;
}

void DefinitionDraft::update()
{
    m_changes = definitionChanges(m_original, m_xml);
    if (m_active) {
        static_cast<void>(planLive(*m_active, m_original, m_xml, m_changes));
    } else {
        planOff(m_changes);
    }
    nameHostDevices();
    m_issues = judged();
}

/**
 * The emulator's D-Bus display can't show what the graphics card has drawn for the guest; "egl-headless"
 * brings it to SPICE and VNC. The emulator has one of the two, not both.
 */
void DefinitionDraft::carryThreeD(bool on)
{
    const Property &type = *findProperty(u"graphics.type");
    const auto waysOf = [&type](const DomainXml &xml, QLatin1StringView kind) {
        QList<DeviceRef> ways = devicesOf(xml);
        ways.removeIf([&](const DeviceRef &device) {
            return device.element != "graphics"_L1 || propertyValue(xml, type, device) != kind;
        });
        return ways;
    };
    const auto remove = [&](QLatin1StringView kind) {
        const QList<DeviceRef> ways = waysOf(m_xml, kind);
        for (auto way = ways.crbegin(); way != ways.crend(); ++way) {
            eraseDevice(m_xml, *way);
        }
    };
    const auto ensure = [&](QLatin1StringView kind, const QString &element) {
        if (waysOf(m_xml, kind).isEmpty()) {
            static_cast<void>(insertDevice(m_xml, element));
        }
    };
    const auto seenBy = [&waysOf](const DomainXml &xml) {
        return !waysOf(xml, "spice"_L1).isEmpty() || !waysOf(xml, "vnc"_L1).isEmpty();
    };
    const QList<DeviceRef> fast = waysOf(m_original, "dbus"_L1);
    if (on) {
        remove("dbus"_L1);
        ensure("egl-headless"_L1, u"<graphics type='egl-headless'/>"_s);
        if (!seenBy(m_xml)) {
            ensure("spice"_L1, u"<graphics type='spice'><listen type='none'/></graphics>"_s);
        }
    } else if (waysOf(m_original, "egl-headless"_L1).isEmpty()) {
        remove("egl-headless"_L1);
        if (!fast.isEmpty()) {
            ensure("dbus"_L1, deviceXml(m_original, fast.constFirst()));
        }
        if (!seenBy(m_original)) {
            remove("spice"_L1);
        }
    }
}

QString DefinitionDraft::titleOf(const DeviceRef &device) const
{
    const HostDevice *known = device.element == "hostdev"_L1 ? findHostDevice(m_xml, device, m_facts.hardware) : nullptr;
    return known ? hostDeviceTitle(*known) : deviceTitle(m_xml, device);
}

void DefinitionDraft::nameHostDevices()
{
    for (DefinitionChange &change : m_changes) {
        if (change.element != "hostdev"_L1) {
            continue;
        }
        const HostDevice *known =
            change.after.isNull() ? findHostDevice(m_original, change.before, m_facts.hardware) : findHostDevice(m_xml, change.after, m_facts.hardware);
        if (known) {
            change.label = hostDeviceName(*known);
        }
    }
}

} // namespace vitrine
