// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/changetext.h"

#include "models/definition/propertytext.h"

#include <KLocalizedString>

#include <algorithm>

namespace vitrine {

namespace {

/** "Disk (vda)", or nothing for the machine as a whole. */
QString deviceText(const DefinitionChange &change)
{
    if (change.element.isEmpty()) {
        return {};
    }
    const QString kind = deviceKindName(change.element);
    return change.label.isEmpty() ? kind : i18nc("@label %1: kind of device, %2: what tells it from others", "%1 (%2)", kind, change.label);
}

} // namespace

QString changeText(const DefinitionChange &change)
{
    const QString device = deviceText(change);
    switch (change.kind) {
    case DefinitionChange::Kind::DeviceAdded:
        return i18nc("@info a change, %1: a device", "%1: added", device);
    case DefinitionChange::Kind::DeviceRemoved:
        return i18nc("@info a change, %1: a device", "%1: removed", device);
    case DefinitionChange::Kind::Other:
        return i18nc("@info a change, %1: a device or element", "%1: changed", device);
    case DefinitionChange::Kind::Property:
        break;
    }
    const Property *property = findProperty(change.property);
    if (!property) {
        return {};
    }
    const QString name = propertyName(*property);
    const QString before = valueText(*property, change.oldValue);
    const QString after = valueText(*property, change.newValue);
    return device.isEmpty() ? i18nc("@info a change, %1: setting", "%1: %2 → %3", name, before, after)
                            : i18nc("@info a change, %1: device, %2: setting", "%1, %2: %3 → %4", device, name, before, after);
}

QString changeSubject(const DefinitionChange &change)
{
    const QString device = deviceText(change);
    const Property *property = change.kind == DefinitionChange::Kind::Property ? findProperty(change.property) : nullptr;
    if (!property) {
        return device;
    }
    return device.isEmpty() ? propertyName(*property) : i18nc("@label %1: a device, %2: a setting of it", "%1, %2", device, propertyName(*property));
}

QList<DefinitionChange> toldChanges(QList<DefinitionChange> changes)
{
    const bool firmware = std::ranges::any_of(changes, [](const DefinitionChange &change) {
        return change.property == QLatin1String("firmware.type");
    });
    changes.removeIf([firmware](const DefinitionChange &change) {
        const bool rest = change.kind == DefinitionChange::Kind::Other && change.element == QLatin1String("os");
        return firmware && (rest || change.property == QLatin1String("firmware.loader"));
    });
    return changes;
}

QString effectText(Effect effect)
{
    switch (effect) {
    case Effect::Now:
        return i18nc("@info when a change takes effect", "now");
    case Effect::AfterRestart:
        return i18nc("@info when a change takes effect", "after the next start");
    case Effect::Impossible:
        return i18nc("@info when a change takes effect", "only while the machine is off");
    }
    return {};
}

QString effectHint(Effect effect)
{
    switch (effect) {
    case Effect::Now:
        return i18nc("@info below a changed setting of a running machine", "Takes effect now.");
    case Effect::AfterRestart:
        return i18nc("@info below a changed setting of a running machine", "Takes effect after the next start.");
    case Effect::Impossible:
        return i18nc("@info below a changed setting of a running machine", "Can be changed only while the machine is off.");
    }
    return {};
}

} // namespace vitrine
