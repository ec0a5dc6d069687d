// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/compositesession.h"
#include "backends/console/headarrangement.h"
#include "backends/console/scriptedconsolesession.h"
#include "backends/console/scriptedservices.h"
#include "tests/support/consoletest.h"

#include <QCoroTimer>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using testing::ElementsAre;
using testing::IsEmpty;

namespace vitrine {

void PrintTo(const HeadRequest &request, std::ostream *out)
{
    *out << request.head << ": " << request.pixels.width() << 'x' << request.pixels.height();
}

namespace test {
namespace {

const Error lost{.code = ErrorCode::ConnectionLost};

/** A transport that does what the test says. */
class Part : public ScriptedConsoleSession
{
public:
    using ScriptedConsoleSession::ScriptedConsoleSession;
    bool requestHeads(const QList<HeadRequest> &heads) override
    {
        requests.append(heads);
        return agentConnected();
    }
    QList<QList<HeadRequest>> requests;
};

Task<QImage> picture(QRgb colour)
{
    QImage image(64, 32, QImage::Format_RGB32);
    image.fill(colour);
    co_await QCoro::sleepFor(std::chrono::milliseconds(0));
    co_return image;
}

Task<QImage> failure(Error why)
{
    co_return fail(why);
}

class CompositeSessionTest : public testing::Test
{
protected:
    /** Makes a part and remembers it: the last one made under that name. */
    CompositeSession::Maker maker(Part *&place, ScriptedConsoleSession::Opening opening)
    {
        return [&place, opening] {
            auto part = std::make_unique<Part>(opening);
            place = part.get();
            return part;
        };
    }
    CompositeSession::Makers all()
    {
        const auto fast = maker(m_fast, [this] {
            return m_fastFailure ? failure(*m_fastFailure) : picture(0xff0000);
        });
        const auto full = maker(m_full, [this] {
            return m_fullFailure ? failure(*m_fullFailure) : picture(0x0000ff);
        });
        return {.screens = {{.make = fast, .withCompanion = true, .transport = ConsoleTransport::QemuDBus}, {.make = full}},
                .companion = maker(m_companion, {})};
    }
    void connectTo(CompositeSession &session)
    {
        QObject::connect(&session, &ConsoleSession::notice, &session, [this](const TransportFall &fall) {
            m_notices.append(fall.reason);
            m_lastFall = fall;
        });
        session.open();
        ASSERT_TRUE(waitUntil([&] {
            return session.state() != ConsoleSession::State::Connecting;
        }));
    }

    Part *m_fast = nullptr;
    Part *m_companion = nullptr;
    Part *m_full = nullptr;
    std::optional<Error> m_fastFailure;
    std::optional<Error> m_fullFailure;
    QList<Error> m_notices;
    TransportFall m_lastFall;
};

TEST_F(CompositeSessionTest, ShowsTheFastOneWithACompanionBeside)
{
    CompositeSession session(all());
    connectTo(session);
    ASSERT_EQ(session.state(), ConsoleSession::State::Connected);
    ASSERT_EQ(session.heads().size(), 1);
    EXPECT_EQ(pixel(*session.heads().first(), QPoint(1, 1)), 0xff0000U);
    ASSERT_TRUE(m_companion);
    EXPECT_FALSE(m_full) << "nothing opens that nobody needs";
    EXPECT_THAT(m_notices, IsEmpty());
}

TEST_F(CompositeSessionTest, InputGoesToTheFastOneOnly)
{
    CompositeSession session(all());
    connectTo(session);
    session.key(30, true);
    session.wheel(QPoint(0, 120));
    EXPECT_EQ(m_fast->inputs().size(), 2U);
    EXPECT_TRUE(m_companion->inputs().empty());
}

TEST_F(CompositeSessionTest, FallsWhenTheFastOneDoesNotOpen)
{
    m_fastFailure = lost;
    CompositeSession session(all());
    connectTo(session);
    ASSERT_EQ(session.state(), ConsoleSession::State::Connected);
    EXPECT_EQ(pixel(*session.heads().first(), QPoint(1, 1)), 0x0000ffU);
    EXPECT_THAT(m_notices, ElementsAre(lost));
    EXPECT_EQ(m_lastFall.from, ConsoleTransport::QemuDBus);
    EXPECT_FALSE(m_lastFall.hadOpened);
    EXPECT_FALSE(m_companion) << "the full one has all";
}

TEST_F(CompositeSessionTest, FallsWhenTheFastOneDiesAndKeepsThePictureMeanwhile)
{
    CompositeSession session(all());
    connectTo(session);
    QList<ConsoleSession::State> states;
    QObject::connect(&session, &ConsoleSession::stateChanged, &session, [&] {
        states.append(session.state());
    });
    m_fast->fail(lost);
    EXPECT_EQ(session.state(), ConsoleSession::State::Connecting);
    ASSERT_FALSE(session.heads().isEmpty());
    EXPECT_EQ(pixel(*session.heads().first(), QPoint(1, 1)), 0xff0000U) << "the last picture";
    ASSERT_TRUE(waitUntil([&] {
        return session.state() == ConsoleSession::State::Connected;
    }));
    EXPECT_EQ(pixel(*session.heads().first(), QPoint(1, 1)), 0x0000ffU);
    EXPECT_THAT(states, ElementsAre(ConsoleSession::State::Connecting, ConsoleSession::State::Connected));
    EXPECT_THAT(m_notices, ElementsAre(lost));
    EXPECT_TRUE(m_lastFall.hadOpened);
    EXPECT_EQ(m_companion->state(), ConsoleSession::State::Closed) << "two SPICE viewers would throw each other out";
}

TEST_F(CompositeSessionTest, TheFirstCauseTellsWhenNothingIsLeft)
{
    m_fastFailure = Error{.code = ErrorCode::Protocol};
    m_fullFailure = lost;
    CompositeSession session(all());
    connectTo(session);
    EXPECT_EQ(session.state(), ConsoleSession::State::Closed);
    EXPECT_EQ(session.closeReason().code, ErrorCode::Protocol);
    EXPECT_THAT(m_notices, IsEmpty());
}

TEST_F(CompositeSessionTest, ATakeOverIsNoReasonToFall)
{
    CompositeSession session(all());
    connectTo(session);
    m_fast->fail({.code = ErrorCode::TakenOver});
    EXPECT_EQ(session.state(), ConsoleSession::State::Closed);
    EXPECT_EQ(session.closeReason().code, ErrorCode::TakenOver);
    EXPECT_FALSE(m_full);
}

TEST_F(CompositeSessionTest, AMachineThatIsOffClosesSilently)
{
    m_fastFailure = Error{.code = ErrorCode::InvalidState};
    CompositeSession session(all());
    connectTo(session);
    EXPECT_EQ(session.state(), ConsoleSession::State::Closed);
    EXPECT_TRUE(session.closeReason().isCancelled());
    EXPECT_FALSE(m_full);
}

TEST_F(CompositeSessionTest, WithoutAnyTransportItIsNotSupported)
{
    CompositeSession session({});
    connectTo(session);
    EXPECT_EQ(session.closeReason().code, ErrorCode::NotSupported);
}

TEST_F(CompositeSessionTest, TriesEachTransportOncePerOpening)
{
    CompositeSession session(all());
    connectTo(session);
    m_fast->fail(lost);
    ASSERT_TRUE(waitUntil([&] {
        return session.state() == ConsoleSession::State::Connected;
    }));
    m_full->fail({.code = ErrorCode::Timeout});
    EXPECT_EQ(session.state(), ConsoleSession::State::Closed);
    EXPECT_EQ(session.closeReason().code, ErrorCode::Timeout);
    // And starts with the best one again.
    connectTo(session);
    ASSERT_EQ(session.state(), ConsoleSession::State::Connected);
    EXPECT_EQ(pixel(*session.heads().first(), QPoint(1, 1)), 0xff0000U);
}

TEST_F(CompositeSessionTest, ServicesAreTheCompanionsAndGoWithIt)
{
    CompositeSession session(all());
    int changes = 0;
    QObject::connect(&session, &ConsoleSession::servicesChanged, &session, [&] {
        ++changes;
    });
    connectTo(session);
    EXPECT_FALSE(session.clipboard());
    const int before = changes;
    m_companion->setServices(std::make_unique<ScriptedServices>());
    EXPECT_GT(changes, before);
    EXPECT_EQ(session.clipboard(), m_companion->clipboard());
    EXPECT_EQ(session.files(), m_companion->files());
    EXPECT_EQ(session.sound(), m_companion->sound());
    EXPECT_EQ(session.usb(), m_companion->usb());
    ASSERT_TRUE(session.clipboard());
    m_fast->fail(lost);
    ASSERT_TRUE(waitUntil([&] {
        return session.state() == ConsoleSession::State::Connected;
    }));
    EXPECT_FALSE(session.clipboard()) << "the full one has none here";
}

TEST_F(CompositeSessionTest, TheCompanionsEndLeavesTheScreen)
{
    CompositeSession session(all());
    connectTo(session);
    m_companion->setAgentConnected(true);
    EXPECT_TRUE(session.agentConnected());
    m_companion->fail(lost);
    EXPECT_EQ(session.state(), ConsoleSession::State::Connected);
    EXPECT_THAT(m_notices, IsEmpty());
    EXPECT_TRUE(session.areServicesLost());
    session.reopenServices();
    EXPECT_TRUE(waitUntil([this] {
        return m_companion->state() == ConsoleSession::State::Connected;
    }));
    EXPECT_FALSE(session.areServicesLost());
    m_companion->fail(lost);
    session.close();
    EXPECT_FALSE(session.areServicesLost()) << "nothing is";
}

TEST_F(CompositeSessionTest, AnotherSizeIsAskedOfTheAgentElseOfTheFastOne)
{
    CompositeSession session(all());
    connectTo(session);
    ConsoleHead *head = session.heads().first();
    EXPECT_FALSE(session.takesSizes()) << "this fast one takes none by itself";
    EXPECT_TRUE(head->requestSize(QSize(800, 600), {}));
    EXPECT_EQ(m_fast->head(0)->requestedSize(), QSize(800, 600));
    m_companion->setAgentConnected(true);
    m_companion->requests.clear();
    EXPECT_TRUE(session.takesSizes());
    EXPECT_TRUE(head->requestSize(QSize(1000, 700), QSize(300, 200)));
    EXPECT_EQ(m_fast->head(0)->requestedSize(), QSize(800, 600)) << "once is enough";
    const HeadRequest wanted{.head = 0, .pixels = QSize(1000, 700), .millimetres = QSize(300, 200)};
    EXPECT_THAT(m_companion->requests, ElementsAre(ElementsAre(wanted)));
}

TEST_F(CompositeSessionTest, TheAgentHearsOfAllScreens)
{
    CompositeSession session(all());
    connectTo(session);
    m_companion->setAgentConnected(true);
    m_fast->setHeadCount(2);
    QImage second(100, 50, QImage::Format_RGB32);
    second.fill(Qt::green);
    m_fast->head(1)->setPicture(second);
    ASSERT_EQ(session.heads().size(), 2);
    m_companion->requests.clear();
    EXPECT_TRUE(session.heads().at(0)->requestSize(QSize(320, 200), {}));
    ASSERT_TRUE(waitUntil([&] {
        return !m_companion->requests.isEmpty();
    }));
    const HeadRequest first{.head = 0, .pixels = QSize(320, 200), .millimetres = {}};
    const HeadRequest other{.head = 1, .pixels = QSize(100, 50), .millimetres = {}};
    EXPECT_THAT(m_companion->requests.last(), ElementsAre(first, other)) << "one that is not named goes off";
    EXPECT_TRUE(session.setHeadEnabled(1, false));
    EXPECT_THAT(m_companion->requests.last(), ElementsAre(first));
    EXPECT_TRUE(session.setHeadEnabled(1, true));
    EXPECT_EQ(m_companion->requests.last().size(), 2);
}

TEST_F(CompositeSessionTest, ScreensThatAreResizedTogetherAreOneWish)
{
    CompositeSession session(all());
    connectTo(session);
    m_companion->setAgentConnected(true);
    m_fast->setHeadCount(2);
    ASSERT_EQ(session.heads().size(), 2);
    m_companion->requests.clear();
    EXPECT_TRUE(session.heads().at(0)->requestSize(QSize(320, 200), {}));
    EXPECT_TRUE(session.heads().at(1)->requestSize(QSize(640, 480), {}));
    ASSERT_TRUE(waitUntil([&] {
        return !m_companion->requests.isEmpty();
    }));
    const HeadRequest first{.head = 0, .pixels = QSize(320, 200), .millimetres = {}};
    const HeadRequest second{.head = 1, .pixels = QSize(640, 480), .millimetres = {}};
    EXPECT_THAT(m_companion->requests, ElementsAre(ElementsAre(first, second))) << "a Linux guest may miss the second of two";
}

TEST_F(CompositeSessionTest, HeadsThatStayKeepTheirAddress)
{
    CompositeSession session(all());
    connectTo(session);
    ConsoleHead *first = session.heads().first();
    m_fast->setHeadCount(2);
    ASSERT_EQ(session.heads().size(), 2);
    EXPECT_EQ(session.heads().first(), first);
    m_fast->setHeadCount(1);
    EXPECT_EQ(session.heads(), QList<ConsoleHead *>{first});
}

TEST_F(CompositeSessionTest, AHeadThatHasJustGoneMayOutliveTheSession)
{
    auto session = std::make_unique<CompositeSession>(all());
    connectTo(*session);
    m_companion->setAgentConnected(true);
    m_fast->setHeadCount(2);
    ASSERT_TRUE(session->setHeadEnabled(1, false));
    const QPointer<ConsoleHead> second = session->heads().at(1);
    m_fast->setHeadCount(1);
    ASSERT_TRUE(second) << "deleted later";
    EXPECT_FALSE(second->disconnect(session.get())) << "it still tells the session";
    session.reset();
}

TEST_F(CompositeSessionTest, CloseEndsAllPartsAndIsSilent)
{
    CompositeSession session(all());
    connectTo(session);
    session.close();
    EXPECT_EQ(session.state(), ConsoleSession::State::Closed);
    EXPECT_TRUE(session.closeReason().isCancelled());
    EXPECT_EQ(m_fast->state(), ConsoleSession::State::Closed);
    EXPECT_EQ(m_companion->state(), ConsoleSession::State::Closed);
}

TEST(HeadArrangementTest, AWishHoldsUntilTheGuestFollows)
{
    HeadArrangement wishes;
    const QList<HeadRequest> now{{.head = 0, .pixels = QSize(800, 600)}, {.head = 1, .pixels = QSize(640, 480)}};
    std::ignore = wishes.resized(now, {.head = 0, .pixels = QSize(1000, 700)});
    const QList<HeadRequest> both = wishes.resized(now, {.head = 1, .pixels = QSize(1280, 800)});
    ASSERT_EQ(both.size(), 2);
    EXPECT_EQ(both.at(0).pixels, QSize(1000, 700)) << "not the size it still has";
    wishes.settled(0);
    EXPECT_EQ(wishes.resized(now, {.head = 1, .pixels = QSize(1280, 800)}).at(0).pixels, QSize(800, 600));
}

TEST(HeadArrangementTest, AScreenThatComesOnIsAsLargeAsTheFirst)
{
    HeadArrangement wishes;
    const QList<HeadRequest> on = wishes.switched({{.head = 0, .pixels = QSize(800, 600)}}, 1, true);
    ASSERT_EQ(on.size(), 2);
    EXPECT_EQ(on.at(1).head, 1);
    EXPECT_EQ(on.at(1).pixels, QSize(800, 600));
    EXPECT_EQ(wishes.switched(on, 1, false).size(), 1);
}

} // namespace
} // namespace test
} // namespace vitrine
