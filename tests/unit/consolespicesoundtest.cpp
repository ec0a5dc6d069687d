// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/guestsound.h"
#include "tests/support/consoletest.h"
#include "tests/support/soundserver.h"
#include "tests/support/spicecompaniontest.h"

#include <QTimer>

#include <gmock/gmock.h>

#include <spice/enums.h>

using testing::Contains;
using testing::Not;

namespace vitrine::test {
namespace {

using SpiceSoundTest = SpiceCompanionTest;

TEST_F(SpiceSoundTest, WithoutASoundServerThereIsNoneAndNoError)
{
    m_guest.startPlaying();
    ASSERT_TRUE(waitUntil([this] {
        return m_session.sound()->isPlaying();
    }));
    EXPECT_FALSE(m_session.sound()->isAvailable());
    m_session.sound()->setVolume(0.5);
    m_session.sound()->setMuted(true);
    EXPECT_EQ(m_session.sound()->volume(), 0.5);
    EXPECT_TRUE(m_session.sound()->isMuted());
    m_guest.stopPlaying();
    EXPECT_TRUE(waitUntil([this] {
        return !m_session.sound()->isPlaying();
    }));
    EXPECT_EQ(m_session.state(), ConsoleSession::State::Connected);
}

TEST_F(SpiceSoundTest, ASoundServerThatIsStartedLaterIsFoundWhileTheGuestPlays)
{
    QTimer playing;
    QObject::connect(&playing, &QTimer::timeout, &playing, [this] {
        m_guest.play(8000);
    });
    m_guest.startPlaying();
    playing.start(10);
    ASSERT_TRUE(waitUntil([this] {
        return m_session.sound()->isPlaying() && m_session.sound()->lacksOutput();
    }));
    SoundServer server;
    if (!server.failure().isEmpty()) {
        GTEST_SKIP() << qPrintable(server.failure());
    }
    EXPECT_TRUE(waitUntil([this] {
        return m_session.sound()->isAvailable();
    }));
    EXPECT_FALSE(m_session.sound()->lacksOutput());
    EXPECT_TRUE(waitUntil([&server] {
        return server.listen().loudest > 0;
    }));
}

TEST_F(SpiceSoundTest, ASoundServerThatIsStartedLaterIsFoundOnRequest)
{
    ASSERT_TRUE(waitUntil([this] {
        return m_session.sound()->lacksOutput();
    }));
    const SoundServer server;
    if (!server.failure().isEmpty()) {
        GTEST_SKIP() << qPrintable(server.failure());
    }
    m_session.sound()->lookForOutput();
    EXPECT_TRUE(waitUntil([this] {
        return m_session.sound()->isAvailable();
    }));
}

TEST_F(SpiceSoundTest, TheMicrophoneIsNotEvenConnectedUntilAllowed)
{
    m_guest.startRecording();
    m_guest.startPlaying();
    ASSERT_TRUE(waitUntil([this] {
        return m_session.sound()->isPlaying();
    }));
    EXPECT_FALSE(m_session.sound()->isMicrophoneAllowed());
    EXPECT_THAT(m_guest.connectedChannels(), Not(Contains(int(SPICE_CHANNEL_RECORD))));
    m_session.sound()->setMicrophoneAllowed(true);
    EXPECT_TRUE(waitUntil([this] {
        return m_guest.connectedChannels().contains(SPICE_CHANNEL_RECORD);
    }));
}

} // namespace
} // namespace vitrine::test
