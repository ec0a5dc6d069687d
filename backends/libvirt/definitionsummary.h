// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machineinfo.h"
#include "backends/core/result.h"

namespace vitrine {

/** The fields of MachineInfo that come from a definition. */
struct DefinitionSummary {
    QString title = {};
    QString description = {};
    QString osId = {};
    QString hypervisorType = {};
    QString group = {};
    quint64 memoryBytes = 0;
    int processors = 0;
    bool hasGraphics = false;
    QString graphicsCard = {};

    void writeTo(MachineInfo &info) const;
    bool operator==(const DefinitionSummary &) const = default;
};

/** Pure; any thread. Errors: XmlInvalid. */
[[nodiscard]] Result<DefinitionSummary> summarizeDefinition(const QString &domainXml);

} // namespace vitrine
