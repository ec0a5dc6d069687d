// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>

namespace vitrine {

/**
 * Serial numbers of the USB devices that are plugged into this computer, by bus and address ("1-4");
 * devices without one are left out. The devices' own, untrusted texts. Reads /sys (below `root`, for
 * tests), which can wait for a device: for workers.
 */
[[nodiscard]] QHash<QString, QString> usbSerials(const QString &root = {});

} // namespace vitrine
