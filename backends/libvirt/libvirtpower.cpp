// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtpower.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/errortranslation.h"

#include <atomic>
#include <thread>

namespace vitrine {
namespace {

/** 0 and more is libvirt's success. */
Result<> resultOf(int returned)
{
    if (returned < 0) {
        return fail(lastError({}));
    }
    return {};
}

Result<> discardSaved(virDomainPtr domain)
{
    return virDomainHasManagedSaveImage(domain, 0) == 1 ? resultOf(virDomainManagedSaveRemove(domain, 0)) : Result<>{};
}

/** For drivers that know no start flags: the same in single steps. */
Result<> startInSteps(virDomainPtr domain, StartOptions options)
{
    if (options.discardSavedState) {
        if (const Result<> discarded = discardSaved(domain); !discarded) {
            return discarded;
        }
    }
    if (virDomainCreate(domain) < 0) {
        return fail(lastError({}));
    }
    return options.paused ? resultOf(virDomainSuspend(domain)) : Result<>{};
}

Result<> startDomain(virDomainPtr domain, StartOptions options)
{
    unsigned flags = 0;
    if (options.paused) {
        flags |= VIR_DOMAIN_START_PAUSED;
    }
    if (options.discardSavedState) {
        flags |= VIR_DOMAIN_START_FORCE_BOOT;
    }
    if (virDomainCreateWithFlags(domain, flags) == 0) {
        return {};
    }
    const NativeError native = lastNativeError();
    if (flags != 0 && isUnsupportedFlag(native)) {
        return startInSteps(domain, options);
    }
    return fail(translateError(native));
}

Result<> resumeDomain(virDomainPtr domain)
{
    int state = VIR_DOMAIN_NOSTATE;
    if (virDomainGetState(domain, &state, nullptr, 0) == 0 && state == VIR_DOMAIN_PMSUSPENDED) {
        return resultOf(virDomainPMWakeup(domain, 0));
    }
    return resultOf(virDomainResume(domain));
}

Result<> shutDownDomain(virDomainPtr domain, ShutDownMode mode)
{
    const unsigned flag = mode == ShutDownMode::Agent ? VIR_DOMAIN_SHUTDOWN_GUEST_AGENT : VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN;
    if (virDomainShutdownFlags(domain, flag) == 0) {
        return {};
    }
    const NativeError native = lastNativeError();
    if (mode == ShutDownMode::Acpi && isUnsupportedFlag(native)) {
        return resultOf(virDomainShutdown(domain));
    }
    return fail(translateError(native));
}

Result<> forceOffDomain(virDomainPtr domain)
{
    const bool wasActive = virDomainIsActive(domain) == 1;
    if (virDomainDestroy(domain) == 0) {
        return {};
    }
    // It may have ended by itself meanwhile; a daemon that has just come back says so of what it killed.
    const Error error = lastError({});
    return wasActive && virDomainIsActive(domain) == 0 ? Result<>{} : fail(error);
}

/**
 * Asks the hypervisor to stop the job of a machine until `done`: the wish may come before the job
 * has begun there, when there is nothing to stop yet.
 */
void abortJobUntil(Session &session, const QUuid &uuid, const std::atomic<bool> &done)
{
    constexpr std::chrono::milliseconds pause(20);
    const Result<DomainHandle> domain = session.domain(uuid);
    while (domain && !done && virDomainAbortJob(domain->get()) < 0) {
        std::this_thread::sleep_for(pause);
    }
}

Result<> saveDomain(Session &session, const QUuid &uuid, const std::shared_ptr<WorkerPool> &workers, const std::stop_token &stop)
{
    if (stop.stop_requested()) {
        return fail(Error::cancelled());
    }
    const Result<ConnectHandle> connection = session.longJobConnection();
    if (!connection) {
        return fail(connection.error());
    }
    const Result<DomainHandle> domain = Session::domainOn(connection->get(), uuid);
    if (!domain) {
        return fail(domain.error());
    }
    const auto done = std::make_shared<std::atomic<bool>>(false);
    const std::shared_ptr<Session> kept = session.shared_from_this();
    const std::stop_callback abort(stop, [workers, kept, uuid, done] {
        workers->start(WorkerPool::Lane::LongJobs, [kept, uuid, done] {
            abortJobUntil(*kept, uuid, *done);
        });
    });
    const Result<> saved = resultOf(virDomainManagedSave(domain->get(), 0));
    *done = true;
    return saved;
}

} // namespace

Task<> LibvirtPower::start(MachineId id, StartOptions options)
{
    return m_manager->runOnMachine(id, {.feature = Feature::Start, .doing = QStringLiteral("start")}, [options](Session &, virDomainPtr domain) {
        return startDomain(domain, options);
    });
}

Task<> LibvirtPower::pause(MachineId id)
{
    return m_manager->runOnMachine(id, {.feature = Feature::Pause, .doing = QStringLiteral("pause")}, [](Session &, virDomainPtr domain) {
        return resultOf(virDomainSuspend(domain));
    });
}

Task<> LibvirtPower::resume(MachineId id)
{
    return m_manager->runOnMachine(id, {.feature = Feature::Pause, .doing = QStringLiteral("resume")}, [](Session &, virDomainPtr domain) {
        return resumeDomain(domain);
    });
}

Task<> LibvirtPower::reset(MachineId id)
{
    return m_manager->runOnMachine(id, {.feature = Feature::Reset, .doing = QStringLiteral("reset")}, [](Session &, virDomainPtr domain) {
        return resultOf(virDomainReset(domain, 0));
    });
}

Task<> LibvirtPower::shutDown(MachineId id, ShutDownMode mode)
{
    return m_manager->runOnMachine(id, {.feature = Feature::ShutDown, .doing = QStringLiteral("shut-down")}, [mode](Session &, virDomainPtr domain) {
        return shutDownDomain(domain, mode);
    });
}

Task<> LibvirtPower::forceOff(MachineId id)
{
    const Call call{.feature = Feature::ForceOff, .doing = QStringLiteral("force-off"), .lane = WorkerPool::Lane::Ends};
    return m_manager->runOnMachine(id, call, [](Session &, virDomainPtr domain) {
        return forceOffDomain(domain);
    });
}

Task<> LibvirtPower::saveState(MachineId id, std::stop_token stop)
{
    const Call call{.feature = Feature::SaveState, .doing = QStringLiteral("save"), .lane = WorkerPool::Lane::LongJobs};
    return m_manager->runOnMachine(id, call, [uuid = id.uuid, workers = m_manager->workers(), stop](Session &session, virDomainPtr) {
        return saveDomain(session, uuid, workers, stop);
    });
}

Task<> LibvirtPower::discardSavedState(MachineId id)
{
    return m_manager->runOnMachine(id, {.feature = Feature::SaveState, .doing = QStringLiteral("discard-saved")}, [](Session &, virDomainPtr domain) {
        return discardSaved(domain);
    });
}

} // namespace vitrine
