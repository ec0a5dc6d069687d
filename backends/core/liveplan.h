// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitiondiff.h"

#include <string>

namespace vitrine {

/** One call that changes a machine while it runs, and what takes it back. */
struct LiveStep {
    enum class Kind {
        Attach, ///< device
        Detach, ///< device, as it runs now
        Update, ///< device; `old` puts it back
        Replug, ///< takes `old` out and puts `device` in: what an update would silently not do
        Memory, ///< bytes, by the balloon
        Processors, ///< a number
        DiskLimits, ///< target and values of the disk's limits, in the order of diskLimits()
        Title,
        Description,
    };
    Kind kind = Kind::Update;
    std::string device = {};
    std::string old = {};
    QString subject = {}; ///< what it is about, for errors: "vda", a MAC address
    quint64 number = 0;
    quint64 oldNumber = 0;
    QString text = {};
    QString oldText = {};
    QList<quint64> limits = {};
    QList<quint64> oldLimits = {};
};

/** Properties of a disk that together are its limits. */
[[nodiscard]] QStringList diskLimits();

/**
 * How a running machine follows a change of its definition, as far as it can. `active` is what runs,
 * which may differ from `before` already. Sets the effect of each of `changes` (from before to after):
 * what has a step here or needs none takes effect now, the rest after a restart. Pure.
 */
[[nodiscard]] QList<LiveStep> planLive(const DomainXml &active, const DomainXml &before, const DomainXml &after, QList<DefinitionChange> &changes);

/** The effects on a machine that is off: everything at once. */
void planOff(QList<DefinitionChange> &changes);

} // namespace vitrine
