// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/guestfiles.h"
#include "backends/console/guestfolder.h"
#include "tests/integration/desktopfixture.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine::test {
namespace {

const QByteArray received = "/home/user/Downloads";

class DesktopServices : public DesktopTest
{
protected:
    /** A file of the host with noise; its SHA-256 in hex. */
    QByteArray makeFile(const QString &name, qsizetype size)
    {
        QByteArray content(size, Qt::Uninitialized);
        QRandomGenerator noise(static_cast<quint32>(size));
        for (char &byte : content) {
            byte = static_cast<char>(noise.bounded(256));
        }
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(content) == size);
        return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    }
    [[nodiscard]] GuestFiles *files()
    {
        GuestFiles *const files = session().files();
        const bool ready = files && waitUntil([files] {
                               return files->isAvailable();
                           });
        return ready ? files : nullptr;
    }

    QTemporaryDir m_folder;
};

TEST_P(DesktopServices, SentFilesArriveWhole)
{
    GuestFiles *const files = this->files();
    ASSERT_TRUE(files);
    guest().run("rm -rf " + received + "/*");
    const QStringList names = {u"report.bin"_s, u"a name with späces & 'quotes'.txt"_s, u"empty"_s};
    const QList<qsizetype> sizes = {3'000'000, 70'000, 0};
    QByteArrayList sums;
    quint64 seen = 0;
    std::vector<Task<>> tasks;
    for (qsizetype i = 0; i < names.size(); ++i) {
        sums.append(makeFile(names[i], sizes[i]));
        tasks.push_back(files->send(m_folder.filePath(names[i]),
                                    [&seen](quint64 done, quint64) {
                                        seen = std::max(seen, done);
                                    },
                                    {}));
    }
    for (Task<> &task : tasks) {
        const Result<> result = await(std::move(task));
        EXPECT_TRUE(result) << qPrintable(result.error().detail);
    }
    EXPECT_EQ(seen, 3'000'000U);
    for (const QByteArray &sum : sums) {
        EXPECT_TRUE(guest().shows("sha256sum " + received + "/*", sum));
    }
}

TEST_P(DesktopServices, AFolderIsSharedAsLongAsItIsWanted)
{
    const QByteArray get = "curl -sm 5 http://localhost:9843/report.bin | sha256sum";
    const QByteArray put = "curl -sm 5 -o /dev/null -w %{http_code} -T /etc/hostname http://localhost:9843/from-guest";
    GuestFolder *const folder = session().folder();
    ASSERT_TRUE(folder);
    ASSERT_TRUE(waitUntil([folder] {
        return folder->isAvailable();
    }));
    const QByteArray sum = makeFile(u"report.bin"_s, 300'000);
    EXPECT_FALSE(guest().run(get).text.contains(sum)) << "nothing is shared by itself";
    folder->share(m_folder.path(), false);
    ASSERT_TRUE(waitUntil([folder] {
        return folder->isReached();
    }));
    EXPECT_TRUE(guest().shows(get, sum));
    EXPECT_FALSE(guest().run("curl -sm 5 --path-as-is http://localhost:9843/../../../etc/hostname").text.contains("desktop"));
    guest().run(put);
    EXPECT_FALSE(QFile::exists(m_folder.filePath(u"from-guest"_s))) << "it may not be changed";
    folder->share(m_folder.path(), true);
    guest().run(put);
    EXPECT_TRUE(QFile::exists(m_folder.filePath(u"from-guest"_s)));
    const QTemporaryDir other;
    folder->share(other.path(), false);
    EXPECT_FALSE(guest().run(get).text.contains(sum)) << "another folder is another folder";
    folder->share({}, false);
    EXPECT_FALSE(guest().run(get).text.contains(sum));
    folder->share(m_folder.path(), false);
    EXPECT_TRUE(guest().shows(get, sum));
}

TEST_P(DesktopServices, ACancelledFileIsNotKept)
{
    GuestFiles *const files = this->files();
    ASSERT_TRUE(files);
    guest().run("rm -rf " + received + "/*");
    makeFile(u"large.bin"_s, 60'000'000);
    std::stop_source stop;
    const Result<> result = await(files->send(
        m_folder.filePath(u"large.bin"_s),
        [&stop](quint64 done, quint64) {
            if (done > 0) {
                stop.request_stop();
            }
        },
        stop.get_token()));
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().isCancelled());
    EXPECT_TRUE(guest().shows("ls -lA " + received, "total 0"));
}

TEST_P(DesktopServices, ClosingInTheMiddleOfAFileLeavesTheMachineAlone)
{
    GuestFiles *const files = this->files();
    ASSERT_TRUE(files);
    makeFile(u"large.bin"_s, 60'000'000);
    bool running = false;
    Task<> task = files->send(
        m_folder.filePath(u"large.bin"_s),
        [&running](quint64 done, quint64) {
            running = done > 0;
        },
        {});
    ASSERT_TRUE(waitUntil([&] {
        return running;
    }));
    session().close();
    const Result<> result = await(std::move(task));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::DisplayAgentMissing);
    EXPECT_EQ(guest().run("true").status, 0);
    session().open();
    EXPECT_TRUE(waitUntil([this] {
        return session().agentConnected();
    }));
    EXPECT_TRUE(this->files());
}

TEST_P(DesktopServices, AFileThatIsNotThereIsAnError)
{
    GuestFiles *const files = this->files();
    ASSERT_TRUE(files);
    const Result<> result = await(files->send(m_folder.filePath(u"missing"_s), {}, {}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::FileMissing);
}

INSTANTIATE_TEST_SUITE_P(Ways, DesktopServices, testing::Values(Way::Fast, Way::Spice), [](const auto &info) {
    return info.param == Way::Fast ? "Fast" : "Spice";
});

} // namespace
} // namespace vitrine::test
