// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What every console transport does alike, against a real QEMU with a guest that shows what its
// keyboard and mouse send.

#include "backends/console/qemudbussession.h"
#include "backends/console/spiceconsolesession.h"
#include "backends/console/vncconsolesession.h"
#include "tests/support/keypaint.h"

#include <gtest/gtest.h>

#include <linux/input-event-codes.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

struct Transport {
    std::string name;
    QString protocol; ///< as QEMU calls it
    ConsoleTransport transport;
    std::function<std::unique_ptr<ConsoleSession>(const DescriptorProvider &)> make;
    /** Why the first session closes when a second viewer comes; none: both go on. */
    std::optional<ErrorCode> secondViewer = {};
};

void PrintTo(const Transport &transport, std::ostream *out)
{
    *out << transport.name;
}

template<typename Session, typename... More>
std::function<std::unique_ptr<ConsoleSession>(const DescriptorProvider &)> maker(More... more)
{
    return [more...](const DescriptorProvider &provider) {
        return std::make_unique<Session>(provider, more...);
    };
}

class ConsoleContract : public testing::TestWithParam<Transport>
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_qemu.failure().isEmpty()) << qPrintable(m_qemu.failure());
    }
    [[nodiscard]] std::unique_ptr<ConsoleSession> make()
    {
        return GetParam().make(displayOf(m_qemu, GetParam().protocol));
    }
    [[nodiscard]] static bool closes(ConsoleSession &session)
    {
        return waitUntil([&] {
            return session.state() == ConsoleSession::State::Closed;
        });
    }

    QemuProcess m_qemu{QStringList{u"-m"_s,
                                   u"32"_s,
                                   u"-vga"_s,
                                   u"std"_s,
                                   u"-vnc"_s,
                                   u"none"_s,
                                   u"-drive"_s,
                                   QStringLiteral("file=" VITRINE_GUESTS "/keypaint.img,format=raw,if=ide,snapshot=on")}};
    std::unique_ptr<ConsoleSession> m_session = make();
};

TEST_P(ConsoleContract, OpensWithAPicture)
{
    EXPECT_EQ(m_session->state(), ConsoleSession::State::Idle);
    EXPECT_EQ(m_session->transport(), ConsoleTransport::None);
    QList<ConsoleSession::State> states;
    QObject::connect(m_session.get(), &ConsoleSession::stateChanged, m_session.get(), [&] {
        states.append(m_session->state());
    });
    ConsoleHead *head = openedKeypaint(*m_session);
    ASSERT_TRUE(head) << qPrintable(m_session->closeReason().detail);
    EXPECT_EQ(states, (QList{ConsoleSession::State::Connecting, ConsoleSession::State::Connected}));
    EXPECT_EQ(m_session->transport(), GetParam().transport);
    EXPECT_EQ(head->number(), 0);
    EXPECT_EQ(m_session->heads().size(), 1);
    EXPECT_GE(m_session->maximumHeads(), 1);
    EXPECT_FALSE(m_session->agentConnected());
    EXPECT_FALSE(head->requestSize(QSize(), {}));
}

TEST_P(ConsoleContract, KeysReachTheGuestAndItsAnswerTheScreen)
{
    ConsoleHead *head = openedKeypaint(*m_session);
    ASSERT_TRUE(head);
    Keypaint guest(*head);
    m_session->key(KEY_A, true);
    EXPECT_TRUE(guest.keyboardSends("1e"));
    m_session->key(KEY_A, false);
    EXPECT_TRUE(guest.keyboardSends("9e"));
    m_session->key(KEY_RIGHT, true);
    m_session->key(KEY_RIGHT, false);
    EXPECT_TRUE(guest.keyboardSends("e04de0cd")) << "an extended key";
    EXPECT_EQ(head->size(), QSize(640, 480)) << "the guest switched from text to graphics";
    EXPECT_FALSE(head->takeDamage().isEmpty());
}

TEST_P(ConsoleContract, ReleaseAllReleasesWhatIsDown)
{
    ConsoleHead *head = openedKeypaint(*m_session);
    ASSERT_TRUE(head);
    Keypaint guest(*head);
    m_session->key(KEY_A, true);
    ASSERT_TRUE(guest.keyboardSends("1e"));
    m_session->button(PointerButton::Right, true);
    ASSERT_TRUE(guest.mouseSends("0a0000"));
    m_session->releaseAll();
    EXPECT_TRUE(guest.keyboardSends("9e"));
    EXPECT_TRUE(guest.mouseSends("080000"));
    m_session->releaseAll();
    m_session->key(KEY_B, true);
    EXPECT_TRUE(guest.keyboardSends("30")) << "and once is enough";
}

TEST_P(ConsoleContract, TheMouseMovesByDeltas)
{
    ConsoleHead *head = openedKeypaint(*m_session);
    ASSERT_TRUE(head);
    ASSERT_TRUE(waitUntil([this] {
        return m_session->pointerMode() == PointerMode::Relative;
    }));
    Keypaint guest(*head);
    m_session->movePointerBy(QPoint(5, 3));
    EXPECT_TRUE(guest.mouseSends("2805fd")) << "PS/2 counts y upwards";
    m_session->button(PointerButton::Left, true);
    EXPECT_TRUE(guest.mouseSends("090000"));
    m_session->button(PointerButton::Left, false);
    EXPECT_TRUE(guest.mouseSends("080000"));
}

TEST_P(ConsoleContract, LocksThatDifferAreSwitched)
{
    ConsoleHead *head = openedKeypaint(*m_session);
    ASSERT_TRUE(head);
    ASSERT_EQ(m_session->leds(), KeyboardLeds());
    Keypaint guest(*head);
    m_session->setLocks({});
    m_session->setLocks(KeyboardLed::CapsLock);
    EXPECT_TRUE(guest.keyboardSends("3aba"));
}

TEST_P(ConsoleContract, AHiddenHeadShowsTheNewestAgain)
{
    ConsoleHead *head = openedKeypaint(*m_session);
    ASSERT_TRUE(head);
    Keypaint guest(*head);
    m_session->key(KEY_A, true);
    ASSERT_TRUE(guest.keyboardSends("1e"));
    for (int round = 0; round < 3; ++round) {
        head->setVisible(false);
        m_session->key(KEY_A, false);
        m_session->key(KEY_A, true);
        head->setVisible(true);
        ASSERT_TRUE(guest.keyboardSends("9e1e")) << "round " << round;
    }
    EXPECT_FALSE(head->takeDamage().isEmpty());
}

TEST_P(ConsoleContract, ClosesSilentlyAndOpensAgain)
{
    ASSERT_TRUE(openedKeypaint(*m_session));
    for (int round = 0; round < 3; ++round) {
        m_session->close();
        EXPECT_EQ(m_session->state(), ConsoleSession::State::Closed);
        EXPECT_TRUE(m_session->closeReason().isCancelled());
        EXPECT_EQ(m_session->transport(), ConsoleTransport::None);
        ConsoleHead *head = openedKeypaint(*m_session);
        ASSERT_TRUE(head) << "round " << round << ": " << qPrintable(m_session->closeReason().detail);
    }
    Keypaint guest(*m_session->heads().first());
    m_session->key(KEY_A, true);
    EXPECT_TRUE(guest.keyboardSends("1e"));
}

TEST_P(ConsoleContract, ClosingAtOnceLeavesTheMachineAlone)
{
    for (int round = 0; round < 4; ++round) {
        m_session->open();
        ASSERT_TRUE(waitUntil([this] {
            return m_session->state() == ConsoleSession::State::Connected;
        })) << "round "
            << round << ": " << qPrintable(m_session->closeReason().detail);
        m_session->close();
    }
    EXPECT_TRUE(openedKeypaint(*m_session)) << qPrintable(m_session->closeReason().detail);
}

TEST_P(ConsoleContract, IsDestroyedWhileItConnects)
{
    m_session->open();
    m_session.reset();
    m_session = make();
    EXPECT_TRUE(openedKeypaint(*m_session)) << "and leaves nothing behind";
}

TEST_P(ConsoleContract, KeepsTheLastPictureWhenTheMachineGoesOff)
{
    ASSERT_TRUE(openedKeypaint(*m_session));
    m_qemu.command(u"quit"_s);
    ASSERT_TRUE(closes(*m_session));
    EXPECT_EQ(m_session->closeReason().code, ErrorCode::ConnectionLost);
    ASSERT_FALSE(m_session->heads().isEmpty());
    EXPECT_EQ(m_session->heads().first()->size(), QSize(720, 400));
    EXPECT_NE(pixel(*m_session->heads().first(), QPoint(32 * 9, 12 * 16 + 15)), 0U);
    m_session->key(KEY_A, true);
    m_session->movePointerBy(QPoint(1, 1));
    m_session->releaseAll();
}

TEST_P(ConsoleContract, ClosesWhenQemuIsKilled)
{
    ASSERT_TRUE(openedKeypaint(*m_session));
    m_qemu.kill();
    ASSERT_TRUE(closes(*m_session));
    EXPECT_EQ(m_session->closeReason().code, ErrorCode::ConnectionLost);
    EXPECT_EQ(m_session->heads().first()->size(), QSize(720, 400));
}

TEST_P(ConsoleContract, ClosesWithTheReasonOfTheHypervisor)
{
    const auto refused = []() -> Task<std::shared_ptr<FileDescriptor>> {
        co_return fail(ErrorCode::InvalidState, {}, u"domain is not running"_s);
    };
    m_session = GetParam().make(refused);
    m_session->open();
    ASSERT_TRUE(closes(*m_session));
    EXPECT_EQ(m_session->closeReason().code, ErrorCode::InvalidState);
}

TEST_P(ConsoleContract, ASecondViewer)
{
    ASSERT_TRUE(openedKeypaint(*m_session));
    const std::unique_ptr<ConsoleSession> second = make();
    ConsoleHead *head = openedKeypaint(*second);
    ASSERT_TRUE(head);
    if (GetParam().secondViewer) {
        ASSERT_TRUE(closes(*m_session));
        EXPECT_EQ(m_session->closeReason().code, *GetParam().secondViewer);
    }
    Keypaint guest(*head);
    second->key(KEY_A, true);
    EXPECT_TRUE(guest.keyboardSends("1e"));
    if (!GetParam().secondViewer) {
        EXPECT_EQ(m_session->state(), ConsoleSession::State::Connected);
        EXPECT_TRUE(Keypaint(*m_session->heads().first()).keyboardSends("1e")) << "both see it";
    }
}

INSTANTIATE_TEST_SUITE_P(
    ,
    ConsoleContract,
    testing::Values(Transport{.name = "DBus",
                              .protocol = u"@dbus-display"_s,
                              .transport = ConsoleTransport::QemuDBus,
                              .make = maker<QemuDBusSession>(),
                              .secondViewer = ErrorCode::TakenOver},
                    Transport{.name = "Spice",
                              .protocol = u"spice"_s,
                              .transport = ConsoleTransport::Spice,
                              .make = maker<SpiceConsoleSession>(SpiceUse::Everything),
                              .secondViewer = ErrorCode::ConnectionLost},
                    Transport{.name = "Vnc", .protocol = u"vnc"_s, .transport = ConsoleTransport::Vnc, .make = maker<VncConsoleSession>()}),
    [](const auto &info) {
        return info.param.name;
    });

} // namespace
} // namespace vitrine::test
