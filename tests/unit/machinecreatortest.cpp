// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinecreator.h"
#include "models/errortext.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "tests/support/await.h"
#include "tests/support/fakebackend.h"

#include <QCoroTimer>
#include <QSet>
#include <QTimer>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::StringLiterals;

namespace {

/** What goes wrong in a call. */
enum class Mishap {
    Failure, ///< it does nothing and fails
    Cancel, ///< the user cancels while it runs; it does its work
    LostReply, ///< it does its work, but the answer is lost
    Outage, ///< as above, with the connection, which comes back after some calls that fail
    Loss, ///< as above, for good
    LossAndCancel, ///< it does its work, then the connection is lost for good and the user cancels
};

/** A host that keeps what was made on it, and lets the n-th call go wrong. */
class ScriptedBackend : public FakeBackend
{
    Q_OBJECT

public:
    QSet<QString> files{u"/isos/a.iso"_s, u"/images/other.qcow2"_s};
    QSet<MachineId> defined;
    QSet<MachineId> running;
    QString lastXml;
    std::function<void()> cancel;
    int mishapAt = -1;
    Mishap mishap = Mishap::Failure;
    bool undoFails = false;
    ConnectionState state = ConnectionState::Open;
    bool away = false;

    [[nodiscard]] ConnectionState connectionState() const override
    {
        return state;
    }
    Task<> start(MachineId id, StartOptions) override
    {
        return call(u"start"_s, [this, id] {
            running.insert(id);
        });
    }
    Task<> forceOff(MachineId id) override
    {
        return call(u"forceOff"_s, [this, id] {
            running.remove(id);
        });
    }
    Task<MachineId> define(QString xml) override
    {
        lastXml = xml;
        const QUuid uuid(xml.section(u"<uuid>"_s, 1).section(u"</uuid>"_s, 0, 0));
        const MachineId id{.connection = uri(), .uuid = uuid};
        const Result<> done = co_await call(u"define"_s, [this, id] {
            defined.insert(id);
        });
        if (!done) {
            co_return fail(done.error());
        }
        co_return id;
    }
    Task<> undefine(MachineId id, UndefineOptions) override
    {
        if (!defined.contains(id)) {
            return refuse(ErrorCode::NotFound);
        }
        if (undoFails || running.contains(id)) {
            return refuse(ErrorCode::InvalidState);
        }
        return call(u"undefine"_s, [this, id] {
            defined.remove(id);
        });
    }
    Task<bool> exists(QString path) override
    {
        const bool there = files.contains(path);
        const Result<> done = co_await call(u"exists"_s, [] {});
        if (!done) {
            co_return fail(done.error());
        }
        co_return bool(there);
    }
    Task<> createDiskImage(DiskImageSpec spec, std::stop_token) override
    {
        if (files.contains(spec.path)) {
            return refuse(ErrorCode::FileExists);
        }
        return call(u"createDisk"_s, [this, spec] {
            files.insert(spec.path);
        });
    }
    Task<> deleteDiskImage(QString path) override
    {
        return call(u"deleteDisk"_s, [this, path] {
            files.remove(path);
        });
    }
    Task<> checkReadable(QString path) override
    {
        if (!files.contains(path)) {
            return refuse(ErrorCode::FileMissing);
        }
        return call(u"check"_s, [] {});
    }
    using FakeBackend::capabilities;
    Task<HostCapabilities> capabilities() override
    {
        const Result<> done = co_await call(u"host"_s, [] {});
        if (!done) {
            co_return fail(done.error());
        }
        co_return HostCapabilities{.offersKvm = true,
                                   .offersEmulation = true,
                                   .memoryBytes = 1ULL << 34,
                                   .processors = 4,
                                   .maxProcessors = 64,
                                   .uefi = true,
                                   .uefiLoader = u"/code.fd"_s,
                                   .uefiVarsTemplate = u"/vars.fd"_s};
    }

    /** As a daemon that is killed: calls fail before the loss is told. */
    void loseConnection()
    {
        away = true;
        QTimer::singleShot(20, this, [this] {
            state = ConnectionState::Reconnecting;
        });
        if (mishap == Mishap::Outage) {
            QTimer::singleShot(150, this, [this] {
                away = false;
                state = ConnectionState::Open;
            });
        }
    }

private:
    Task<> refuse(ErrorCode code)
    {
        co_await QCoro::sleepFor(std::chrono::milliseconds(0));
        co_return fail(code, u"it"_s);
    }
    Task<> call(QString name, std::function<void()> work)
    {
        const int number = int(calls.size());
        calls.append(name);
        co_await QCoro::sleepFor(std::chrono::milliseconds(0));
        if (away) {
            co_return fail(ErrorCode::ConnectionLost, uri());
        }
        if (number != mishapAt) {
            work();
            co_return Result<>{};
        }
        switch (mishap) {
        case Mishap::Failure:
            co_return fail(ErrorCode::Internal, u"it"_s, u"injected"_s);
        case Mishap::Cancel:
            cancel();
            work();
            co_return Result<>{};
        case Mishap::LostReply:
            work();
            co_return fail(ErrorCode::ConnectionLost, uri());
        case Mishap::Outage:
        case Mishap::Loss:
            work();
            loseConnection();
            co_return fail(ErrorCode::ConnectionLost, uri());
        case Mishap::LossAndCancel:
            work();
            loseConnection();
            cancel();
            co_return Result<>{};
        }
        co_return Result<>{};
    }
};

Task<QString> qcow2Template(QString raw)
{
    co_return raw + u".qcow2"_s;
}

class Creator : public testing::Test
{
protected:
    Creator()
        : creator(&store, &operations, qcow2Template)
    {
        store.addBackend(&backend);
        request.connection = backend.uri();
        request.spec.uuid = QUuid::createUuid();
        request.spec.name = u"new"_s;
        request.spec.title = u"New one"_s;
        request.spec.memoryBytes = 1ULL << 30;
        request.spec.isoPath = u"/isos/a.iso"_s;
        request.spec.diskPath = u"/images/new.qcow2"_s;
        request.newDisk = DiskImageSpec{.path = request.spec.diskPath, .capacityBytes = 1ULL << 30};
        before = backend.files;
    }
    Operation::Phase run()
    {
        Operation *operation = creator.create(request);
        backend.cancel = [operation] {
            operation->cancel();
        };
        EXPECT_TRUE(waitUntil(
            [operation] {
                return operation->isFinished();
            },
            std::chrono::seconds(10)));
        error = operation->error();
        return operation->phase();
    }
    void expectNothingLeft() const
    {
        EXPECT_EQ(backend.files, before);
        EXPECT_TRUE(backend.defined.isEmpty());
        EXPECT_TRUE(backend.running.isEmpty());
    }

    ScriptedBackend backend;
    MachineStore store;
    OperationList operations;
    MachineCreator creator;
    CreationRequest request;
    QSet<QString> before;
    Error error;
};

/** The calls of a creation that goes well, in order. */
const QStringList GoodCalls{u"check"_s, u"host"_s, u"exists"_s, u"createDisk"_s, u"host"_s, u"define"_s, u"start"_s};

TEST_F(Creator, makesAndStarts)
{
    EXPECT_EQ(run(), Operation::Phase::Done);
    EXPECT_EQ(backend.calls, GoodCalls);
    EXPECT_TRUE(backend.running.contains(request.id()));
    EXPECT_TRUE(backend.files.contains(request.spec.diskPath));
    EXPECT_TRUE(backend.lastXml.contains(u"/vars.fd.qcow2"_s)) << "firmware variables that snapshots can hold";
}

TEST_F(Creator, startsOnlyWhenAsked)
{
    request.start = false;
    EXPECT_EQ(run(), Operation::Phase::Done);
    EXPECT_TRUE(backend.defined.contains(request.id()));
    EXPECT_TRUE(backend.running.isEmpty());
}

class CreatorMishap : public Creator, public testing::WithParamInterface<std::tuple<int, Mishap>>
{
};

TEST_P(CreatorMishap, leavesNothing)
{
    std::tie(backend.mishapAt, backend.mishap) = GetParam();
    const Operation::Phase phase = run();
    expectNothingLeft();
    if (backend.mishap == Mishap::Cancel) {
        EXPECT_EQ(phase, Operation::Phase::Cancelled);
    } else {
        EXPECT_EQ(phase, Operation::Phase::Failed);
        EXPECT_EQ(error.code, backend.mishap == Mishap::Failure ? ErrorCode::Internal : ErrorCode::ConnectionLost);
    }
}

INSTANTIATE_TEST_SUITE_P(Failure, CreatorMishap, testing::Combine(testing::Range(0, 7), testing::Values(Mishap::Failure, Mishap::Cancel)));
INSTANTIATE_TEST_SUITE_P(Connection, CreatorMishap, testing::Combine(testing::Range(0, 7), testing::Values(Mishap::LostReply, Mishap::Outage)));

TEST_F(Creator, aConnectionThatIsLostWhileTakingBackIsWaitedFor)
{
    backend.mishapAt = 7; // forceOff
    backend.mishap = Mishap::Outage;
    Operation *operation = creator.create(request);
    QObject::connect(operation, &Operation::changed, operation, [operation] {
        if (operation->step().startsWith(u"Starting"_s)) {
            operation->cancel();
        }
    });
    ASSERT_TRUE(waitUntil([operation] {
        return operation->isFinished();
    }));
    EXPECT_EQ(operation->phase(), Operation::Phase::Cancelled);
    expectNothingLeft();
}

TEST_F(Creator, whatAConnectionThatStaysAwayLeavesIsNamed)
{
    creator.setPatience(std::chrono::milliseconds(120));
    backend.mishapAt = 6; // start
    backend.mishap = Mishap::Loss;
    EXPECT_EQ(run(), Operation::Phase::Failed);
    EXPECT_EQ(error.code, ErrorCode::ConnectionLost);
    const QString text = errorText(error).explanation;
    EXPECT_TRUE(text.contains(u"fake:///"_s) && text.contains(u"“New one”"_s) && text.contains(u"/images/new.qcow2"_s)) << qPrintable(text);
    EXPECT_FALSE(errorLine(error).contains(u'\n')) << qPrintable(errorLine(error));
}

TEST_F(Creator, aDiskWhoseConnectionStaysAwayIsNamed)
{
    creator.setPatience(std::chrono::milliseconds(1));
    backend.mishapAt = 3; // createDisk
    backend.mishap = Mishap::Loss;
    EXPECT_EQ(run(), Operation::Phase::Failed);
    const QString text = errorText(error).explanation;
    EXPECT_TRUE(text.contains(u"/images/new.qcow2"_s)) << qPrintable(text);
    EXPECT_FALSE(text.contains(u"New one"_s)) << "no machine was made yet";
}

TEST_F(Creator, aCancelThatCannotBeTakenBackIsNotSilent)
{
    creator.setPatience(std::chrono::milliseconds(1));
    backend.mishapAt = 3; // createDisk
    backend.mishap = Mishap::LossAndCancel;
    EXPECT_EQ(run(), Operation::Phase::Failed);
    EXPECT_TRUE(errorText(error).explanation.contains(u"/images/new.qcow2"_s)) << qPrintable(errorText(error).explanation);
}

TEST_F(Creator, anExistingDiskIsNeverDeleted)
{
    request.newDisk.reset();
    request.spec.diskPath = u"/images/other.qcow2"_s;
    backend.mishapAt = 5; // define: two files are checked
    EXPECT_EQ(run(), Operation::Phase::Failed);
    expectNothingLeft();
    EXPECT_FALSE(backend.calls.contains(u"deleteDisk"_s));
}

TEST_F(Creator, aFileThatIsAlreadyThereIsNeitherOverwrittenNorDeleted)
{
    request.spec.diskPath = u"/images/other.qcow2"_s;
    request.newDisk->path = request.spec.diskPath;
    EXPECT_EQ(run(), Operation::Phase::Failed);
    EXPECT_EQ(error.code, ErrorCode::FileExists);
    expectNothingLeft();
}

TEST_F(Creator, anImageThatWentAwayIsNoticed)
{
    backend.files.remove(request.spec.isoPath);
    before = backend.files;
    EXPECT_EQ(run(), Operation::Phase::Failed);
    EXPECT_EQ(error.code, ErrorCode::FileMissing);
    expectNothingLeft();
}

TEST_F(Creator, aNameTakenMeanwhileIsNoticed)
{
    const MachineInfo other{.id = {.connection = backend.uri(), .uuid = QUuid::createUuid()}, .name = u"x"_s, .title = u"New one"_s};
    backend.list = {other};
    Q_EMIT backend.machinesAdded({other});
    EXPECT_EQ(run(), Operation::Phase::Failed);
    EXPECT_EQ(error.code, ErrorCode::NameTaken);
    expectNothingLeft();
}

TEST_F(Creator, whatCannotBeTakenBackIsNamed)
{
    backend.mishapAt = 6;
    backend.undoFails = true;
    EXPECT_EQ(run(), Operation::Phase::Failed);
    EXPECT_TRUE(error.detail.startsWith(u"injected"_s)) << "the first error comes first";
    EXPECT_TRUE(error.detail.contains(u"Left behind: new"_s)) << qPrintable(error.detail);
    EXPECT_TRUE(errorText(error).explanation.contains(u"“New one”"_s)) << qPrintable(errorText(error).explanation);
}

TEST_F(Creator, anUnknownConnectionFails)
{
    request.connection = u"nowhere:///"_s;
    EXPECT_EQ(run(), Operation::Phase::Failed);
    EXPECT_EQ(error.code, ErrorCode::ConnectionLost);
}

TEST_F(Creator, aMissingTemplateIsNoReasonToFail)
{
    MachineCreator plain(&store, &operations, [](QString) -> Task<QString> {
        co_return fail(ErrorCode::FirmwareMissing);
    });
    const QPointer operation(plain.create(request));
    EXPECT_TRUE(waitUntil([operation] {
        return operation->isFinished();
    }));
    EXPECT_EQ(operation->phase(), Operation::Phase::Done);
}

} // namespace

#include "machinecreatortest.moc"
