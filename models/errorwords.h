// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/errortext.h"

#include <KLazyLocalizedString>

namespace vitrine {

/** The words of one ErrorCode; %1 is Error::subject. */
struct ErrorWords {
    ErrorCode code;
    KLazyLocalizedString title;
    KLazyLocalizedString explanation;
    QList<Remedy> remedies = {};
};

/** Exactly one entry for each code. */
[[nodiscard]] const ErrorWords &errorWords(ErrorCode code);

/**
 * Error::doing of a removal after which disk images are left; Error::subject then holds their paths,
 * one a line.
 */
inline constexpr QLatin1StringView FilesLeftStep("remove-disks");

/**
 * Error::doing of a creation that failed and could not be taken back. The first line of Error::subject
 * is what the failure is about, the others are what is left, in words.
 */
inline constexpr QLatin1StringView CreationLeftStep("take-back");

} // namespace vitrine
