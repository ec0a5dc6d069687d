// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/fastdisplayoffer.h"

#include "backends/core/domainxml.h"
#include "backends/core/fastdisplay.h"
#include "models/machinecommands.h"
#include "models/machinedevices.h"
#include "models/machinestore.h"
#include "ui/console/consolestate.h"

#include <QPointer>

namespace vitrine {

FastDisplayOffer::FastDisplayOffer(MachineStore *store, MachineCommands *commands, MachineDevices *devices, const MachineId &machine, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_commands(commands)
    , m_devices(devices)
    , m_machine(machine)
{
    connect(devices, &MachineDevices::changed, this, &FastDisplayOffer::judge);
    connect(commands, &MachineCommands::busyChanged, this, [this](const MachineId &id) {
        if (id == m_machine && !m_commands->isBusy(id) && m_state == State::Offered) {
            judge();
        }
    });
    judge();
}

FastDisplayOffer::State FastDisplayOffer::state() const
{
    return m_state;
}

void FastDisplayOffer::accept()
{
    Q_EMIT accepting();
    consoleState(m_machine).deleteEntry("Transport");
    m_commands->addFastDisplay(m_machine);
}

QCoro::Task<> FastDisplayOffer::judge()
{
    const QPointer self(this);
    const quint64 judgement = ++m_judgements;
    const QPointer backend(m_store->backend(m_machine));
    const MachineDetails &active = m_devices->details();
    if (!backend || !m_devices->isKnown() || active.graphics.isEmpty() || hasFastDisplay(active) || !backend->capabilities().support(Feature::GraphicsFd)) {
        set(State::None);
        co_return;
    }
    const Result<HostCapabilities> host = co_await backend->host()->capabilities();
    if (!self || !backend || !host || !host->dbusDisplay || judgement != m_judgements) {
        co_return;
    }
    const Result<QString> stored = co_await m_commands->definitionXml(m_machine, DefinitionKind::Stored);
    if (!self || !stored || judgement != m_judgements) {
        co_return;
    }
    auto xml = DomainXml::parse(*stored);
    if (!xml) {
        co_return;
    }
    if (hasFastDisplay(machineDetails(*xml))) {
        set(State::WaitsForRestart);
    } else {
        set(addFastDisplay(*xml) ? State::Offered : State::None);
    }
}

void FastDisplayOffer::set(State state)
{
    if (m_state != state) {
        m_state = state;
        Q_EMIT changed();
    }
}

} // namespace vitrine
