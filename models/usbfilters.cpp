// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/usbfilters.h"

#include <KConfigGroup>
#include <KSharedConfig>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr auto separator = u'\t';
constexpr auto entry = "Filters";

KConfigGroup groupOf(const MachineId &machine)
{
    return KSharedConfig::openStateConfig()->group(u"USB "_s + machine.uuid.toString(QUuid::WithoutBraces));
}

} // namespace

QList<UsbFilter> usbFilters(const MachineId &machine)
{
    QList<UsbFilter> filters;
    for (const QString &line : groupOf(machine).readEntry(entry, QStringList())) {
        const QStringList parts = line.split(separator);
        filters.append({.vendor = parts.value(0).toUShort(nullptr, 16), .product = parts.value(1).toUShort(nullptr, 16), .serial = parts.value(2), .name = parts.value(3)});
    }
    return filters;
}

void setUsbFilters(const MachineId &machine, const QList<UsbFilter> &filters)
{
    QStringList lines;
    for (const UsbFilter &filter : filters) {
        const QStringList parts{QString::number(filter.vendor, 16), QString::number(filter.product, 16), filter.serial.simplified(), filter.name.simplified()};
        lines.append(parts.join(separator));
    }
    groupOf(machine).writeEntry(entry, lines);
}

} // namespace vitrine
