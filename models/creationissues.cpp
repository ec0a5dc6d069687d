// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationtypes.h"

#include "models/errortext.h"

#include <KLocalizedString>

#include <QDir>

#include <algorithm>

namespace vitrine {

namespace {

using Issues = QList<CreationIssue>;

void error(Issues &issues, CreationField field, const QString &text)
{
    issues.append({.field = field, .severity = IssueSeverity::Error, .text = text});
}
void warning(Issues &issues, CreationField field, const QString &text)
{
    issues.append({.field = field, .severity = IssueSeverity::Warning, .text = text});
}
void info(Issues &issues, CreationField field, const QString &text)
{
    issues.append({.field = field, .severity = IssueSeverity::Info, .text = text});
}

/** What is wrong with a file that was chosen, short enough to stand under its field. */
QString fileText(const Error &problem)
{
    switch (problem.code) {
    case ErrorCode::FileMissing:
        return i18nc("@info file field", "There is no file of this name. It may have been moved or deleted.");
    case ErrorCode::FileUnreadable:
        return i18nc("@info file field", "You may not read this file.");
    case ErrorCode::FileIsFolder:
        return i18nc("@info file field", "This is a folder. Choose a file in it.");
    case ErrorCode::FileEmpty:
        return i18nc("@info file field", "This file is empty. Its download may have failed.");
    case ErrorCode::NotAnIso:
        return i18nc("@info file field", "This is not an ISO image, or only a part of one: its download may have broken off.");
    case ErrorCode::NotBootable:
        return i18nc("@info file field", "This image does not start a computer by itself. You can go on, but the machine may find nothing to start from.");
    case ErrorCode::NotReadableByHypervisor:
        return i18nc("@info file field", "You may read this file, but the program that runs the machine may not. Move it to a place that everyone may read.");
    case ErrorCode::WrongDiskFormat:
        return i18nc("@info file field", "This is not a disk image that can be used (qcow2).");
    case ErrorCode::DiskInUse:
        return i18nc("@info file field", "Another machine uses this disk.");
    default:
        return errorLine(problem);
    }
}

/** The definition could not hold it: it would name another file. */
bool isOneLine(const QString &path)
{
    return std::ranges::none_of(path, [](QChar character) {
        return character.category() == QChar::Other_Control;
    });
}

QString lineBreakText()
{
    return i18nc("@info", "A machine can't use a file with a line break in its name or folder. Rename it first.");
}

void checkIso(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    if (values.isoPath.isEmpty()) {
        if (values.disk != DiskChoice::Existing) {
            info(issues, CreationField::Iso, i18nc("@info", "Without an image the machine starts with an empty drive."));
        }
        return;
    }
    if (!isOneLine(values.isoPath)) {
        return error(issues, CreationField::Iso, lineBreakText());
    }
    if (facts.isoProblem) {
        const bool usable = facts.isoProblem->code == ErrorCode::NotBootable;
        (usable ? warning : error)(issues, CreationField::Iso, fileText(*facts.isoProblem));
    }
}

void checkName(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    switch (checkTitle(values.title, facts.takenNames)) {
    case NameProblem::Empty:
        return error(issues, CreationField::Name, i18nc("@info name field", "Give the machine a name."));
    case NameProblem::Taken:
        return error(issues, CreationField::Name, i18nc("@info name field", "Another machine has this name."));
    case NameProblem::TooLong:
        return error(issues, CreationField::Name, i18nc("@info name field", "This name is too long. Use at most 200 characters."));
    case NameProblem::ControlCharacter:
        return error(issues, CreationField::Name, i18nc("@info name field", "A name is one line, without control characters."));
    case NameProblem::None:
        break;
    }
    const QString safe = machineNameFor(values.title, facts.takenNames);
    if (safe != values.title.trimmed()) {
        info(issues, CreationField::Name, i18nc("@info name field, %1 is a file name", "Its files are called “%1”.", safe));
    }
}

void checkMemory(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    if (values.memoryBytes == 0) {
        return error(issues, CreationField::Memory, i18nc("@info memory field", "A machine needs memory."));
    }
    if (facts.host && facts.host->memoryBytes > 0 && values.memoryBytes > facts.host->memoryBytes) {
        return error(issues, CreationField::Memory, i18nc("@info memory field, %1 is a size", "This computer has only %1.", sizeText(facts.host->memoryBytes)));
    }
    if (facts.availableMemoryBytes && values.memoryBytes > *facts.availableMemoryBytes) {
        warning(issues,
                CreationField::Memory,
                i18nc("@info memory field, %1 is a size",
                      "Only %1 are free now: this computer may become slow while the machine runs.",
                      sizeText(*facts.availableMemoryBytes)));
    }
    if (values.os.minimumMemoryBytes > values.memoryBytes) {
        warning(
            issues,
            CreationField::Memory,
            i18nc("@info memory field, %1 an operating system, %2 a size", "%1 asks for at least %2.", values.os.name, sizeText(values.os.minimumMemoryBytes)));
    }
}

void checkProcessors(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    if (values.processors < 1) {
        return error(issues, CreationField::Processors, i18nc("@info processors field", "A machine needs a processor."));
    }
    if (!facts.host) {
        return;
    }
    if (facts.host->maxProcessors > 0 && values.processors > facts.host->maxProcessors) {
        return error(issues,
                     CreationField::Processors,
                     i18ncp("@info processors field",
                            "A machine can have at most %1 processor here.",
                            "A machine can have at most %1 processors here.",
                            facts.host->maxProcessors));
    }
    if (facts.host->processors > 0 && values.processors > facts.host->processors) {
        warning(issues,
                CreationField::Processors,
                i18ncp("@info processors field",
                       "This computer has only %1 processor: more make the machine slower.",
                       "This computer has only %1 processors: more make the machine slower.",
                       facts.host->processors));
    }
}

/** The path of a disk as typed; what a look at the file says comes after it. */
bool checkDiskPath(Issues &issues, const QString &path)
{
    if (path.isEmpty()) {
        error(issues, CreationField::Disk, i18nc("@info disk field", "Choose a disk file."));
        return false;
    }
    if (!QDir::isAbsolutePath(path) || path.endsWith(u'/')) {
        error(issues, CreationField::Disk, i18nc("@info disk field", "Give the whole path of the file, from “/” on."));
        return false;
    }
    if (!isOneLine(path)) {
        error(issues, CreationField::Disk, lineBreakText());
        return false;
    }
    return true;
}

void checkNewDisk(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    // An empty path of a new disk only means that the default place is not known yet.
    if (values.diskPath.isEmpty() && facts.placeProblem) {
        error(issues,
              CreationField::Disk,
              i18nc("@info disk field, %1 is a reason",
                    "The default place for disks is not known: give the path of the file. (%1)",
                    errorLine(*facts.placeProblem)));
    }
    if (!values.diskPath.isEmpty() && checkDiskPath(issues, values.diskPath) && facts.fileExists.value(values.diskPath)) {
        error(issues, CreationField::Disk, i18nc("@info disk field", "There is a file at this place already. It is never overwritten: choose another name."));
    }
    if (values.diskBytes == 0) {
        return error(issues, CreationField::DiskSize, i18nc("@info disk size field", "A disk cannot have the size 0."));
    }
    const QString folder = values.diskPath.section(u'/', 0, -2);
    const StoragePlace place = facts.places.value(folder, facts.place.value_or(StoragePlace{}));
    if (place.totalBytes > 0 && values.diskBytes > place.freeBytes) {
        warning(issues,
                CreationField::DiskSize,
                i18nc("@info disk size field, %1 is a size",
                      "Only %1 are free there. The file is small at first and grows: the machine is paused when there is no more room.",
                      sizeText(place.freeBytes)));
    }
    if (values.os.minimumDiskBytes > values.diskBytes) {
        warning(issues,
                CreationField::DiskSize,
                i18nc("@info disk size field, %1 an operating system, %2 a size",
                      "%1 asks for at least %2.",
                      values.os.name,
                      sizeText(values.os.minimumDiskBytes)));
    }
}

void checkDisk(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    if (values.disk == DiskChoice::New) {
        checkNewDisk(issues, values, facts);
    } else if (values.disk == DiskChoice::Existing && checkDiskPath(issues, values.diskPath)) {
        const auto found = facts.existingDisk.constFind(values.diskPath);
        if (found != facts.existingDisk.constEnd() && !found.value()) {
            error(issues, CreationField::Disk, fileText(found.value().error()));
        }
    } else if (values.disk == DiskChoice::None) {
        info(issues, CreationField::Disk, i18nc("@info", "Without a disk nothing can be installed."));
    }
}

void checkFirmware(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    if (!facts.host) {
        return;
    }
    if (values.firmware != Firmware::Bios && !facts.host->uefi) {
        warning(issues, CreationField::Firmware, i18nc("@info", "UEFI firmware is not installed on this computer; BIOS is used."));
    } else if (values.firmware == Firmware::UefiSecureBoot && facts.host->secureBootLoader.isEmpty()) {
        warning(issues, CreationField::Firmware, i18nc("@info", "The firmware for Secure Boot is not installed on this computer; plain UEFI is used."));
    } else if (values.firmware == Firmware::UefiSecureBoot && !facts.secureBootPossible && effectiveAcceleration(values, facts) == Acceleration::Kvm) {
        error(issues,
              CreationField::Firmware,
              i18nc("@info", "Hardware acceleration on this computer cannot do Secure Boot. Choose plain UEFI, or software emulation."));
    } else if (values.os.firmware == Firmware::UefiSecureBoot && values.firmware != Firmware::UefiSecureBoot) {
        info(issues,
             CreationField::Firmware,
             i18nc("@info %1 is an operating system", "%1 asks for Secure Boot; its installer may refuse to go on.", values.os.name));
    }
    if (values.tpm2 && !facts.host->tpm2) {
        warning(issues, CreationField::Tpm, i18nc("@info", "The TPM emulator (swtpm) is not installed on this computer; the machine is made without."));
    }
}

void checkAcceleration(Issues &issues, const CreationValues &values, const CreationFacts &facts)
{
    const std::optional<Error> problem = accelerationProblem(facts);
    if (!facts.accelerationKnown || !problem) {
        return;
    }
    if (values.acceleration == AccelerationChoice::Hardware) {
        warning(issues,
                CreationField::Acceleration,
                problem->code == ErrorCode::AccelerationFaulty
                    ? i18nc("@info %1 is a sentence, a reason", "%1 The machine may show a black screen for ever.", accelerationReason(*problem))
                    : i18nc("@info %1 is a sentence, a reason", "%1 The machine can be made, but will not start.", accelerationReason(*problem)));
    } else if (values.acceleration == AccelerationChoice::Automatic) {
        info(issues,
             CreationField::Acceleration,
             i18nc("@info %1 is a sentence, a reason", "%1 The machine runs by software emulation, which is slow.", accelerationReason(*problem)));
    }
}

} // namespace

QList<CreationIssue> creationIssues(const CreationValues &values, const CreationFacts &facts)
{
    Issues issues;
    if (facts.hostProblem) {
        error(issues, CreationField::Connection, errorLine(*facts.hostProblem));
    }
    checkIso(issues, values, facts);
    checkName(issues, values, facts);
    checkMemory(issues, values, facts);
    checkProcessors(issues, values, facts);
    checkDisk(issues, values, facts);
    checkFirmware(issues, values, facts);
    checkAcceleration(issues, values, facts);
    std::ranges::stable_sort(issues, std::ranges::greater{}, &CreationIssue::severity);
    return issues;
}

} // namespace vitrine
