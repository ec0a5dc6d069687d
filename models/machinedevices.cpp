// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinedevices.h"

#include "models/machinecommands.h"
#include "models/machinestore.h"

#include <QPointer>

#include <utility>

namespace vitrine {

MachineDevices::MachineDevices(MachineStore *store, MachineCommands *commands, MachineId id, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_id(std::move(id))
{
    const auto onMachines = [this](const QList<MachineInfo> &machines) {
        for (const MachineInfo &machine : machines) {
            noteState(machine);
        }
    };
    connect(store, &MachineStore::machinesAdded, this, onMachines);
    connect(store, &MachineStore::machinesChanged, this, onMachines);
    connect(store, &MachineStore::machineEvent, this, [this](const MachineId &machine, MachineEvent event) {
        if (machine == m_id && event != MachineEvent::Rebooted) {
            refresh();
        }
    });
    if (const auto machine = store->machine(m_id)) {
        m_active = machine->isActive();
        refresh();
    }
}

bool MachineDevices::isKnown() const
{
    return m_known;
}

const MachineDetails &MachineDevices::details() const
{
    return m_details;
}

void MachineDevices::noteState(const MachineInfo &machine)
{
    if (machine.id == m_id && (!m_known || machine.isActive() != m_active)) {
        m_active = machine.isActive();
        refresh();
    }
}

void MachineDevices::refresh()
{
    if (m_reading) {
        m_again = true;
        return;
    }
    read();
}

Task<> MachineDevices::read()
{
    const QPointer self(this);
    m_reading = true;
    const Result<MachineDetails> details = co_await m_commands->details(m_id);
    if (!self) {
        co_return fail(Error::cancelled());
    }
    m_reading = false;
    if (std::exchange(m_again, false)) {
        read();
        co_return {};
    }
    // A machine that can't be read now keeps what is known of it.
    if (!details) {
        co_return fail(details.error());
    }
    if (!m_known || m_details != *details) {
        m_known = true;
        m_details = *details;
        Q_EMIT changed();
    }
    co_return {};
}

} // namespace vitrine
