// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/isofacts.h"
#include "backends/images/isodescriptors.h"

#include "tests/support/isobuilder.h"

#include <QCoroTask>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <random>
#include <sys/stat.h>
#include <unistd.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

std::span<const std::byte> span(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())));
}

class IsoFile : public testing::Test
{
protected:
    QString write(const QByteArray &bytes, const QString &name = u"a.iso"_s)
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }
    static ErrorCode failureOf(const QString &path)
    {
        QElapsedTimer timer;
        timer.start();
        const Result<IsoFacts> facts = inspectIso(path);
        EXPECT_LT(timer.elapsed(), 2000) << "hung on " << qPrintable(path);
        EXPECT_FALSE(facts.has_value());
        if (facts) {
            return ErrorCode::Internal;
        }
        EXPECT_EQ(facts.error().subject, path);
        return facts.error().code;
    }

    QTemporaryDir m_folder;
};

TEST_F(IsoFile, tellsWhatTheImageSays)
{
    const QString path = write(IsoBuilder()
                                   .label("Debian 13.1.0 amd64 n")
                                   .system("LINUX")
                                   .publisher("Someone")
                                   .application("XORRISO")
                                   .bootable(true, true)
                                   .diskInfo("Debian GNU/Linux 13.1.0 \"Trixie\" - Official\nsecond line")
                                   .bytes());
    const Result<IsoFacts> facts = inspectIso(path);
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(*facts,
              (IsoFacts{.path = path,
                        .sizeBytes = 65536,
                        .volumeBytes = 65536,
                        .iso9660 = true,
                        .bootsBios = true,
                        .bootsUefi = true,
                        .label = u"Debian 13.1.0 amd64 n"_s,
                        .system = u"LINUX"_s,
                        .publisher = u"Someone"_s,
                        .application = u"XORRISO"_s,
                        .diskInfo = u"Debian GNU/Linux 13.1.0 \"Trixie\" - Official"_s}));
}

TEST_F(IsoFile, readsDiskInfoWithoutRockRidge)
{
    EXPECT_EQ(inspectIso(write(IsoBuilder().diskInfo("Ubuntu 26.04", false).bytes()))->diskInfo, u"Ubuntu 26.04"_s);
}

TEST_F(IsoFile, tellsHowItBoots)
{
    EXPECT_FALSE(inspectIso(write(IsoBuilder().bytes()))->isBootable());
    EXPECT_FALSE(inspectIso(write(IsoBuilder().bootable(false, false).bytes()))->isBootable());
    const Result<IsoFacts> bios = inspectIso(write(IsoBuilder().bootable(true, false).bytes()));
    EXPECT_TRUE(bios->bootsBios);
    EXPECT_FALSE(bios->bootsUefi);
    EXPECT_TRUE(inspectIso(write(IsoBuilder().bootable(false, true).bytes()))->bootsUefi);
}

TEST_F(IsoFile, aDownloadThatBrokeOffIsTruncated)
{
    EXPECT_TRUE(inspectIso(write(IsoBuilder().setVolumeSectors(100000).bytes()))->truncated);
    EXPECT_FALSE(inspectIso(write(IsoBuilder().setVolumeSectors(IsoBuilder::sectors + 150).bytes()))->truncated) << "only padding is missing";
}

TEST_F(IsoFile, pureUdfIsAnImage)
{
    QByteArray bytes(32 * 2048, '\0');
    std::memcpy(bytes.data() + 16 * 2048 + 1, "BEA01", 5);
    std::memcpy(bytes.data() + 17 * 2048 + 1, "NSR03", 5);
    const Result<IsoFacts> facts = inspectIso(write(bytes));
    ASSERT_TRUE(facts.has_value());
    EXPECT_TRUE(facts->udf);
    EXPECT_FALSE(facts->iso9660);
}

TEST_F(IsoFile, badInputHasItsOwnError)
{
    EXPECT_EQ(failureOf(QString()), ErrorCode::FileMissing);
    EXPECT_EQ(failureOf(m_folder.filePath(u"gone.iso"_s)), ErrorCode::FileMissing);
    EXPECT_EQ(failureOf(QString(5000, u'x')), ErrorCode::FileMissing);
    EXPECT_EQ(failureOf(u"/tmp/a"_s + QChar(0) + u"b"_s), ErrorCode::FileMissing);
    EXPECT_EQ(failureOf(m_folder.path()), ErrorCode::FileIsFolder);
    EXPECT_EQ(failureOf(write({})), ErrorCode::FileEmpty);
    EXPECT_EQ(failureOf(write("hello")), ErrorCode::NotAnIso);
    EXPECT_EQ(failureOf(write(QByteArray(1 << 20, 'x'))), ErrorCode::NotAnIso);
    EXPECT_EQ(failureOf(write(IsoBuilder().bytes().left(16 * 2048 + 100))), ErrorCode::NotAnIso);
}

TEST_F(IsoFile, unreadableFile)
{
    const QString path = write(IsoBuilder().bytes());
    ASSERT_EQ(::chmod(qPrintable(path), 0), 0);
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may read every file";
    }
    EXPECT_EQ(failureOf(path), ErrorCode::FileUnreadable);
}

TEST_F(IsoFile, neverHangsOnSpecialFiles)
{
    const QString fifo = m_folder.filePath(u"fifo"_s);
    ASSERT_EQ(::mkfifo(qPrintable(fifo), 0600), 0);
    EXPECT_EQ(failureOf(fifo), ErrorCode::FileUnreadable);
    const QString loop = m_folder.filePath(u"loop"_s);
    ASSERT_EQ(::symlink("loop", qPrintable(loop)), 0);
    EXPECT_EQ(failureOf(loop), ErrorCode::FileUnreadable);
    const QString toFifo = m_folder.filePath(u"link"_s);
    ASSERT_EQ(::symlink(qPrintable(fifo), qPrintable(toFifo)), 0);
    EXPECT_EQ(failureOf(toFifo), ErrorCode::FileUnreadable);
    EXPECT_EQ(failureOf(u"/dev/zero"_s), ErrorCode::FileUnreadable);
}

TEST_F(IsoFile, oddNamesAreFine)
{
    EXPECT_TRUE(inspectIso(write(IsoBuilder().bytes(), u"-a\n'\" <&> \U0001F600.iso"_s)).has_value());
}

TEST_F(IsoFile, worksOnAWorker)
{
    const Result<IsoFacts> facts = QCoro::waitFor(inspectIsoAsync(write(IsoBuilder().label("X").bytes())));
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(facts->label, u"X"_s);
}

TEST_F(IsoFile, pointersOutOfTheFileAreIgnored)
{
    IsoBuilder builder;
    builder.bootable(true, true).diskInfo("info");
    builder.little32(17 * 2048 + 71, 0xffffffff); // boot catalog
    builder.little32(16 * 2048 + 156 + 2, 0xffffffff); // root folder
    builder.little32(16 * 2048 + 156 + 10, 0xffffffff);
    const Result<IsoFacts> facts = inspectIso(write(builder.bytes()));
    ASSERT_TRUE(facts.has_value());
    EXPECT_FALSE(facts->isBootable());
    EXPECT_EQ(facts->diskInfo, QString());
}

TEST(IsoDescriptors, labelsOutsideOfAsciiAreReadable)
{
    EXPECT_EQ(parseIsoDescriptors(span(IsoBuilder().label("Caf\xc3\xa9").bytes())).label, u"Café"_s);
    EXPECT_EQ(parseIsoDescriptors(span(IsoBuilder().label("Caf\xe9").bytes())).label, u"Café"_s);
    EXPECT_EQ(parseIsoDescriptors(span(IsoBuilder().label(std::string_view("a\0b\nc\x1b", 6)).bytes())).label, u"abc"_s);
}

TEST(IsoDescriptors, theFirstPrimaryDescriptorCounts)
{
    IsoBuilder builder;
    builder.label("first").bootable(true, false);
    QByteArray bytes = builder.bytes();
    std::memcpy(bytes.data() + 19 * 2048, IsoBuilder().label("second").bytes().constData() + 16 * 2048, 2048);
    EXPECT_EQ(parseIsoDescriptors(span(bytes)).label, u"first"_s);
}

TEST(FindInDirectory, zeroLengthAndOverlongRecordsEndIt)
{
    EXPECT_FALSE(findInDirectory(span(QByteArray(4096, '\0')), "x"));
    EXPECT_FALSE(findInDirectory(span(QByteArray(4096, '\xff')), "x"));
    EXPECT_FALSE(findInDirectory(span(QByteArray(1, '\x22')), "x"));
    EXPECT_FALSE(findInDirectory({}, ""));
}

// Random damage must neither crash (run it under the sanitizers) nor loop.
TEST(IsoDescriptors, damagedImagesAreSurvived)
{
    std::mt19937 random(42);
    const QByteArray good = IsoBuilder().label("x").bootable(true, true).diskInfo("info").bytes();
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes = good;
        for (int change = 0; change < 40; ++change) {
            bytes[qsizetype(16 * 2048 + random() % (8 * 2048))] = char(random());
        }
        bytes.truncate(qsizetype(random() % std::size_t(bytes.size())));
        const IsoDescriptors descriptors = parseIsoDescriptors(span(bytes));
        EXPECT_LE(descriptors.label.size(), 32);
        (void)parseBootCatalog(span(bytes.mid(20 * 2048)));
        (void)findInDirectory(span(bytes.mid(21 * 2048)), ".disk");
    }
}

} // namespace
