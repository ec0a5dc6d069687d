// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"
#include "backends/libvirt/domainreader.h"
#include "backends/libvirt/handles.h"

#include <QStringList>

#include <functional>

namespace vitrine {

class DomainXml;
class Session;

/** @file Reading and storing definitions; blocking, for workers. */

/** With secrets where they may be read, so that storing the result again loses none. */
[[nodiscard]] Result<QString> readDefinition(virDomainPtr domain, DefinitionKind kind);

/** Stores a definition, validated, and logs what differs. Errors as DefinitionRole::define(). */
[[nodiscard]] Result<MachineReading> storeDefinition(const Session &session, const QString &xml);

/**
 * Edits what is kept beside a machine's saved memory: the next start goes by that, not by the stored
 * definition. Fine when nothing is saved. libvirt refuses whatever the guest would notice.
 */
[[nodiscard]] Result<> editSavedDefinition(virDomainPtr domain, const std::function<Result<>(DomainXml &)> &edit);

/** The lines that differ, as "-old" and "+new" in order, without passwords. For the log. Pure. */
[[nodiscard]] QStringList definitionDiff(const QString &before, const QString &after);

} // namespace vitrine
