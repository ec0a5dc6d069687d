// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"
#include "models/creationtypes.h"

#include <QString>

/** @file Media in plain, translated words. */
namespace vitrine {

/** "Disk (qcow2)", "Disc image". */
[[nodiscard]] QString mediumKindText(const ImageFacts &facts);
/** "Debian 13, web-server.qcow2"; empty when nobody uses it. */
[[nodiscard]] QString usersText(const MediaIndex &index, const QString &path);
/** Name of the place, or the folder of a file outside of all. */
[[nodiscard]] QString placeText(const MediaListing &listing, const Medium &medium);
/** Why an action is not possible, as one plain sentence for a tooltip. */
[[nodiscard]] QString refusalText(const Error &refusal);
/** What a check has found, and what to do about it. */
[[nodiscard]] QString checkText(const ImageCheck &found, bool repaired);
/** How a guest of this kind (libosinfo's id, or empty) takes a larger disk into use. */
[[nodiscard]] QString growHint(const QString &osId);
/** "Only files in folders are possible …" for a place type this connection can't open; empty when it can. */
[[nodiscard]] QString placeLimitText(const QString &type, bool perUser);

} // namespace vitrine
