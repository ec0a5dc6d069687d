// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/core/machineinfo.h"

#include <QList>
#include <QString>

#include <optional>

namespace vitrine {

/** What a person can do about a console that shows no live picture. */
enum class ConsoleStep {
    Start,
    StartWithoutAcceleration,
    Resume,
    Reset,
    ForceOff,
    Settings,
    Reconnect,
    CloseWindow,
};

/** All that decides what is told over the picture. */
struct ConsoleFacts {
    std::optional<MachineInfo> machine = {}; ///< none: removed
    ConsoleSession::State session = ConsoleSession::State::Idle;
    Error closeReason = {}; ///< of a closed session
    bool hasPicture = false; ///< the guest shows one now
    bool detailsFailed = false; ///< closeReason tells why the definition could not be read
};

/** A message over the picture: what happened, and the next step. */
struct ConsoleSituation {
    QString iconName = {};
    QString title = {};
    QString text = {};
    QList<ConsoleStep> steps = {}; ///< best first
    bool operator==(const ConsoleSituation &) const = default;
};

/** None: the picture speaks for itself. */
[[nodiscard]] std::optional<ConsoleSituation> consoleSituation(const ConsoleFacts &facts);
/** The button's text. */
[[nodiscard]] QString stepText(ConsoleStep step);
[[nodiscard]] QString stepIconName(ConsoleStep step);

} // namespace vitrine
