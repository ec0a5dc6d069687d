// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/backend.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <chrono>
#include <optional>

namespace vitrine {

/**
 * The single source of truth about machines: the machines of all connections as values, joined from
 * their backends' signals and passed on one to one. No I/O; GUI thread.
 *
 * Backends are added by app/ and must outlive the store.
 */
class MachineStore : public QObject
{
    Q_OBJECT

public:
    explicit MachineStore(QObject *parent = nullptr);

    void addBackend(Backend *backend);
    [[nodiscard]] QList<Backend *> backends() const;
    /** Null when the connection is not there. */
    [[nodiscard]] Backend *backend(const QString &connection) const;
    [[nodiscard]] Backend *backend(const MachineId &id) const;

    /** In the order they became known. */
    [[nodiscard]] QList<MachineInfo> machines() const;
    [[nodiscard]] std::optional<MachineInfo> machine(const MachineId &id) const;
    [[nodiscard]] qsizetype count() const;
    /** Titles and names on a connection, for "is this name taken". */
    [[nodiscard]] QStringList takenNames(const QString &connection) const;
    /** The guest has restarted over and over in the last minute (a reboot loop). */
    [[nodiscard]] bool isRestartLooping(const MachineId &id) const;
    /** How far back restarts count: a minute, shorter in tests. */
    void setRestartWindow(std::chrono::milliseconds window);

Q_SIGNALS:
    void machinesAdded(const QList<vitrine::MachineInfo> &machines);
    void machinesChanged(const QList<vitrine::MachineInfo> &machines);
    void machinesRemoved(const QList<vitrine::MachineId> &ids);
    void machineEvent(const vitrine::MachineId &id, vitrine::MachineEvent event);
    void restartLoopingChanged(const vitrine::MachineId &id);
    /** Any backend's connection state or error changed. */
    void connectionStateChanged(const QString &connection);

private:
    void add(const QList<MachineInfo> &machines);
    void change(const QList<MachineInfo> &machines);
    void remove(const QList<MachineId> &ids);
    void noteRestart(const MachineId &id);
    /** Forgets restarts older than the window and signals what that changes. */
    void judgeRestarts(const MachineId &id);
    void forgetRestarts(const MachineId &id);

    QList<Backend *> m_backends;
    QList<MachineId> m_order;
    QHash<MachineId, MachineInfo> m_machines;
    QHash<MachineId, QList<qint64>> m_restarts; ///< milliseconds of a steady clock, newest last
    QSet<MachineId> m_looping;
    std::chrono::milliseconds m_restartWindow;
};

} // namespace vitrine
