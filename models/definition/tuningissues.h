// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/definition/definitionissues.h"

#include <QList>

#include <optional>

namespace vitrine {

/** The part of definitionIssues() that looks at what the machine wants of this very host. Pure. */
[[nodiscard]] QList<DefinitionIssue> tuningIssues(const DomainXml &xml, const DefinitionFacts &facts);

/** The numbers of "0-3,^2,6", ascending; nothing for what is no such set. At most 4096 numbers count. */
[[nodiscard]] std::optional<QList<int>> parseCpuSet(const QString &text);

/** Why a guest of this host can't have 3D; empty when it can, or when that is not known. */
[[nodiscard]] QString noThreeDReason(const DefinitionFacts &facts);

} // namespace vitrine
