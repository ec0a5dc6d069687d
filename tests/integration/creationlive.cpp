// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Making machines on a live per-user daemon, and taking them back.

#include "backends/host/nvramtemplates.h"
#include "models/creationinquiry.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "tests/integration/libvirtfixture.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

Task<QString> nvramTemplate(QString raw)
{
    const NvramTemplates templates;
    co_return co_await templates.qcow2For(raw);
}

class CreationLive : public LiveBackend
{
protected:
    void SetUp() override
    {
        LiveBackend::SetUp();
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        store.addBackend(backend.get());
        creator = std::make_unique<MachineCreator>(&store, &operations, nvramTemplate);
        QFile iso(folder.filePath(u"nothing.iso"_s));
        ASSERT_TRUE(iso.open(QIODevice::WriteOnly));
        iso.resize(1 << 20);
        draft.setConnection(LiveSession::uri(), {});
        draft.setAcceleration(AccelerationChoice::Software);
        inquiry = std::make_unique<CreationInquiry>(&store, LiveSession::uri(), CreationProbes{}, &draft);
        inquiry->start();
        draft.setIsoPath(iso.fileName());
        draft.setTitle(u"-rf <&> \"it's\" 🐧/x"_s);
        draft.setMemoryBytes(256ULL << 20);
        draft.setNewDiskPath(folder.filePath(u"new disk.qcow2"_s));
        ASSERT_TRUE(waitUntil([this] {
            return draft.canCreate();
        })) << issues();
        draft.setTpm2(draft.facts().host->tpm2);
        before = files();
    }
    void TearDown() override
    {
        inquiry.reset();
        LiveBackend::TearDown();
    }
    [[nodiscard]] std::string issues() const
    {
        QStringList texts;
        for (const CreationIssue &issue : draft.issues()) {
            texts.append(issue.text);
        }
        return texts.join(u'\n').toStdString();
    }
    /** Everything that libvirt and we keep on disk for machines: definitions, variables, TPM states, disks. */
    [[nodiscard]] QStringList files() const
    {
        QStringList found;
        const QStringList tops{qEnvironmentVariable("XDG_CONFIG_HOME") + u"/libvirt/qemu"_s, folder.path()};
        for (const QString &top : tops) {
            QDirIterator walk(top, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (walk.hasNext()) {
                const QString file = walk.next();
                // A daemon that is killed in a start forgets this itself.
                if (!file.endsWith(u"/master-key.aes"_s)) {
                    found.append(file);
                }
            }
        }
        found.sort();
        return found;
    }
    Operation::Phase run(const CreationRequest &request, const QString &cancelAtStep = {})
    {
        Operation *operation = creator->create(request);
        QObject::connect(operation, &Operation::changed, operation, [operation, cancelAtStep] {
            if (!cancelAtStep.isEmpty() && operation->step().startsWith(cancelAtStep)) {
                operation->cancel();
            }
        });
        EXPECT_TRUE(waitUntil([operation] {
            return operation->isFinished();
        }));
        error = operation->error();
        return operation->phase();
    }
    void expectNothingLeft()
    {
        EXPECT_EQ(files(), before) << files().join(u'\n').toStdString();
        EXPECT_EQ(session->virsh({u"list"_s, u"--all"_s, u"--name"_s}).trimmed(), QString());
    }

    QTemporaryDir folder;
    MachineStore store;
    OperationList operations;
    CreationDraft draft;
    std::unique_ptr<MachineCreator> creator;
    std::unique_ptr<CreationInquiry> inquiry;
    QStringList before;
    Error error;
};

TEST_F(CreationLive, MakesAndStartsAMachineOfAWildName)
{
    const CreationRequest request = draft.request();
    ASSERT_EQ(run(request), Operation::Phase::Done) << error.detail.toStdString();
    EXPECT_EQ(machine(request.id()).state, MachineState::Running);
    EXPECT_EQ(machine(request.id()).displayName(), request.spec.title);
    EXPECT_TRUE(QFile::exists(request.spec.diskPath));
    EXPECT_TRUE(ok(await(backend->power()->forceOff(request.id()))));
}

/** One that has run, with firmware settings and, where this host can, a TPM. */
class RemovalLive : public CreationLive
{
protected:
    void SetUp() override
    {
        CreationLive::SetUp();
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        if (!draft.facts().host->uefi) {
            GTEST_SKIP() << "no UEFI firmware is installed here";
        }
        draft.setFirmware(Firmware::Uefi);
        const CreationRequest request = draft.request();
        ASSERT_EQ(run(request), Operation::Phase::Done) << error.detail.toStdString();
        ASSERT_TRUE(ok(await(backend->power()->forceOff(request.id()))));
        ASSERT_TRUE(waitUntil([this, request] {
            return machine(request.id()).state == MachineState::Off;
        }));
        const Result<RemovalPlan> found = await(commands.planRemoval(request.id()));
        ASSERT_TRUE(ok(found));
        plan = *found;
        made = files();
        ASSERT_EQ(plan.ownDisks, QStringList{request.spec.diskPath});
        ASSERT_TRUE(made.contains(plan.firmwareFile)) << plan.firmwareFile.toStdString();
        ASSERT_EQ(plan.hasTpm, !tpmState().isEmpty());
    }
    void remove(bool deleteDisks)
    {
        commands.remove(plan, deleteDisks);
        ASSERT_TRUE(waitUntil([this] {
            return !commands.isBusy(plan.id) && !store.machine(plan.id);
        }));
    }
    [[nodiscard]] QStringList tpmState() const
    {
        return files().filter(plan.id.uuid.toString(QUuid::WithoutBraces) + u"/tpm2/"_s);
    }

    MachineCommands commands{&store, &operations};
    RemovalPlan plan;
    QStringList made;
};

TEST_F(RemovalLive, ADiskThatIsKeptKeepsWhatOpensIt)
{
    const QStringList keys = tpmState();
    remove(false);
    EXPECT_TRUE(QFile::exists(plan.ownDisks.first()));
    EXPECT_TRUE(QFile::exists(plan.firmwareFile));
    EXPECT_EQ(tpmState(), keys);
}

TEST_F(RemovalLive, DeletingLeavesNothing)
{
    remove(true);
    expectNothingLeft();
}

TEST_F(CreationLive, AFailedStartLeavesNothing)
{
    CreationRequest request = draft.request();
    request.spec.serialLogPath = u"/nowhere/serial.log"_s;
    EXPECT_EQ(run(request), Operation::Phase::Failed);
    EXPECT_FALSE(error.detail.contains(u"Left behind"_s)) << error.detail.toStdString();
    expectNothingLeft();
}

TEST_F(CreationLive, ACancelWhileItStartsLeavesNothing)
{
    EXPECT_EQ(run(draft.request(), u"Starting"_s), Operation::Phase::Cancelled);
    expectNothingLeft();
}

TEST_F(CreationLive, ACancelWhileTheDiskIsMadeLeavesNothing)
{
    EXPECT_EQ(run(draft.request(), u"Making the disk"_s), Operation::Phase::Cancelled);
    expectNothingLeft();
}

TEST_F(CreationLive, AMachineStartsAgainWithItsDiskThatWasMoved)
{
    CreationRequest request = draft.request();
    request.start = false;
    ASSERT_EQ(run(request), Operation::Phase::Done) << error.detail.toStdString();
    const QString moved = folder.filePath(u"moved & \"found\".qcow2"_s);
    ASSERT_TRUE(QFile::rename(request.spec.diskPath, moved));
    MachineCommands commands(&store, &operations);
    QObject::connect(&commands, &MachineCommands::failed, &commands, [this](const MachineId &, const Error &failure) {
        error = failure;
    });
    const auto idle = [&] {
        return !commands.isBusy(request.id());
    };
    commands.start(request.id());
    ASSERT_TRUE(waitUntil(idle));
    ASSERT_EQ(error.code, ErrorCode::FileMissing) << error.detail.toStdString();
    const auto details = await(commands.details(request.id()));
    ASSERT_TRUE(ok(details));
    const auto disk = replaceableDisk(details->disks, error.subject);
    ASSERT_TRUE(disk) << error.subject.toStdString();
    commands.startWithDisk(request.id(), disk->target, moved);
    ASSERT_TRUE(waitUntil(idle));
    EXPECT_EQ(machine(request.id()).state, MachineState::Running) << error.detail.toStdString();
    const auto after = await(commands.details(request.id()));
    EXPECT_EQ(after->disks.first().source, moved);
    EXPECT_TRUE(ok(await(backend->power()->forceOff(request.id()))));
}

class SavedLive : public CreationLive
{
protected:
    MachineCommands commands{&store, &operations};
    CreationRequest request;

    void SetUp() override
    {
        CreationLive::SetUp();
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        QObject::connect(&commands, &MachineCommands::failed, &commands, [this](const MachineId &, const Error &failure) {
            error = failure;
        });
        request = draft.request();
        ASSERT_EQ(run(request), Operation::Phase::Done) << error.detail.toStdString();
        ASSERT_TRUE(ok(await(backend->power()->saveState(request.id(), {}))));
        error = {};
    }
    [[nodiscard]] bool done() const
    {
        return waitUntil([this] {
            return !commands.isBusy(request.id());
        });
    }
    [[nodiscard]] MachineState state() const
    {
        return machine(request.id()).state;
    }
};

TEST_F(SavedLive, ASavedMachineGoesOnWithItsDiskThatWasMoved)
{
    const QString moved = folder.filePath(u"moved & \"found\".qcow2"_s);
    ASSERT_TRUE(QFile::rename(request.spec.diskPath, moved));
    commands.start(request.id());
    ASSERT_TRUE(done());
    ASSERT_EQ(error.code, ErrorCode::FileMissing) << error.detail.toStdString();
    const auto disk = replaceableDisk(await(commands.details(request.id()))->disks, error.subject);
    ASSERT_TRUE(disk) << error.subject.toStdString();
    commands.startWithDisk(request.id(), disk->target, moved);
    ASSERT_TRUE(done());
    EXPECT_EQ(state(), MachineState::Running) << error.detail.toStdString();
    EXPECT_EQ(await(commands.details(request.id()))->disks.first().source, moved);
    EXPECT_TRUE(ok(await(backend->power()->forceOff(request.id()))));
}

TEST_F(SavedLive, AnotherDiscIsInTheDriveWhenASavedMachineGoesOn)
{
    QFile other(folder.filePath(u"other.iso"_s));
    ASSERT_TRUE(other.open(QIODevice::WriteOnly));
    other.resize(1 << 20);
    const QList<DiskDetails> drives = await(commands.details(request.id()))->disks;
    const auto drive = std::ranges::find(drives, DiskDetails::Kind::Cdrom, &DiskDetails::kind);
    ASSERT_NE(drive, drives.cend());
    commands.changeMedium(request.id(), drive->target, other.fileName());
    ASSERT_TRUE(done());
    EXPECT_EQ(state(), MachineState::Saved);
    commands.start(request.id());
    ASSERT_TRUE(done());
    ASSERT_EQ(state(), MachineState::Running) << error.detail.toStdString();
    const QList<DiskDetails> running = await(commands.details(request.id()))->disks;
    EXPECT_EQ(std::ranges::find(running, drive->target, &DiskDetails::target)->source, other.fileName());
    EXPECT_TRUE(ok(await(backend->power()->forceOff(request.id()))));
}

TEST_F(SavedLive, ASavedStateThatIsDamagedIsNamedAndCanBeDiscarded)
{
    const QDir folder(qEnvironmentVariable("XDG_CONFIG_HOME") + u"/libvirt/qemu/save"_s);
    const QStringList states = folder.entryList(QDir::Files);
    ASSERT_EQ(states.size(), 1);
    QFile state(folder.filePath(states.first()));
    ASSERT_TRUE(state.open(QIODevice::ReadWrite));
    ASSERT_TRUE(state.seek(state.size() / 2)); // behind libvirt's own part
    state.write(QByteArray(64 << 10, 'x'));
    state.close();
    commands.start(request.id());
    ASSERT_TRUE(done());
    EXPECT_EQ(error.code, ErrorCode::SavedStateUnusable) << error.detail.toStdString();
    EXPECT_EQ(this->state(), MachineState::Saved);
    commands.discardSavedState(request.id());
    ASSERT_TRUE(done());
    EXPECT_EQ(this->state(), MachineState::Off);
    commands.start(request.id());
    ASSERT_TRUE(done());
    EXPECT_EQ(this->state(), MachineState::Running) << error.detail.toStdString();
    EXPECT_TRUE(ok(await(backend->power()->forceOff(request.id()))));
}

/** Where in a creation the daemon dies. */
class CreationOutage : public CreationLive, public testing::WithParamInterface<const char *>
{
};

TEST_P(CreationOutage, ADaemonThatDiesLeavesNothing)
{
    draft.setTitle(u"plain"_s);
    const CreationRequest request = draft.request();
    Operation *operation = creator->create(request);
    bool killed = false;
    qint64 guest = 0;
    const auto killAt = [&](bool reached) {
        if (reached && !std::exchange(killed, true)) {
            session->killDaemon();
        }
    };
    QObject::connect(operation, &Operation::changed, operation, [&] {
        killAt(operation->step().startsWith(QLatin1String(GetParam())));
    });
    ASSERT_TRUE(waitUntil([&] {
        guest = guest > 0 ? guest : session->guestPid(request.spec.name);
        killAt(GetParam() == std::string_view("guest") && guest > 0);
        return operation->isFinished();
    }));
    ASSERT_TRUE(killed);
    EXPECT_EQ(operation->phase(), Operation::Phase::Failed);
    EXPECT_EQ(operation->error().code, ErrorCode::ConnectionLost) << operation->error().detail.toStdString();
    EXPECT_FALSE(operation->error().detail.contains(u"Left behind"_s)) << operation->error().detail.toStdString();
    expectNothingLeft();
    EXPECT_FALSE(guest > 0 && QFile::exists(u"/proc/%1"_s.arg(guest)));
}
INSTANTIATE_TEST_SUITE_P(Step, CreationOutage, testing::Values("Making the disk", "Making the machine", "Starting the machine", "guest"));

} // namespace
} // namespace vitrine::test
