// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/imagejobs.h"
#include "backends/images/imagefacts.h"
#include "backends/images/newfile.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

constexpr quint64 MiB = 1024ULL * 1024;

class ImageJobs : public testing::Test
{
protected:
    QString path(const QString &name) const
    {
        return m_folder.filePath(name);
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static void qemuImgRun(const QStringList &arguments)
    {
        QProcess process;
        process.start(u"qemu-img"_s, arguments);
        ASSERT_TRUE(process.waitForFinished());
        ASSERT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
    }
    void create(const QString &name, quint64 bytes = 8 * MiB)
    {
        const Result<> made = createImageFile({.path = path(name), .format = u"qcow2"_s, .capacityBytes = bytes}, {});
        ASSERT_TRUE(made) << made.error().detail.toStdString();
    }
    void overlay(const QString &name, const QString &backing)
    {
        qemuImgRun({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, backing, u"-F"_s, u"qcow2"_s, path(name)});
    }
    /** Names of all files there, hidden ones too. */
    QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    template<typename T>
    static ErrorCode codeOf(const Result<T> &result)
    {
        EXPECT_FALSE(result.has_value());
        return result ? ErrorCode::Cancelled : result.error().code;
    }

    QTemporaryDir m_folder;
};

TEST_F(ImageJobs, FormatsAreToldByTheirMarks)
{
    EXPECT_EQ(imageFormat("QFI\xfb....", {}), u"qcow2"_s);
    EXPECT_EQ(imageFormat("vhdxfile", {}), u"vhdx"_s);
    EXPECT_EQ(imageFormat(QByteArray(0x40, ' ') + "\x7f\x10\xda\xbe", {}), u"vdi"_s);
    EXPECT_EQ(imageFormat("anything", "conectix"), u"vpc"_s);
    EXPECT_EQ(imageFormat({}, {}), u"raw"_s);
}

TEST_F(ImageJobs, BackingNamesAreFilesOrNothing)
{
    EXPECT_EQ(backingPath(u"/a/b/c.qcow2"_s, u"../base.qcow2"_s), u"/a/base.qcow2"_s);
    EXPECT_EQ(backingPath(u"/a/c.qcow2"_s, u"/x/y"_s), u"/x/y"_s);
    EXPECT_EQ(backingPath(u"/a/c.qcow2"_s, u"./odd:name"_s), u"/a/odd:name"_s);
    EXPECT_EQ(backingPath(u"/a/c.qcow2"_s, u"file:/x/y"_s), u"/x/y"_s);
    for (const QString &name :
         {u"nbd:192.0.2.1:10809"_s, u"json:{\"driver\":\"file\",\"filename\":\"/etc/shadow\"}"_s, u"https://x/y"_s, u"file:///x"_s, QString()}) {
        EXPECT_EQ(backingPath(u"/a/c.qcow2"_s, name), std::nullopt) << name.toStdString();
    }
}

TEST_F(ImageJobs, TellsSizesChainAndSnapshots)
{
    create(u"base, with comma.qcow2"_s);
    overlay(u"top.qcow2"_s, u"base, with comma.qcow2"_s);
    qemuImgRun({u"snapshot"_s, u"-c"_s, u"first"_s, path(u"top.qcow2"_s)});
    const ImageFacts facts = inspectImage(path(u"top.qcow2"_s));
    ASSERT_FALSE(facts.problem);
    EXPECT_EQ(facts.format, u"qcow2"_s);
    EXPECT_EQ(facts.virtualBytes, 8 * MiB);
    EXPECT_EQ(facts.backing, path(u"base, with comma.qcow2"_s));
    ASSERT_EQ(facts.snapshots.size(), 1);
    EXPECT_EQ(facts.snapshots.first().name, u"first"_s);
    const auto chain = inspectBackingChain(facts);
    ASSERT_TRUE(chain);
    EXPECT_EQ(chain->size(), 1);
}

TEST_F(ImageJobs, HostileImagesAreToldAndNotOpened)
{
    qemuImgRun({u"create"_s, u"-q"_s, u"-u"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, u"nbd:192.0.2.1:1"_s, u"-F"_s, u"raw"_s, path(u"net.qcow2"_s), u"1M"_s});
    EXPECT_EQ(inspectImage(path(u"net.qcow2"_s)).problem->code, ErrorCode::ImageUnsafe);
    EXPECT_EQ(codeOf(copyImageFile({.source = path(u"net.qcow2"_s), .target = path(u"out.qcow2"_s), .format = u"qcow2"_s}, {})), ErrorCode::ImageUnsafe);
    write(u"flat.vmdk"_s, "# Disk DescriptorFile\nversion=1\nCID=1\ncreateType=\"monolithicFlat\"\nRW 1 FLAT \"/etc/hostname\" 0\n");
    EXPECT_EQ(inspectImage(path(u"flat.vmdk"_s)).problem->code, ErrorCode::ImageUnsafe);
    ASSERT_EQ(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
    EXPECT_EQ(inspectImage(path(u"pipe"_s)).problem->code, ErrorCode::ImageUnsafe) << "a pipe would be waited for";
    EXPECT_EQ(inspectImage(path(u"none"_s)).problem->code, ErrorCode::FileMissing);
    EXPECT_EQ(inspectImage(m_folder.path()).problem->code, ErrorCode::FileIsFolder);
    qemuImgRun({u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-o"_s, u"data_file="_s + path(u"data"_s), path(u"split.qcow2"_s), u"1M"_s});
    EXPECT_EQ(inspectImage(path(u"split.qcow2"_s)).problem->code, ErrorCode::ImageUnsafe);
}

TEST_F(ImageJobs, CirclesAndLiesAreFailures)
{
    create(u"a.qcow2"_s);
    overlay(u"b.qcow2"_s, path(u"a.qcow2"_s));
    qemuImgRun({u"rebase"_s, u"-u"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, u"qcow2"_s, u"-b"_s, path(u"b.qcow2"_s), path(u"a.qcow2"_s)});
    EXPECT_EQ(codeOf(inspectBackingChain(inspectImage(path(u"a.qcow2"_s)))), ErrorCode::ImageUnsafe);
    EXPECT_EQ(codeOf(growImageFile(path(u"a.qcow2"_s), 64 * MiB)), ErrorCode::ImageUnsafe);
    write(u"torn.qcow2"_s, QByteArray("QFI\xfb\0\0\0\3", 8) + QByteArray(600, '\xff'));
    EXPECT_TRUE(inspectImage(path(u"torn.qcow2"_s)).problem);
    ASSERT_TRUE(createImageFile({.path = path(u"liar.qcow2"_s), .format = u"qcow2"_s, .capacityBytes = 1024ULL * 1024 * 1024 * MiB}, {}));
    const Result<> copied =
        copyImageFile({.source = path(u"liar.qcow2"_s), .target = path(u"liar.raw"_s), .format = u"raw"_s, .preallocation = Preallocation::Full}, {});
    EXPECT_EQ(codeOf(copied), ErrorCode::NoSpace) << "asked before anything is written";
    EXPECT_FALSE(QFile::exists(path(u"liar.raw"_s)));
}

TEST_F(ImageJobs, NothingIsOverwrittenAndNothingIsLeft)
{
    create(u"one.qcow2"_s);
    EXPECT_EQ(codeOf(createImageFile({.path = path(u"one.qcow2"_s), .format = u"qcow2"_s, .capacityBytes = MiB}, {})), ErrorCode::FileExists);
    EXPECT_EQ(codeOf(createImageFile({.path = path(u"x.qcow2"_s), .format = u"exe"_s, .capacityBytes = MiB}, {})), ErrorCode::InvalidArgument);
    ASSERT_EQ(::symlink("/nowhere", QFile::encodeName(path(u"link.qcow2"_s)).constData()), 0);
    EXPECT_EQ(codeOf(createImageFile({.path = path(u"link.qcow2"_s), .format = u"qcow2"_s, .capacityBytes = MiB}, {})), ErrorCode::FileExists);
    std::stop_source stop;
    stop.request_stop();
    const ImageCopySpec copy{.source = path(u"one.qcow2"_s), .target = path(u"two.qcow2"_s), .format = u"qcow2"_s};
    EXPECT_EQ(codeOf(copyImageFile(copy, {.stop = stop.get_token()})), ErrorCode::Cancelled);
    EXPECT_EQ(files(), QStringList{u"one.qcow2"_s}) << "no part of a stopped job";
}

TEST_F(ImageJobs, PathsOfSeveralLinesAreRefused)
{
    const Result<> made = createImageFile({.path = path(u"a\nb.qcow2"_s), .format = u"qcow2"_s, .capacityBytes = 1 << 20}, {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
}

TEST_F(ImageJobs, CopiesConvertAndReport)
{
    create(u"base.qcow2"_s);
    qemuImgRun({u"bench"_s, u"-q"_s, u"-w"_s, u"-c"_s, u"16"_s, u"-s"_s, u"64k"_s, u"-f"_s, u"qcow2"_s, u"--pattern=65"_s, path(u"base.qcow2"_s)});
    overlay(u"top.qcow2"_s, path(u"base.qcow2"_s));
    for (const QString &format : {u"qcow2"_s, u"raw"_s, u"vmdk"_s, u"vdi"_s, u"vhdx"_s, u"vpc"_s}) {
        const QString target = path(u"copy."_s + format);
        double last = 0;
        const WorkerJob job{.progress = [&last](double done) {
            last = done;
        }};
        const Result<> copied = copyImageFile({.source = path(u"top.qcow2"_s), .target = target, .format = format}, job);
        ASSERT_TRUE(copied) << format.toStdString() << copied.error().detail.toStdString();
        EXPECT_EQ(inspectImage(target).format, format);
        EXPECT_TRUE(inspectImage(target).backing.isEmpty());
        EXPECT_GE(inspectImage(target).virtualBytes, 8 * MiB);
        qemuImgRun({u"compare"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, format, path(u"top.qcow2"_s), target});
    }
    EXPECT_DOUBLE_EQ(progressIn("    (12.34/100%)\r    (56.00/100%)\r"), 0.56);
    EXPECT_LT(progressIn("nothing"), 0);
}

TEST_F(ImageJobs, SparseCopiesNeedNoRoomForWhatIsEmpty)
{
    create(u"huge.qcow2"_s, 8ULL * 1024 * 1024 * MiB);
    const Result<> copied = copyImageFile({.source = path(u"huge.qcow2"_s), .target = path(u"huge.qcow2.copy"_s), .format = u"qcow2"_s}, {});
    EXPECT_TRUE(copied) << copied.error().detail.toStdString();
    create(u"large.qcow2"_s, 1024 * 1024 * MiB);
    const Result<> plain = copyImageFile({.source = path(u"large.qcow2"_s), .target = path(u"large.img"_s), .format = u"raw"_s}, {});
    EXPECT_TRUE(plain) << plain.error().detail.toStdString();
}

TEST_F(ImageJobs, GrowsAndRefusesToShrink)
{
    create(u"disk.qcow2"_s);
    ASSERT_TRUE(growImageFile(path(u"disk.qcow2"_s), 32 * MiB));
    EXPECT_EQ(inspectImage(path(u"disk.qcow2"_s)).virtualBytes, 32 * MiB);
    EXPECT_EQ(codeOf(growImageFile(path(u"disk.qcow2"_s), 8 * MiB)), ErrorCode::ShrinkRefused);
}

TEST_F(ImageJobs, CompactingKeepsContentBaseAndPermissions)
{
    create(u"base.qcow2"_s);
    overlay(u"top.qcow2"_s, u"base.qcow2"_s);
    const QString top = path(u"top.qcow2"_s);
    qemuImgRun({u"bench"_s, u"-q"_s, u"-w"_s, u"-c"_s, u"64"_s, u"-s"_s, u"64k"_s, u"-f"_s, u"qcow2"_s, u"--pattern=0"_s, top});
    QFile::setPermissions(top, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup);
    const auto permissions = QFile::permissions(top);
    const quint64 before = inspectImage(top).realBytes;
    const Result<> compacted = compactImageFile(top, {});
    ASSERT_TRUE(compacted) << compacted.error().detail.toStdString();
    EXPECT_LT(inspectImage(top).realBytes, before);
    EXPECT_EQ(inspectImage(top).backing, path(u"base.qcow2"_s));
    EXPECT_EQ(QFile::permissions(top), permissions);
    EXPECT_EQ(files(), (QStringList{u"base.qcow2"_s, u"top.qcow2"_s}));
    qemuImgRun({u"snapshot"_s, u"-c"_s, u"keep me"_s, top});
    EXPECT_EQ(codeOf(compactImageFile(top, {})), ErrorCode::NotSupported) << "they would be lost";
}

TEST_F(ImageJobs, FindsAndRepairsDamage)
{
    create(u"disk.qcow2"_s);
    const QString disk = path(u"disk.qcow2"_s);
    const auto fine = checkImageFile(disk, false, {});
    ASSERT_TRUE(fine);
    EXPECT_EQ(*fine, ImageCheck{});
    qemuImgRun({u"bench"_s, u"-q"_s, u"-w"_s, u"-c"_s, u"4"_s, u"-s"_s, u"64k"_s, u"-f"_s, u"qcow2"_s, disk});
    QFile file(disk);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.seek(40)); // the header's l1_table_offset; QEMU's docs/interop/qcow2.rst
    ASSERT_TRUE(file.seek(qFromBigEndian<qint64>(file.read(8).constData())));
    file.write(QByteArray(8, '\0')); // forgets where the data are
    file.close();
    const auto found = checkImageFile(disk, false, {});
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_GT(found->leaks + found->errors, 0U);
    const auto repaired = checkImageFile(disk, true, {});
    ASSERT_TRUE(repaired);
    EXPECT_GT(repaired->repaired, 0U);
    EXPECT_EQ(*checkImageFile(disk, false, {}), ImageCheck{});
    write(u"plain.raw"_s, QByteArray(65536, 'x'));
    EXPECT_FALSE(checkImageFile(path(u"plain.raw"_s), false, {})->supported);
}

TEST_F(ImageJobs, MovesTheVerySameFile)
{
    create(u"base.qcow2"_s);
    overlay(u"top.qcow2"_s, u"base.qcow2"_s);
    qemuImgRun({u"snapshot"_s, u"-c"_s, u"inside"_s, path(u"top.qcow2"_s)});
    ASSERT_TRUE(QDir(m_folder.path()).mkdir(u"sub"_s));
    const QString target = path(u"sub/moved.qcow2"_s);
    const auto moved = transferImageFile(path(u"top.qcow2"_s), target, {});
    ASSERT_TRUE(moved);
    EXPECT_EQ(*moved, Transfer::Renamed);
    ASSERT_TRUE(pinBacking(target, path(u"base.qcow2"_s), u"qcow2"_s));
    EXPECT_EQ(inspectImage(target).backing, path(u"base.qcow2"_s));
    EXPECT_EQ(inspectImage(target).snapshots.size(), 1);
    create(u"other.qcow2"_s);
    EXPECT_EQ(codeOf(transferImageFile(path(u"other.qcow2"_s), target, {})), ErrorCode::FileExists);
    // Another file system.
    const QTemporaryDir elsewhere(u"/dev/shm/vitrine-XXXXXX"_s);
    if (!elsewhere.isValid()) {
        GTEST_SKIP() << "no second file system to move to";
    }
    const auto copied = transferImageFile(target, elsewhere.filePath(u"far.qcow2"_s), {});
    ASSERT_TRUE(copied) << copied.error().detail.toStdString();
    if (*copied == Transfer::Copied) {
        EXPECT_TRUE(QFile::exists(target)) << "the caller removes it, when all is well";
    }
    EXPECT_EQ(inspectImage(elsewhere.filePath(u"far.qcow2"_s)).snapshots.size(), 1);
}

TEST_F(ImageJobs, RemovesForEver)
{
    create(u"gone.qcow2"_s);
    ASSERT_TRUE(removeImageFile(path(u"gone.qcow2"_s), RemovalWay::ForEver));
    EXPECT_EQ(codeOf(removeImageFile(path(u"gone.qcow2"_s), RemovalWay::ForEver)), ErrorCode::FileMissing);
    EXPECT_EQ(codeOf(removeImageFile(path(u"gone.qcow2"_s), RemovalWay::Trash)), ErrorCode::FileMissing);
    EXPECT_EQ(files(), QStringList());
}

} // namespace
} // namespace vitrine
