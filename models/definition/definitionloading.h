// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"
#include "models/definition/definitionissues.h"

#include <memory>

namespace vitrine {

class DefinitionDraft;
class MachineCommands;
class MachineStore;

/** What editing a machine begins with. */
struct LoadedDefinition {
    QString stored = {};
    QString active = {}; ///< empty when it is off
    DefinitionFacts facts = {};

    /** Both are well-formed: loadDefinition() has seen to it. */
    [[nodiscard]] std::unique_ptr<DefinitionDraft> makeDraft() const;
};

/**
 * Reads both definitions and what the host has; readSurroundings() tells the rest of the facts. What
 * can't be known about the host is left open.
 */
[[nodiscard]] Task<std::shared_ptr<LoadedDefinition>> loadDefinition(MachineStore *store, MachineCommands *commands, MachineId id);

/**
 * The facts with the addresses and ports that other machines and programs have. Reads every machine's
 * definition: nothing that a window should wait for. What can't be known is left open.
 */
[[nodiscard]] Task<DefinitionFacts> readSurroundings(MachineStore *store, MachineId id, LoadedDefinition loaded);

/** What stands in the host that the machine is on, as it is now. */
[[nodiscard]] Task<QList<HostDevice>> readHostDevices(MachineStore *store, MachineId id);

} // namespace vitrine
