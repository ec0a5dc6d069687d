// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/machinetable.h"

#include <QSet>

namespace vitrine {

QList<QUuid> MachineTable::uuidsWithoutDetails() const
{
    QList<QUuid> uuids;
    for (const MachineInfo &info : m_machines) {
        if (!info.detailsKnown) {
            uuids.append(info.id.uuid);
        }
    }
    return uuids;
}

TableChange MachineTable::apply(const QList<MachineReading> &readings)
{
    TableChange change;
    for (const MachineReading &reading : readings) {
        take(reading, change);
    }
    return change;
}

TableChange MachineTable::applyListing(const MachineListing &listing)
{
    TableChange change = apply(listing.machines);
    QSet<QUuid> listed;
    listed.reserve(listing.machines.size());
    for (const MachineReading &reading : listing.machines) {
        listed.insert(reading.uuid);
    }
    const QList<QUuid> known = m_machines.keys();
    for (const QUuid &uuid : known) {
        if (!listed.contains(uuid) && m_sequences.value(uuid) <= listing.sequence) {
            m_sequences.insert(uuid, listing.sequence);
            drop(uuid, change);
        }
    }
    return change;
}

TableChange MachineTable::clear()
{
    TableChange change;
    const QList<QUuid> known = m_machines.keys();
    for (const QUuid &uuid : known) {
        drop(uuid, change);
    }
    m_sequences.clear();
    m_silent.clear();
    return change;
}

void MachineTable::take(const MachineReading &reading, TableChange &change)
{
    quint64 &last = m_sequences[reading.uuid];
    if (reading.sequence < last) {
        return;
    }
    last = reading.sequence;
    if (reading.gone) {
        drop(reading.uuid, change);
        return;
    }
    const auto known = m_machines.find(reading.uuid);
    const bool isNew = known == m_machines.end();
    MachineInfo info = isNew ? MachineInfo{} : *known;
    info.id = {.connection = m_connection, .uuid = reading.uuid};
    info.name = reading.name;
    info.state = reading.state.state;
    info.reason = reading.state.reason;
    info.persistent = reading.persistent;
    if (reading.definition) {
        reading.definition->writeTo(info);
    }
    if (isNew) {
        m_machines.insert(reading.uuid, info);
        change.added.append(info);
    } else {
        replace(*known, info, change);
    }
}

TableChange MachineTable::setAnswers(const QUuid &uuid, bool answers)
{
    TableChange change;
    const auto known = m_machines.find(uuid);
    if (known == m_machines.end()) {
        return change;
    }
    MachineInfo info = *known;
    if (answers) {
        info.reason = m_silent.value(uuid, info.reason);
        m_silent.remove(uuid);
    } else if (!m_silent.contains(uuid)) {
        m_silent.insert(uuid, info.reason);
    } else {
        return change;
    }
    replace(*known, info, change);
    return change;
}

void MachineTable::replace(MachineInfo &known, MachineInfo info, TableChange &change)
{
    if (const auto silent = m_silent.find(info.id.uuid); silent != m_silent.end()) {
        *silent = info.reason;
        // What is asked of a machine waits for libvirt's own long jobs, too.
        const bool libvirtWorks = info.reason == StateReason::Saving || info.reason == StateReason::Starting;
        info.reason = info.isActive() && !libvirtWorks ? StateReason::NotAnswering : info.reason;
    }
    if (known != info) {
        known = info;
        change.changed.append(info);
    }
}

void MachineTable::drop(const QUuid &uuid, TableChange &change)
{
    m_silent.remove(uuid);
    if (m_machines.remove(uuid)) {
        change.removed.append({.connection = m_connection, .uuid = uuid});
    }
}

} // namespace vitrine
