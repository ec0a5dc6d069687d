// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/activitymeter.h"

#include "models/machinestore.h"

#include <QCoroTask>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

/** A counter that is smaller than before belongs to another start of the machine. */
quint64 rate(quint64 before, quint64 now, qint64 milliseconds)
{
    return now > before ? (now - before) * 1000 / quint64(milliseconds) : 0;
}

TransferRate rate(const TransferCount &before, const TransferCount &now, qint64 milliseconds)
{
    return {.in = rate(before.in, now.in, milliseconds), .out = rate(before.out, now.out, milliseconds)};
}

} // namespace

ActivityMeter::ActivityMeter(MachineStore *store, MachineId id, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_id(std::move(id))
    , m_moving(1s)
    , m_still(2500ms)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ActivityMeter::read);
    connect(m_store, &MachineStore::machinesAdded, this, &ActivityMeter::update);
    connect(m_store, &MachineStore::machinesChanged, this, &ActivityMeter::update);
    connect(m_store, &MachineStore::machinesRemoved, this, &ActivityMeter::update);
    connect(m_store, &MachineStore::connectionStateChanged, this, &ActivityMeter::update);
}

void ActivityMeter::setWatched(bool watched)
{
    m_watched = watched;
    update();
}

const MachineActivity &ActivityMeter::activity() const
{
    return m_activity;
}

void ActivityMeter::setPeriods(std::chrono::milliseconds moving, std::chrono::milliseconds still)
{
    m_moving = moving;
    m_still = still;
}

void ActivityMeter::update()
{
    bool run = m_watched;
    if (run) {
        const auto machine = m_store->machine(m_id);
        Backend *backend = m_store->backend(m_id);
        const bool runs = machine && (machine->state == MachineState::Running || machine->state == MachineState::Stopping);
        run = runs && backend && backend->connectionState() == ConnectionState::Open && backend->capabilities().support(Feature::Statistics);
    }
    if (run == m_running) {
        return;
    }
    m_running = run;
    ++m_spell;
    m_timer.stop();
    m_last.reset();
    setActivity({});
    if (run) {
        read();
    }
}

void ActivityMeter::read()
{
    QCoro::connect(m_store->backend(m_id)->statistics()->counters(m_id), this, [this, spell = m_spell](const Result<MachineCounters> &counters) {
        if (spell != m_spell) {
            return;
        }
        if (counters) {
            take(*counters);
        } else {
            m_last.reset();
            setActivity({});
            update(); // where nothing is counted, it has been learnt now
        }
        if (m_running) {
            m_timer.start(m_activity.drives.isEmpty() && m_activity.network.isStill() ? m_still : m_moving);
        }
    });
}

void ActivityMeter::take(const MachineCounters &counters)
{
    const qint64 elapsed = m_last ? m_sinceLast.elapsed() : 0;
    MachineActivity activity{.networkUncounted = !counters.network};
    if (elapsed > 0) {
        for (const auto &[target, count] : counters.drives.asKeyValueRange()) {
            const TransferRate now = rate(m_last->drives.value(target, count), count, elapsed);
            if (!now.isStill()) {
                activity.drives.insert(target, now);
            }
        }
        if (counters.network) {
            activity.network = rate(m_last->network.value_or(*counters.network), *counters.network, elapsed);
        }
    }
    m_last = counters;
    m_sinceLast.start();
    setActivity(activity);
}

void ActivityMeter::setActivity(const MachineActivity &activity)
{
    if (activity != m_activity) {
        m_activity = activity;
        Q_EMIT changed();
    }
}

} // namespace vitrine
