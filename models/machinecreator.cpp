// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinecreator.h"

#include "backends/core/backend.h"
#include "models/errorwords.h"
#include "models/machinestore.h"
#include "models/operationlist.h"

#include <KLocalizedString>

#include <QCoroTimer>
#include <QDeadlineTimer>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** How often a connection that is lost is looked at. */
constexpr std::chrono::milliseconds ConnectionPoll{100};

/** The call may have done its work all the same. */
bool replyWasLost(const Result<> &result)
{
    return !result && (result.error().code == ErrorCode::ConnectionLost || result.error().code == ErrorCode::Timeout);
}

/** A cancel is silent, but not when something is left: then what kept it is told. */
Error withWhatIsLeft(const Error &first, const Error &left)
{
    if (first.isCancelled()) {
        return left;
    }
    return {.code = first.code,
            .subject = first.subject + u'\n' + left.subject.section(u'\n', 1),
            .detail = first.detail + (first.detail.isEmpty() ? QString() : u"\n"_s) + left.detail,
            .doing = left.doing};
}

} // namespace

/** One creation under way; owned by its coroutines. */
struct MachineCreator::Run {
    CreationRequest request;
    QPointer<MachineStore> store;
    QPointer<Backend> backend;
    NvramTemplateMaker nvramTemplate;
    QPointer<Operation> operation;
    std::stop_token stop;
    std::chrono::milliseconds patience{};
    QDeadlineTimer deadline; ///< of taking back

    bool diskMade = false;
    bool defined = false;
    bool started = false;

    void step(const QString &text) const
    {
        if (operation) {
            operation->setStep(text);
        }
    }
    /** What ends the run between two steps. */
    [[nodiscard]] Result<> goOn() const
    {
        if (stop.stop_requested()) {
            return fail(Error::cancelled());
        }
        if (!backend) {
            return fail(ErrorCode::ConnectionLost, request.connection);
        }
        return {};
    }
};

MachineCreator::MachineCreator(MachineStore *store, OperationList *operations, NvramTemplateMaker nvramTemplate, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_operations(operations)
    , m_nvramTemplate(std::move(nvramTemplate))
{
}

Operation *MachineCreator::create(const CreationRequest &request)
{
    Operation *operation = m_operations->start(i18nc("@info:progress %1 is a machine's name", "Creating %1", request.spec.title));
    auto run = std::make_shared<Run>();
    run->request = request;
    run->store = m_store;
    run->backend = m_store->backend(request.connection);
    run->nvramTemplate = m_nvramTemplate;
    run->operation = operation;
    run->stop = operation->stopToken();
    run->patience = m_patience;
    QCoro::connect(conclude(run), this, [] {});
    return operation;
}

void MachineCreator::setPatience(std::chrono::milliseconds patience)
{
    m_patience = patience;
}

QCoro::Task<> MachineCreator::conclude(RunPtr run)
{
    Result<> result = co_await perform(run);
    if (!result) {
        const Result<> undone = co_await takeBack(run);
        if (!undone) {
            result = fail(withWhatIsLeft(result.error(), undone.error()));
        }
    }
    if (run->operation) {
        run->operation->finish(result);
    }
}

Task<> MachineCreator::perform(RunPtr run)
{
    constexpr std::array steps{&check, &prepareFirmware, &makeDisk, &define, &start};
    for (const auto step : steps) {
        if (const Result<> next = run->goOn(); !next) {
            co_return next;
        }
        if (Result<> done = co_await step(run); !done) {
            co_return done;
        }
    }
    co_return run->goOn();
}

Task<> MachineCreator::check(RunPtr run)
{
    run->step(i18nc("@info:progress", "Checking the files"));
    const MachineSpec &spec = run->request.spec;
    QStringList files = spec.extraIsoPaths;
    files.prepend(spec.isoPath);
    if (!run->request.newDisk) {
        files.append(spec.diskPath);
    }
    for (const QString &file : std::as_const(files)) {
        if (file.isEmpty()) {
            continue;
        }
        if (Result<> readable = co_await run->backend->storage()->checkReadable(file); !readable) {
            co_return readable;
        }
        if (const Result<> next = run->goOn(); !next) {
            co_return next;
        }
    }
    const QStringList taken = run->store ? run->store->takenNames(run->request.connection) : QStringList{};
    if (taken.contains(spec.name) || taken.contains(spec.title)) {
        co_return fail(ErrorCode::NameTaken, spec.title, {}, u"check"_s);
    }
    co_return Result<>{};
}

Task<> MachineCreator::prepareFirmware(RunPtr run)
{
    MachineSpec &spec = run->request.spec;
    if (spec.firmware == Firmware::Bios || !run->nvramTemplate) {
        co_return Result<>{};
    }
    run->step(i18nc("@info:progress", "Preparing the firmware"));
    const Result<HostCapabilities> host = co_await run->backend->host()->capabilities();
    if (!host) {
        co_return fail(host.error());
    }
    const QString raw = spec.firmware == Firmware::UefiSecureBoot ? host->secureBootVarsTemplate : host->uefiVarsTemplate;
    if (raw.isEmpty()) {
        co_return Result<>{}; // domainXmlFor() falls back to BIOS, as the plan has said
    }
    // A machine without the qcow2 template works too, only without live snapshots: no reason to fail.
    if (const Result<QString> made = co_await run->nvramTemplate(raw); made) {
        spec.nvramTemplate = *made;
    }
    co_return Result<>{};
}

Task<> MachineCreator::makeDisk(RunPtr run)
{
    if (!run->request.newDisk) {
        co_return Result<>{};
    }
    run->step(i18nc("@info:progress", "Making the disk"));
    // Should the answer to its making be lost, a file at this place is ours.
    const Result<bool> taken = co_await run->backend->storage()->exists(run->request.newDisk->path);
    if (!taken) {
        co_return fail(taken.error());
    }
    if (*taken) {
        co_return fail(ErrorCode::FileExists, run->request.newDisk->path, {}, u"create-disk"_s);
    }
    if (const Result<> next = run->goOn(); !next) {
        co_return next;
    }
    const Result<> made = co_await run->backend->storage()->createDiskImage(*run->request.newDisk, run->stop);
    run->diskMade = made.has_value() || replyWasLost(made);
    co_return made;
}

Task<> MachineCreator::define(RunPtr run)
{
    run->step(i18nc("@info:progress", "Making the machine"));
    const Result<HostCapabilities> host = co_await run->backend->host()->capabilities();
    if (!host) {
        co_return fail(host.error());
    }
    if (const Result<> next = run->goOn(); !next) {
        co_return next;
    }
    const Result<MachineId> made = co_await run->backend->definitions()->define(domainXmlFor(run->request.spec, *host));
    // A reply that was lost may have done its work; the UUID is ours alone, so taking it back is safe.
    run->defined = made.has_value() || made.error().code == ErrorCode::ConnectionLost || made.error().code == ErrorCode::Timeout;
    if (!made) {
        co_return fail(made.error());
    }
    co_return Result<>{};
}

Task<> MachineCreator::start(RunPtr run)
{
    if (!run->request.start) {
        co_return Result<>{};
    }
    run->step(i18nc("@info:progress", "Starting the machine"));
    const Result<> started = co_await run->backend->power()->start(run->request.id(), StartOptions{});
    run->started = started.has_value() || replyWasLost(started);
    co_return started;
}

/** On an open connection: one that is lost is waited for, and what was lost with it is done again. */
Task<> MachineCreator::undo(RunPtr run, std::function<Task<>(Backend *)> call)
{
    Result<> done = fail(ErrorCode::ConnectionLost, run->request.connection);
    while (run->backend) {
        if (run->backend->connectionState() == ConnectionState::Open) {
            run->step(i18nc("@info:progress", "Taking back what was made"));
            done = co_await call(run->backend);
            if (done || done.error().code != ErrorCode::ConnectionLost) {
                co_return done;
            }
        }
        if (run->deadline.hasExpired()) {
            co_return done;
        }
        run->step(i18nc("@info:progress", "Waiting for the connection, to take back what was made"));
        co_await QCoro::sleepFor(ConnectionPoll);
    }
    co_return done;
}

Task<> MachineCreator::takeBack(RunPtr run)
{
    QStringList left;
    QStringList details;
    Error last;
    const auto note = [&](const QString &what, const QString &raw, const Result<> &result) {
        if (!result && result.error().code != ErrorCode::NotFound && result.error().code != ErrorCode::FileMissing) {
            last = result.error();
            left.append(what);
            details.append(u"Left behind: %1: %2 %3"_s.arg(raw, errorCodeName(last.code), last.detail));
        }
    };
    if (run->operation && (run->diskMade || run->defined)) {
        run->operation->setCancellable(false);
    }
    run->deadline.setRemainingTime(run->patience);
    const MachineId id = run->request.id();
    if (run->started) {
        // Its outcome is not looked at: a machine that still runs fails the next call, which is.
        co_await undo(run, [id](Backend *backend) {
            return backend->power()->forceOff(id);
        });
    }
    if (run->defined) {
        const Result<> gone = co_await undo(run, [id](Backend *backend) {
            return backend->definitions()->undefine(id, UndefineOptions{});
        });
        note(i18nc("@info what is left, %1 is a machine's name", "the machine “%1”", run->request.spec.title), run->request.spec.name, gone);
    }
    if (run->diskMade) {
        const QString path = run->request.newDisk->path;
        const Result<> gone = co_await undo(run, [path](Backend *backend) {
            return backend->storage()->deleteDiskImage(path);
        });
        note(path, path, gone);
    }
    if (!left.isEmpty()) {
        co_return fail(last.code, last.subject + u'\n' + left.join(u'\n'), details.join(u'\n'), QString(CreationLeftStep));
    }
    co_return Result<>{};
}

} // namespace vitrine
