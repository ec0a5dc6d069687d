// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/osinfo/osdatabase.h"
#include "backends/osinfo/osinfodetector.h"

#include "tests/support/isobuilder.h"

#include <QCoroTask>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 GiB = quint64(1) << 30;

TEST(WantedBy, isTheRecommendation)
{
    const OsInfo os{.minimum = {GiB, 1, 10 * GiB}, .recommended = {4 * GiB, 2, 25 * GiB}};
    EXPECT_EQ(wantedBy(os), (OsResources{4 * GiB, 2, 25 * GiB}));
}

TEST(WantedBy, isTwiceTheMinimumWhereLessOrNothingIsRecommended)
{
    const OsInfo windows{.minimum = {4 * GiB, 2, 64 * GiB}};
    EXPECT_EQ(wantedBy(windows), (OsResources{8 * GiB, 2, 128 * GiB}));
}

TEST(WantedBy, bearsTheUnknownAndTheAbsurd)
{
    EXPECT_EQ(wantedBy({}), OsResources{});
    const OsInfo absurd{.minimum = {~quint64(0), 1, ~quint64(0)}};
    EXPECT_EQ(wantedBy(absurd).memoryBytes, ~quint64(0));
}

struct GuessCase {
    QString label;
    QString info;
    QString id;
    QString variant;
};

TEST(GuessMedia, knowsTheNamesOfMedia)
{
    const GuessCase cases[] = {
        {u"Debian 13.1.0 amd64 n"_s, {}, u"http://debian.org/debian/13"_s, u"Debian 13.1.0"_s},
        {u"d-live 13.0.0 gn amd64"_s, {}, u"http://debian.org/debian/13"_s, u"Debian 13.0.0"_s},
        {u"custom"_s, u"Debian GNU/Linux 13.1.0 \"Trixie\" - Official"_s, u"http://debian.org/debian/13"_s, u"Debian 13.1.0"_s},
        {u"Ubuntu 26.04 LTS amd64"_s, {}, u"http://ubuntu.com/ubuntu/26.04"_s, u"Ubuntu 26.04"_s},
        {u"Ubuntu-Server 24.04.3 LTS amd64"_s, {}, u"http://ubuntu.com/ubuntu/24.04"_s, u"Ubuntu 24.04.3"_s},
        {u"Kubuntu 25.10 amd64"_s, {}, u"http://ubuntu.com/ubuntu/25.10"_s, u"Ubuntu 25.10"_s},
        {u"x"_s, u"Ubuntu 26.04 LTS \"Resolute\" - Release amd64"_s, u"http://ubuntu.com/ubuntu/26.04"_s, u"Ubuntu 26.04"_s},
        {u"Fedora-WS-Live-43"_s, {}, u"http://fedoraproject.org/fedora/43"_s, u"Fedora 43"_s},
        {u"Fedora-S-dvd-x86_64-44"_s, {}, u"http://fedoraproject.org/fedora/44"_s, u"Fedora 44"_s},
        {u"ARCH_202506"_s, {}, u"http://archlinux.org/archlinux/rolling"_s, u"Arch Linux 2025.06"_s},
        {u"alpine-std 3.22.1 x86_64"_s, {}, u"http://alpinelinux.org/alpinelinux/3.22"_s, u"Alpine Linux 3.22.1"_s},
        {u"Linux Mint 22.1 Cinnamon 64-bit"_s, {}, u"http://ubuntu.com/ubuntu/24.04"_s, u"Linux Mint 22.1"_s},
        {u"14_3_RELEASE_AMD64_CD"_s, {}, u"http://freebsd.org/freebsd/14.3"_s, u"FreeBSD 14.3"_s},
        {u"CCCOMA_X64FRE_EN-US_DV9"_s, {}, u"http://microsoft.com/win/11"_s, u"Windows"_s},
        {u"My holiday"_s, u"2019"_s, {}, {}},
        {{}, {}, {}, {}},
    };
    for (const GuessCase &test : cases) {
        const MediaGuess guess = guessMedia(test.label, test.info);
        EXPECT_EQ(guess.idPrefix + guess.version, test.id) << qPrintable(test.label);
        EXPECT_EQ(guess.variant, test.variant) << qPrintable(test.label);
    }
}

TEST(VersionLess, comparesNumbers)
{
    EXPECT_TRUE(versionLess(u"9"_s, u"13"_s));
    EXPECT_TRUE(versionLess(u"24.04"_s, u"24.10"_s));
    EXPECT_FALSE(versionLess(u"24.10"_s, u"24.04"_s));
    EXPECT_FALSE(versionLess(u"3.9"_s, u"3.9"_s));
    EXPECT_TRUE(versionLess(u"3.9"_s, u"3.20"_s));
}

/** The database of this system, read once. */
class LiveDatabase : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        s_database = new OsDatabase;
    }
    static void TearDownTestSuite()
    {
        delete s_database;
        s_database = nullptr;
    }
    static MediaInfo identify(const IsoFacts &facts)
    {
        const Result<MediaInfo> info = s_database->identify(facts);
        EXPECT_TRUE(info.has_value());
        return info.value_or(MediaInfo{});
    }
    void SetUp() override
    {
        const Result<OsInfo> debian = s_database->os(u"http://debian.org/debian/12"_s);
        if (!debian && debian.error().code == ErrorCode::ComponentMissing) {
            GTEST_SKIP() << "osinfo-db is not installed";
        }
    }
    static inline OsDatabase *s_database = nullptr;
};

TEST_F(LiveDatabase, knowsWhatSystemsNeed)
{
    const Result<OsInfo> debian = s_database->os(u"http://debian.org/debian/12"_s);
    ASSERT_TRUE(debian.has_value());
    EXPECT_EQ(debian->family, u"debian"_s);
    EXPECT_EQ(debian->shortId, u"debian12"_s);
    EXPECT_EQ(debian->firmware, Firmware::Uefi);
    EXPECT_TRUE(debian->supportsVirtioDisk);
    EXPECT_TRUE(debian->supportsVirtioNet);
    EXPECT_EQ(debian->recommended.memoryBytes, 2 * GiB);
    EXPECT_FALSE(debian->needsTpm2);
    const Result<OsInfo> windows = s_database->os(u"http://microsoft.com/win/11"_s);
    ASSERT_TRUE(windows.has_value());
    EXPECT_EQ(windows->family, u"windows"_s);
    EXPECT_TRUE(windows->isWindows);
    EXPECT_TRUE(windows->needsTpm2);
    EXPECT_EQ(windows->firmware, Firmware::UefiSecureBoot);
    EXPECT_FALSE(windows->supportsVirtioDisk);
    EXPECT_EQ(windows->minimum.memoryBytes, 4 * GiB);
    EXPECT_EQ(s_database->os(u"http://microsoft.com/win/xp"_s)->firmware, Firmware::Bios);
    EXPECT_FALSE(s_database->os(u"http://microsoft.com/win/2k22"_s)->needsTpm2);
    EXPECT_EQ(s_database->os(u"http://example.org/none"_s).error().code, ErrorCode::NotFound);
}

TEST_F(LiveDatabase, listsEverySystemOnce)
{
    QElapsedTimer timer;
    timer.start();
    const Result<QList<OsInfo>> all = s_database->all();
    RecordProperty("milliseconds", int(timer.elapsed()));
    ASSERT_TRUE(all.has_value());
    EXPECT_GT(all->size(), 500);
    QSet<QString> ids;
    for (const OsInfo &os : *all) {
        EXPECT_FALSE(os.name.isEmpty()) << qPrintable(os.id);
        ids.insert(os.id);
    }
    EXPECT_EQ(ids.size(), all->size());
}

TEST_F(LiveDatabase, identifiesByVolumeName)
{
    const MediaInfo debian = identify({.label = u"Debian 12.11.0 amd64 n"_s});
    EXPECT_EQ(debian.os.id, u"http://debian.org/debian/12"_s);
    EXPECT_TRUE(debian.sure);
    EXPECT_TRUE(debian.isInstaller);
    EXPECT_EQ(identify({.label = u"Debian trixie-DI-rc1 amd64 n"_s}).os.id, u"http://debian.org/debian/13"_s);
    EXPECT_EQ(identify({.label = u"Ubuntu 24.04.2 LTS amd64"_s, .publisher = {}}).os.id, u"http://ubuntu.com/ubuntu/24.04"_s);
    EXPECT_EQ(identify({.label = u"Fedora-WS-Live-42"_s}).os.id, u"http://fedoraproject.org/fedora/42"_s);
}

TEST_F(LiveDatabase, windowsMediaAreNeverCertain)
{
    const MediaInfo windows = identify({.label = u"CCCOMA_X64FRE_EN-US_DV9"_s, .publisher = u"MICROSOFT CORPORATION"_s});
    EXPECT_TRUE(windows.os.isWindows);
    EXPECT_FALSE(windows.sure);
}

TEST_F(LiveDatabase, guessesWhatTheDatabaseDoesNotKnowYet)
{
    const MediaInfo debian = identify({.label = u"Debian 13.1.0 amd64 n"_s});
    EXPECT_EQ(debian.os.id, u"http://debian.org/debian/13"_s);
    EXPECT_EQ(identify({.label = u"d-live 13.0.0 gn amd64"_s}).os.id, u"http://debian.org/debian/13"_s);
    EXPECT_EQ(identify({.label = u"ARCH_202506"_s}).os.id, u"http://archlinux.org/archlinux/rolling"_s);
    const MediaInfo fedora = identify({.label = u"Fedora-WS-Live-99"_s});
    EXPECT_TRUE(fedora.os.id.startsWith("http://fedoraproject.org/fedora/"_L1)) << qPrintable(fedora.os.id);
    EXPECT_GE(fedora.os.version.toInt(), 42) << qPrintable(fedora.os.id);
    EXPECT_FALSE(fedora.sure);
    EXPECT_EQ(fedora.variant, u"Fedora 99"_s);
    const MediaInfo ubuntu = identify({.label = u"Ubuntu 98.04 LTS amd64"_s});
    EXPECT_TRUE(ubuntu.os.id.startsWith("http://ubuntu.com/ubuntu/2"_L1)) << qPrintable(ubuntu.os.id);
    EXPECT_FALSE(ubuntu.sure);
}

TEST_F(LiveDatabase, saysNothingWhereNothingFits)
{
    EXPECT_TRUE(identify({.label = u"My holiday"_s}).os.isNull());
    EXPECT_TRUE(identify({}).os.isNull());
}

TEST_F(LiveDatabase, detectsAFileInTheBackground)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a.iso"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(IsoBuilder().label("Debian 12.11.0 amd64 n").bootable(true, true).bytes());
    file.close();
    OsinfoDetector detector;
    const Result<MediaInfo> info = QCoro::waitFor(detector.detect(file.fileName(), {}));
    ASSERT_TRUE(info.has_value());
    EXPECT_EQ(info->os.id, u"http://debian.org/debian/12"_s);
    EXPECT_TRUE(info->iso.isBootable());
    EXPECT_EQ(QCoro::waitFor(detector.detect(folder.path(), {})).error().code, ErrorCode::FileIsFolder);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_TRUE(QCoro::waitFor(detector.detect(file.fileName(), stop.get_token())).error().isCancelled());
}

} // namespace
