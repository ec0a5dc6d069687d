// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/hostmemory.h"
#include "backends/images/qcow2.h"
#include "tests/support/await.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::StringLiterals;

namespace {

TEST(HostMemory, isReadFromTheKernelsText)
{
    EXPECT_EQ(parseAvailableMemory("MemTotal:  8000 kB\nMemAvailable:    2048 kB\nBuffers: 1 kB\n"), 2048u * 1024u);
    EXPECT_EQ(parseAvailableMemory("MemAvailable: lots kB\n"), std::nullopt);
    EXPECT_EQ(parseAvailableMemory({}), std::nullopt);
}

TEST(HostMemory, thisComputerHasSome)
{
    const Result<quint64> bytes = await(availableMemory());
    ASSERT_TRUE(bytes.has_value());
    EXPECT_GT(*bytes, 0u);
}

class Qcow2 : public testing::Test
{
protected:
    ErrorCode codeOf(const QByteArray &content)
    {
        QFile file(folder.filePath(u"disk"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const Result<> checked = await(checkQcow2(file.fileName()));
        return checked ? ErrorCode::Cancelled : checked.error().code;
    }
    QTemporaryDir folder;
};

TEST_F(Qcow2, isKnownByItsFirstBytes)
{
    EXPECT_EQ(codeOf(QByteArray("QFI\xfb\0\0\0\3rest", 12)), ErrorCode::Cancelled) << "stands for: no error";
    EXPECT_EQ(codeOf(QByteArray("QFI\xfb\0\0\0\1rest", 12)), ErrorCode::WrongDiskFormat) << "the first qcow";
    EXPECT_EQ(codeOf("QFI"), ErrorCode::WrongDiskFormat);
    EXPECT_EQ(codeOf("plain text, long enough"), ErrorCode::WrongDiskFormat);
    EXPECT_EQ(codeOf({}), ErrorCode::FileEmpty);
}

TEST_F(Qcow2, whatIsNoFileIsSaid)
{
    EXPECT_EQ(await(checkQcow2(folder.path())).error().code, ErrorCode::FileIsFolder);
    EXPECT_EQ(await(checkQcow2(u"/nowhere/a"_s)).error().code, ErrorCode::FileMissing);
    EXPECT_EQ(await(checkQcow2(u"/dev/null"_s)).error().code, ErrorCode::FileUnreadable);
}

} // namespace
