// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/domainxml.h"
#include "backends/demo/demobackend.h"
#include "backends/demo/demoroles.h"

#include <QCoroTimer>
#include <QFileInfo>

#include <pugixml.hpp>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> wrongState(const DemoMachine &machine, const QString &doing)
{
    return fail(ErrorCode::InvalidState, machine.info.name, QStringLiteral("the state of the domain does not allow this"), doing);
}

bool needsKvm(ErrorCode code)
{
    return code == ErrorCode::AccelerationAbsent || code == ErrorCode::AccelerationForbidden || code == ErrorCode::AccelerationFaulty
        || code == ErrorCode::SecureBootUnavailable;
}

/** Until what is wrong was changed: the acceleration, or the image that is gone. */
bool failsToStart(const DemoMachine &machine)
{
    if (!machine.startFailure) {
        return false;
    }
    const QString &file = machine.startFailure->subject;
    const bool isNamed = machine.spec.isoPath == file || machine.spec.diskPath == file;
    const bool otherFile = isNamed && !file.isEmpty() && !machine.stored.isEmpty() && !machine.stored.contains(file);
    return !otherFile && (!needsKvm(machine.startFailure->code) || machine.info.hypervisorType == QLatin1String("kvm"));
}

/** As libvirt does with discs that may be missing (startupPolicy). What is in "/demo" is pretended to be there. */
QString withoutMissingDiscs(const QString &definition)
{
    auto xml = DomainXml::parse(definition);
    if (!xml) {
        return definition;
    }
    for (pugi::xml_node disk : xml->root().child("devices").children("disk")) {
        const pugi::xml_node source = disk.child("source");
        const QString path = QString::fromUtf8(source.attribute("file").as_string());
        const bool mayBeMissing = qstrcmp(source.attribute("startupPolicy").as_string(), "optional") == 0;
        if (mayBeMissing && !path.startsWith("/demo/"_L1) && !QFileInfo::exists(path)) {
            disk.remove_child(source);
        }
    }
    return xml->toString();
}

/** The guest's own way off: some time after it was asked. */
void obeyLater(DemoBackend *backend, const MachineId &id)
{
    const int start = backend->find(id)->starts;
    QTimer::singleShot(2 * backend->delay(), backend, [backend, id, start] {
        DemoMachine *machine = backend->find(id);
        if (machine && machine->starts == start && machine->info.isActive()) {
            machine->active.clear();
            backend->setState(id, MachineState::Off, StateReason::ByGuest);
        }
    });
}

} // namespace

DemoPower::DemoPower(DemoBackend *backend)
    : m_backend(backend)
{
}

Task<> DemoPower::start(MachineId id, StartOptions options)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    DemoMachine *machine = backend->find(id);
    if (machine->info.isActive()) {
        co_return wrongState(*machine, QStringLiteral("start"));
    }
    if (failsToStart(*machine)) {
        co_return fail(*machine->startFailure);
    }
    if (machine->quirk == DemoQuirk::SavedStateBroken && machine->info.state == MachineState::Saved && !options.discardSavedState) {
        co_return fail(ErrorCode::Internal,
                       {},
                       QStringLiteral("operation failed: job 'start' failed: load of migration failed: Invalid argument"),
                       QStringLiteral("start"));
    }
    machine->active = withoutMissingDiscs(backend->storedXml(*machine));
    ++machine->starts;
    if (options.paused) {
        backend->setState(id, MachineState::Paused, StateReason::ByUser);
    } else {
        backend->setState(id, MachineState::Running);
        backend->startQuirk(id);
    }
    co_return {};
}

Task<> DemoPower::pause(MachineId id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    const DemoMachine *machine = backend->find(id);
    if (machine->info.state != MachineState::Running) {
        co_return wrongState(*machine, QStringLiteral("pause"));
    }
    backend->setState(id, MachineState::Paused, StateReason::ByUser);
    co_return {};
}

Task<> DemoPower::resume(MachineId id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    const DemoMachine *machine = backend->find(id);
    if (machine->info.state != MachineState::Paused && machine->info.state != MachineState::Sleeping) {
        co_return wrongState(*machine, QStringLiteral("resume"));
    }
    if (machine->info.reason == StateReason::AccelerationFault) {
        co_return fail(ErrorCode::AccelerationFaulty, {}, QStringLiteral("KVM internal error"), QStringLiteral("resume"));
    }
    backend->setState(id, MachineState::Running);
    co_return {};
}

Task<> DemoPower::reset(MachineId id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    const DemoMachine *machine = backend->find(id);
    if (!machine->info.isActive()) {
        co_return wrongState(*machine, QStringLiteral("reset"));
    }
    Q_EMIT backend->machineEvent(id, MachineEvent::Rebooted);
    co_return {};
}

Task<> DemoPower::shutDown(MachineId id, ShutDownMode mode)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    const DemoMachine *machine = backend->find(id);
    if (!machine->info.isActive()) {
        co_return wrongState(*machine, QStringLiteral("shutdown"));
    }
    if (machine->quirk == DemoQuirk::IgnoresShutDown) {
        if (mode == ShutDownMode::Agent) {
            co_return fail(ErrorCode::AgentMissing, machine->info.name, QStringLiteral("QEMU guest agent is not connected"));
        }
        co_return {};
    }
    obeyLater(backend, id);
    co_return {};
}

Task<> DemoPower::forceOff(MachineId id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    DemoMachine *machine = backend->find(id);
    if (!machine->info.isActive()) {
        co_return wrongState(*machine, QStringLiteral("destroy"));
    }
    machine->active.clear();
    backend->setState(id, MachineState::Off, StateReason::ByUser);
    co_return {};
}

Task<> DemoPower::saveState(MachineId id, std::stop_token stop)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    if (!backend->find(id)->info.isActive()) {
        co_return wrongState(*backend->find(id), QStringLiteral("save"));
    }
    const MachineState before = backend->find(id)->info.state;
    const StateReason reason = backend->find(id)->info.reason;
    backend->setState(id, MachineState::Paused, StateReason::Saving);
    for (int step = 0; step < 10 && !stop.stop_requested(); ++step) {
        if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
            co_return fail(answered.error());
        }
    }
    DemoMachine *machine = backend->find(id);
    if (machine->info.reason != StateReason::Saving) {
        co_return wrongState(*machine, QStringLiteral("save"));
    }
    if (stop.stop_requested()) {
        backend->setState(id, before, reason);
        co_return fail(Error::cancelled());
    }
    machine->active.clear();
    backend->setState(id, MachineState::Saved);
    co_return {};
}

Task<> DemoPower::discardSavedState(MachineId id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    if (backend->find(id)->info.state == MachineState::Saved) {
        backend->setState(id, MachineState::Off);
    }
    co_return {};
}

} // namespace vitrine
