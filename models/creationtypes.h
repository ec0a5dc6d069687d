// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinespec.h"
#include "backends/core/roles.h"

#include <QHash>
#include <QList>

#include <optional>

/**
 * @file
 * The values that the creation of a machine is decided from. No I/O anywhere: facts come in from
 * CreationInquiry, choices from the user, and CreationDraft joins them.
 */
namespace vitrine {

/** A field of the create dialog, for messages and for "the user has touched this". */
enum class CreationField {
    Connection, ///< none of the fields: what a machine could be made on
    Iso,
    Name,
    Os,
    Memory,
    Processors,
    Disk, ///< which kind of disk, and the place of its file
    DiskSize,
    Firmware,
    Tpm,
    Acceleration,
    Network,
};
inline size_t qHash(CreationField field, size_t seed = 0) noexcept
{
    return ::qHash(int(field), seed);
}

enum class IssueSeverity {
    Info,
    Warning, ///< it can be made all the same
    Error, ///< it cannot
};

/** Something to say about a field. */
struct CreationIssue {
    CreationField field = CreationField::Name;
    IssueSeverity severity = IssueSeverity::Error;
    QString text = {}; ///< translated, plain text; may quote what the user or an image says
    bool operator==(const CreationIssue &) const = default;
};

/** A line of "what will be made". */
struct PlanLine {
    enum class Kind {
        Definition,
        NewDisk,
        ExistingDisk,
        Medium,
        Drivers, ///< what Windows finds disk and network with
        FirmwareVariables,
        TpmState,
        Network,
        Acceleration,
        MissingPiece, ///< something this computer lacks, and what is used instead
    };
    Kind kind = Kind::Definition;
    QString label = {}; ///< translated: "Disk file"
    QString text = {}; ///< translated, plain text
    bool notice = false; ///< worth a second look: a fallback, a restriction
    QString advice = {}; ///< translated: how to do better, with `command`; or empty
    QString command = {}; ///< a command line to copy, or empty
    bool operator==(const PlanLine &) const = default;
};

enum class DiskChoice {
    New,
    Existing,
    None,
};

enum class AccelerationChoice {
    Automatic, ///< hardware when the probe says that it works
    Hardware,
    Software,
};

/** What an operating system wants of a machine, bounded by nothing yet. */
struct OsDefaults {
    QString id = {}; ///< libosinfo id; empty: not known
    QString name = {}; ///< "Debian 13"
    bool sure = true; ///< false: "looks like", worth a look by the user
    quint64 memoryBytes = 0; ///< recommended; 0: not known
    quint64 minimumMemoryBytes = 0;
    int processors = 0;
    int minimumProcessors = 0;
    quint64 diskBytes = 0;
    quint64 minimumDiskBytes = 0;
    Firmware firmware = Firmware::Uefi;
    bool tpm2 = false;
    DiskBus diskBus = DiskBus::Virtio;
    NetworkModel networkModel = NetworkModel::Virtio;
    bool windows = false;
    bool agentChannels = true;
    bool virtioExtras = true;
    bool operator==(const OsDefaults &) const = default;
};
/** For an image nobody knows: hardware that any system of this century finds drivers for. */
[[nodiscard]] OsDefaults unknownOsDefaults();

/** How far the look at the chosen image has come. */
enum class IsoStage {
    None, ///< no image chosen
    Checking, ///< whether it can be used at all
    Detecting, ///< it can; which system is it?
    Done,
};

/** What is known about the world; everything starts unknown and arrives bit by bit. */
struct CreationFacts {
    std::optional<HostCapabilities> host = {};
    std::optional<Error> hostProblem = {}; ///< why the host is not known
    std::optional<StoragePlace> place = {}; ///< where new disks go
    std::optional<Error> placeProblem = {}; ///< why that is not known
    std::optional<quint64> availableMemoryBytes = {};
    bool accelerationKnown = false;
    std::optional<Error> accelerationProblem = {}; ///< why hardware acceleration is not used
    bool secureBootPossible = true; ///< acceleration offers System Management Mode
    std::optional<QString> driverDisc = {}; ///< disc image with the virtio drivers for Windows; empty: none on that computer
    QStringList takenNames = {};
    QString connection = {}; ///< URI
    QString connectionName = {}; ///< as a person calls it; empty: the URI

    IsoStage isoStage = IsoStage::None;
    std::optional<Error> isoProblem = {}; ///< NotBootable is a warning, all others forbid
    std::optional<OsDefaults> detectedOs = {};
    std::optional<OsDefaults> chosenOs = {}; ///< of the id the user picked
    QHash<QString, bool> fileExists = {}; ///< of the disk paths asked for so far
    QHash<QString, Result<QStringList>> existingDisk = {}; ///< of those asked for so far: the files each builds on
    QHash<QString, StoragePlace> places = {}; ///< of the folders asked for so far
};

/** What would be made: the user's choices where there are any, defaults elsewhere. */
struct CreationValues {
    QString isoPath = {};
    QString title = {};
    OsDefaults os = {};
    quint64 memoryBytes = 0;
    int processors = 1;
    DiskChoice disk = DiskChoice::New;
    QString diskPath = {}; ///< of the new or the existing disk
    quint64 diskBytes = 0;
    Firmware firmware = Firmware::Uefi;
    bool tpm2 = false;
    AccelerationChoice acceleration = AccelerationChoice::Automatic;
    bool network = true;
    bool startWhenReady = true;
};

/** Defaults for a system on this host; with the host unknown, cautious ones. */
[[nodiscard]] CreationValues creationDefaults(const OsDefaults &os, const CreationFacts &facts);

/** How the guest will run, as the choice and the probe have it. */
[[nodiscard]] Acceleration effectiveAcceleration(const CreationValues &values, const CreationFacts &facts);

/** Why hardware acceleration is not to be had; nothing when it is, or when that is not known yet. */
[[nodiscard]] std::optional<Error> accelerationProblem(const CreationFacts &facts);

/**
 * The disc image with drivers that is put into a second drive: of a Windows that is installed anew and
 * that the drivers on it are made for. Empty: its disk and network are such as Windows brings drivers for.
 */
[[nodiscard]] QString driverDiscFor(const CreationValues &values, const CreationFacts &facts);

/** The definition these values mean. Its uuid is not set. */
[[nodiscard]] MachineSpec creationSpec(const CreationValues &values, const CreationFacts &facts);

/** Everything to be said about the values, errors first. */
[[nodiscard]] QList<CreationIssue> creationIssues(const CreationValues &values, const CreationFacts &facts);

/** What will be made, in the order it is shown. */
[[nodiscard]] QList<PlanLine> creationPlan(const CreationValues &values, const CreationFacts &facts);

/** "20 GiB", "512 MiB": binary units, no needless decimals. */
[[nodiscard]] QString sizeText(quint64 bytes);

} // namespace vitrine
