// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/propertygroups.h"

#include "models/definition/propertytext.h"

#include <KLazyLocalizedString>
#include <KLocalizedString>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

struct Group {
    QLatin1StringView id;
    QLatin1StringView prefixes; ///< of the ids of its properties, up to the dot or longer
    KLazyLocalizedString name;
};

/** In the order in which they stand on a page; what no prefix fits belongs to the last. */
constexpr std::array groups = {
    Group{"memory"_L1, "memory."_L1, kli18nc("@title:group of a machine's settings", "Memory")},
    Group{"processors"_L1,
          "processors. acceleration. cpu. tuning.shares tuning.period tuning.quota tuning.pins tuning.emulatorPin tuning.processorSet"_L1,
          kli18nc("@title:group of a machine's settings", "Processors")},
    Group{"numa"_L1, "tuning.numa"_L1, kli18nc("@title:group of a machine's settings", "Memory Nodes (NUMA)")},
    Group{"disks"_L1, "tuning."_L1, kli18nc("@title:group of a machine's settings", "Disks")},
    Group{"start"_L1, "firmware. boot."_L1, kli18nc("@title:group of a machine's settings", "Firmware and Start")},
    Group{"clock"_L1, "clock."_L1, kli18nc("@title:group of a machine's settings", "Clock")},
    Group{"board"_L1, "features. power."_L1, kli18nc("@title:group of a machine's settings", "Mainboard")},
    Group{"hyperv"_L1, "hyperv."_L1, kli18nc("@title:group of a machine's settings; help for Windows as a guest", "Windows (Hyper-V)")},
    Group{"general"_L1, {}, kli18nc("@title:group of a machine's settings", "General")},
};

const Group &groupOf(const Property &property)
{
    const auto found = std::ranges::find_if(groups, [&property](const Group &group) {
        const auto prefixes = QString(group.prefixes).split(u' ', Qt::SkipEmptyParts);
        return std::ranges::any_of(prefixes, [&property](const QString &prefix) {
            return property.id().startsWith(prefix);
        });
    });
    return found == groups.end() ? groups.back() : *found;
}

} // namespace

QList<QLatin1StringView> propertyGroups(SettingsPage page)
{
    QList<QLatin1StringView> found;
    for (const Group &group : groups) {
        const bool any = std::ranges::any_of(allProperties(), [&](const Property &property) {
            return property.page() == page && property.element().isEmpty() && groupOf(property).id == group.id;
        });
        if (any) {
            found.append(group.id);
        }
    }
    return found;
}

QLatin1StringView propertyGroup(const Property &property)
{
    return groupOf(property).id;
}

QString propertyGroupName(SettingsPage page, QLatin1StringView group)
{
    if (propertyGroups(page).size() < 2) {
        return pageName(page);
    }
    const auto found = std::ranges::find(groups, group, &Group::id);
    return found == groups.end() ? pageName(page) : KLocalizedString(found->name).toString();
}

} // namespace vitrine
