// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"

/** @file Who uses a medium, and what may therefore be done with it. Pure functions. */
namespace vitrine {

class DomainXml;

/**
 * Every file that a definition names: disks, discs and floppies with what they build on, firmware
 * variables, kernel. Volumes come as "pool/volume" in `path` with no leading slash; the backend resolves
 * them. machine, machineName and running are left to the caller.
 */
[[nodiscard]] QList<MediumUse> mediumUses(const DomainXml &xml);

/** Puts `to` in the place of each mention of the file `from`; whether there was one. */
bool replaceMedium(DomainXml &xml, const QString &from, const QString &to);

enum class MediaAction {
    Copy,
    Resize,
    Move,
    Compact,
    Check,
    Repair,
    Remove,
};

/** Who would be touched when an image changes. */
struct MediaUsers {
    QList<MediumUse> uses = {}; ///< of the image and of all that build on it
    QStringList dependents = {}; ///< paths of the images that build on it, directly or not
};
[[nodiscard]] MediaUsers mediaUsers(const MediaListing &listing, const QString &path);

/**
 * Why an action is refused, or nothing. A running machine's disk is not touched or copied; what others
 * build on, or a machine's snapshot needs, is not changed, moved or removed; what any machine names is
 * not removed. Errors: DiskInUse (detail: users, one a line), NotSupported, ImageUnsafe, FileMissing, ...
 */
[[nodiscard]] std::optional<Error> mediaRefusal(const MediaListing &listing, const QString &path, MediaAction action);

/** The images that `path` builds on, nearest first; ends at a circle. */
[[nodiscard]] QStringList backingChain(const MediaListing &listing, const QString &path);

[[nodiscard]] const Medium *findMedium(const MediaListing &listing, const QString &path);

} // namespace vitrine
