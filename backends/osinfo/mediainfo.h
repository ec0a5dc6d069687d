// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/images/isofacts.h"
#include "backends/osinfo/osinfo.h"

namespace vitrine {

/** What an installer image is. */
struct MediaInfo {
    IsoFacts iso = {};
    OsInfo os = {}; ///< Known for certain, or the nearest guess, or null.
    bool sure = false; ///< false with a non-null `os`: "looks like Debian 13"
    QString variant = {}; ///< What the image itself says it is ("Debian 13.1", "Fedora 44"), for a guess.
    bool isLive = false;
    bool isInstaller = true;

    bool operator==(const MediaInfo &) const = default;
};

/** A system that a medium claims to be: where to look in the database. */
struct MediaGuess {
    QString idPrefix = {}; ///< "http://debian.org/debian/"; the version follows
    QString version = {}; ///< "13"; the newest known one up to it is meant
    QString variant = {}; ///< "Debian 13.1"
    bool operator==(const MediaGuess &) const = default;
};

/**
 * Our own table for media that the database does not know yet: by volume label, else by /.disk/info.
 * Pure. Null idPrefix: no idea.
 */
[[nodiscard]] MediaGuess guessMedia(const QString &label, const QString &diskInfo);

/** Compares versions number by number: "9" < "24.04" < "24.10"; no number counts as 0. */
[[nodiscard]] bool versionLess(const QString &a, const QString &b);

} // namespace vitrine
