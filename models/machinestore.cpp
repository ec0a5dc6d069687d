// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinestore.h"

#include <QTimer>

#include <algorithm>

namespace vitrine {

namespace {

constexpr int RestartsOfALoop = 4;

qint64 now()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

MachineStore::MachineStore(QObject *parent)
    : QObject(parent)
    , m_restartWindow(std::chrono::minutes(1))
{
}

void MachineStore::addBackend(Backend *backend)
{
    m_backends.append(backend);
    connect(backend, &Backend::machinesAdded, this, &MachineStore::add);
    connect(backend, &Backend::machinesChanged, this, &MachineStore::change);
    connect(backend, &Backend::machinesRemoved, this, &MachineStore::remove);
    connect(backend, &Backend::machineEvent, this, [this](const MachineId &id, MachineEvent event) {
        if (!m_machines.contains(id)) {
            return;
        }
        if (event == MachineEvent::Rebooted) {
            noteRestart(id);
        }
        Q_EMIT machineEvent(id, event);
    });
    connect(backend, &Backend::connectionStateChanged, this, [this, backend] {
        Q_EMIT connectionStateChanged(backend->uri());
    });
    add(backend->machines());
    Q_EMIT connectionStateChanged(backend->uri());
}

QList<Backend *> MachineStore::backends() const
{
    return m_backends;
}

Backend *MachineStore::backend(const QString &connection) const
{
    const auto it = std::ranges::find_if(m_backends, [&connection](const Backend *backend) {
        return backend->uri() == connection;
    });
    return it == m_backends.cend() ? nullptr : *it;
}

Backend *MachineStore::backend(const MachineId &id) const
{
    return backend(id.connection);
}

QList<MachineInfo> MachineStore::machines() const
{
    QList<MachineInfo> machines;
    machines.reserve(m_order.size());
    for (const MachineId &id : m_order) {
        machines.append(m_machines.value(id));
    }
    return machines;
}

std::optional<MachineInfo> MachineStore::machine(const MachineId &id) const
{
    const auto it = m_machines.constFind(id);
    return it == m_machines.cend() ? std::nullopt : std::optional(*it);
}

qsizetype MachineStore::count() const
{
    return m_order.size();
}

QStringList MachineStore::takenNames(const QString &connection) const
{
    QStringList names;
    for (const MachineId &id : m_order) {
        if (id.connection != connection) {
            continue;
        }
        const MachineInfo &machine = *m_machines.constFind(id);
        names.append(machine.name);
        if (!machine.title.isEmpty() && machine.title != machine.name) {
            names.append(machine.title);
        }
    }
    return names;
}

bool MachineStore::isRestartLooping(const MachineId &id) const
{
    return m_looping.contains(id);
}

void MachineStore::setRestartWindow(std::chrono::milliseconds window)
{
    m_restartWindow = window;
}

void MachineStore::add(const QList<MachineInfo> &machines)
{
    QList<MachineInfo> added;
    QList<MachineInfo> known;
    for (const MachineInfo &machine : machines) {
        if (m_machines.contains(machine.id)) {
            known.append(machine);
            continue;
        }
        m_machines.insert(machine.id, machine);
        m_order.append(machine.id);
        added.append(machine);
    }
    if (!added.isEmpty()) {
        Q_EMIT machinesAdded(added);
    }
    change(known);
}

void MachineStore::change(const QList<MachineInfo> &machines)
{
    QList<MachineInfo> changed;
    for (const MachineInfo &machine : machines) {
        const auto it = m_machines.find(machine.id);
        if (it == m_machines.end() || *it == machine) {
            continue;
        }
        *it = machine;
        changed.append(machine);
    }
    if (changed.isEmpty()) {
        return;
    }
    Q_EMIT machinesChanged(changed);
    for (const MachineInfo &machine : std::as_const(changed)) {
        if (!machine.isActive()) {
            forgetRestarts(machine.id);
        }
    }
}

void MachineStore::remove(const QList<MachineId> &ids)
{
    QList<MachineId> removed;
    for (const MachineId &id : ids) {
        if (m_machines.remove(id)) {
            removed.append(id);
            m_restarts.remove(id);
            m_looping.remove(id);
        }
    }
    if (removed.isEmpty()) {
        return;
    }
    const QSet<MachineId> gone(removed.cbegin(), removed.cend());
    m_order.removeIf([&gone](const MachineId &id) {
        return gone.contains(id);
    });
    Q_EMIT machinesRemoved(removed);
}

void MachineStore::noteRestart(const MachineId &id)
{
    m_restarts[id].append(now());
    judgeRestarts(id);
    QTimer::singleShot(m_restartWindow + std::chrono::milliseconds(1), this, [this, id] {
        judgeRestarts(id);
    });
}

void MachineStore::judgeRestarts(const MachineId &id)
{
    const auto it = m_restarts.find(id);
    if (it == m_restarts.end()) {
        return;
    }
    const qint64 oldest = now() - m_restartWindow.count();
    it->removeIf([oldest](qint64 time) {
        return time < oldest;
    });
    const bool looping = it->size() >= RestartsOfALoop;
    if (it->isEmpty()) {
        m_restarts.erase(it);
    }
    if (looping == m_looping.contains(id)) {
        return;
    }
    if (looping) {
        m_looping.insert(id);
    } else {
        m_looping.remove(id);
    }
    Q_EMIT restartLoopingChanged(id);
}

void MachineStore::forgetRestarts(const MachineId &id)
{
    m_restarts.remove(id);
    if (m_looping.remove(id)) {
        Q_EMIT restartLoopingChanged(id);
    }
}

} // namespace vitrine
