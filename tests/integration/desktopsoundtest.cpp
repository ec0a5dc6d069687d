// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/guestsound.h"
#include "tests/integration/desktopfixture.h"
#include "tests/support/soundserver.h"

#include <cstdlib>

namespace vitrine::test {
namespace {

/** With a sound server on the host that can be listened to. */
class DesktopSound : public DesktopTest
{
protected:
    void SetUp() override
    {
        if (!server.failure().isEmpty()) {
            GTEST_SKIP() << qPrintable(server.failure());
        }
        DesktopTest::SetUp();
    }

    [[nodiscard]] bool heard(auto condition)
    {
        return waitUntil([&] {
            return condition(server.listen());
        });
    }

    SoundServer server;
};

bool isTone(const SoundServer::Sound &sound)
{
    return sound.loudest > 1000 && std::abs(sound.pitch - 440) < 60;
}

bool isSilent(const SoundServer::Sound &sound)
{
    return sound.loudest == 0;
}

TEST_P(DesktopSound, OfTheGuestComesOutOfTheSpeakersAsLoudAsIsWished)
{
    GuestSound *const sound = session().sound();
    ASSERT_TRUE(sound);
    ASSERT_TRUE(waitUntil([sound] {
        return sound->isAvailable();
    }));
    EXPECT_FALSE(sound->isPlaying());
    guest().run("timeout 60 speaker-test -t sine -f 440 -c 2 >/dev/null 2>&1 &");
    EXPECT_TRUE(heard(isTone));
    EXPECT_TRUE(sound->isPlaying());
    sound->setMuted(true);
    EXPECT_TRUE(heard(isSilent));
    sound->setMuted(false);
    EXPECT_TRUE(heard(isTone));
    const int full = server.listen().loudest;
    sound->setVolume(0.5);
    EXPECT_TRUE(heard([full](const SoundServer::Sound &now) {
        return now.loudest > 0 && now.loudest < full / 2;
    }));
    guest().run("pkill speaker-test");
    EXPECT_TRUE(waitUntil([sound] {
        return !sound->isPlaying();
    }));
    EXPECT_TRUE(heard(isSilent));
}

TEST_P(DesktopSound, OfTheMicrophoneReachesTheGuestOnlyWhenAllowed)
{
    const QByteArray loudness = "timeout 10 arecord -q -f S16_LE -r 44100 -c 2 -d 1 -t raw | tr -d '\\0' | wc -c";
    GuestSound *const sound = session().sound();
    ASSERT_TRUE(sound);
    EXPECT_FALSE(sound->isMicrophoneAllowed()) << "nobody allowed it";
    EXPECT_EQ(guest().run(loudness).text.trimmed(), "0");
    sound->setMicrophoneAllowed(true);
    EXPECT_TRUE(waitUntil([&] {
        return guest().run(loudness).text.trimmed().toInt() > 10000;
    }));
    sound->setMicrophoneAllowed(false);
    EXPECT_TRUE(guest().shows(loudness + " | sed 's/^/bytes=/; s/$/./'", "bytes=0."));
}

INSTANTIATE_TEST_SUITE_P(Ways, DesktopSound, testing::Values(Way::Fast, Way::Spice), [](const auto &info) {
    return info.param == Way::Fast ? "Fast" : "Spice";
});

} // namespace
} // namespace vitrine::test
