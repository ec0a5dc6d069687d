// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/definitionloading.h"

#include "backends/core/backend.h"
#include "models/definition/definitiondraft.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"

#include <QPointer>

namespace vitrine {

std::unique_ptr<DefinitionDraft> LoadedDefinition::makeDraft() const
{
    std::optional<DomainXml> running;
    if (!active.isEmpty()) {
        running = *DomainXml::parse(active);
    }
    return std::make_unique<DefinitionDraft>(*DomainXml::parse(stored), std::move(running), facts);
}

Task<std::shared_ptr<LoadedDefinition>> loadDefinition(MachineStore *store, MachineCommands *commands, MachineId id)
{
    const QPointer machines(store);
    const QPointer caller(commands);
    auto loaded = std::make_shared<LoadedDefinition>();
    const auto stored = co_await commands->definitionXml(id, DefinitionKind::Stored);
    if (!stored) {
        co_return fail(stored.error());
    }
    if (const auto parsed = DomainXml::parse(*stored); !parsed) {
        co_return fail(parsed.error());
    }
    loaded->stored = *stored;
    const auto machine = machines ? machines->machine(id) : std::nullopt;
    if (machine && machine->isActive() && caller) {
        const auto active = co_await caller->definitionXml(id, DefinitionKind::Active);
        if (active && DomainXml::parse(*active)) {
            loaded->active = *active;
        }
    }
    const QPointer backend(machines ? machines->backend(id) : nullptr);
    if (backend) {
        if (const auto host = co_await backend->host()->capabilities()) {
            loaded->facts.hostMemoryBytes = host->memoryBytes;
            loaded->facts.hostProcessors = host->processors;
        }
    }
    co_return loaded;
}

} // namespace vitrine
