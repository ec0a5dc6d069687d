// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/lookwatch.h"

#include "backends/libvirt/workerpool.h"

#include <algorithm>
#include <utility>

namespace vitrine {

namespace {

using namespace std::chrono_literals;
constexpr auto moment = 1s; // an answer that takes longer may never come

} // namespace

LookWatch::LookWatch(std::chrono::milliseconds patience)
    : m_patience(patience)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LookWatch::judge);
}

quint64 LookWatch::begin(const QUuid &machine)
{
    const auto waits = [](const Look &look) {
        return look.since.durationElapsed() > moment;
    };
    const bool machineWaits = std::ranges::any_of(m_looks, [&](const Look &look) {
        return look.machine == machine && waits(look);
    });
    if (machineWaits || std::ranges::count_if(m_looks, waits) >= WorkerPool::threads(WorkerPool::Lane::Looks)) {
        return 0;
    }
    Look look{.machine = machine, .since = {}};
    look.since.start();
    m_looks.insert(++m_last, look);
    if (!m_timer.isActive()) {
        m_timer.start(m_patience);
    }
    return m_last;
}

void LookWatch::end(quint64 look)
{
    const QUuid machine = m_looks.take(look).machine;
    if (m_looks.isEmpty()) {
        m_timer.stop();
    }
    if (m_silent.contains(machine) && !isStuck(machine)) {
        m_silent.remove(machine);
        Q_EMIT answersChanged(machine, true);
    }
}

void LookWatch::forgetAll()
{
    m_looks.clear();
    m_timer.stop();
    const QSet<QUuid> silent = std::exchange(m_silent, {});
    for (const QUuid &machine : silent) {
        Q_EMIT answersChanged(machine, true);
    }
}

bool LookWatch::isStuck(const QUuid &machine) const
{
    return std::ranges::any_of(m_looks, [&](const Look &look) {
        return look.machine == machine && look.since.durationElapsed() >= m_patience;
    });
}

void LookWatch::judge()
{
    QSet<QUuid> stuck;
    std::chrono::nanoseconds next = m_patience;
    for (const Look &look : std::as_const(m_looks)) {
        const auto left = m_patience - look.since.durationElapsed();
        if (left > 0ns) {
            next = std::min(next, left);
        } else if (!m_silent.contains(look.machine)) {
            stuck.insert(look.machine);
        }
    }
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(next));
    m_silent += stuck;
    for (const QUuid &machine : std::as_const(stuck)) {
        Q_EMIT answersChanged(machine, false);
    }
}

} // namespace vitrine
