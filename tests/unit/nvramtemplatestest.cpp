// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/nvramtemplates.h"

#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

class NvramTemplatesTest : public testing::Test
{
protected:
    QString writeRaw(char fill)
    {
        QFile file(m_folder.filePath(u"VARS 'x'.ms.fd"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(540672 + fill, fill));
        return file.fileName();
    }
    Result<QString> make(const QString &raw) const
    {
        return QCoro::waitFor(NvramTemplates(target()).qcow2For(raw));
    }
    [[nodiscard]] QString target() const
    {
        return m_folder.filePath(u"a/nvram"_s);
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(target()).entryList(QDir::Files | QDir::Hidden);
    }
    static void needQemuImg()
    {
        if (QStandardPaths::findExecutable(u"qemu-img"_s).isEmpty()) {
            GTEST_SKIP() << "qemu-img is not installed";
        }
    }

    QTemporaryDir m_folder;
};

TEST_F(NvramTemplatesTest, makesItOnce)
{
    needQemuImg();
    const QString raw = writeRaw('a');
    const Result<QString> first = make(raw);
    ASSERT_TRUE(first.has_value()) << qPrintable(first.error().detail);
    QFile made(*first);
    ASSERT_TRUE(made.open(QIODevice::ReadOnly));
    EXPECT_EQ(made.read(4), QByteArray("QFI\xfb"));
    ASSERT_TRUE(QFile::setPermissions(*first, QFile::ReadOwner));
    EXPECT_EQ(make(raw).value_or(QString()), *first);
    EXPECT_EQ(QFile::permissions(*first) & QFile::WriteOwner, QFile::Permissions()) << "was made again";
    EXPECT_EQ(files().size(), 1);
}

TEST_F(NvramTemplatesTest, anUpdatedFirmwareGetsAnother)
{
    needQemuImg();
    const Result<QString> first = make(writeRaw('a'));
    const Result<QString> second = make(writeRaw('b'));
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
    EXPECT_EQ(files().size(), 2);
}

TEST_F(NvramTemplatesTest, failuresLeaveNothing)
{
    EXPECT_EQ(make(m_folder.filePath(u"gone.fd"_s)).error().code, ErrorCode::FirmwareMissing);
    EXPECT_EQ(make(m_folder.path()).error().code, ErrorCode::FirmwareMissing);
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    EXPECT_EQ(make(writeRaw('a')).error().code, ErrorCode::ComponentMissing);
    qputenv("PATH", path);
    EXPECT_TRUE(files().isEmpty());
}

} // namespace
