// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/probes.h"

#include "backends/core/worker.h"
#include "backends/host/acceleration.h"
#include "backends/host/hostmemory.h"
#include "backends/host/nvramtemplates.h"
#include "backends/images/imagefacts.h"
#include "backends/images/isofacts.h"
#include "backends/images/qcow2.h"
#include "backends/osinfo/osdetector.h"
#include "models/guesttools.h"

#include <QCoroFuture>

namespace vitrine {

namespace {

OsDefaults defaultsOf(const OsInfo &os)
{
    if (os.isNull()) {
        return unknownOsDefaults();
    }
    const OsResources wanted = wantedBy(os);
    return {
        .id = os.id,
        .name = os.name,
        .memoryBytes = wanted.memoryBytes,
        .minimumMemoryBytes = os.minimum.memoryBytes,
        .processors = wanted.processors,
        .minimumProcessors = os.minimum.processors,
        .diskBytes = wanted.diskBytes,
        .minimumDiskBytes = os.minimum.diskBytes,
        .firmware = os.needsSecureBoot ? Firmware::UefiSecureBoot : os.firmware,
        .tpm2 = os.needsTpm2,
        .diskBus = os.supportsVirtioDisk ? DiskBus::Virtio : DiskBus::Sata,
        .networkModel = os.supportsVirtioNet ? NetworkModel::Virtio : NetworkModel::E1000e,
        .windows = os.isWindows,
        .virtioExtras = os.supportsVirtioDisk,
    };
}

Task<> checkIso(QString path, std::stop_token stop)
{
    const auto facts = co_await inspectIsoAsync(path);
    if (stop.stop_requested()) {
        co_return fail(Error::cancelled());
    }
    if (!facts) {
        co_return fail(facts.error());
    }
    if (facts->truncated) {
        co_return fail(ErrorCode::NotAnIso, path, QStringLiteral("the file is shorter than it says it is"), QStringLiteral("check-iso"));
    }
    if (!facts->isBootable()) {
        co_return fail(ErrorCode::NotBootable, path, {}, QStringLiteral("check-iso"));
    }
    co_return {};
}

/** An image that only BIOS can start would leave a UEFI machine in the firmware's shell. */
Firmware firmwareFor(const IsoFacts &iso, Firmware wanted)
{
    return iso.bootsBios && !iso.bootsUefi ? Firmware::Bios : wanted;
}

Task<std::optional<OsDefaults>> detectOs(std::shared_ptr<OsDetector> detector, QString path, std::stop_token stop)
{
    const auto medium = co_await detector->detect(path, stop);
    if (!medium) {
        co_return fail(medium.error());
    }
    if (medium->os.isNull()) {
        OsDefaults unknown = unknownOsDefaults();
        unknown.firmware = firmwareFor(medium->iso, unknown.firmware);
        co_return std::optional(unknown);
    }
    OsDefaults defaults = defaultsOf(medium->os);
    defaults.firmware = firmwareFor(medium->iso, defaults.firmware);
    defaults.sure = medium->sure;
    if (!medium->sure && !medium->variant.isEmpty()) {
        defaults.name = medium->variant;
    }
    co_return std::optional(defaults);
}

Task<OsDefaults> osDefaults(std::shared_ptr<OsDetector> detector, QString id)
{
    const auto os = co_await detector->os(id);
    if (!os) {
        co_return fail(os.error());
    }
    co_return defaultsOf(*os);
}

Task<QList<OsChoice>> listSystems(std::shared_ptr<OsDetector> detector)
{
    const auto systems = co_await detector->all();
    if (!systems) {
        co_return fail(systems.error());
    }
    QList<OsChoice> choices;
    choices.reserve(systems->size());
    for (const OsInfo &os : *systems) {
        choices.append({.id = os.id, .name = os.name});
    }
    co_return choices;
}

Task<AccelerationFacts> accelerationFacts()
{
    const auto report = co_await probeAcceleration();
    if (!report) {
        co_return fail(report.error());
    }
    co_return AccelerationFacts{.problem = report->problem(), .secureBoot = report->allowsSecureBoot()};
}

Task<QString> nvramTemplate(QString rawTemplate)
{
    const NvramTemplates templates;
    co_return co_await templates.qcow2For(rawTemplate);
}

Task<QStringList> checkDisk(QString path)
{
    if (const auto usable = co_await checkQcow2(path); !usable) {
        co_return fail(usable.error());
    }
    co_return co_await runOnWorker([path]() -> Result<QStringList> {
        const ImageFacts facts = inspectImage(path);
        if (facts.problem) {
            return fail(*facts.problem);
        }
        const auto chain = inspectBackingChain(facts);
        if (!chain) {
            return fail(chain.error());
        }
        QStringList files;
        for (const ImageFacts &base : *chain) {
            files.append(base.path);
        }
        return files;
    });
}

Task<QString> findDriverDisc()
{
    co_return co_await runOnWorker([] {
        return findToolsMedium(toolsMediumFolders());
    });
}

} // namespace

AccelerationProbe accelerationProbe(const QString &connection)
{
    return accelerationProbeFor(connection, accelerationFacts);
}

CreationProbes creationProbes(const QString &connection, const std::shared_ptr<OsDetector> &detector)
{
    // Plain functions that hand their captures on by value: nothing captured lives in a coroutine.
    CreationProbes probes{
        .checkIso = checkIso,
        .detectOs =
            [detector](QString path, std::stop_token stop) {
                return detectOs(detector, path, stop);
            },
        .osDefaults =
            [detector](QString id) {
                return osDefaults(detector, id);
            },
        .listSystems =
            [detector] {
                return listSystems(detector);
            },
    };
    probes.probeAcceleration = accelerationProbe(connection);
    if (runsGuestsHere(connection)) {
        probes.availableMemory = availableMemory;
        probes.checkDisk = checkDisk;
        probes.findDriverDisc = findDriverDisc;
    }
    return probes;
}

NvramTemplateMaker nvramTemplateMaker(const QString &connection)
{
    return connection == QLatin1String("qemu:///session") ? NvramTemplateMaker(nvramTemplate) : NvramTemplateMaker();
}

} // namespace vitrine
