// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errorwords.h"
#include "models/machinetext.h"
#include "models/operationlist.h"
#include "tests/support/await.h"

#include <QAbstractItemModelTester>
#include <QMetaEnum>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

QList<ErrorCode> allCodes()
{
    QList<ErrorCode> codes;
    const auto meta = QMetaEnum::fromType<ErrorCode>();
    for (int i = 0; i < meta.keyCount(); ++i) {
        codes.append(ErrorCode(meta.value(i)));
    }
    return codes;
}

TEST(ErrorText, EachCodeHasWordsOfItsOwn)
{
    QSet<QString> titles;
    for (const ErrorCode code : allCodes()) {
        EXPECT_EQ(errorWords(code).code, code) << errorCodeName(code).toStdString();
        const ErrorText text = errorText({.code = code});
        EXPECT_FALSE(text.title.isEmpty());
        EXPECT_GT(text.explanation.size(), 40) << errorCodeName(code).toStdString() << " says what to do";
        EXPECT_FALSE(text.title.contains(u'%')) << text.title.toStdString();
        EXPECT_FALSE(text.explanation.contains(u'%')) << text.explanation.toStdString();
        EXPECT_FALSE(titles.contains(text.title)) << text.title.toStdString();
        titles.insert(text.title);
    }
}

TEST(ErrorText, RawTextStaysFoldedAway)
{
    const QString raw = QStringLiteral("internal error: qemu-system-x86_64: RAW");
    for (const ErrorCode code : allCodes()) {
        const ErrorText text = errorText({.code = code, .subject = QStringLiteral("SUBJECT"), .detail = raw, .doing = QStringLiteral("STEP")});
        EXPECT_FALSE(QString(text.title + text.explanation + text.command).contains(QLatin1String("RAW"))) << errorCodeName(code).toStdString();
        EXPECT_FALSE(QString(text.title + text.explanation).contains(QLatin1String("STEP")));
        EXPECT_TRUE(text.details.contains(raw));
        EXPECT_TRUE(text.details.contains(QLatin1String("STEP")));
    }
}

TEST(ErrorText, UsesTheWordsOfTheHouse)
{
    for (const ErrorCode code : allCodes()) {
        const QString text = errorText({.code = code}).title + errorText({.code = code}).explanation;
        for (const auto *word : {"domain", "volume", "pool", "vCPU", "lease", "managed save"}) {
            EXPECT_FALSE(text.contains(QLatin1String(word), Qt::CaseInsensitive)) << text.toStdString();
        }
    }
}

TEST(ErrorText, NamesTheFile)
{
    const Error error{.code = ErrorCode::FileMissing, .subject = QStringLiteral("/a/100%1.iso")};
    EXPECT_TRUE(errorText(error).explanation.contains(error.subject));
    EXPECT_EQ(errorLine(error), QStringLiteral("The file is gone: /a/100%1.iso"));
}

TEST(ErrorText, OffersCommandsOnlyForPlainNames)
{
    EXPECT_TRUE(errorText({.code = ErrorCode::ComponentMissing, .subject = QStringLiteral("passt")}).command.contains(QLatin1String("passt")));
    EXPECT_TRUE(errorText({.code = ErrorCode::ComponentMissing, .subject = QStringLiteral("passt")}).remedies.contains(Remedy::CopyCommand));
    EXPECT_TRUE(errorText({.code = ErrorCode::ComponentMissing, .subject = QStringLiteral("x; rm -rf /")}).command.isEmpty());
    EXPECT_TRUE(errorText({.code = ErrorCode::ComponentMissing, .subject = QStringLiteral("-y")}).command.isEmpty());
    EXPECT_TRUE(errorText({.code = ErrorCode::AccelerationForbidden}).command.contains(QLatin1String("usermod")));
}

TEST(ErrorText, FaultyAccelerationOffersToStartWithout)
{
    EXPECT_EQ(errorText({.code = ErrorCode::AccelerationFaulty}).remedies.first(), Remedy::StartWithoutAcceleration);
    EXPECT_FALSE(errorText({.code = ErrorCode::AccelerationFaulty}).remedies.contains(Remedy::ForceOff)) << "nothing may run";
    EXPECT_EQ(errorText({.code = ErrorCode::FileMissing}).remedies.first(), Remedy::ChooseFile);
}

TEST(ErrorText, WhyAccelerationIsNotUsedIsASentenceOfItsOwn)
{
    const Error forbidden{.code = ErrorCode::AccelerationForbidden, .subject = QStringLiteral("/dev/kvm")};
    EXPECT_EQ(accelerationReason(forbidden), QLatin1String("Your account may not open /dev/kvm."));
    EXPECT_TRUE(accelerationAdvice(forbidden).contains(errorText(forbidden).command));
    for (const ErrorCode code : {ErrorCode::AccelerationAbsent, ErrorCode::AccelerationFaulty, ErrorCode::Timeout}) {
        EXPECT_TRUE(accelerationReason({.code = code}).endsWith(u'.'));
        EXPECT_TRUE(accelerationAdvice({.code = code}).isEmpty());
    }
}

TEST(MachineText, EachStateHasTextAndIcon)
{
    QSet<QString> texts;
    for (int state = 0; state <= int(MachineState::Crashed); ++state) {
        const MachineInfo machine{.id = {}, .state = MachineState(state)};
        EXPECT_FALSE(stateText(machine).isEmpty());
        EXPECT_FALSE(stateIconName(machine.state).isEmpty());
        texts.insert(stateText(machine));
    }
    EXPECT_EQ(texts.size(), int(MachineState::Crashed) + 1);
}

TEST(MachineText, BadDaysHaveANextStep)
{
    const auto advice = [](MachineState state, StateReason reason) {
        return stateAdvice(MachineInfo{.id = {}, .state = state, .reason = reason});
    };
    EXPECT_TRUE(advice(MachineState::Paused, StateReason::DiskFull).contains(QStringLiteral("resume")));
    EXPECT_FALSE(advice(MachineState::Paused, StateReason::IoError).isEmpty());
    EXPECT_FALSE(advice(MachineState::Paused, StateReason::AccelerationFault).isEmpty());
    EXPECT_FALSE(advice(MachineState::Crashed, StateReason::EmulatorDied).isEmpty());
    EXPECT_FALSE(advice(MachineState::Crashed, StateReason::None).isEmpty());
    EXPECT_TRUE(advice(MachineState::Running, StateReason::NotAnswering).contains(QStringLiteral("Force Off")));
    EXPECT_FALSE(advice(MachineState::Running, StateReason::NotAnswering).contains(QStringLiteral("vga")));
    for (const MachineState state : {MachineState::Running, MachineState::Paused, MachineState::Sleeping, MachineState::Stopping}) {
        EXPECT_TRUE(stateText({.id = {}, .state = state, .reason = StateReason::NotAnswering}).endsWith(QStringLiteral(": it does not answer")));
    }
    MachineInfo emulated{.id = {}, .state = MachineState::Running, .reason = StateReason::NotAnswering, .hypervisorType = QStringLiteral("qemu")};
    for (const QString &card : {QStringLiteral("virtio"), QStringLiteral("vga"), QString()}) {
        emulated.graphicsCard = card;
        EXPECT_EQ(stateAdvice(emulated).contains(QStringLiteral("vga")), card == QStringLiteral("virtio")) << "nothing to change elsewhere";
    }
    EXPECT_TRUE(advice(MachineState::Running, StateReason::None).isEmpty());
    EXPECT_TRUE(advice(MachineState::Paused, StateReason::ByUser).isEmpty());
}

TEST(MachineText, NamesSystems)
{
    EXPECT_EQ(osName(QStringLiteral("http://debian.org/debian/13")), QStringLiteral("Debian 13"));
    EXPECT_EQ(osName(QStringLiteral("http://microsoft.com/win/11")), QStringLiteral("Windows 11"));
    EXPECT_EQ(osName(QStringLiteral("http://microsoft.com/win/2k22")), QStringLiteral("Windows Server 2022"));
    EXPECT_EQ(osName(QStringLiteral("http://microsoft.com/win/2k8r2")), QStringLiteral("Windows Server 2008 R2"));
    EXPECT_EQ(osName(QStringLiteral("http://opensuse.org/leap/15.6")), QStringLiteral("openSUSE Leap 15.6"));
    EXPECT_EQ(osName(QStringLiteral("http://example.org/plan9/4")), QStringLiteral("Plan9 4"));
    EXPECT_EQ(osName(QString()), QStringLiteral("Not known"));
    EXPECT_EQ(osIconPath(QStringLiteral("http://ubuntu.com/ubuntu/24.04")), QStringLiteral(":/vitrine/os/ubuntu.svg"));
    EXPECT_EQ(osIconPath(QString()), QStringLiteral(":/vitrine/os/generic.svg"));
    EXPECT_EQ(osIconPath(QStringLiteral("http://voidlinux.org/void/1")), QStringLiteral(":/vitrine/os/linux.svg"));
}

TEST(MachineText, DetailsHaveAllSectionsInOrder)
{
    MachineDetails details{.name = QStringLiteral("x")};
    details.memoryBytes = 4ULL << 30;
    details.disks = {{.kind = DiskDetails::Kind::Disk,
                      .target = QStringLiteral("vda"),
                      .bus = QStringLiteral("virtio"),
                      .source = QStringLiteral("/a/b.qcow2"),
                      .sourceType = QStringLiteral("file"),
                      .format = QStringLiteral("qcow2")},
                     {.kind = DiskDetails::Kind::Cdrom, .target = QStringLiteral("sda"), .bus = QStringLiteral("sata")}};
    details.nics = {{.type = QStringLiteral("user"), .model = QStringLiteral("virtio")}};
    const auto sections = detailSections({.id = {}, .name = QStringLiteral("x")}, details);
    QStringList keys;
    for (const DetailSection &section : sections) {
        keys.append(section.key);
        EXPECT_FALSE(section.title.isEmpty());
        EXPECT_FALSE(section.lines.isEmpty()) << section.key.toStdString();
        EXPECT_FALSE(section.iconName.isEmpty());
    }
    EXPECT_EQ(keys.join(u' '), QStringLiteral("general system display storage audio network usb shared-folders description"));
    EXPECT_EQ(sections.at(1).lines.first().value, QStringLiteral("4.0 GiB"));
    EXPECT_EQ(sections.at(3).lines.at(0).value, QStringLiteral("b.qcow2 (qcow2)"));
    EXPECT_EQ(sections.at(3).lines.at(1).value, QStringLiteral("Empty"));
}

class OperationListTest : public testing::Test
{
protected:
    OperationList list;
    QAbstractItemModelTester tester{&list, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy running{&list, &OperationList::runningChanged};
    QSignalSpy failed{&list, &OperationList::failed};
};

TEST_F(OperationListTest, NewestFirst)
{
    list.start(QStringLiteral("one"));
    list.start(QStringLiteral("two"));
    EXPECT_EQ(list.index(0).data().toString(), QStringLiteral("two"));
    EXPECT_EQ(list.index(1).data().toString(), QStringLiteral("one"));
    EXPECT_TRUE(list.hasRunning());
    EXPECT_EQ(running.count(), 1);
}

TEST_F(OperationListTest, DoneOnesLeaveByThemselvesAndFailedOnesStay)
{
    list.setLinger(std::chrono::milliseconds(1));
    Operation *done = list.start(QStringLiteral("done"));
    Operation *broken = list.start(QStringLiteral("broken"));
    done->finish({});
    broken->finish(fail(ErrorCode::NoSpace));
    EXPECT_FALSE(list.hasRunning());
    EXPECT_EQ(failed.count(), 1);
    ASSERT_TRUE(waitUntil([this] {
        return list.rowCount() == 1;
    }));
    EXPECT_EQ(list.index(0).data(OperationList::PhaseRole).toInt(), int(Operation::Phase::Failed));
    list.clearFinished();
    EXPECT_EQ(list.rowCount(), 0);
}

TEST_F(OperationListTest, ChangesNameTheirRow)
{
    Operation *one = list.start(QStringLiteral("one"));
    list.start(QStringLiteral("two"));
    QSignalSpy changed(&list, &QAbstractItemModel::dataChanged);
    one->setStep(QStringLiteral("step"));
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.first().at(0).toModelIndex().row(), 1);
    EXPECT_EQ(list.index(1).data(OperationList::StepRole).toString(), QStringLiteral("step"));
}

} // namespace
} // namespace vitrine::test
