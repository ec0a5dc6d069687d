// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/libvirt/domainreader.h"

#include <QHash>

namespace vitrine {

/** What differs after readings were taken in. */
struct TableChange {
    QList<MachineInfo> added = {};
    QList<MachineInfo> changed = {};
    QList<MachineId> removed = {};
};

/**
 * The machines of a connection as last read; turns readings into differences. A reading that began
 * before the one already taken in is dropped: it may be older, and what it might know that is newer
 * has an event of its own, thus another reading, on the way.
 *
 * A plain value for the GUI thread.
 */
class MachineTable
{
public:
    explicit MachineTable(QString connection)
        : m_connection(std::move(connection))
    {
    }

    [[nodiscard]] QList<MachineInfo> machines() const
    {
        return m_machines.values();
    }
    [[nodiscard]] QList<QUuid> uuids() const
    {
        return m_machines.keys();
    }
    [[nodiscard]] QList<QUuid> uuidsWithoutDetails() const;
    [[nodiscard]] bool contains(const QUuid &uuid) const
    {
        return m_machines.contains(uuid);
    }
    [[nodiscard]] TableChange apply(const QList<MachineReading> &readings);
    /** Machines that are not in the listing are gone. */
    [[nodiscard]] TableChange applyListing(const MachineListing &listing);
    /** StateReason::NotAnswering, as long as it has an emulator and libvirt itself is not at work on it. */
    [[nodiscard]] TableChange setAnswers(const QUuid &uuid, bool answers);
    /** Forgets all; `removed` names them. */
    [[nodiscard]] TableChange clear();

private:
    void take(const MachineReading &reading, TableChange &change);
    void replace(MachineInfo &known, MachineInfo info, TableChange &change);
    void drop(const QUuid &uuid, TableChange &change);

    QString m_connection;
    QHash<QUuid, MachineInfo> m_machines;
    QHash<QUuid, StateReason> m_silent; ///< do not answer; what libvirt says of their state
    QHash<QUuid, quint64> m_sequences; ///< also of machines that are gone, so that late readings don't revive them
};

} // namespace vitrine
