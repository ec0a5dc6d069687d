// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/acceleration.h"
#include "backends/host/kvmaccess.h"
#include "backends/host/probecode.h"

#include <QCoroTask>

#include <gtest/gtest.h>

#include <cerrno>
#include <fcntl.h>
#include <linux/kvm.h>
#include <unistd.h>

using namespace vitrine;
using Verdict = AccelerationReport::Verdict;

namespace {

GuestExit wrote(std::uint16_t port, std::uint8_t value)
{
    return {.reason = KVM_EXIT_IO, .port = port, .value = value};
}

/** A KVM without fault; tests break one thing each. */
class FakeKvm : public KvmAccess
{
public:
    int openError = 0;
    int version = 12;
    int prepareError = 0;
    bool msr = true;
    bool avx2 = true;
    bool smm = true;
    QList<GuestExit> exits{wrote(probeBasePort, probeBaseValue), wrote(probeVectorPort, probeVectorValue)};

    int open() override
    {
        return openError;
    }
    int apiVersion() override
    {
        return version;
    }
    int prepare() override
    {
        return prepareError;
    }
    bool takesFeatureMsr() override
    {
        return msr;
    }
    bool claimsAvx2() override
    {
        return avx2;
    }
    bool hasSmm() override
    {
        return smm;
    }
    GuestExit run() override
    {
        return exits.isEmpty() ? GuestExit{.error = EINVAL} : exits.takeFirst();
    }
};

TEST(JudgeAcceleration, worksWhenAllSteps)
{
    FakeKvm kvm;
    const AccelerationReport report = judgeAcceleration(kvm);
    EXPECT_EQ(report.verdict, Verdict::Ok);
    EXPECT_TRUE(report.works());
    EXPECT_TRUE(report.allowsSecureBoot());
    EXPECT_FALSE(report.problem());
    EXPECT_TRUE(kvm.exits.isEmpty());
}

TEST(JudgeAcceleration, withoutSmmThereIsNoSecureBoot)
{
    FakeKvm kvm;
    kvm.smm = false;
    const AccelerationReport report = judgeAcceleration(kvm);
    EXPECT_EQ(report.verdict, Verdict::OkWithoutSmm);
    EXPECT_TRUE(report.works());
    EXPECT_FALSE(report.allowsSecureBoot());
}

TEST(JudgeAcceleration, leavesOutAvx2WhereItIsNotClaimed)
{
    FakeKvm kvm;
    kvm.avx2 = false;
    kvm.exits.removeLast();
    EXPECT_EQ(judgeAcceleration(kvm).verdict, Verdict::Ok);
}

TEST(JudgeAcceleration, tellsAbsentFromForbidden)
{
    const std::pair<int, Verdict> cases[] = {
        {ENOENT, Verdict::Absent},
        {ENODEV, Verdict::Absent},
        {ENXIO, Verdict::Absent},
        {EACCES, Verdict::Forbidden},
        {EPERM, Verdict::Forbidden},
        {EBUSY, Verdict::Faulty},
    };
    for (const auto &[error, verdict] : cases) {
        FakeKvm kvm;
        kvm.openError = error;
        const AccelerationReport report = judgeAcceleration(kvm);
        EXPECT_EQ(report.verdict, verdict) << error;
        EXPECT_FALSE(report.detail.isEmpty());
        EXPECT_TRUE(report.problem());
    }
    FakeKvm kvm;
    kvm.openError = EACCES;
    EXPECT_EQ(judgeAcceleration(kvm).problem()->code, ErrorCode::AccelerationForbidden);
    kvm.openError = ENOENT;
    EXPECT_EQ(judgeAcceleration(kvm).problem()->code, ErrorCode::AccelerationAbsent);
}

TEST(JudgeAcceleration, everyFailingStepMakesItFaulty)
{
    const auto verdictAfter = [](auto breakIt) {
        FakeKvm kvm;
        breakIt(kvm);
        const AccelerationReport report = judgeAcceleration(kvm);
        EXPECT_FALSE(report.detail.isEmpty());
        EXPECT_EQ(report.problem().value_or(Error{}).code, ErrorCode::AccelerationFaulty);
        return report.verdict;
    };
    EXPECT_EQ(verdictAfter([](FakeKvm &kvm) {
                  kvm.version = 11;
              }),
              Verdict::Faulty);
    EXPECT_EQ(verdictAfter([](FakeKvm &kvm) {
                  kvm.prepareError = EINVAL;
              }),
              Verdict::Faulty);
    EXPECT_EQ(verdictAfter([](FakeKvm &kvm) {
                  kvm.msr = false;
              }),
              Verdict::Faulty);
    const GuestExit bad[] = {
        {.error = EINTR},
        {.error = EFAULT},
        {.reason = KVM_EXIT_INTERNAL_ERROR, .suberror = 1},
        {.reason = KVM_EXIT_SHUTDOWN},
        wrote(probeBasePort, 0),
        wrote(0x80, probeBaseValue),
    };
    for (const GuestExit &end : bad) {
        EXPECT_EQ(verdictAfter([&end](FakeKvm &kvm) {
                      kvm.exits[0] = end;
                  }),
                  Verdict::Faulty);
        EXPECT_EQ(verdictAfter([&end](FakeKvm &kvm) {
                      kvm.exits[1] = end;
                  }),
                  Verdict::Faulty);
    }
}

TEST(ProbeCode, fitsItsPage)
{
    EXPECT_GT(probeCode().size(), 60u);
    EXPECT_LT(probeCode().size(), 4096u);
}

TEST(ProbeAcceleration, agreesWithWhatIsHere)
{
    const int fd = ::open("/dev/kvm", O_RDWR | O_CLOEXEC);
    const int error = fd < 0 ? errno : 0;
    if (fd >= 0) {
        ::close(fd);
    }
    const AccelerationReport report = probeAccelerationNow();
    RecordProperty("verdict", int(report.verdict));
    RecordProperty("detail", report.detail.toStdString());
    RecordProperty("micros", int(report.micros));
    std::cout << "verdict " << int(report.verdict) << ", " << qPrintable(report.detail) << ", " << report.micros << " us\n";
    EXPECT_LT(report.micros, 2500000);
    if (error == EACCES || error == EPERM) {
        EXPECT_EQ(report.verdict, Verdict::Forbidden);
    } else if (error == ENOENT) {
        EXPECT_EQ(report.verdict, Verdict::Absent);
    } else if (error == 0) {
        EXPECT_TRUE(report.works() || report.verdict == Verdict::Faulty);
    }
    EXPECT_EQ(report.works(), report.detail.isEmpty());
}

TEST(ProbeAcceleration, isAskedOnceAProcess)
{
    const Result<AccelerationReport> first = QCoro::waitFor(probeAcceleration());
    const Result<AccelerationReport> second = QCoro::waitFor(probeAcceleration());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->micros, second->micros);
}

} // namespace
