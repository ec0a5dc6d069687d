// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

namespace vitrine {

/**
 * @file
 * What the storage role knows of paths on this computer. Blocking (a dead network file system blocks
 * for minutes): worker threads only.
 */

/** Free room where `folder` is or, as long as it is not there, will be. Errors: FileUnreadable, InvalidArgument. */
[[nodiscard]] Result<StoragePlace> localPlace(const QString &folder);

enum class Presence {
    There, ///< A dangling link too.
    Absent,
    Hidden, ///< In a folder that is closed to this user.
};
[[nodiscard]] Presence localPresence(const QString &path);

/** ~/.local/share/libvirt/images, as other libvirt programs have it. */
[[nodiscard]] QString perUserImageFolder();

/** Who opens the files of machines. */
enum class FileReader {
    ThisUser,
    ServiceUser, ///< "libvirt-qemu" or "qemu", as whichever there is
};
/**
 * Whether that reader can open the file. For the service user the permission bits and access lists of
 * the file and of every folder above it decide. Errors: FileMissing, FileIsFolder, NotReadableByHypervisor.
 */
[[nodiscard]] Result<> checkLocalReadable(const QString &path, FileReader reader);

} // namespace vitrine
