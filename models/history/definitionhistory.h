// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitiondiff.h"
#include "models/history/revisionfolder.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>

namespace vitrine {

class MachineStore;
struct MachineInfo;

/** What a machine's history page shows of one revision. */
struct RevisionEntry {
    Revision revision = {};
    QList<DefinitionChange> changes = {}; ///< from the revision before; empty for the first one kept
};

/**
 * Keeps every definition that machines have had: those applied here, and those that other programs
 * stored, noticed by the hypervisor's events. So that there is something to go back to, each machine
 * is looked at once a session: not before the program has long been up, and one after the other. GUI
 * thread; files are read and written on a worker.
 */
class DefinitionHistory : public QObject
{
    Q_OBJECT

public:
    /** `store` must outlive it. */
    explicit DefinitionHistory(MachineStore *store, RevisionFolder folder = RevisionFolder(), QObject *parent = nullptr);

    /** The history that was made as a child of this store; null when none was. */
    [[nodiscard]] static DefinitionHistory *of(const MachineStore *store);

    /** Keeps what is stored now. */
    void look(const MachineId &id);
    /** One of Vitrine's own commands is about to change this. */
    void noteBefore(const MachineId &id, const QString &definition);
    /** One of Vitrine's own commands has changed it. */
    void noteOwn(const MachineId &id);
    /** How long new machines wait for their first look, and each for the one before it: 20 s and 2 s but in tests. */
    void setPace(std::chrono::milliseconds first, std::chrono::milliseconds next);
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
    void await(const QList<MachineInfo> &machines);
    QCoro::Task<> lookAtNext();
    QCoro::Task<> readAndKeep(MachineId id, RevisionOrigin origin);
    QCoro::Task<> keep(MachineId id, QStringList definitions, QList<RevisionOrigin> origins);

    MachineStore *m_store;
    RevisionFolder m_folder;
    QSet<MachineId> m_reading;
    QSet<MachineId> m_own; ///< to be read, and changed by a command of Vitrine's
    QList<MachineId> m_unseen;
    QTimer m_patience;
    std::chrono::milliseconds m_next;
};

} // namespace vitrine
