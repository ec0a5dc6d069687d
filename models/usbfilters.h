// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QList>
#include <QString>

/** @file USB devices that a machine gets whenever they are plugged in while a window shows it. GUI thread. */
namespace vitrine {

/** Names are the devices' own: untrusted plain text. */
struct UsbFilter {
    quint16 vendor = 0;
    quint16 product = 0;
    QString serial = {}; ///< empty: any of this model
    QString name = {}; ///< for people

    [[nodiscard]] bool fits(quint16 itsVendor, quint16 itsProduct, const QString &itsSerial) const
    {
        return vendor == itsVendor && product == itsProduct && (serial.isEmpty() || serial == itsSerial);
    }
    bool operator==(const UsbFilter &) const = default;
};

/** Kept for the machine on this computer, not in its definition. */
[[nodiscard]] QList<UsbFilter> usbFilters(const MachineId &machine);
void setUsbFilters(const MachineId &machine, const QList<UsbFilter> &filters);

} // namespace vitrine
