// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"

#include <QList>

namespace vitrine {

/** A step that a person can take from an error message with one press. */
enum class Remedy {
    Retry,
    StartWithoutAcceleration,
    DiscardSavedState, ///< of a machine that has one
    ForceOff,
    Resume,
    ChooseFile,
    CopyCommand, ///< ErrorText::command goes to the clipboard
};

/** An Error in plain, translated words: what failed, why, and what to do about it. */
struct ErrorText {
    QString title = {}; ///< one short sentence
    QString explanation = {}; ///< why, and what to do next
    QString command = {}; ///< a command line that mends it, or empty
    QList<Remedy> remedies = {}; ///< best first
    QString details = {}; ///< raw text, folded away
};

/** The only place where errors get words. Every ErrorCode has its own. */
[[nodiscard]] ErrorText errorText(const Error &error);

/** One line: "The file is gone: /a/b.iso". For tooltips and status lines. */
[[nodiscard]] QString errorLine(const Error &error);

/**
 * Why hardware acceleration is not used, as one plain sentence, of an error of the Acceleration kind:
 * "Your account may not open /dev/kvm." Others are said as errorLine() says them.
 */
[[nodiscard]] QString accelerationReason(const Error &problem);

/** How to get acceleration, with the command for it; empty when no command mends it. */
[[nodiscard]] QString accelerationAdvice(const Error &problem);

} // namespace vitrine
