// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/mediauses.h"
#include "tests/contract/contractfixture.h"

#include <algorithm>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

constexpr quint64 MiB = 1024ULL * 1024;
constexpr quint64 GiB = 1024 * MiB;

class MediaContract : public Contract
{
protected:
    void SetUp() override
    {
        Contract::SetUp();
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        const Result<MediaListing> before = list();
        ASSERT_TRUE(succeeded(before));
        if (!std::ranges::contains(before->places, world->imageFolder(), &MediaPlace::folder)) {
            m_added = u"contract "_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
            ASSERT_TRUE(succeeded(await(backend->media()->addPlace({.name = m_added, .type = u"dir"_s, .folder = world->imageFolder()}))));
        }
    }
    void TearDown() override
    {
        // A daemon may outlive its test.
        const Result<MediaListing> after = m_added.isEmpty() ? MediaListing{} : list();
        for (const MediaPlace &place : after.value_or(MediaListing{}).places) {
            if (place.name == m_added) {
                EXPECT_TRUE(succeeded(await(backend->media()->removePlace(place.id))));
            }
        }
        Contract::TearDown();
    }
    Result<MediaListing> list()
    {
        return await(backend->media()->list());
    }
    QString path(const QString &name) const
    {
        return world->imageFolder() + u'/' + name;
    }
    Result<> create(const QString &file, quint64 bytes = 64 * MiB)
    {
        return await(backend->media()->create({.path = file, .format = u"qcow2"_s, .capacityBytes = bytes}, {}));
    }
    std::optional<Medium> medium(const QString &file)
    {
        const Result<MediaListing> listing = list();
        EXPECT_TRUE(succeeded(listing));
        const MediaIndex index(listing.value_or(MediaListing{}));
        const Medium *found = index.find(file);
        return found ? std::optional(*found) : std::nullopt;
    }
    QString m_added; ///< name of the place that this test has brought
    Result<> remove(const QString &file)
    {
        return await(backend->media()->remove(file, RemovalWay::ForEver));
    }
    MachineId machineWith(const QString &name, const QString &file)
    {
        return defined(name,
                       u"<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='%1'/><target dev='vda' bus='virtio'/></disk>"_s.arg(
                           file.toHtmlEscaped().replace(u'\'', "&apos;"_L1)));
    }
};

TEST_P(MediaContract, ListsWhatIsMadeWithItsPlaceAndSizes)
{
    const QString file = path(u"a new one.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file, 5 * GiB)));
    const auto made = medium(file);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->facts.format, u"qcow2"_s);
    EXPECT_EQ(made->facts.virtualBytes, 5 * GiB);
    EXPECT_LT(made->facts.realBytes, GiB);
    const Result<MediaListing> listing = list();
    const auto place = std::ranges::find(listing->places, made->placeId, &MediaPlace::id);
    ASSERT_NE(place, listing->places.end());
    EXPECT_EQ(place->folder, world->imageFolder());
    EXPECT_TRUE(place->active);
    ASSERT_TRUE(succeeded(remove(file)));
    EXPECT_FALSE(medium(file));
}

TEST_P(MediaContract, NeverOverwritesAndRefusesImpossibleImages)
{
    const QString file = path(u"twice.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    EXPECT_EQ(codeOf(create(file)), ErrorCode::FileExists);
    EXPECT_EQ(codeOf(create(path(u"zero.qcow2"_s), 0)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(create(u"relative.qcow2"_s)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(await(backend->media()->copy({.source = file, .target = file, .format = u"qcow2"_s}, {}))), ErrorCode::FileExists);
    ASSERT_TRUE(succeeded(remove(file)));
}

TEST_P(MediaContract, TellsWhoUsesAnImageAndKeepsIt)
{
    const QString file = path(u"used & named.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    const MachineId id = machineWith(u"user of it"_s, file);
    const Result<MediaListing> listing = list();
    ASSERT_TRUE(succeeded(listing));
    const MediaUsers users = MediaIndex(*listing).users(file);
    ASSERT_EQ(users.uses.size(), 1);
    EXPECT_EQ(users.uses.first().machine, id);
    EXPECT_EQ(users.uses.first().machineName, u"user of it"_s);
    EXPECT_EQ(users.uses.first().target, u"vda"_s);
    const Result<> refused = remove(file);
    ASSERT_EQ(codeOf(refused), ErrorCode::DiskInUse);
    EXPECT_EQ(refused.error().subject, file);
    EXPECT_EQ(refused.error().detail, u"user of it"_s);
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
    ASSERT_TRUE(succeeded(remove(file)));
}

TEST_P(MediaContract, RunningMachinesKeepTheirDisksToThemselves)
{
    const QString file = path(u"running.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    const MachineId id = machineWith(u"runs"_s, file);
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    MediaRole *media = backend->media();
    EXPECT_EQ(codeOf(await(media->copy({.source = file, .target = path(u"no.qcow2"_s), .format = u"qcow2"_s}, {}))), ErrorCode::DiskInUse);
    EXPECT_EQ(codeOf(remove(file)), ErrorCode::DiskInUse);
    EXPECT_EQ(codeOf(await(media->move(file, path(u"no.qcow2"_s), {}))), ErrorCode::DiskInUse);
    if (supports(Feature::MediaJobs)) {
        EXPECT_EQ(codeOf(await(media->compact(file, {}))), ErrorCode::DiskInUse);
        EXPECT_EQ(codeOf(await(media->check(file, true, {}))), ErrorCode::DiskInUse);
    }
    EXPECT_FALSE(medium(path(u"no.qcow2"_s)));
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
    ASSERT_TRUE(succeeded(remove(file)));
}

TEST_P(MediaContract, CopiesStandAlone)
{
    const QString file = path(u"original.qcow2"_s);
    const QString copy = path(u"copy.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    ASSERT_TRUE(succeeded(await(backend->media()->copy({.source = file, .target = copy, .format = u"qcow2"_s}, {}))));
    ASSERT_TRUE(medium(copy));
    EXPECT_EQ(medium(copy)->facts.virtualBytes, 64 * MiB);
    EXPECT_TRUE(medium(copy)->facts.backing.isEmpty());
    ASSERT_TRUE(succeeded(remove(file)));
    ASSERT_TRUE(succeeded(remove(copy)));
}

TEST_P(MediaContract, GrowsAndNeverShrinks)
{
    const QString file = path(u"grows.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    const Result<> grown = await(backend->media()->resize(file, 96 * MiB, {}));
    if (!grown && grown.error().code == ErrorCode::NotSupported) {
        ASSERT_TRUE(succeeded(remove(file)));
        GTEST_SKIP() << "this hypervisor can't: " << grown.error().detail.toStdString();
    }
    ASSERT_TRUE(succeeded(grown));
    EXPECT_EQ(medium(file)->facts.virtualBytes, 96 * MiB);
    EXPECT_EQ(codeOf(await(backend->media()->resize(file, 32 * MiB, {}))), ErrorCode::ShrinkRefused);
    EXPECT_EQ(medium(file)->facts.virtualBytes, 96 * MiB);
    ASSERT_TRUE(succeeded(remove(file)));
}

TEST_P(MediaContract, GrowsWhileTheMachineRuns)
{
    if (QLatin1StringView(GetParam().name) == "test driver"_L1) {
        GTEST_SKIP() << "the test driver tells the same size of every disk in use";
    }
    const QString file = path(u"grows, 'live' 100%.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    const MachineId id = machineWith(u"grows"_s, file);
    ASSERT_TRUE(succeeded(await(backend->power()->start(id, {}))));
    const Result<> grown = await(backend->media()->resize(file, 96 * MiB, {}));
    const bool possible = grown || grown.error().code != ErrorCode::NotSupported;
    if (possible) {
        EXPECT_TRUE(succeeded(grown));
        EXPECT_EQ(medium(file)->facts.virtualBytes, 96 * MiB);
        EXPECT_EQ(codeOf(await(backend->media()->resize(file, 32 * MiB, {}))), ErrorCode::ShrinkRefused);
        EXPECT_EQ(medium(file)->facts.virtualBytes, 96 * MiB);
    }
    ASSERT_TRUE(succeeded(await(backend->power()->forceOff(id))));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
    ASSERT_TRUE(succeeded(remove(file)));
    if (!possible) {
        GTEST_SKIP() << "this hypervisor can't: " << grown.error().detail.toStdString();
    }
}

TEST_P(MediaContract, MovesTheImageAndTheDefinition)
{
    const QString file = path(u"here.qcow2"_s);
    const QString target = path(u"there, renamed.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    const MachineId id = machineWith(u"moving"_s, file);
    const Result<> moved = await(backend->media()->move(file, target, {}));
    if (!moved && moved.error().code == ErrorCode::NotSupported) {
        ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
        ASSERT_TRUE(succeeded(remove(file)));
        GTEST_SKIP() << "this hypervisor can't: " << moved.error().detail.toStdString();
    }
    ASSERT_TRUE(succeeded(moved));
    const Result<QString> xml = await(backend->definitions()->xml(id, DefinitionKind::Stored));
    ASSERT_TRUE(succeeded(xml));
    EXPECT_TRUE(xml->contains(target));
    EXPECT_FALSE(xml->contains(file));
    EXPECT_FALSE(medium(file));
    EXPECT_TRUE(medium(target));
    ASSERT_TRUE(succeeded(await(backend->definitions()->undefine(id, {}))));
    ASSERT_TRUE(succeeded(remove(target)));
}

TEST_P(MediaContract, ChecksAndCompacts)
{
    if (!supports(Feature::MediaJobs)) {
        GTEST_SKIP() << "no work on files here";
    }
    const QString file = path(u"check me.qcow2"_s);
    ASSERT_TRUE(succeeded(create(file)));
    const Result<ImageCheck> found = await(backend->media()->check(file, false, {}));
    ASSERT_TRUE(succeeded(found));
    EXPECT_EQ(*found, ImageCheck{});
    ASSERT_TRUE(succeeded(await(backend->media()->compact(file, {}))));
    EXPECT_TRUE(medium(file));
    ASSERT_TRUE(succeeded(remove(file)));
}

TEST_P(MediaContract, StoppedJobsLeaveNothing)
{
    std::stop_source stop;
    stop.request_stop();
    const QString file = path(u"stopped.qcow2"_s);
    const ImageSpec spec{.path = file, .format = u"qcow2"_s, .capacityBytes = 64 * MiB};
    EXPECT_EQ(codeOf(await(backend->media()->create(spec, {.stop = stop.get_token()}))), ErrorCode::Cancelled);
    EXPECT_FALSE(medium(file));
}

TEST_P(MediaContract, PlacesComeAndGoWithoutTheirFiles)
{
    EXPECT_EQ(codeOf(await(backend->media()->addPlace({.name = u"a/b"_s, .type = u"dir"_s, .folder = u"/tmp"_s}))), ErrorCode::InvalidArgument);
    const Result<MediaListing> before = list();
    ASSERT_TRUE(succeeded(before));
    const MediaPlace place = *std::ranges::find(before->places, world->imageFolder(), &MediaPlace::folder);
    EXPECT_EQ(codeOf(await(backend->media()->addPlace({.name = place.name, .type = u"dir"_s, .folder = u"/somewhere/else"_s}))), ErrorCode::NameTaken);
    ASSERT_TRUE(succeeded(await(backend->media()->refreshPlace(place.id))));
    ASSERT_TRUE(succeeded(await(backend->media()->removePlace(place.id))));
    EXPECT_FALSE(std::ranges::contains(list()->places, place.id, &MediaPlace::id));
    EXPECT_EQ(codeOf(await(backend->media()->removePlace(place.id))), ErrorCode::NotFound);
}

INSTANTIATE_TEST_SUITE_P(Demo, MediaContract, testing::Values(ContractWorldMaker{"demo", makeDemoWorld}));
#ifdef VITRINE_TEST_LIBVIRT
INSTANTIATE_TEST_SUITE_P(TestDriver, MediaContract, testing::Values(ContractWorldMaker{"test driver", makeTestDriverWorld}));
INSTANTIATE_TEST_SUITE_P(Live, MediaContract, testing::Values(ContractWorldMaker{"live", makeLiveWorld}));
INSTANTIATE_TEST_SUITE_P(System, MediaContract, testing::Values(ContractWorldMaker{"system", makeSystemWorld}));
#endif

} // namespace
} // namespace vitrine::test
