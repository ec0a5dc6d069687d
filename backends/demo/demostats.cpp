// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demostats.h"

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"
#include "backends/demo/demobackend.h"

#include <array>

namespace vitrine {
namespace {

/** Bytes a millisecond in one of the spells that take turns. */
struct Spell {
    TransferCount disk;
    TransferCount network;
};
constexpr qint64 spellTime = 3000;
constexpr std::array spells = {
    Spell{.disk = {.in = 4000}, .network = {}},
    Spell{.disk = {}, .network = {.in = 900, .out = 30}},
    Spell{.disk = {.out = 1500}, .network = {.in = 900}},
    Spell{.disk = {}, .network = {}},
};

void grow(TransferCount &count, const TransferCount &rate, qint64 time)
{
    count.in += rate.in * quint64(time);
    count.out += rate.out * quint64(time);
}

QString firstDisk(const QString &definition)
{
    const Result<DomainXml> xml = DomainXml::parse(definition);
    const QList<DiskDetails> disks = xml ? machineDetails(*xml).disks : QList<DiskDetails>();
    const auto disk = std::ranges::find(disks, DiskDetails::Kind::Disk, &DiskDetails::kind);
    return disk == disks.end() ? QString() : disk->target;
}

} // namespace

DemoStats::DemoStats(DemoBackend *backend)
    : m_backend(backend)
{
    m_clock.start();
}

Task<MachineCounters> DemoStats::counters(MachineId id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    DemoMachine &machine = *backend->find(id);
    if (!machine.info.isActive()) {
        co_return fail(ErrorCode::InvalidState, machine.info.name, QStringLiteral("domain is not running"), QStringLiteral("counters"));
    }
    Traffic &traffic = m_traffic[id];
    const qint64 now = m_clock.elapsed();
    if (traffic.countedAt == 0 || traffic.start != machine.starts) {
        traffic = {.start = machine.starts, .countedAt = now - 1, .disk = {.in = 512}, .network = {}}; // the boot sector
    }
    if (machine.info.state == MachineState::Running) {
        const qint64 time = now - traffic.countedAt;
        const Spell &spell = spells.at(size_t(traffic.age / spellTime) % spells.size());
        grow(traffic.disk, spell.disk, time);
        grow(traffic.network, spell.network, time);
        traffic.age += time;
    }
    traffic.countedAt = now;
    MachineCounters counters{.network = traffic.network};
    if (const QString disk = firstDisk(machine.active.isEmpty() ? backend->storedXml(machine) : machine.active); !disk.isEmpty()) {
        counters.drives.insert(disk, traffic.disk);
    }
    co_return counters;
}

} // namespace vitrine
