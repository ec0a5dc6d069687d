// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/definition/definitionissues.h"

#include <QList>

namespace vitrine {

/** The part of definitionIssues() that finds settings which don't go together, on any host. Pure. */
[[nodiscard]] QList<DefinitionIssue> combinationIssues(const DomainXml &xml);

} // namespace vitrine
