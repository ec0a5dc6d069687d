// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"
#include "backends/images/qemuimg.h"

/**
 * @file
 * Long work on image files of this computer, as MediaRole promises it but for looking who uses them.
 * Blocking: worker threads only. Each job writes to a hidden file beside its target, gives it the
 * target's name only when it is whole, and takes it away when it is stopped or fails.
 */
namespace vitrine {

[[nodiscard]] Result<> createImageFile(const ImageSpec &spec, const WorkerJob &job);
[[nodiscard]] Result<> copyImageFile(const ImageCopySpec &spec, const WorkerJob &job);
[[nodiscard]] Result<> growImageFile(const QString &path, quint64 bytes);
[[nodiscard]] Result<> compactImageFile(const QString &path, const WorkerJob &job);
[[nodiscard]] Result<ImageCheck> checkImageFile(const QString &path, bool repair, const WorkerJob &job);

enum class Transfer {
    Renamed, ///< the old name is gone
    Copied, ///< onto another file system: the old file is still there
};
/** Puts the very same file (snapshots inside too) at `target`, sparse as it is. */
[[nodiscard]] Result<Transfer> transferImageFile(const QString &path, const QString &target, const WorkerJob &job);
/** Writes the absolute path of its base into a moved image, which may have named it by a relative one. */
[[nodiscard]] Result<> pinBacking(const QString &path, const QString &backing, const QString &backingFormat);

[[nodiscard]] Result<> removeImageFile(const QString &path, RemovalWay way);

} // namespace vitrine
