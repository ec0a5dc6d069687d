// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consolesituation.h"

#include <gtest/gtest.h>

namespace vitrine {

namespace {

ConsoleFacts running()
{
    return {.machine = MachineInfo{.state = MachineState::Running}, .session = ConsoleSession::State::Connected, .hasPicture = true};
}
ConsoleFacts inState(MachineState state, StateReason reason = StateReason::None)
{
    ConsoleFacts facts = running();
    facts.machine->state = state;
    facts.machine->reason = reason;
    return facts;
}
ConsoleFacts closedBy(ErrorCode code)
{
    ConsoleFacts facts = running();
    facts.session = ConsoleSession::State::Closed;
    facts.closeReason = {.code = code};
    facts.hasPicture = false;
    return facts;
}
QList<ConsoleStep> steps(const ConsoleFacts &facts)
{
    const auto situation = consoleSituation(facts);
    return situation ? situation->steps : QList<ConsoleStep>();
}

} // namespace

TEST(ConsoleSituation, aLivePictureSpeaksForItself)
{
    EXPECT_FALSE(consoleSituation(running()));
    EXPECT_FALSE(consoleSituation(inState(MachineState::Stopping)));
}

TEST(ConsoleSituation, everyBadDayHasItsOwnWordsAndANextStep)
{
    QStringList titles;
    for (const auto &[state, reason, step] : {
             std::tuple{MachineState::Off, StateReason::None, ConsoleStep::Start},
             {MachineState::Off, StateReason::ByGuest, ConsoleStep::Start},
             {MachineState::Off, StateReason::EmulatorDied, ConsoleStep::Start},
             {MachineState::Saved, StateReason::None, ConsoleStep::Start},
             {MachineState::Paused, StateReason::ByUser, ConsoleStep::Resume},
             {MachineState::Paused, StateReason::DiskFull, ConsoleStep::Resume},
             {MachineState::Paused, StateReason::IoError, ConsoleStep::Resume},
             {MachineState::Paused, StateReason::AccelerationFault, ConsoleStep::StartWithoutAcceleration},
             {MachineState::Crashed, StateReason::GuestPanicked, ConsoleStep::Start},
         }) {
        const auto situation = consoleSituation(inState(state, reason));
        ASSERT_TRUE(situation);
        EXPECT_FALSE(titles.contains(situation->title)) << situation->title.toStdString();
        titles << situation->title;
        ASSERT_FALSE(situation->steps.isEmpty());
        EXPECT_EQ(situation->steps.first(), step) << situation->title.toStdString();
    }
}

TEST(ConsoleSituation, diskFullSaysWhatToDo)
{
    EXPECT_FALSE(consoleSituation(inState(MachineState::Paused, StateReason::DiskFull))->text.isEmpty());
}

TEST(ConsoleSituation, aPassingPauseHasNoButton)
{
    EXPECT_TRUE(steps(inState(MachineState::Paused, StateReason::Saving)).isEmpty());
    EXPECT_TRUE(steps(inState(MachineState::Paused, StateReason::Starting)).isEmpty());
}

TEST(ConsoleSituation, takenOverAndBrokenConnectionsCanBeTakenBack)
{
    EXPECT_EQ(steps(closedBy(ErrorCode::TakenOver)), QList{ConsoleStep::Reconnect});
    EXPECT_EQ(steps(closedBy(ErrorCode::ConnectionLost)), QList{ConsoleStep::Reconnect});
    EXPECT_TRUE(steps(closedBy(ErrorCode::NotSupported)).isEmpty());
    EXPECT_EQ(steps(closedBy(ErrorCode::DrawnByGpu)), QList{ConsoleStep::Settings});
    EXPECT_NE(consoleSituation(closedBy(ErrorCode::TakenOver))->title, consoleSituation(closedBy(ErrorCode::ConnectionLost))->title);
}

TEST(ConsoleSituation, aMachineThatIsGoneCannotBeStarted)
{
    EXPECT_EQ(steps({}), QList{ConsoleStep::CloseWindow});
    ConsoleFacts transient = inState(MachineState::Off);
    transient.machine->persistent = false;
    EXPECT_EQ(steps(transient), QList{ConsoleStep::CloseWindow});
}

TEST(ConsoleSituation, aMissingPictureIsExplained)
{
    ConsoleFacts facts = running();
    facts.hasPicture = false;
    const QString dark = consoleSituation(facts)->title;
    facts.session = ConsoleSession::State::Connecting;
    EXPECT_NE(consoleSituation(facts)->title, dark);
}

} // namespace vitrine
