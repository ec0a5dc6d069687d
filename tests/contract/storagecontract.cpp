// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/contract/contractfixture.h"

namespace vitrine::test {
namespace {

class StorageContract : public Contract
{
protected:
    [[nodiscard]] QString path(const QString &name) const
    {
        return world->imageFolder() + QLatin1Char('/') + name;
    }
    Result<> create(const DiskImageSpec &spec, const std::stop_token &stop = {})
    {
        return await(backend->storage()->createDiskImage(spec, stop));
    }
    bool exists(const QString &file)
    {
        const Result<bool> there = await(backend->storage()->exists(file));
        EXPECT_TRUE(succeeded(there));
        return there.value_or(false);
    }
    static constexpr quint64 GiB = 1024ULL * 1024 * 1024;
};

TEST_P(StorageContract, MakesAndDeletesImages)
{
    const DiskImageSpec spec{.path = path(QStringLiteral("a b<&>.qcow2")), .capacityBytes = 20 * GiB};
    EXPECT_FALSE(exists(spec.path));
    ASSERT_TRUE(succeeded(create(spec)));
    EXPECT_TRUE(exists(spec.path));
    ASSERT_TRUE(succeeded(await(backend->storage()->deleteDiskImage(spec.path))));
    EXPECT_FALSE(exists(spec.path));
    EXPECT_EQ(codeOf(await(backend->storage()->deleteDiskImage(spec.path))), ErrorCode::FileMissing);
}

TEST_P(StorageContract, NeverOverwrites)
{
    const DiskImageSpec spec{.path = path(QStringLiteral("x.qcow2")), .capacityBytes = GiB};
    ASSERT_TRUE(succeeded(create(spec)));
    const Result<> again = create({.path = spec.path, .capacityBytes = 2 * GiB});
    ASSERT_EQ(codeOf(again), ErrorCode::FileExists);
    EXPECT_EQ(again.error().subject, spec.path);
    EXPECT_TRUE(exists(spec.path));
    ASSERT_TRUE(succeeded(await(backend->storage()->deleteDiskImage(spec.path))));
}

TEST_P(StorageContract, KeepsImagesOfMachines)
{
    const DiskImageSpec spec{.path = path(QStringLiteral("used2.qcow2")), .capacityBytes = GiB};
    ASSERT_TRUE(succeeded(create(spec)));
    const MachineId id = defined(QStringLiteral("user"),
                                 QStringLiteral("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='%1'/>"
                                                "<target dev='vda' bus='virtio'/></disk>")
                                     .arg(spec.path));
    const Result<> refused = await(backend->storage()->deleteDiskImage(spec.path));
    ASSERT_EQ(codeOf(refused), ErrorCode::DiskInUse);
    EXPECT_EQ(refused.error().subject, spec.path);
    EXPECT_TRUE(exists(spec.path));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
    EXPECT_TRUE(exists(spec.path)) << "forgetting a machine keeps its images";
    ASSERT_TRUE(succeeded(await(backend->storage()->deleteDiskImage(spec.path))));
}

TEST_P(StorageContract, StoppedCreationLeavesNothing)
{
    std::stop_source stop;
    stop.request_stop();
    const DiskImageSpec spec{.path = path(QStringLiteral("stopped.qcow2")), .capacityBytes = GiB};
    EXPECT_EQ(codeOf(create(spec, stop.get_token())), ErrorCode::Cancelled);
    EXPECT_FALSE(exists(spec.path));
}

TEST_P(StorageContract, RefusesImpossibleImages)
{
    EXPECT_EQ(codeOf(create({.path = QStringLiteral("relative.qcow2"), .capacityBytes = GiB})), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(create({.path = path(QStringLiteral("zero.qcow2")), .capacityBytes = 0})), ErrorCode::InvalidArgument);
    const QString huge = path(QStringLiteral("huge.raw"));
    EXPECT_EQ(codeOf(create({.path = huge, .capacityBytes = 1024 * 1024 * GiB, .format = DiskFormat::Raw})), ErrorCode::NoSpace);
    EXPECT_FALSE(exists(huge));
}

TEST_P(StorageContract, TellsPlacesAndTheirRoom)
{
    const Result<StoragePlace> usual = await(backend->storage()->defaultPlace());
    ASSERT_TRUE(succeeded(usual));
    EXPECT_TRUE(usual->folder.startsWith(QLatin1Char('/')));
    const Result<StoragePlace> place = await(backend->storage()->place(world->imageFolder() + QStringLiteral("/not/there/yet")));
    ASSERT_TRUE(succeeded(place));
    EXPECT_GT(place->totalBytes, 0U);
    EXPECT_LE(place->freeBytes, place->totalBytes);
}

TEST_P(StorageContract, MissingFilesAreNotReadable)
{
    EXPECT_EQ(codeOf(await(backend->storage()->checkReadable(path(QStringLiteral("nothing.iso"))))), ErrorCode::FileMissing);
}

INSTANTIATE_TEST_SUITE_P(Demo, StorageContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, StorageContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, StorageContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
#endif

} // namespace
} // namespace vitrine::test
