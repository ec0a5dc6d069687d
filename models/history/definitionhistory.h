// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitiondiff.h"
#include "models/history/revisionfolder.h"

#include <QObject>
#include <QSet>

namespace vitrine {

class MachineStore;

/** What a machine's history page shows of one revision. */
struct RevisionEntry {
    Revision revision = {};
    QList<DefinitionChange> changes = {}; ///< from the revision before; empty for the first one kept
};

/**
 * Keeps every definition that machines have had: those applied here, and those that other programs
 * stored, noticed by the hypervisor's events from when a machine was first looked at. GUI thread;
 * files are read and written on a worker.
 */
class DefinitionHistory : public QObject
{
    Q_OBJECT

public:
    /** `store` must outlive it. */
    explicit DefinitionHistory(MachineStore *store, RevisionFolder folder = RevisionFolder(), QObject *parent = nullptr);

    /** The history that was made as a child of this store; null when none was. */
    [[nodiscard]] static DefinitionHistory *of(const MachineStore *store);

    /** Keeps what is stored now; call it when a machine's settings open, so that there is a way back. */
    void look(const MachineId &id);
    /** An edit has been applied: both its ends are kept. */
    void noteApplied(const MachineId &id, const QString &before, const QString &after);

    /** Newest first, with what changed. */
    [[nodiscard]] Task<QList<RevisionEntry>> entries(MachineId id);
    [[nodiscard]] Task<QString> xml(MachineId id, int number);
    /**
     * Makes a kept definition the stored one, and lets a running machine follow; its present name
     * stays. Errors as HardwareRole::apply(), NotFound.
     */
    [[nodiscard]] Task<> returnTo(MachineId id, int number);

Q_SIGNALS:
    /** There is a new revision. */
    void changed(const vitrine::MachineId &id);

private:
    QCoro::Task<> readAndKeep(MachineId id, RevisionOrigin origin);
    QCoro::Task<> keep(MachineId id, QStringList definitions, QList<RevisionOrigin> origins);

    MachineStore *m_store;
    RevisionFolder m_folder;
    QSet<MachineId> m_reading;
};

} // namespace vitrine
