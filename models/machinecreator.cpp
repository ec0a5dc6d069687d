// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinecreator.h"

#include "backends/core/backend.h"
#include "models/machinestore.h"
#include "models/operationlist.h"

#include <KLocalizedString>

using namespace Qt::StringLiterals;

namespace vitrine {

/** One creation under way; owned by its coroutines. */
struct MachineCreator::Run {
    CreationRequest request;
    QPointer<MachineStore> store;
    QPointer<Backend> backend;
    NvramTemplateMaker nvramTemplate;
    QPointer<Operation> operation;
    std::stop_token stop;

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
    QCoro::connect(conclude(run), this, [] {});
    return operation;
}

QCoro::Task<> MachineCreator::conclude(RunPtr run)
{
    Result<> result = co_await perform(run);
    if (!result) {
        const Result<> undone = co_await takeBack(run);
        if (!undone) {
            result.error().detail += (result.error().detail.isEmpty() ? QString() : u"\n"_s) + undone.error().detail;
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
    const Result<> made = co_await run->backend->storage()->createDiskImage(*run->request.newDisk, run->stop);
    run->diskMade = made.has_value();
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
    run->started = started.has_value() || started.error().code == ErrorCode::ConnectionLost || started.error().code == ErrorCode::Timeout;
    co_return started;
}

Task<> MachineCreator::takeBack(RunPtr run)
{
    QStringList left;
    const auto note = [&left](const QString &what, const Result<> &result) {
        if (!result && result.error().code != ErrorCode::NotFound && result.error().code != ErrorCode::FileMissing) {
            left.append(u"Left behind: %1: %2 %3"_s.arg(what, errorCodeName(result.error().code), result.error().detail));
        }
    };
    if (run->operation && (run->diskMade || run->defined)) {
        run->operation->setCancellable(false);
        run->step(i18nc("@info:progress", "Taking back what was made"));
    }
    if (run->started && run->backend) {
        // Its outcome is not looked at: a machine that still runs fails the next call, which is.
        co_await run->backend->power()->forceOff(run->request.id());
    }
    if (run->defined) {
        Result<> gone = fail(ErrorCode::ConnectionLost, run->request.connection);
        if (run->backend) {
            gone = co_await run->backend->definitions()->undefine(run->request.id(), UndefineOptions{});
        }
        note(run->request.spec.name, gone);
    }
    if (run->diskMade) {
        Result<> gone = fail(ErrorCode::ConnectionLost, run->request.connection);
        if (run->backend) {
            gone = co_await run->backend->storage()->deleteDiskImage(run->request.newDisk->path);
        }
        note(run->request.newDisk->path, gone);
    }
    if (!left.isEmpty()) {
        co_return fail(ErrorCode::Internal, {}, left.join(u'\n'));
    }
    co_return Result<>{};
}

} // namespace vitrine
