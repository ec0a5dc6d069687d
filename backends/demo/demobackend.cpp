// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demobackend.h"

#include "backends/core/domainxml.h"
#include "backends/demo/demohostdevices.h"
#include "backends/demo/demomedia.h"
#include "backends/demo/demonetworks.h"
#include "backends/demo/demoroles.h"
#include "backends/demo/demostats.h"
#include "backends/demo/demostorage.h"

#include <QCoroTimer>

namespace vitrine {

namespace {

constexpr std::chrono::milliseconds ChurnInterval(20);

} // namespace

DemoBackend::DemoBackend(QString uri, QObject *parent)
    : Backend(parent)
    , m_uri(std::move(uri))
    , m_scenario(DemoScenario::fromUri(m_uri))
    , m_power(std::make_unique<DemoPower>(this))
    , m_definitions(std::make_unique<DemoDefinitions>(this))
    , m_hostDevices(std::make_unique<DemoHostDevices>(this))
    , m_console(std::make_unique<DemoConsole>(this))
    , m_host(std::make_unique<DemoHost>(this))
    , m_hardware(std::make_unique<DemoHardware>(this))
    , m_statistics(std::make_unique<DemoStats>(this))
{
    const QList<DemoMachine> machines = demoMachines(m_scenario, m_uri);
    for (const DemoMachine &machine : machines) {
        m_order.append(machine.info.id);
        m_machines.insert(machine.info.id, machine);
    }
    auto storage = std::make_unique<DemoStorage>(this); // takes stock of the machines' disks
    m_media = std::make_unique<DemoMedia>(this, storage.get());
    m_storage = std::move(storage);
    m_networks = std::make_unique<DemoNetworks>(this);
    m_opening.setSingleShot(true);
    connect(&m_opening, &QTimer::timeout, this, &DemoBackend::onOpened);
    connect(&m_outages, &QTimer::timeout, this, [this] {
        loseConnection(m_scenario.period / 2);
    });
    m_churn.setInterval(ChurnInterval);
    connect(&m_churn, &QTimer::timeout, this, &DemoBackend::churn);
}

DemoBackend::~DemoBackend() = default;

QString DemoBackend::uri() const
{
    return m_uri;
}

ConnectionState DemoBackend::connectionState() const
{
    return m_state;
}

Error DemoBackend::connectionError() const
{
    return m_error;
}

Capabilities DemoBackend::capabilities() const
{
    Capabilities capabilities;
    if (m_state != ConnectionState::Open && m_state != ConnectionState::Reconnecting) {
        return capabilities;
    }
    for (const Feature feature : {Feature::Events,
                                  Feature::Start,
                                  Feature::Pause,
                                  Feature::Reset,
                                  Feature::ShutDown,
                                  Feature::ForceOff,
                                  Feature::SaveState,
                                  Feature::Define,
                                  Feature::Undefine,
                                  Feature::Storage,
                                  Feature::MediaJobs,
                                  Feature::Networks,
                                  Feature::Statistics,
                                  Feature::Screenshot,
                                  Feature::ChangeDevices,
                                  Feature::PciPassthrough}) {
        capabilities.setSupported(feature);
    }
    capabilities.setUnsupported(Feature::GraphicsFd, {.code = ErrorCode::NotSupported, .subject = m_uri, .detail = {}, .doing = {}});
    return capabilities;
}

QList<MachineInfo> DemoBackend::machines() const
{
    QList<MachineInfo> machines;
    if (m_listed) {
        machines.reserve(m_order.size());
        for (const MachineId &id : m_order) {
            machines.append(m_machines.constFind(id)->info);
        }
    }
    return machines;
}

void DemoBackend::open()
{
    if (m_state == ConnectionState::Open || m_state == ConnectionState::Connecting) {
        return;
    }
    if (m_state != ConnectionState::Reconnecting) {
        setConnection(ConnectionState::Connecting);
    }
    m_opening.start(m_scenario.delay);
}

void DemoBackend::close()
{
    m_opening.stop();
    m_outages.stop();
    m_churn.stop();
    if (m_listed) {
        m_listed = false;
        if (!m_order.isEmpty()) {
            Q_EMIT machinesRemoved(m_order);
        }
    }
    setConnection(ConnectionState::Closed);
}

void DemoBackend::refresh()
{
    // Nothing happens here without being announced.
}

PowerRole *DemoBackend::power()
{
    return m_power.get();
}

DefinitionRole *DemoBackend::definitions()
{
    return m_definitions.get();
}

StorageRole *DemoBackend::storage()
{
    return m_storage.get();
}

ConsoleRole *DemoBackend::console()
{
    return m_console.get();
}

HostRole *DemoBackend::host()
{
    return m_host.get();
}

HardwareRole *DemoBackend::hardware()
{
    return m_hardware.get();
}

MediaRole *DemoBackend::media()
{
    return m_media.get();
}

NetworkRole *DemoBackend::networks()
{
    return m_networks.get();
}

HostDeviceRole *DemoBackend::hostDevices()
{
    return m_hostDevices.get();
}

StatsRole *DemoBackend::statistics()
{
    return m_statistics.get();
}

void DemoBackend::loseConnection(std::chrono::milliseconds outage)
{
    if (m_state != ConnectionState::Open) {
        return;
    }
    m_outages.stop();
    m_opening.start(outage);
    setConnection(ConnectionState::Reconnecting,
                  {.code = ErrorCode::ConnectionLost, .subject = m_uri, .detail = QStringLiteral("client socket is closed"), .doing = {}});
}

std::chrono::milliseconds DemoBackend::delay() const
{
    return m_scenario.delay;
}

DemoMachine *DemoBackend::find(const MachineId &id)
{
    const auto it = m_machines.find(id);
    return it == m_machines.end() ? nullptr : &*it;
}

const QHash<MachineId, DemoMachine> &DemoBackend::all() const
{
    return m_machines;
}

void DemoBackend::add(const DemoMachine &machine)
{
    m_order.append(machine.info.id);
    m_machines.insert(machine.info.id, machine);
    if (m_listed) {
        Q_EMIT machinesAdded({machine.info});
    }
}

void DemoBackend::setInfo(const MachineId &id, const MachineInfo &info)
{
    DemoMachine *machine = find(id);
    if (machine && machine->info != info) {
        machine->info = info;
        if (m_listed) {
            Q_EMIT machinesChanged({info});
        }
    }
}

void DemoBackend::setState(const MachineId &id, MachineState state, StateReason reason)
{
    if (const DemoMachine *machine = find(id)) {
        MachineInfo info = machine->info;
        info.state = state;
        info.reason = reason;
        setInfo(id, info);
    }
}

void DemoBackend::remove(const MachineId &id)
{
    m_machines.remove(id);
    m_order.removeOne(id);
    if (m_listed) {
        Q_EMIT machinesRemoved({id});
    }
}

QString DemoBackend::storedXml(DemoMachine &machine) const
{
    if (machine.stored.isEmpty()) {
        DomainXml xml = *DomainXml::parse(domainXmlFor(machine.spec, demoHost()));
        giveMacs(xml, machine.info.id.uuid);
        machine.stored = xml.toString();
    }
    return machine.stored;
}

void DemoBackend::startQuirk(const MachineId &id)
{
    const DemoMachine *machine = find(id);
    const DemoQuirk quirk = machine->quirk;
    if (quirk == DemoQuirk::None || quirk == DemoQuirk::IgnoresShutDown) {
        return;
    }
    QTimer::singleShot(3 * m_scenario.delay, this, [this, id, start = machine->starts, quirk] {
        happen(id, start, quirk);
    });
}

void DemoBackend::happen(const MachineId &id, int start, DemoQuirk quirk)
{
    const DemoMachine *machine = find(id);
    if (!machine || machine->starts != start || machine->info.state != MachineState::Running) {
        return;
    }
    switch (quirk) {
    case DemoQuirk::EmulatorDies:
        setState(id, MachineState::Crashed, StateReason::EmulatorDied);
        break;
    case DemoQuirk::DiskFills:
        setState(id, MachineState::Paused, StateReason::DiskFull);
        break;
    case DemoQuirk::AccelerationFails:
        if (machine->info.hypervisorType == QLatin1String("kvm")) {
            setState(id, MachineState::Paused, StateReason::AccelerationFault);
        }
        break;
    case DemoQuirk::RebootsOverAndOver:
        Q_EMIT machineEvent(id, MachineEvent::Rebooted);
        startQuirk(id);
        break;
    case DemoQuirk::None:
    case DemoQuirk::IgnoresShutDown:
    case DemoQuirk::SavedStateBroken:
        break;
    }
}

Task<> DemoBackend::answer(QPointer<DemoBackend> backend)
{
    if (!backend) {
        co_return fail(Error::cancelled());
    }
    co_await QCoro::sleepFor(backend->delay());
    if (!backend) {
        co_return fail(Error::cancelled());
    }
    if (backend->m_state != ConnectionState::Open) {
        co_return fail(ErrorCode::ConnectionLost, backend->m_uri);
    }
    co_return {};
}

Task<> DemoBackend::answer(QPointer<DemoBackend> backend, MachineId id)
{
    const auto answered = co_await answer(backend);
    if (!answered) {
        co_return fail(answered.error());
    }
    if (!backend->find(id)) {
        co_return fail(ErrorCode::NotFound, id.uuid.toString(QUuid::WithoutBraces));
    }
    co_return {};
}

void DemoBackend::setConnection(ConnectionState state, const Error &error)
{
    if (state == m_state && error == m_error) {
        return;
    }
    m_state = state;
    m_error = error;
    Q_EMIT connectionStateChanged();
    Q_EMIT capabilitiesChanged();
}

void DemoBackend::onOpened()
{
    if (!m_scenario.isKnown()) {
        setConnection(ConnectionState::Failed,
                      {.code = ErrorCode::ConnectionFailed,
                       .subject = m_uri,
                       .detail = QLatin1String("no scenario named ") + m_scenario.name,
                       .doing = QStringLiteral("open")});
        return;
    }
    const bool first = !std::exchange(m_listed, true); // known when it is told to be open, as with libvirt
    setConnection(ConnectionState::Open);
    if (m_state != ConnectionState::Open) {
        return;
    }
    if (first && !m_order.isEmpty()) {
        Q_EMIT machinesAdded(machines());
    }
    if (m_scenario.name == QLatin1String("disconnect")) {
        m_outages.start(m_scenario.period);
    }
    if (m_scenario.name == QLatin1String("churn") && !m_order.isEmpty()) {
        m_churn.start();
    }
}

void DemoBackend::churn()
{
    if (m_state != ConnectionState::Open || m_order.isEmpty()) {
        return;
    }
    const MachineId id = m_order.first();
    const bool running = find(id)->info.state == MachineState::Running;
    setState(id, running ? MachineState::Paused : MachineState::Running, running ? StateReason::ByUser : StateReason::None);
}

} // namespace vitrine
