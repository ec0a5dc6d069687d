// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A thousand machines on the test driver: how long the GUI thread is held up.

#include "backends/libvirt/libvirtbackend.h"
#include "tests/support/await.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <gtest/gtest.h>

#include <ctime>

namespace vitrine::test {
namespace {

constexpr int machineCount = 1000;

QByteArray hostWithMachines(int count)
{
    QByteArray xml = "<node>";
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i).rightJustified(4, '0');
        xml += "<domain type='test'><name>m" + number + "</name><uuid>33333333-0000-4000-8000-00000000" + number
            + "</uuid><title>Machine " + number + "</title><memory unit='MiB'>512</memory><vcpu>2</vcpu><os><type>hvm</type></os>"
              "<devices><disk type='file' device='disk'><source file='/x/" + number + ".qcow2'/><target dev='vda' bus='virtio'/></disk>"
              "<graphics type='vnc'/></devices></domain>";
    }
    return xml + "</node>";
}

qint64 threadCpuMicroseconds()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1000000 + now.tv_nsec / 1000;
}

/**
 * The longest time between two turns of the event loop, counted in processor time of this thread: on a
 * busy test machine the clock on the wall counts other programs too.
 */
class StallMeter : public QObject
{
public:
    StallMeter()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 now = threadCpuMicroseconds();
            longest = qMax(longest, now - m_last);
            m_last = now;
        });
        m_last = threadCpuMicroseconds();
        m_timer.start(1);
    }
    qint64 longest = 0;

private:
    QTimer m_timer;
    qint64 m_last = 0;
};

/** libvirt's test driver with a thousand machines. */
class LibvirtScale : public testing::Test
{
protected:
    void SetUp() override
    {
        QFile fixture(m_folder.filePath(QStringLiteral("host.xml")));
        ASSERT_TRUE(fixture.open(QIODevice::WriteOnly));
        fixture.write(hostWithMachines(machineCount));
    }

private:
    QTemporaryDir m_folder;

protected:
    LibvirtBackend backend{QLatin1String("test://") + m_folder.filePath(QStringLiteral("host.xml"))};
};

TEST_F(LibvirtScale, AThousandMachinesHoldUpNobody)
{
    int added = 0;
    QObject::connect(&backend, &Backend::machinesAdded, &backend, [&added](const QList<MachineInfo> &machines) {
        added += int(machines.size());
    });
    StallMeter meter;
    QElapsedTimer clock;
    clock.start();
    backend.open();
    ASSERT_TRUE(waitUntil([&] {
        return added == machineCount;
    }));
    const qint64 listed = clock.elapsed();
    ASSERT_TRUE(waitUntil([&] {
        return std::ranges::all_of(backend.machines(), &MachineInfo::detailsKnown);
    }));
    std::printf("listed after %lld ms, detailed after %lld ms, longest turn %lld us\n",
                qlonglong(listed),
                qlonglong(clock.elapsed()),
                qlonglong(meter.longest));
    EXPECT_EQ(backend.machines().size(), machineCount);
    EXPECT_LT(meter.longest, 16000);
}

TEST_F(LibvirtScale, AMachineThatChangesOftenIsReadAsOftenAsItCanBe)
{
    backend.open();
    ASSERT_TRUE(waitUntil([&] {
        return backend.machines().size() == machineCount && std::ranges::all_of(backend.machines(), &MachineInfo::detailsKnown);
    }));
    const MachineId id{.connection = backend.uri(), .uuid = QUuid(QStringLiteral("33333333-0000-4000-8000-000000000007"))};
    StallMeter meter;
    MachineState last = MachineState::Unknown;
    int changes = 0;
    QObject::connect(&backend, &Backend::machinesChanged, &backend, [&](const QList<MachineInfo> &machines) {
        for (const MachineInfo &info : machines) {
            EXPECT_EQ(info.id, id) << "nothing else changed";
            last = info.state;
            ++changes;
        }
    });
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(await(backend.power()->pause(id)).has_value());
        ASSERT_TRUE(await(backend.power()->resume(id)).has_value());
    }
    EXPECT_EQ(last, MachineState::Running);
    EXPECT_GE(changes, 2);
    EXPECT_LE(changes, 200);
    EXPECT_LT(meter.longest, 16000);
}

} // namespace
} // namespace vitrine::test
