// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace vitrine {

/** How a guest opens a folder that is shared with it. */
struct FolderMount {
    QString text = {}; ///< translated: where the command is typed, or why there is none
    QString command = {}; ///< until the guest's next start; empty: its system can't
    QString permanent = {}; ///< what makes it last; empty: the command does, or can't
    bool operator==(const FolderMount &) const = default;
};

/**
 * For a guest of a libosinfo id (an unknown one is taken for Linux), the folder's name in the guest and
 * its driver ("virtiofs", else 9p). The name is quoted for the guest's shell. Pure.
 */
[[nodiscard]] FolderMount folderMount(const QString &osId, const QString &tag, const QString &driver);

/** How a guest opens the folder that a console window shares with it (WebDAV by spice-webdavd). Pure. */
[[nodiscard]] FolderMount windowFolderMount(const QString &osId);

} // namespace vitrine
