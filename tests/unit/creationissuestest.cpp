// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationdraft.h"

#include <gtest/gtest.h>

using namespace vitrine;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 GiB = quint64(1) << 30;
const QString Iso = u"/isos/debian.iso"_s;

OsDefaults debian()
{
    return {.id = u"http://debian.org/debian/13"_s,
            .name = u"Debian 13"_s,
            .memoryBytes = 2 * GiB,
            .minimumMemoryBytes = GiB,
            .processors = 2,
            .diskBytes = 20 * GiB,
            .minimumDiskBytes = 10 * GiB};
}

HostCapabilities host()
{
    return {.hypervisorType = u"kvm"_s,
            .offersKvm = true,
            .offersEmulation = true,
            .memoryBytes = 16 * GiB,
            .processors = 8,
            .maxProcessors = 288,
            .uefi = true,
            .uefiLoader = u"/f/code.fd"_s,
            .secureBootLoader = u"/f/code.ms.fd"_s,
            .tpm2 = true};
}

/** A draft about which all is known and right. */
class Draft : public testing::Test
{
protected:
    Draft()
    {
        draft.setConnection(u"qemu:///session"_s, u"this computer"_s);
        draft.setHost(host());
        draft.setPlace(StoragePlace{.folder = u"/images"_s, .freeBytes = 100 * GiB, .totalBytes = 200 * GiB});
        draft.setAvailableMemory(8 * GiB);
        draft.setAccelerationReport({}, true);
        draft.setTakenNames({u"taken"_s});
        draft.setIsoPath(Iso);
        draft.setIsoChecked(Iso, {});
        draft.setDetectedOs(Iso, debian());
        answerDisk();
    }
    /** What a look at the place of the new disk says. */
    void answerDisk()
    {
        while (!draft.facts().fileExists.contains(draft.values().diskPath)) {
            draft.setFileExists(draft.values().diskPath, false);
        }
    }
    /** The text about a field, when its gravest issue has this severity. */
    [[nodiscard]] QString text(CreationField field, IssueSeverity severity) const
    {
        const auto issues = draft.issues();
        const auto found = std::ranges::find(issues, field, &CreationIssue::field);
        return found != issues.end() && found->severity == severity ? found->text : QString();
    }
    void expectForbidden(CreationField field, const char *word) const
    {
        EXPECT_TRUE(text(field, IssueSeverity::Error).contains(QLatin1String(word), Qt::CaseInsensitive))
            << qPrintable(text(field, IssueSeverity::Error)) << " lacks " << word;
        EXPECT_FALSE(draft.canCreate());
    }
    void expectWarned(CreationField field, const char *word) const
    {
        EXPECT_TRUE(text(field, IssueSeverity::Warning).contains(QLatin1String(word), Qt::CaseInsensitive))
            << qPrintable(text(field, IssueSeverity::Warning)) << " lacks " << word;
        EXPECT_TRUE(draft.canCreate());
    }
    void setIsoProblem(ErrorCode code)
    {
        draft.setIsoChecked(Iso, Error{.code = code, .subject = Iso});
        if (code == ErrorCode::NotBootable) {
            draft.setDetectedOs(Iso, debian());
        }
    }

    CreationDraft draft;
};

TEST_F(Draft, isReadyWhenAllIsKnownAndRight)
{
    EXPECT_EQ(draft.issues(), QList<CreationIssue>{});
    EXPECT_TRUE(draft.canCreate());
    EXPECT_EQ(draft.values().title, u"Debian 13"_s);
    EXPECT_EQ(draft.values().diskPath, u"/images/Debian 13.qcow2"_s);
}

// The image.

TEST_F(Draft, imageGone)
{
    setIsoProblem(ErrorCode::FileMissing);
    expectForbidden(CreationField::Iso, "no file");
}
TEST_F(Draft, imageUnreadable)
{
    setIsoProblem(ErrorCode::FileUnreadable);
    expectForbidden(CreationField::Iso, "may not read");
}
TEST_F(Draft, imageIsAFolder)
{
    setIsoProblem(ErrorCode::FileIsFolder);
    expectForbidden(CreationField::Iso, "folder");
}
TEST_F(Draft, imageEmpty)
{
    setIsoProblem(ErrorCode::FileEmpty);
    expectForbidden(CreationField::Iso, "empty");
}
TEST_F(Draft, imageIsNoIso)
{
    setIsoProblem(ErrorCode::NotAnIso);
    expectForbidden(CreationField::Iso, "not an ISO");
}
TEST_F(Draft, imageDoesNotBootButMayBeUsed)
{
    setIsoProblem(ErrorCode::NotBootable);
    expectWarned(CreationField::Iso, "go on");
}
TEST_F(Draft, imageTheHypervisorCannotRead)
{
    setIsoProblem(ErrorCode::NotReadableByHypervisor);
    expectForbidden(CreationField::Iso, "program that runs the machine");
}

// The name.

TEST_F(Draft, nameEmpty)
{
    draft.setTitle({});
    expectForbidden(CreationField::Name, "name");
    draft.setTitle(u"   "_s);
    expectForbidden(CreationField::Name, "name");
}
TEST_F(Draft, nameTaken)
{
    draft.setTitle(u"taken"_s);
    expectForbidden(CreationField::Name, "another machine");
}
TEST_F(Draft, nameWithNewline)
{
    draft.setTitle(u"a\nb"_s);
    expectForbidden(CreationField::Name, "one line");
}
TEST_F(Draft, nameOf300Characters)
{
    draft.setTitle(QString(300, u'x'));
    expectForbidden(CreationField::Name, "too long");
}

class SafeName : public Draft, public testing::WithParamInterface<const char *>
{
};
TEST_P(SafeName, isTakenAndMadeSafe)
{
    const QString title = QString::fromUtf8(GetParam());
    draft.setTitle(title);
    answerDisk();
    EXPECT_TRUE(draft.canCreate());
    const CreationRequest request = draft.request();
    EXPECT_EQ(request.spec.title, title);
    EXPECT_FALSE(request.spec.name.contains(u'/'));
    EXPECT_FALSE(request.spec.name.startsWith(u'-'));
    EXPECT_FALSE(request.spec.name.startsWith(u'.'));
    EXPECT_EQ(request.spec.diskPath, u"/images/"_s + request.spec.name + u".qcow2"_s);
    // Where the files are called differently, it is said.
    EXPECT_EQ(text(CreationField::Name, IssueSeverity::Info).contains(request.spec.name), request.spec.name != title);
}
INSTANTIATE_TEST_SUITE_P(Names, SafeName, testing::Values("a/b", "../../etc/passwd", "it's \"quoted\"", "<&>", "\xf0\x9f\x90\xa7 box", "-rf", "a%1b"));

// Memory and processors.

TEST_F(Draft, memoryAboveTheHosts)
{
    draft.setMemoryBytes(17 * GiB);
    expectForbidden(CreationField::Memory, "only 16 GiB");
}
TEST_F(Draft, memoryAboveWhatIsFree)
{
    draft.setMemoryBytes(10 * GiB);
    expectWarned(CreationField::Memory, "8 GiB");
}
TEST_F(Draft, memoryBelowWhatTheSystemNeeds)
{
    draft.setMemoryBytes(GiB / 2);
    expectWarned(CreationField::Memory, "at least 1 GiB");
}
TEST_F(Draft, memoryZero)
{
    draft.setMemoryBytes(0);
    expectForbidden(CreationField::Memory, "needs memory");
}
TEST_F(Draft, processorsBeyondHostAndMachineType)
{
    draft.setProcessors(9);
    expectWarned(CreationField::Processors, "only 8");
    draft.setProcessors(289);
    expectForbidden(CreationField::Processors, "at most 288");
    draft.setProcessors(0);
    expectForbidden(CreationField::Processors, "needs a processor");
}

// The disk.

TEST_F(Draft, diskLargerThanTheFreeSpace)
{
    draft.setDiskBytes(101 * GiB);
    expectWarned(CreationField::DiskSize, "grows");
}
TEST_F(Draft, diskOfAnotherFolderIsMeasuredThere)
{
    draft.setNewDiskPath(u"/small/a.qcow2"_s);
    draft.setPlaceOf(u"/small"_s, {.folder = u"/small"_s, .freeBytes = GiB, .totalBytes = 2 * GiB});
    answerDisk();
    expectWarned(CreationField::DiskSize, "Only 1 GiB");
}
TEST_F(Draft, diskOfNoSize)
{
    draft.setDiskBytes(0);
    expectForbidden(CreationField::DiskSize, "0");
}
TEST_F(Draft, diskWhereAFileIs)
{
    draft.setNewDiskPath(u"/images/old.qcow2"_s);
    draft.setFileExists(u"/images/old.qcow2"_s, true);
    expectForbidden(CreationField::Disk, "never overwritten");
}
TEST_F(Draft, diskAtARelativePath)
{
    draft.setNewDiskPath(u"old.qcow2"_s);
    expectForbidden(CreationField::Disk, "whole path");
}
TEST_F(Draft, pathsOfSeveralLines)
{
    draft.setNewDiskPath(u"/images/a\nb.qcow2"_s);
    EXPECT_TRUE(draft.hasErrors());
    draft.setNewDiskPath(u"/images/odd, 'name' 100% ü.qcow2"_s);
    EXPECT_FALSE(draft.hasErrors());
    draft.setIsoPath(u"/a\rb.iso"_s);
    EXPECT_TRUE(draft.hasErrors());
}

TEST_F(Draft, whatAnExistingDiskBuildsOnIsTold)
{
    draft.setDiskChoice(DiskChoice::Existing);
    draft.setExistingDiskPath(u"/images/a.qcow2"_s);
    draft.setExistingDisk(u"/images/a.qcow2"_s, QStringList{u"/home/me/.ssh/id_ed25519"_s});
    const auto lines = draft.plan();
    const auto line = std::ranges::find(lines, PlanLine::Kind::ExistingDisk, &PlanLine::kind);
    ASSERT_NE(line, lines.cend());
    EXPECT_TRUE(line->notice);
    EXPECT_TRUE(line->text.contains(u"/home/me/.ssh/id_ed25519"_s));
}

TEST_F(Draft, aFileInTheDefaultPlaceIsSteppedAround)
{
    draft.setFileExists(draft.values().diskPath, true);
    answerDisk();
    EXPECT_EQ(draft.values().diskPath, u"/images/Debian 13-2.qcow2"_s);
    EXPECT_TRUE(draft.canCreate());
}
TEST_F(Draft, existingDiskNotChosenOrNotUsable)
{
    draft.setDiskChoice(DiskChoice::Existing);
    expectForbidden(CreationField::Disk, "Choose");
    draft.setExistingDiskPath(u"/images/a.txt"_s);
    EXPECT_FALSE(draft.canCreate()) << "not looked at yet";
    draft.setExistingDisk(u"/images/a.txt"_s, fail(ErrorCode::WrongDiskFormat, u"/images/a.txt"_s));
    expectForbidden(CreationField::Disk, "not a disk image");
    draft.setExistingDisk(u"/images/a.txt"_s, QStringList{});
    EXPECT_TRUE(draft.canCreate());
    EXPECT_FALSE(draft.request().newDisk.has_value());
}
TEST_F(Draft, withoutADiskThereIsNone)
{
    draft.setDiskChoice(DiskChoice::None);
    EXPECT_TRUE(draft.canCreate());
    EXPECT_EQ(draft.request().spec.diskPath, QString());
}
TEST_F(Draft, noPlaceForDisks)
{
    draft.setPlace(fail(ErrorCode::NotSupported));
    expectForbidden(CreationField::Disk, "default place");
    draft.setNewDiskPath(u"/mine/a.qcow2"_s);
    answerDisk();
    EXPECT_TRUE(draft.canCreate());
}

// What the computer lacks.

TEST_F(Draft, secureBootWithoutSystemManagementMode)
{
    draft.setAccelerationReport({}, false);
    draft.setFirmware(Firmware::UefiSecureBoot);
    expectForbidden(CreationField::Firmware, "cannot do Secure Boot");
    draft.setAcceleration(AccelerationChoice::Software);
    EXPECT_TRUE(draft.canCreate());
}
TEST_F(Draft, forcedHardwareThatDoesNotWork)
{
    draft.setAccelerationReport(Error{.code = ErrorCode::AccelerationFaulty}, false);
    EXPECT_FALSE(text(CreationField::Acceleration, IssueSeverity::Info).isEmpty());
    EXPECT_EQ(draft.request().spec.acceleration, Acceleration::Emulation);
    draft.setAcceleration(AccelerationChoice::Hardware);
    expectWarned(CreationField::Acceleration, "black screen");
    EXPECT_EQ(draft.request().spec.acceleration, Acceleration::Kvm);
}
TEST_F(Draft, aHypervisorWithoutAcceleration)
{
    HostCapabilities plain = host();
    plain.offersKvm = false;
    draft.setHost(plain);
    EXPECT_FALSE(text(CreationField::Acceleration, IssueSeverity::Info).isEmpty()) << "why it is slow";
    EXPECT_EQ(draft.request().spec.acceleration, Acceleration::Emulation);
}
TEST_F(Draft, theHostIsNotReached)
{
    draft.setHost(fail(ErrorCode::ConnectionLost, u"qemu:///session"_s));
    EXPECT_FALSE(text(CreationField::Connection, IssueSeverity::Error).isEmpty());
    EXPECT_FALSE(draft.canCreate());
}

} // namespace
