// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationtypes.h"

#include "models/errortext.h"

#include <KLocalizedString>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

using Kind = PlanLine::Kind;

constexpr int LongName = 60; // characters of a name in the plan

PlanLine definitionLine(const CreationValues &values, const CreationFacts &facts)
{
    const QString place = facts.connectionName.isEmpty() ? facts.connection : facts.connectionName;
    const QString title = values.title.simplified();
    const QString name = title.isEmpty() ? i18nc("@info in place of a name", "not named yet")
        : title.size() > LongName        ? i18nc("@info quoted name, shortened", "“%1…”", title.left(LongName))
                                         : i18nc("@info quoted name", "“%1”", title);
    return {.kind = Kind::Definition,
            .label = i18nc("@label what will be made", "Machine"),
            .text = i18nc("@info %1 name, %2 memory, %3 processors, %4 connection",
                          "%1, %2 memory, %3, on %4",
                          name,
                          sizeText(values.memoryBytes),
                          i18ncp("@info", "%1 processor", "%1 processors", values.processors),
                          place)};
}

PlanLine diskLine(const CreationValues &values, const CreationFacts &facts)
{
    if (values.disk == DiskChoice::Existing) {
        const QStringList builds = facts.existingDisk.value(values.diskPath).value_or(QStringList{});
        QString text = i18nc("@info %1 is a path", "%1, which is used as it is and not copied", values.diskPath);
        if (!builds.isEmpty()) { // what a stranger's image names there, the guest could read
            text += u'\n' + i18nc("@info %1 is a list of files", "It builds on these files, which the guest can read:\n%1", builds.join(u'\n'));
        }
        return {.kind = Kind::ExistingDisk, .label = i18nc("@label what will be used", "Disk"), .text = text, .notice = !builds.isEmpty()};
    }
    const QString path = values.diskPath.isEmpty() ? i18nc("@info", "in the default place") : values.diskPath;
    const QString size = sizeText(values.diskBytes);
    const StoragePlace place = facts.places.value(path.section(u'/', 0, -2), facts.place.value_or(StoragePlace{}));
    const QString text = place.totalBytes > 0
        ? i18nc("@info %1 path, %2 and %3 sizes", "%1, small at first, grows up to %2 (%3 free there)", path, size, sizeText(place.freeBytes))
        : i18nc("@info %1 path, %2 size", "%1, small at first, grows up to %2", path, size);
    return {.kind = Kind::NewDisk,
            .label = i18nc("@label what will be made", "Disk file"),
            .text = text,
            .notice = place.totalBytes > 0 && place.freeBytes < values.diskBytes};
}

PlanLine accelerationLine(const CreationValues &values, const CreationFacts &facts)
{
    PlanLine line{.kind = Kind::Acceleration, .label = i18nc("@label how guest code runs", "Acceleration")};
    if (effectiveAcceleration(values, facts) == Acceleration::Kvm) {
        line.text = i18nc("@info", "By this computer's processor (KVM)");
        line.notice = accelerationProblem(facts).has_value();
        return line;
    }
    line.notice = true;
    line.text = i18nc("@info", "Software emulation, which is slow");
    if (values.acceleration == AccelerationChoice::Automatic) {
        if (!facts.accelerationKnown) {
            line.text = i18nc("@info", "Being found out…");
            line.notice = false;
        } else if (const std::optional<Error> problem = accelerationProblem(facts)) {
            line.text = i18nc("@info %1 is a sentence, a reason", "Software emulation, which is slow. %1", accelerationReason(*problem));
            line.advice = accelerationAdvice(*problem);
            line.command = errorText(*problem).command;
        }
    }
    return line;
}

/** What a missing piece costs, by the names of HostCapabilities::missingPieces. */
QString missingText(const QString &piece)
{
    const QString name = piece.toLower();
    if (name.contains("passt"_L1)) {
        return i18nc("@info", "passt is not installed: the built-in user network is used, without port forwarding.");
    }
    if (name.contains("spice"_L1)) {
        return i18nc("@info %1 is a package or module", "%1 is not installed: VNC is used, without clipboard, sound and USB.", piece);
    }
    if (name.contains("ovmf"_L1) || name.contains("uefi"_L1)) {
        return i18nc("@info", "UEFI firmware (ovmf) is not installed: BIOS is used.");
    }
    if (name.contains("swtpm"_L1)) {
        return i18nc("@info", "The TPM emulator (swtpm) is not installed: the machine has no TPM.");
    }
    return i18nc("@info %1 is a package or program", "%1 is not installed: the machine does without.", piece);
}

void addMissing(QList<PlanLine> &plan, const CreationValues &values, const CreationFacts &facts)
{
    if (!facts.host) {
        return;
    }
    for (const QString &piece : missingPiecesFor(creationSpec(values, facts), *facts.host)) {
        plan.append({.kind = Kind::MissingPiece,
                     .label = i18nc("@label a program that this computer lacks", "Missing here"),
                     .text = missingText(piece),
                     .notice = true});
    }
}

void addFirmware(QList<PlanLine> &plan, const CreationValues &values, const CreationFacts &facts)
{
    if (values.firmware != Firmware::Bios && (!facts.host || facts.host->uefi)) {
        plan.append({.kind = Kind::FirmwareVariables,
                     .label = i18nc("@label what will be made", "Firmware"),
                     .text = values.firmware == Firmware::UefiSecureBoot ? i18nc("@info", "UEFI with Secure Boot, settings kept in a file of its own")
                                                                         : i18nc("@info", "UEFI, settings kept in a file of its own")});
    }
    if (values.tpm2 && (!facts.host || facts.host->tpm2)) {
        plan.append(
            {.kind = Kind::TpmState, .label = i18nc("@label what will be made", "TPM"), .text = i18nc("@info", "TPM 2.0, kept in a folder of its own")});
    }
}

/** Setup shows no disk at all without its driver: better read here than wondered at there. */
void addDrivers(QList<PlanLine> &plan, const CreationValues &values, const CreationFacts &facts)
{
    const bool installs = values.os.windows && !values.isoPath.isEmpty() && values.disk == DiskChoice::New;
    if (!installs || !facts.driverDisc) {
        return;
    }
    PlanLine line{.kind = Kind::Drivers, .label = i18nc("@label drivers for Windows", "Drivers")};
    const QString disc = driverDiscFor(values, facts);
    if (!disc.isEmpty()) {
        line.text = i18nc("@info %1 is a path",
                          "%1 in a second drive, for a fast disk and network (virtio). When setup shows no disk, choose “Load driver” and let it search that drive.",
                          disc);
    } else {
        line.text = i18nc("@info", "Those that Windows brings: the disk is SATA, the network adapter an Intel e1000e.");
        line.advice = i18nc("@info", "With the disc image virtio-win.iso in your Downloads folder, disk and network are faster.");
    }
    plan.append(line);
}

} // namespace

QList<PlanLine> creationPlan(const CreationValues &values, const CreationFacts &facts)
{
    QList<PlanLine> plan{definitionLine(values, facts)};
    if (values.disk != DiskChoice::None) {
        plan.append(diskLine(values, facts));
    }
    if (!values.isoPath.isEmpty()) {
        plan.append({.kind = Kind::Medium,
                     .label = i18nc("@label what is in the CD drive", "In the drive"),
                     .text = i18nc("@info %1 is a path", "%1, read only", values.isoPath)});
    }
    addDrivers(plan, values, facts);
    addFirmware(plan, values, facts);
    plan.append({.kind = Kind::Network,
                 .label = i18nc("@label", "Network"),
                 .text = values.network ? i18nc("@info", "Through this computer's connection (NAT)") : i18nc("@info", "Not connected")});
    plan.append(accelerationLine(values, facts));
    addMissing(plan, values, facts);
    return plan;
}

} // namespace vitrine
