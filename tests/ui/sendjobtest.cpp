// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/sendjob.h"
#include "backends/console/scriptedservices.h"
#include "models/operationlist.h"
#include "ui/console/filesender.h"

#include <KJobTrackerInterface>
#include <KUiServerV2JobTracker>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusObjectPath>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QVariantMap>

#include <gtest/gtest.h>

namespace vitrine {

namespace {

using namespace Qt::StringLiterals;

/** Keeps the jobs it is given. */
class ListedJobs : public KJobTrackerInterface
{
public:
    void registerJob(KJob *job) override
    {
        KJobTrackerInterface::registerJob(job);
        jobs.append(job);
        QObject::connect(job, &KJob::finished, job, [this](KJob *job) {
            ended.append(job->error());
            endText = job->errorText();
            bytes = job->processedAmount(KJob::Bytes);
            files = job->processedAmount(KJob::Files);
        });
    }

    QList<QPointer<KJob>> jobs;
    QList<int> ended; ///< KJob::error() of each
    QString endText;
    qulonglong bytes = 0;
    qulonglong files = 0;
};

class SendJobs : public testing::Test
{
protected:
    void SetUp() override
    {
        sender->setGuest(&guest);
    }
    QString file(const QString &name, qsizetype bytes = 3000)
    {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(bytes, 'x'));
        return file.fileName();
    }
    bool begun(int count)
    {
        return QTest::qWaitFor([&] {
            return sender->jobs().size() == count;
        });
    }
    bool ended(qsizetype jobs = 1)
    {
        return QTest::qWaitFor([&] {
            return desktop.ended.size() == jobs;
        });
    }

    QTemporaryDir folder;
    OperationList operations;
    ScriptedFiles guest;
    ListedJobs desktop;
    std::unique_ptr<FileSender> sender = std::make_unique<FileSender>(&operations, &desktop);
};

TEST_F(SendJobs, FilesOfOneBatchAreOneJobWithTheirBytes)
{
    guest.setPace(4, std::chrono::milliseconds(300));
    sender->send({file(u"a"_s, 3000), file(u"b"_s, 5000)});
    ASSERT_TRUE(begun(2));
    ASSERT_EQ(desktop.jobs.size(), 1);
    const KJob *job = desktop.jobs.first();
    EXPECT_EQ(job->totalAmount(KJob::Bytes), 8000U);
    EXPECT_EQ(job->totalAmount(KJob::Files), 2U);
    EXPECT_TRUE(QTest::qWaitFor([job] {
        return job->percent() > 20 && job->percent() < 100;
    }));
    EXPECT_EQ(operations.rowCount(), 2) << "the program's own list stays as it is";
    ASSERT_TRUE(ended());
    EXPECT_EQ(desktop.ended.first(), 0);
    EXPECT_EQ(desktop.bytes, 8000U);
    EXPECT_EQ(desktop.files, 2U);
    sender->send({file(u"c"_s)});
    ASSERT_TRUE(begun(1));
    EXPECT_EQ(desktop.jobs.size(), 2);
}

TEST_F(SendJobs, CancellingItCancelsAll)
{
    guest.setPace(1000, std::chrono::milliseconds(5));
    QStringList paths;
    for (int i = 0; i < 6; ++i) { // two have to wait
        paths.append(file(QString::number(i)));
    }
    sender->send(paths);
    ASSERT_TRUE(begun(6));
    EXPECT_TRUE(desktop.jobs.first()->kill(KJob::EmitResult));
    EXPECT_TRUE(QTest::qWaitFor([this] {
        return !operations.hasRunning() && sender->jobs().isEmpty();
    }));
    EXPECT_TRUE(guest.sent().isEmpty());
    EXPECT_EQ(desktop.ended, QList{int(KJob::KilledJobError)});
}

TEST_F(SendJobs, ItEndsWithTheOperationsThatAreCancelledInTheProgram)
{
    guest.setPace(1000, std::chrono::milliseconds(5));
    sender->send({file(u"a"_s)});
    ASSERT_TRUE(begun(1));
    sender->jobs().first()->cancel();
    ASSERT_TRUE(ended());
    EXPECT_EQ(desktop.ended.first(), int(KJob::KilledJobError));
}

TEST_F(SendJobs, AFailureIsTheJobsToo)
{
    guest.setFailure({.code = ErrorCode::GuestNoSpace});
    sender->send({file(u"a"_s)});
    ASSERT_TRUE(ended());
    EXPECT_EQ(desktop.ended.first(), int(KJob::UserDefinedError));
    EXPECT_EQ(desktop.endText, u"Not sent: a"_s);
}

TEST_F(SendJobs, ItEndsWithTheWindow)
{
    guest.setPace(1000, std::chrono::milliseconds(5));
    sender->send({file(u"a"_s)});
    ASSERT_TRUE(begun(1));
    sender.reset();
    EXPECT_EQ(desktop.ended, QList{int(KJob::KilledJobError)});
    EXPECT_FALSE(operations.hasRunning());
}

/** A job as the desktop sees it. */
class JobView : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.JobViewV3")

public:
    QVariantMap known;
    bool terminated = false;
    uint error = 0;

public Q_SLOTS:
    void update(const QVariantMap &properties)
    {
        known.insert(properties);
    }
    void terminate(uint errorCode, const QString & /*message*/, const QVariantMap & /*hints*/)
    {
        terminated = true;
        error = errorCode;
    }

Q_SIGNALS:
    void suspendRequested();
    void resumeRequested();
    void cancelRequested();
};

/** The desktop's list of jobs. */
class JobServer : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.JobViewServerV2")

public:
    JobView view;
    QString program;
    QVariantMap hints;

public Q_SLOTS:
    QDBusObjectPath requestView(const QString &desktopEntry, int /*capabilities*/, const QVariantMap &first)
    {
        program = desktopEntry;
        hints = first;
        return QDBusObjectPath(u"/view"_s);
    }
};

TEST_F(SendJobs, TheDesktopsListShowsAndCancelsIt)
{
    if (!QDBusConnection::sessionBus().isConnected()) {
        GTEST_SKIP() << "needs a session bus; CTest's ui-console-jobs has one";
    }
    QGuiApplication::setDesktopFileName(u"org.vitrine.Vitrine"_s);
    QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"jobs"_s);
    JobServer server;
    ASSERT_TRUE(bus.registerObject(u"/JobViewServer"_s, &server, QDBusConnection::ExportAllSlots));
    ASSERT_TRUE(bus.registerObject(u"/view"_s, &server.view, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    ASSERT_TRUE(bus.registerService(u"org.kde.JobViewServer"_s));
    KUiServerV2JobTracker tracker;
    FileSender sending(&operations, &tracker);
    sending.setGuest(&guest);
    guest.setPace(1000, std::chrono::milliseconds(20));
    sending.send({file(u"a.iso"_s)});
    const auto known = [&](const char *property) {
        return server.view.known.value(QLatin1String(property), server.hints.value(QLatin1String(property)));
    };
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return !server.view.known.isEmpty() && known("percent").toUInt() > 0 && known("speed").toULongLong() > 0;
    }));
    EXPECT_EQ(server.program, u"org.vitrine.Vitrine"_s);
    EXPECT_EQ(known("title").toString(), u"Sending to the Guest"_s);
    EXPECT_EQ(known("descriptionValue1").toString(), u"a.iso"_s);
    EXPECT_EQ(known("totalBytes").toULongLong(), 3000U);
    EXPECT_FALSE(server.view.terminated);
    Q_EMIT server.view.cancelRequested();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return server.view.terminated && !operations.hasRunning();
    }));
    EXPECT_EQ(server.view.error, uint(KJob::KilledJobError));
    EXPECT_TRUE(guest.sent().isEmpty());
    QDBusConnection::disconnectFromBus(u"jobs"_s);
}

TEST_F(SendJobs, WithoutSuchAListFilesArriveAllTheSame)
{
    KUiServerV2JobTracker tracker;
    FileSender sending(&operations, &tracker);
    sending.setGuest(&guest);
    guest.setPace(3, std::chrono::milliseconds(200));
    sending.send({file(u"a.iso"_s)});
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return guest.sent().size() == 1 && !operations.hasRunning();
    }));
}

} // namespace

} // namespace vitrine

#include "sendjobtest.moc"
