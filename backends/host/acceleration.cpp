// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/acceleration.h"

#include "backends/core/worker.h"
#include "backends/host/kvmaccess.h"
#include "backends/host/kvmdevice.h"
#include "vitrine_host_debug.h"

#include <QCoroFuture>
#include <QElapsedTimer>

#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

#include <linux/kvm.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

using Verdict = AccelerationReport::Verdict;

QString errnoText(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

AccelerationReport faulty(const QString &detail)
{
    return {.verdict = Verdict::Faulty, .detail = detail};
}

AccelerationReport openFailed(int error)
{
    const QString detail = u"/dev/kvm: "_s + errnoText(error);
    switch (error) {
    case ENOENT:
    case ENXIO:
    case ENODEV:
        return {.verdict = Verdict::Absent, .detail = detail};
    case EACCES:
    case EPERM:
        return {.verdict = Verdict::Forbidden, .detail = detail};
    default:
        return faulty(detail);
    }
}

/** Empty when the guest code came to the end of the part. */
QString complaint(const GuestExit &end, std::uint16_t port, std::uint8_t value)
{
    if (end.error == EINTR) {
        return u"did not end"_s;
    }
    if (end.error != 0) {
        return u"KVM_RUN: "_s + errnoText(end.error);
    }
    if (end.reason == KVM_EXIT_INTERNAL_ERROR) {
        return u"KVM internal error, suberror %1"_s.arg(end.suberror);
    }
    if (end.reason != KVM_EXIT_IO) {
        return u"exit reason %1"_s.arg(end.reason);
    }
    if (end.port != port || end.value != value) {
        return u"a wrong result (port %1, value %2)"_s.arg(end.port, 0, 16).arg(end.value, 0, 16);
    }
    return {};
}

/** What the prober's thread and its watcher share; outlives both, so that a thread that hangs can be left. */
struct Probe {
    KvmInterrupter interrupter;
    std::mutex mutex;
    std::condition_variable ended;
    std::optional<AccelerationReport> report;
};

void runProbe(const std::shared_ptr<Probe> &probe)
{
    KvmDevice device(&probe->interrupter);
    const AccelerationReport report = judgeAcceleration(device);
    const std::scoped_lock lock(probe->mutex);
    probe->report = report;
    probe->ended.notify_all();
}

} // namespace

std::optional<Error> AccelerationReport::problem() const
{
    switch (verdict) {
    case Verdict::Ok:
    case Verdict::OkWithoutSmm:
        return std::nullopt;
    case Verdict::Forbidden:
        return Error{.code = ErrorCode::AccelerationForbidden, .subject = u"/dev/kvm"_s, .detail = detail, .doing = u"probe-kvm"_s};
    case Verdict::Absent:
        return Error{.code = ErrorCode::AccelerationAbsent, .subject = u"/dev/kvm"_s, .detail = detail, .doing = u"probe-kvm"_s};
    case Verdict::Faulty:
        break;
    }
    return Error{.code = ErrorCode::AccelerationFaulty, .subject = u"/dev/kvm"_s, .detail = detail, .doing = u"probe-kvm"_s};
}

AccelerationReport judgeAcceleration(KvmAccess &kvm)
{
    if (const int error = kvm.open()) {
        return openFailed(error);
    }
    if (const int version = kvm.apiVersion(); version != KVM_API_VERSION) {
        return faulty(u"KVM API version %1"_s.arg(version));
    }
    if (const int error = kvm.prepare()) {
        return faulty(u"making a guest: "_s + errnoText(error));
    }
    if (!kvm.takesFeatureMsr()) {
        return faulty(u"MSR 0x10a can't be set"_s);
    }
    if (const QString problem = complaint(kvm.run(), probeBasePort, probeBaseValue); !problem.isEmpty()) {
        return faulty(u"64-bit guest code: "_s + problem);
    }
    if (kvm.claimsAvx2()) {
        if (const QString problem = complaint(kvm.run(), probeVectorPort, probeVectorValue); !problem.isEmpty()) {
            return faulty(u"AVX2 guest code: "_s + problem);
        }
    }
    return {.verdict = kvm.hasSmm() ? Verdict::Ok : Verdict::OkWithoutSmm};
}

AccelerationReport probeAccelerationNow()
{
    using namespace std::chrono_literals;
    QElapsedTimer timer;
    timer.start();
    const auto probe = std::make_shared<Probe>();
    std::thread(runProbe, probe).detach();
    std::unique_lock lock(probe->mutex);
    const auto hasEnded = [&probe] {
        return probe->report.has_value();
    };
    if (!probe->ended.wait_for(lock, 1s, hasEnded)) {
        probe->interrupter.interrupt();
        probe->ended.wait_for(lock, 1s, hasEnded);
    }
    AccelerationReport report = probe->report.value_or(faulty(u"the probe hangs in the kernel"_s));
    report.micros = timer.nsecsElapsed() / 1000;
    qCInfo(VITRINE_HOST) << "KVM probe: verdict" << int(report.verdict) << report.detail << "after" << report.micros << "us";
    return report;
}

Task<AccelerationReport> probeAcceleration()
{
    static const QFuture<AccelerationReport> once = runOnWorker(probeAccelerationNow);
    const QFuture<AccelerationReport> future = once;
    co_return co_await future;
}

} // namespace vitrine
