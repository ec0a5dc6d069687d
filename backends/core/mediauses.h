// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"

#include <QHash>

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

/** Who builds on whom and who uses what, looked up by path. A value; holds the listing. */
class MediaIndex
{
public:
    explicit MediaIndex(const MediaListing &listing);

    /** Null when it is not listed; valid as long as this object. */
    [[nodiscard]] const Medium *find(const QString &path) const;
    /** The images that `path` builds on, nearest first; ends at a circle. */
    [[nodiscard]] QStringList backingChain(const QString &path) const;
    /** The images that build on it directly. */
    [[nodiscard]] QStringList children(const QString &path) const;
    [[nodiscard]] MediaUsers users(const QString &path) const;

private:
    QList<Medium> m_media;
    QHash<QString, qsizetype> m_positions;
    QMultiHash<QString, QString> m_children;
    QMultiHash<QString, MediumUse> m_uses;
};

/**
 * Why an action is refused, or nothing. A running machine's disk is not touched or copied; what others
 * build on, or a machine's snapshot needs, is not changed, moved or removed; what any machine names is
 * not removed. Errors: DiskInUse (detail: users, one a line), NotSupported, ImageUnsafe, FileMissing, ...
 */
[[nodiscard]] std::optional<Error> mediaRefusal(const MediaIndex &index, const QString &path, MediaAction action);

} // namespace vitrine
