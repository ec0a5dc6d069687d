// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

/** @file New devices with sensible beginnings. Pure. */
namespace vitrine {

/** A device that can be added on a page. */
struct DeviceTemplate {
    QLatin1StringView id = {}; ///< "cdrom"
    QString element = {};
    QString name = {}; ///< translated, for a menu
};

/** Of devices of the host, which can't be made up: who offers it lets one be chosen. */
inline constexpr QLatin1StringView hostDeviceTemplate("hostdevice");

[[nodiscard]] QList<DeviceTemplate> deviceTemplates(SettingsPage page);
/** The element, with a name or address that no other device of the machine has. */
[[nodiscard]] QString deviceTemplateXml(SettingsPage page, QLatin1StringView id, const DomainXml &xml);

/** A folder of the host, under a name in the guest made from its own that no other shared folder has. */
[[nodiscard]] QString sharedFolderXml(const QString &path, const DomainXml &xml);

} // namespace vitrine
