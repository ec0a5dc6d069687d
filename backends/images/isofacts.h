// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>

namespace vitrine {

/** What an installer image tells about itself. Texts come from the image: treat them as plain text. */
struct IsoFacts {
    QString path = {};
    quint64 sizeBytes = 0;
    quint64 volumeBytes = 0; ///< What the image says its size is; 0: it doesn't.
    bool iso9660 = false;
    bool udf = false;
    bool bootsBios = false;
    bool bootsUefi = false;
    bool truncated = false; ///< Clearly shorter than it says: a download that broke off.
    QString label = {};
    QString system = {};
    QString publisher = {};
    QString application = {};
    QString diskInfo = {}; ///< First line of /.disk/info, as Debian and Ubuntu write it, or empty.

    [[nodiscard]] bool isBootable() const
    {
        return bootsBios || bootsUefi;
    }
    bool operator==(const IsoFacts &) const = default;
};

/**
 * Looks at the file. Blocks on the disk: for worker threads only. Never hangs on a FIFO or a device
 * and reads at most about 300 KiB.
 *
 * Errors: FileMissing, FileIsFolder, FileUnreadable (rights, a link that leads in circles, something
 * that is no plain file), FileEmpty, NotAnIso. An image that doesn't boot or is truncated is no
 * error here: see IsoFacts.
 */
[[nodiscard]] Result<IsoFacts> inspectIso(const QString &path);

/** inspectIso() on a worker; call and await on the GUI thread. */
[[nodiscard]] Task<IsoFacts> inspectIsoAsync(QString path);

} // namespace vitrine
