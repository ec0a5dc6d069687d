// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"
#include "backends/libvirt/session.h"

namespace vitrine {

/** @file The blocking halves of LibvirtStorage, for worker threads; same contracts as StorageRole. */

[[nodiscard]] Result<StoragePlace> defaultPlaceOn(const Session &session);
[[nodiscard]] Result<StoragePlace> placeOn(const Session &session, const QString &folder);
[[nodiscard]] Result<bool> imageExists(const Session &session, const QString &path);
[[nodiscard]] Result<> createImage(Session &session, const DiskImageSpec &spec, const std::stop_token &stop);
[[nodiscard]] Result<> deleteImage(Session &session, const QString &path);

/** Whether a definition names the file as a disk or medium, in its backing chain too. Pure. */
[[nodiscard]] bool definitionNamesFile(const QByteArray &domainXml, const QString &path);

/** Pure. `name` is the file's name. */
[[nodiscard]] QByteArray volumeXml(const QString &name, const DiskImageSpec &spec);

} // namespace vitrine
