// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/statsrole.h"
#include "tests/contract/contractfixture.h"

namespace vitrine::test {
namespace {

class StatsContract : public Contract
{
protected:
    Result<MachineCounters> counters(const MachineId &id)
    {
        return await(backend->statistics()->counters(id));
    }
    MachineId withDisk()
    {
        const QString path = world->imageFolder() + QStringLiteral("/counted.img");
        EXPECT_TRUE(succeeded(await(backend->storage()->createDiskImage({.path = path, .capacityBytes = 1 << 20, .format = DiskFormat::Raw}, {}))));
        return defined(QStringLiteral("counted"),
                       QStringLiteral("<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%1'/>"
                                      "<target dev='vda' bus='virtio'/></disk>")
                           .arg(path));
    }
};

TEST_P(StatsContract, CountsWhatTheFirmwareReadsOfADisk)
{
    const MachineId id = withDisk();
    if (!supports(Feature::Statistics)) {
        EXPECT_EQ(codeOf(counters(id)), ErrorCode::NotSupported);
        return;
    }
    EXPECT_EQ(codeOf(counters(id)), ErrorCode::InvalidState) << "off";
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    MachineCounters last;
    EXPECT_TRUE(waitUntil([&] {
        const Result<MachineCounters> read = counters(id);
        EXPECT_TRUE(succeeded(read));
        last = read.value_or(MachineCounters{});
        return last.drives.value(QStringLiteral("vda")).in >= 512;
    })) << "the boot sector";
    const Result<MachineCounters> later = counters(id);
    ASSERT_TRUE(succeeded(later));
    EXPECT_GE(later->drives.value(QStringLiteral("vda")).in, last.drives.value(QStringLiteral("vda")).in) << "only ever grows";
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
    EXPECT_EQ(codeOf(counters(id)), ErrorCode::InvalidState);
}

TEST_P(StatsContract, UnknownMachine)
{
    if (supports(Feature::Statistics)) {
        EXPECT_EQ(codeOf(counters({.connection = backend->uri(), .uuid = QUuid::createUuid()})), ErrorCode::NotFound);
    }
}

INSTANTIATE_TEST_SUITE_P(Demo, StatsContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, StatsContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, StatsContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
#endif

} // namespace
} // namespace vitrine::test
