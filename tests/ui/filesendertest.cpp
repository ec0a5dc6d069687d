// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/filesender.h"
#include "backends/console/scriptedservices.h"
#include "models/operationlist.h"
#include "ui/console/filedrop.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWidget>

#include <gtest/gtest.h>

namespace vitrine {

namespace {

class FileSending : public testing::Test
{
protected:
    void SetUp() override
    {
        guest.setPace(3, std::chrono::milliseconds(2));
        sender.setGuest(&guest);
    }
    QString file(const QString &name, qsizetype bytes = 3000)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(bytes, 'x'));
        return path;
    }
    bool idle()
    {
        return QTest::qWaitFor([this] {
            return !operations.hasRunning() && sender.jobs().isEmpty();
        });
    }
    bool begun(int jobs)
    {
        return QTest::qWaitFor([&] {
            return sender.jobs().size() == jobs;
        });
    }

    QTemporaryDir folder;
    OperationList operations;
    ScriptedFiles guest;
    FileSender sender{&operations};
};

TEST_F(FileSending, EachFileIsAnOperationWithProgressAndSpeed)
{
    guest.setPace(3, std::chrono::milliseconds(300));
    sender.send({file(QStringLiteral("a b.txt"))});
    ASSERT_TRUE(begun(1));
    Operation *job = sender.jobs().first();
    EXPECT_EQ(job->title(), QStringLiteral("Sending “a b.txt”"));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return job->progress() > 0.3 && job->progress() < 1;
    }));
    EXPECT_TRUE(job->step().contains(QStringLiteral(" of 2.9 KiB, "))) << qPrintable(job->step());
    EXPECT_TRUE(job->step().endsWith(QStringLiteral("/s"))) << qPrintable(job->step());
    EXPECT_GT(sender.progress(), 0.3);
    EXPECT_TRUE(idle());
}

TEST_F(FileSending, ManyGoAFewAtATimeAndAreToldOnce)
{
    const QSignalSpy sent(&sender, &FileSender::sent);
    QStringList paths;
    for (int i = 0; i < 10; ++i) {
        paths += file(QString::number(i));
    }
    sender.send(paths);
    ASSERT_TRUE(begun(10));
    ASSERT_TRUE(idle());
    EXPECT_EQ(guest.sent().size(), 10);
    EXPECT_EQ(guest.mostAtOnce(), 4);
    ASSERT_EQ(sent.count(), 1);
    EXPECT_EQ(sent.first().first().toInt(), 10);
}

TEST_F(FileSending, ARunningOneIsCancelled)
{
    guest.setPace(1000, std::chrono::milliseconds(5));
    sender.send({file(QStringLiteral("large"))});
    ASSERT_TRUE(begun(1));
    const QPointer job = sender.jobs().first();
    job->cancel();
    ASSERT_TRUE(idle());
    EXPECT_EQ(job->phase(), Operation::Phase::Cancelled);
    EXPECT_TRUE(guest.sent().isEmpty());
}

TEST_F(FileSending, AWaitingOneIsCancelledAtOnceAndTheRestGoOn)
{
    guest.setPace(10, std::chrono::milliseconds(5));
    QStringList paths;
    for (int i = 0; i < 6; ++i) {
        paths += file(QString::number(i));
    }
    sender.send(paths);
    ASSERT_TRUE(begun(6));
    sender.jobs().last()->cancel();
    EXPECT_EQ(sender.jobs().size(), 5);
    ASSERT_TRUE(idle());
    EXPECT_EQ(guest.sent().size(), 5);
}

TEST_F(FileSending, FoldersAndDevicesAreRefusedAndFilesStillGo)
{
    const QSignalSpy refused(&sender, &FileSender::refused);
    const QStringList others{folder.path(), QStringLiteral("/dev/zero")};
    sender.send(others + QStringList{file(QStringLiteral("plain"))});
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return refused.count() == 1;
    }));
    EXPECT_EQ(refused.first().first().toStringList(), others);
    ASSERT_TRUE(idle());
    EXPECT_EQ(guest.sent().size(), 1);
}

TEST_F(FileSending, AFailureIsTheOperations)
{
    const QSignalSpy failed(&operations, &OperationList::failed);
    guest.setFailure({.code = ErrorCode::GuestNoSpace, .subject = QStringLiteral("x")});
    sender.send({file(QStringLiteral("x"))});
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return failed.count() == 1;
    }));
    EXPECT_EQ(failed.first().first().value<Operation *>()->error().code, ErrorCode::GuestNoSpace);
    EXPECT_TRUE(sender.jobs().isEmpty());
}

TEST_F(FileSending, WhatDidNotArriveIsToldOnceForTheBatch)
{
    const QSignalSpy failed(&sender, &FileSender::failed);
    guest.setFailure({.code = ErrorCode::GuestLocked});
    const QStringList paths{file(QStringLiteral("a")), file(QStringLiteral("b"))};
    sender.send(paths);
    ASSERT_TRUE(begun(2));
    ASSERT_TRUE(idle());
    ASSERT_EQ(failed.count(), 1);
    EXPECT_EQ(failed.first().at(0).toStringList(), paths);
    EXPECT_EQ(failed.first().at(1).value<Error>().code, ErrorCode::GuestLocked);
    guest.setFailure(Error::cancelled());
    sender.send(paths);
    ASSERT_TRUE(begun(2));
    sender.jobs().last()->cancel();
    ASSERT_TRUE(idle());
    EXPECT_EQ(failed.count(), 1) << "what was cancelled, or arrived, did not fail";
}

TEST_F(FileSending, WhatWaitsForAGuestThatIsGoneFails)
{
    guest.setPace(1000, std::chrono::milliseconds(5));
    QStringList paths;
    for (int i = 0; i < 5; ++i) {
        paths += file(QString::number(i));
    }
    sender.send(paths);
    ASSERT_TRUE(begun(5));
    sender.setGuest(nullptr);
    EXPECT_EQ(sender.jobs().size(), 4) << "the running ones are the guest's to end";
    EXPECT_FALSE(sender.isAvailable());
    const QSignalSpy failed(&sender, &FileSender::failed);
    for (Operation *job : sender.jobs()) {
        job->cancel();
    }
    ASSERT_TRUE(idle());
    ASSERT_EQ(failed.count(), 1);
    EXPECT_EQ(failed.first().at(0).toStringList(), QStringList{paths.last()});
    EXPECT_EQ(failed.first().at(1).value<Error>().code, ErrorCode::DisplayAgentMissing);
}

TEST_F(FileSending, ClosingTheWindowCancelsWhatRuns)
{
    guest.setPace(1000, std::chrono::milliseconds(5));
    auto other = std::make_unique<FileSender>(&operations);
    other->setGuest(&guest);
    other->send({file(QStringLiteral("a"))});
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return other->jobs().size() == 1;
    }));
    other.reset();
    EXPECT_FALSE(operations.hasRunning());
    QTest::qWait(30);
    EXPECT_TRUE(guest.sent().isEmpty());
}

class Dropping : public FileSending
{
protected:
    /** What the view says to a drag of these. */
    bool offer(const QList<QUrl> &urls, Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction)
    {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter({5, 5}, actions, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&view, &enter);
        if (!enter.isAccepted()) {
            return false;
        }
        EXPECT_EQ(enter.dropAction(), Qt::CopyAction) << "a move would delete the host's file";
        QDropEvent drop({5, 5}, actions, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&view, &drop);
        return drop.isAccepted();
    }

    QWidget view;
    FileDrop *drop = new FileDrop(&sender, &view);
};

TEST_F(Dropping, DroppedFilesAreSent)
{
    EXPECT_TRUE(offer({QUrl::fromLocalFile(file(QStringLiteral("dropped")))}));
    ASSERT_TRUE(begun(1));
    ASSERT_TRUE(idle());
    EXPECT_EQ(guest.sent().size(), 1);
}

TEST_F(Dropping, WhatIsNoLocalFileIsNotTaken)
{
    EXPECT_FALSE(offer({QUrl(QStringLiteral("https://example.org/file"))}));
    EXPECT_FALSE(offer({}));
    EXPECT_FALSE(offer({QUrl::fromLocalFile(QStringLiteral("/x"))}, Qt::MoveAction));
}

TEST_F(Dropping, WithoutAnAgentItIsSaid)
{
    const QSignalSpy impossible(drop, &FileDrop::impossible);
    guest.setAvailable(false);
    EXPECT_TRUE(offer({QUrl::fromLocalFile(file(QStringLiteral("dropped")))}));
    EXPECT_EQ(impossible.count(), 1);
    EXPECT_TRUE(sender.jobs().isEmpty());
    drop->choose();
    EXPECT_EQ(impossible.count(), 2);
}

} // namespace

} // namespace vitrine
