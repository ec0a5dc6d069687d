// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationdraft.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 MiB = quint64(1) << 20;
constexpr quint64 GiB = quint64(1) << 30;

OsDefaults windows11()
{
    return {.id = u"http://microsoft.com/win/11"_s,
            .name = u"Microsoft Windows 11"_s,
            .memoryBytes = 4 * GiB,
            .minimumMemoryBytes = 4 * GiB,
            .processors = 2,
            .minimumProcessors = 2,
            .diskBytes = 64 * GiB,
            .firmware = Firmware::UefiSecureBoot,
            .tpm2 = true,
            .diskBus = DiskBus::Sata,
            .networkModel = NetworkModel::E1000e,
            .windows = true};
}

HostCapabilities hostOf(quint64 memory, int processors)
{
    return {.offersKvm = true, .memoryBytes = memory, .processors = processors, .uefi = true, .secureBootLoader = u"/s"_s, .tpm2 = true};
}

CreationFacts factsOf(const HostCapabilities &host)
{
    return {.host = host, .accelerationKnown = true};
}

void detect(CreationDraft &draft, const QString &path, const std::optional<OsDefaults> &os)
{
    draft.setIsoPath(path);
    draft.setIsoChecked(path, {});
    draft.setDetectedOs(path, os);
}

TEST(CreationDraft, touchedValuesStayWhenDetectionComesLater)
{
    CreationDraft draft;
    draft.setHost(hostOf(16 * GiB, 8));
    draft.setTitle(u"mine"_s);
    draft.setMemoryBytes(3 * GiB);
    draft.setFirmware(Firmware::Bios);
    detect(draft, u"/w.iso"_s, windows11());
    EXPECT_EQ(draft.values().title, u"mine"_s);
    EXPECT_EQ(draft.values().memoryBytes, 3 * GiB);
    EXPECT_EQ(draft.values().firmware, Firmware::Bios);
    EXPECT_EQ(draft.values().diskBytes, 64 * GiB) << "untouched, so it follows";
    EXPECT_TRUE(draft.values().tpm2);
}

TEST(CreationDraft, lateAnswersAboutAnotherImageAreDropped)
{
    CreationDraft draft;
    draft.setIsoPath(u"/a.iso"_s);
    draft.setIsoPath(u"/b.iso"_s);
    draft.setIsoChecked(u"/a.iso"_s, Error{.code = ErrorCode::FileEmpty});
    draft.setDetectedOs(u"/a.iso"_s, windows11());
    EXPECT_EQ(draft.facts().isoStage, IsoStage::Checking);
    EXPECT_FALSE(draft.facts().isoProblem.has_value());
    EXPECT_FALSE(draft.facts().detectedOs.has_value());
}

TEST(CreationDraft, aNewImageForgetsWhatTheOldOneWas)
{
    CreationDraft draft;
    detect(draft, u"/w.iso"_s, windows11());
    draft.setIsoPath(u"/other.iso"_s);
    EXPECT_EQ(draft.values().os.id, QString());
    EXPECT_EQ(draft.values().title, QString());
    EXPECT_FALSE(draft.canCreate());
}

TEST(CreationDraft, anUnknownImageNamesTheMachineByItsFile)
{
    CreationDraft draft;
    detect(draft, u"/isos/my\n\x1bsystem 1.2.iso"_s, std::nullopt);
    EXPECT_EQ(draft.values().title, u"my system 1.2"_s);
    EXPECT_EQ(draft.values().os.diskBus, DiskBus::Sata);
}

TEST(CreationDraft, aTakenNameGetsANumber)
{
    CreationDraft draft;
    draft.setTakenNames({u"Microsoft Windows 11"_s, u"Microsoft Windows 11 2"_s});
    detect(draft, u"/w.iso"_s, windows11());
    EXPECT_EQ(draft.values().title, u"Microsoft Windows 11 3"_s);
}

TEST(CreationDraft, aChosenSystemWinsOverTheDetectedOne)
{
    CreationDraft draft;
    detect(draft, u"/w.iso"_s, windows11());
    QSignalSpy asked(&draft, &CreationDraft::osIdChanged);
    draft.setOsId(u"x"_s);
    EXPECT_EQ(asked.count(), 1);
    EXPECT_FALSE(draft.canCreate()) << "its needs are not known yet";
    draft.setChosenOs({.id = u"x"_s, .name = u"X"_s, .memoryBytes = GiB});
    EXPECT_EQ(draft.values().os.name, u"X"_s);
    draft.setOsId({});
    EXPECT_EQ(draft.values().os.name, u"Microsoft Windows 11"_s);
}

TEST(CreationDraft, eachRequestHasAnIdOfItsOwn)
{
    CreationDraft draft;
    EXPECT_NE(draft.request().spec.uuid, draft.request().spec.uuid);
    EXPECT_FALSE(draft.request().spec.uuid.isNull());
}

TEST(CreationDefaults, memoryIsBoundedByTheHost)
{
    OsDefaults os{.memoryBytes = 4 * GiB, .minimumMemoryBytes = GiB};
    EXPECT_EQ(creationDefaults(os, factsOf(hostOf(64 * GiB, 8))).memoryBytes, 4 * GiB);
    EXPECT_EQ(creationDefaults(os, factsOf(hostOf(4 * GiB, 8))).memoryBytes, 2 * GiB) << "half of the host's";
    EXPECT_EQ(creationDefaults(os, factsOf(hostOf(1536 * MiB, 8))).memoryBytes, GiB) << "the minimum, though more than half";
    EXPECT_LT(creationDefaults(os, factsOf(hostOf(GiB, 8))).memoryBytes, GiB) << "never all of the host's";
    CreationFacts busy = factsOf(hostOf(16 * GiB, 8));
    busy.availableMemoryBytes = 3 * GiB;
    EXPECT_EQ(creationDefaults(os, busy).memoryBytes, 3 * GiB);
}

TEST(CreationDefaults, memoryNeverGoesBelowTheMinimumNorToAllOfTheHosts)
{
    const OsDefaults windows{.memoryBytes = 8 * GiB, .minimumMemoryBytes = 4 * GiB};
    EXPECT_EQ(creationDefaults(windows, factsOf(hostOf(10 * GiB, 8))).memoryBytes, 5 * GiB);
    EXPECT_EQ(creationDefaults(windows, factsOf(hostOf(6 * GiB, 8))).memoryBytes, 4 * GiB);
    EXPECT_EQ(creationDefaults(windows, factsOf(hostOf(3 * GiB, 8))).memoryBytes, 2560 * MiB);
    const OsDefaults absurd{.memoryBytes = ~quint64(0), .minimumMemoryBytes = ~quint64(0)};
    EXPECT_EQ(creationDefaults(absurd, factsOf(hostOf(8 * GiB, 8))).memoryBytes, 7680 * MiB);
}

TEST(CreationDefaults, hasAnAnswerForTheUnknown)
{
    const CreationValues values = creationDefaults(unknownOsDefaults(), {});
    EXPECT_EQ(values.memoryBytes, 2 * GiB);
    EXPECT_EQ(values.processors, 2);
    EXPECT_EQ(values.diskBytes, 20 * GiB);
    EXPECT_EQ(creationDefaults(unknownOsDefaults(), factsOf(hostOf(GiB + 1, 1))).memoryBytes, 512 * MiB);
}

TEST(CreationSpec, leavesRoomToGrowWhereTheGuestCopesWithIt)
{
    CreationValues values;
    values.title = u"x"_s;
    values.memoryBytes = 2 * GiB;
    values.processors = 2;
    values.os.virtioExtras = true;
    const MachineSpec linux = creationSpec(values, factsOf(hostOf(16 * GiB, 8)));
    EXPECT_EQ(linux.processors, 2);
    EXPECT_EQ(linux.maxProcessors, 8);
    EXPECT_EQ(linux.maxMemoryBytes, 16 * GiB);
    EXPECT_EQ(creationSpec(values, factsOf(hostOf(2 * GiB, 1))).maxMemoryBytes, 0U);
    EXPECT_EQ(creationSpec(values, factsOf(hostOf(2 * GiB, 1))).maxProcessors, 2);
    values.os.windows = true;
    const MachineSpec windows = creationSpec(values, factsOf(hostOf(16 * GiB, 8)));
    EXPECT_EQ(windows.maxProcessors, 2);
    EXPECT_EQ(windows.maxMemoryBytes, 0U);
}

TEST(CreationDefaults, processorsAreBoundedByTheHost)
{
    EXPECT_EQ(creationDefaults({.processors = 4}, factsOf(hostOf(8 * GiB, 2))).processors, 2);
    EXPECT_EQ(creationDefaults({.processors = 4}, factsOf(hostOf(8 * GiB, 8))).processors, 4);
    EXPECT_EQ(creationDefaults({}, factsOf(hostOf(8 * GiB, 1))).processors, 1);
}

TEST(CreationDefaults, diskShrinksOnlyWhereThereIsNoRoom)
{
    CreationFacts facts = factsOf(hostOf(8 * GiB, 2));
    facts.place = StoragePlace{.folder = u"/i"_s, .freeBytes = 15 * GiB, .totalBytes = 100 * GiB};
    EXPECT_EQ(creationDefaults({.diskBytes = 20 * GiB, .minimumDiskBytes = 10 * GiB}, facts).diskBytes, 15 * GiB);
    EXPECT_EQ(creationDefaults({.diskBytes = 64 * GiB, .minimumDiskBytes = 64 * GiB}, facts).diskBytes, 64 * GiB);
    EXPECT_EQ(creationDefaults({.diskBytes = 12 * GiB}, facts).diskBytes, 12 * GiB);
}

TEST(CreationDefaults, firmwareFallsBackToWhatIsThere)
{
    HostCapabilities host = hostOf(8 * GiB, 2);
    EXPECT_EQ(creationDefaults(windows11(), factsOf(host)).firmware, Firmware::UefiSecureBoot);
    CreationFacts withoutSmm = factsOf(host);
    withoutSmm.secureBootPossible = false;
    EXPECT_EQ(creationDefaults(windows11(), withoutSmm).firmware, Firmware::Uefi);
    withoutSmm.accelerationProblem = Error{.code = ErrorCode::AccelerationFaulty};
    EXPECT_EQ(creationDefaults(windows11(), withoutSmm).firmware, Firmware::UefiSecureBoot) << "emulation has it";
    host.uefi = false;
    host.tpm2 = false;
    EXPECT_EQ(creationDefaults(windows11(), factsOf(host)).firmware, Firmware::Bios);
    EXPECT_FALSE(creationDefaults(windows11(), factsOf(host)).tpm2);
}

TEST(CreationPlan, namesEverythingThatIsMade)
{
    CreationDraft draft;
    draft.setConnection(u"qemu:///session"_s, u"this computer"_s);
    HostCapabilities host = hostOf(16 * GiB, 8);
    host.missingPieces = {u"passt"_s, u"virtiofsd"_s};
    draft.setHost(host);
    draft.setPlace(StoragePlace{.folder = u"/images"_s, .freeBytes = 100 * GiB, .totalBytes = 200 * GiB});
    draft.setAccelerationReport(Error{.code = ErrorCode::AccelerationForbidden}, false);
    detect(draft, u"/w.iso"_s, windows11());
    using Kind = PlanLine::Kind;
    QList<Kind> kinds;
    QString all;
    for (const PlanLine &line : draft.plan()) {
        kinds.append(line.kind);
        all += line.text + u'\n';
    }
    EXPECT_EQ(
        kinds,
        (QList{Kind::Definition, Kind::NewDisk, Kind::Medium, Kind::FirmwareVariables, Kind::TpmState, Kind::Network, Kind::Acceleration, Kind::MissingPiece}));
    EXPECT_TRUE(all.contains(u"/images/Microsoft Windows 11.qcow2"_s) && all.contains(u"64 GiB"_s) && all.contains(u"passt"_s)) << qPrintable(all);
    EXPECT_TRUE(all.contains(u"Software emulation"_s));
}

TEST(CreationSpec, windowsGetsFastHardwareWhereItsDriversAreFound)
{
    CreationDraft draft;
    draft.setHost(hostOf(16 * GiB, 8));
    draft.setPlace(StoragePlace{.folder = u"/images"_s, .freeBytes = 100 * GiB, .totalBytes = 200 * GiB});
    draft.setAccelerationReport({}, true);
    detect(draft, u"/w.iso"_s, windows11());
    const auto drivers = [&draft] {
        QString text;
        for (const PlanLine &line : draft.plan()) {
            text += line.kind == PlanLine::Kind::Drivers ? line.text : QString();
        }
        return text;
    };
    EXPECT_EQ(drivers(), QString()) << "not known yet";
    draft.setDriverDisc({});
    const MachineSpec plain = creationSpec(draft.values(), draft.facts());
    EXPECT_EQ(plain.diskBus, DiskBus::Sata);
    EXPECT_EQ(plain.networkModel, NetworkModel::E1000e);
    EXPECT_TRUE(plain.extraIsoPaths.isEmpty());
    EXPECT_TRUE(drivers().contains(u"SATA"_s)) << qPrintable(drivers());
    EXPECT_EQ(plain.firmware, Firmware::UefiSecureBoot);
    EXPECT_TRUE(plain.tpm2);
    EXPECT_GE(plain.processors, 2);
    EXPECT_GE(plain.memoryBytes, 4 * GiB);
    EXPECT_GE(draft.values().diskBytes, 64 * GiB);
    draft.setDriverDisc(u"/d/virtio-win-0.1.iso"_s);
    const MachineSpec fast = creationSpec(draft.values(), draft.facts());
    EXPECT_EQ(fast.diskBus, DiskBus::Virtio);
    EXPECT_EQ(fast.networkModel, NetworkModel::Virtio);
    EXPECT_EQ(fast.extraIsoPaths, QStringList{u"/d/virtio-win-0.1.iso"_s});
    EXPECT_TRUE(drivers().contains(u"Load driver"_s) && drivers().contains(u"/d/virtio-win-0.1.iso"_s)) << qPrintable(drivers());
    draft.setDiskChoice(DiskChoice::Existing);
    EXPECT_EQ(creationSpec(draft.values(), draft.facts()).diskBus, DiskBus::Sata) << "what is installed there may lack the drivers";
}

TEST(CreationText, sizesAreShort)
{
    EXPECT_EQ(sizeText(20 * GiB), u"20 GiB"_s);
    EXPECT_EQ(sizeText(512 * MiB), u"512 MiB"_s);
    EXPECT_EQ(sizeText(1536 * MiB), u"1.5 GiB"_s);
}

} // namespace
