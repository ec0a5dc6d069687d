// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationtypes.h"

#include <KLocalizedString>

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr quint64 MiB = quint64(1) << 20;
constexpr quint64 GiB = quint64(1) << 30;
constexpr quint64 HostReserve = 512 * MiB; ///< what the host itself needs to go on

/** The recommendation where half of the host's memory allows it, but never less than the minimum if that fits at all. */
quint64 defaultMemory(const OsDefaults &os, const CreationFacts &facts)
{
    const quint64 minimum = std::max(os.minimumMemoryBytes, 512 * MiB);
    const quint64 wanted = std::max(os.memoryBytes > 0 ? os.memoryBytes : 2 * GiB, minimum);
    if (!facts.host || facts.host->memoryBytes == 0) {
        return wanted;
    }
    const quint64 host = facts.host->memoryBytes;
    quint64 room = host / 2;
    if (facts.availableMemoryBytes) {
        room = std::min(room, *facts.availableMemoryBytes);
    }
    quint64 memory = std::min(wanted, std::max(room, minimum));
    memory = std::min(memory, host > 2 * HostReserve ? host - HostReserve : host / 2);
    return std::max(memory / (64 * MiB), quint64(1)) * (64 * MiB);
}

int defaultProcessors(const OsDefaults &os, const CreationFacts &facts)
{
    const int wanted = std::max({os.processors, os.minimumProcessors, 2});
    return facts.host && facts.host->processors > 0 ? std::clamp(wanted, 1, facts.host->processors) : wanted;
}

/** Images grow as they fill, so only a nearly full disk makes the default smaller. */
quint64 defaultDisk(const OsDefaults &os, const CreationFacts &facts)
{
    const quint64 wanted = std::max(os.diskBytes > 0 ? os.diskBytes : 20 * GiB, os.minimumDiskBytes);
    if (!facts.place || facts.place->freeBytes >= wanted) {
        return wanted;
    }
    const quint64 floor = std::max(os.minimumDiskBytes, 8 * GiB);
    return std::max(std::min(wanted, facts.place->freeBytes / GiB * GiB), std::min(wanted, floor));
}

} // namespace

OsDefaults unknownOsDefaults()
{
    return {.memoryBytes = 2 * GiB,
            .processors = 2,
            .diskBytes = 20 * GiB,
            .diskBus = DiskBus::Sata,
            .networkModel = NetworkModel::E1000e,
            .agentChannels = false,
            .virtioExtras = false};
}

CreationValues creationDefaults(const OsDefaults &os, const CreationFacts &facts)
{
    CreationValues values{.os = os,
                          .memoryBytes = defaultMemory(os, facts),
                          .processors = defaultProcessors(os, facts),
                          .diskBytes = defaultDisk(os, facts),
                          .firmware = os.firmware,
                          .tpm2 = os.tpm2};
    if (facts.host) {
        const bool secure =
            !facts.host->secureBootLoader.isEmpty() && (facts.secureBootPossible || effectiveAcceleration(values, facts) == Acceleration::Emulation);
        if (values.firmware == Firmware::UefiSecureBoot && !secure) {
            values.firmware = Firmware::Uefi;
        }
        if (!facts.host->uefi) {
            values.firmware = Firmware::Bios;
        }
        values.tpm2 = values.tpm2 && facts.host->tpm2;
    }
    return values;
}

std::optional<Error> accelerationProblem(const CreationFacts &facts)
{
    if (facts.accelerationProblem) {
        return facts.accelerationProblem;
    }
    if (facts.host && !facts.host->offersKvm) {
        return Error{.code = ErrorCode::AccelerationAbsent};
    }
    return {};
}

Acceleration effectiveAcceleration(const CreationValues &values, const CreationFacts &facts)
{
    switch (values.acceleration) {
    case AccelerationChoice::Hardware:
        return Acceleration::Kvm;
    case AccelerationChoice::Software:
        return Acceleration::Emulation;
    case AccelerationChoice::Automatic:
        break;
    }
    return facts.accelerationKnown && !accelerationProblem(facts) ? Acceleration::Kvm : Acceleration::Emulation;
}

namespace {

/**
 * Memory and processors that can be added while it runs, up to what the host has. It costs nothing
 * until used; left out for systems that are not known to cope with it.
 */
void leaveRoom(MachineSpec &spec, const CreationFacts &facts)
{
    if (!facts.host || !spec.virtioExtras || spec.windows) {
        return;
    }
    const int limit = facts.host->maxProcessors > 0 ? std::min(facts.host->processors, facts.host->maxProcessors) : facts.host->processors;
    spec.maxProcessors = std::max(spec.processors, limit);
    const quint64 memory = facts.host->memoryBytes / GiB * GiB;
    spec.maxMemoryBytes = memory > spec.memoryBytes ? memory : 0;
}

} // namespace

QString driverDiscFor(const CreationValues &values, const CreationFacts &facts)
{
    // Whose drivers today's discs still carry; older ones have neither UEFI nor SATA to lose.
    static const QStringList known{u"10"_s, u"11"_s, u"2k16"_s, u"2k19"_s, u"2k22"_s, u"2k25"_s};
    const bool fits = values.os.windows && known.contains(values.os.id.section(u'/', -1));
    // An existing disk has a Windows that may not have the drivers yet.
    const bool installs = !values.isoPath.isEmpty() && values.disk == DiskChoice::New;
    return fits && installs ? facts.driverDisc.value_or(QString()) : QString();
}

MachineSpec creationSpec(const CreationValues &values, const CreationFacts &facts)
{
    MachineSpec spec;
    spec.name = machineNameFor(values.title, facts.takenNames);
    spec.title = values.title.trimmed();
    spec.osId = values.os.id;
    spec.acceleration = effectiveAcceleration(values, facts);
    spec.memoryBytes = values.memoryBytes;
    spec.processors = values.processors;
    spec.maxProcessors = values.processors;
    spec.firmware = values.firmware;
    spec.tpm2 = values.tpm2;
    spec.windows = values.os.windows;
    spec.agentChannels = values.os.agentChannels;
    spec.virtioExtras = values.os.virtioExtras;
    spec.diskPath = values.disk == DiskChoice::None ? QString() : values.diskPath;
    spec.diskBus = values.os.diskBus;
    spec.isoPath = values.isoPath;
    spec.networkModel = values.os.networkModel;
    spec.network = values.network;
    if (const QString drivers = driverDiscFor(values, facts); !drivers.isEmpty()) {
        spec.extraIsoPaths = {drivers};
        spec.diskBus = DiskBus::Virtio;
        spec.networkModel = NetworkModel::Virtio;
    }
    leaveRoom(spec, facts);
    return spec;
}

QString sizeText(quint64 bytes)
{
    const bool large = bytes >= GiB;
    const double value = double(bytes) / double(large ? GiB : MiB);
    QString number = QLocale().toString(value, 'f', value >= 100 ? 0 : 1);
    const QString noDecimals = QLocale().decimalPoint() + QLocale().zeroDigit();
    if (number.endsWith(noDecimals)) {
        number.chop(noDecimals.size());
    }
    return large ? i18nc("@info size in gibibytes", "%1 GiB", number) : i18nc("@info size in mebibytes", "%1 MiB", number);
}

} // namespace vitrine
