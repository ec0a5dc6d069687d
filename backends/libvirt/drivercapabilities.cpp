// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/drivercapabilities.h"

#include <QList>
#include <QString>

namespace vitrine {
namespace {

constexpr Feature machineFeatures[] = {
    Feature::Start,
    Feature::Pause,
    Feature::Reset,
    Feature::ShutDown,
    Feature::ForceOff,
    Feature::SaveState,
    Feature::Define,
    Feature::Undefine,
    Feature::Screenshot,
    Feature::ChangeDevices,
    Feature::Statistics,
};

QList<Feature> lackingIn(const QString &driver)
{
    if (driver == QLatin1String("ESX")) {
        return {Feature::SaveState, Feature::Screenshot, Feature::ChangeDevices, Feature::Statistics};
    }
    if (driver == QLatin1String("VBOX") || driver == QLatin1String("TEST")) {
        return {Feature::Statistics};
    }
    if (driver == QLatin1String("Xen")) {
        return {Feature::Reset, Feature::Screenshot};
    }
    if (driver == QLatin1String("LXC")) {
        return {Feature::Reset, Feature::SaveState, Feature::Screenshot};
    }
    return {};
}

Error absent(const QString &detail)
{
    return {.code = ErrorCode::NotSupported, .subject = {}, .detail = detail, .doing = {}};
}

Support pciPassthrough(const DriverFacts &facts)
{
    if (!facts.perUserUri.isEmpty()) {
        return {.supported = false, .reason = {.code = ErrorCode::NeedsSystemConnection, .subject = facts.perUserUri, .detail = {}, .doing = {}}};
    }
    const bool able = facts.driver == QLatin1String("QEMU") || facts.driver == QLatin1String("Xen") || facts.driver == QLatin1String("TEST");
    return able ? Support{} : Support{.supported = false, .reason = absent(QStringLiteral("the %1 driver hands over no PCI devices").arg(facts.driver))};
}

} // namespace

Capabilities driverCapabilities(const DriverFacts &facts)
{
    Capabilities capabilities;
    for (const Feature feature : machineFeatures) {
        capabilities.setSupported(feature);
    }
    for (const Feature feature : lackingIn(facts.driver)) {
        capabilities.setUnsupported(feature, absent(QStringLiteral("the %1 driver has no such function").arg(facts.driver)));
    }
    if (facts.events) {
        capabilities.setSupported(Feature::Events);
    } else {
        capabilities.setUnsupported(Feature::Events, absent(QStringLiteral("the %1 driver sends no events").arg(facts.driver)));
    }
    if (facts.storage) {
        capabilities.setSupported(Feature::Storage);
    } else {
        capabilities.setUnsupported(Feature::Storage, facts.storageError);
    }
    if (facts.local && !facts.perUserUri.isEmpty()) {
        capabilities.setSupported(Feature::MediaJobs);
    } else {
        capabilities.setUnsupported(Feature::MediaJobs, absent(QStringLiteral("only the images of this user on this computer are worked on directly")));
    }
    if (!facts.perUserUri.isEmpty()) {
        capabilities.setUnsupported(Feature::Networks, {.code = ErrorCode::NeedsSystemConnection, .subject = facts.perUserUri, .detail = {}, .doing = {}});
    } else if (facts.networks) {
        capabilities.setSupported(Feature::Networks);
    } else {
        capabilities.setUnsupported(Feature::Networks, absent(QStringLiteral("the %1 driver has no networks").arg(facts.driver)));
    }
    if (const Support passthrough = pciPassthrough(facts)) {
        capabilities.setSupported(Feature::PciPassthrough);
    } else {
        capabilities.setUnsupported(Feature::PciPassthrough, passthrough.reason);
    }
    if (facts.driver == QLatin1String("QEMU") && facts.local) {
        capabilities.setSupported(Feature::GraphicsFd);
    } else {
        capabilities.setUnsupported(Feature::GraphicsFd, absent(QStringLiteral("consoles are handed over by file descriptor on this computer's QEMU only")));
    }
    return capabilities;
}

} // namespace vitrine
