// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/compositesession.h"
#include "backends/console/guestsound.h"
#include "backends/console/localconsolefactory.h"
#include "backends/console/vncconsolesession.h"
#include "tests/support/consoletest.h"
#include "tests/support/fakevncserver.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

constexpr QRgb red = 0xc80a14;
constexpr QRgb green = 0x0ac814;
const QRect whole(0, 0, 64, 48);

constexpr quint8 frameRequest = 3;
constexpr quint8 pointerEvent = 5;
constexpr quint8 cutText = 6;
constexpr quint8 setDesktopSize = 251;
constexpr quint8 qemuEvent = 255;

constexpr qint32 newSize = -223;
constexpr qint32 pointerType = -257;
constexpr qint32 extendedKeys = -258;
constexpr qint32 ledState = -261;
constexpr qint32 extendedDesktopSize = -308;
constexpr qint32 alphaCursor = -314;
constexpr qint32 audio = -259;

Task<std::shared_ptr<FileDescriptor>> giveSocket(FakeVncServer *server)
{
    Result<std::shared_ptr<FileDescriptor>> socket = std::make_shared<FileDescriptor>(server->viewerEnd());
    co_return socket;
}

Task<std::shared_ptr<FileDescriptor>> giveNothing()
{
    co_return fail(ErrorCode::ComponentMissing, u"dbus"_s);
}

int threadsNamed(const QByteArray &name)
{
    int count = 0;
    for (const QString &task : QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(u"/proc/self/task/"_s + task + u"/comm"_s);
        count += file.open(QIODevice::ReadOnly) && file.readAll().trimmed() == name ? 1 : 0;
    }
    return count;
}

class ConsoleVnc : public testing::Test
{
protected:
    /** Opens with a screen of `whole`, all of it red. */
    void SetUp() override
    {
        session.open();
        ASSERT_TRUE(server.greet(whole.size()));
        ASSERT_TRUE(server.readOpening());
        server.send(FakeVncServer::fill(whole, red));
        ASSERT_TRUE(shows(red));
    }
    [[nodiscard]] ConsoleHead &head() const
    {
        return *session.heads().first();
    }
    [[nodiscard]] bool shows(QRgb colour, QPoint at = QPoint(5, 5))
    {
        return waitUntil([&] {
            return session.state() != ConsoleSession::State::Connecting && !session.heads().isEmpty() && pixel(head(), at) == colour;
        });
    }
    [[nodiscard]] bool ends()
    {
        return waitUntil(
            [&] {
                return session.state() == ConsoleSession::State::Closed;
            },
            20'000);
    }
    /** The server shows that it is QEMU's. */
    void becomeQemu()
    {
        server.send(FakeVncServer::update(whole, extendedKeys));
        server.send(FakeVncServer::fill(whole, green));
        ASSERT_TRUE(shows(green));
    }

    FakeVncServer server;
    VncConsoleSession session{[this] {
        return giveSocket(&server);
    }};
};

TEST_F(ConsoleVnc, ShowsWhatIsDrawn)
{
    EXPECT_EQ(session.state(), ConsoleSession::State::Connected);
    EXPECT_EQ(session.transport(), ConsoleTransport::Vnc);
    EXPECT_EQ(head().size(), whole.size());
    std::ignore = head().takeDamage();
    server.send(FakeVncServer::fill(QRect(60, 40, 4, 8), green));
    ASSERT_TRUE(shows(green, QPoint(63, 47)));
    EXPECT_EQ(pixel(head(), QPoint(59, 47)), red);
    EXPECT_TRUE(waitUntil([&] {
        return head().takeDamage().contains(QPoint(63, 47));
    }));
}

TEST_F(ConsoleVnc, OffersWhatQemuHasAndNotWhatLibvncclientMisreads)
{
    for (const qint32 wanted : {pointerType, extendedKeys, ledState, alphaCursor, newSize}) {
        EXPECT_TRUE(server.offeredEncodings().contains(wanted)) << wanted;
    }
    EXPECT_FALSE(server.offeredEncodings().contains(extendedDesktopSize));
}

TEST_F(ConsoleVnc, PointerTypeMayLieBeyondTheEdge)
{
    // As QEMU: x is the answer, the size is that of its own surface, rounded up to 16.
    server.send(FakeVncServer::update(QRect(0, 0, 80, 48), pointerType));
    ASSERT_TRUE(waitUntil([&] {
        return session.pointerMode() == PointerMode::Relative;
    }));
    session.movePointerBy(QPoint(3, -2));
    session.movePointerBy(QPoint(1, 0));
    QCoreApplication::processEvents();
    EXPECT_EQ(server.nextMessage(pointerEvent).toHex(), "050080037ffd") << "moves of one turn are one move";
    server.send(FakeVncServer::update(QRect(1, 0, 80, 48), pointerType));
    ASSERT_TRUE(waitUntil([&] {
        return session.pointerMode() == PointerMode::Absolute;
    }));
    session.movePointerTo(0, QPoint(17, 31));
    session.button(PointerButton::Right, true);
    EXPECT_EQ(server.nextMessage(pointerEvent).toHex(), "05000011001f");
    EXPECT_EQ(server.nextMessage(pointerEvent).toHex(), "05040011001f");
    session.wheel(QPoint(0, -120));
    EXPECT_EQ(server.nextMessage(pointerEvent).toHex(), "05140011001f");
    EXPECT_EQ(server.nextMessage(pointerEvent).toHex(), "05040011001f");
    session.releaseAll();
    EXPECT_EQ(server.nextMessage(pointerEvent).toHex(), "05000011001f");
}

TEST_F(ConsoleVnc, LedsFollow)
{
    server.send(FakeVncServer::update(QRect(0, 0, 1, 1), ledState, QByteArray(1, '\6')));
    EXPECT_TRUE(waitUntil([&] {
        return session.leds() == (KeyboardLed::NumLock | KeyboardLed::CapsLock);
    }));
}

TEST_F(ConsoleVnc, CursorWithAlphaAndHidden)
{
    const QByteArray pixels = QByteArray::fromHex(
        "102030ff"
        "11213180"
        "12223200"
        "132333ff");
    server.send(FakeVncServer::update(QRect(1, 0, 2, 2), alphaCursor, FakeVncServer::big32(0) + pixels));
    ASSERT_TRUE(waitUntil([&] {
        return !head().cursor().image.isNull();
    }));
    EXPECT_EQ(head().cursor().image.pixel(0, 0), 0xff302010U);
    EXPECT_EQ(head().cursor().image.pixel(1, 0), 0x80312111U);
    EXPECT_EQ(head().cursor().hotSpot, QPoint(1, 0));
    server.send(FakeVncServer::update(QRect(0, 0, 0, 0), alphaCursor, FakeVncServer::big32(0)));
    EXPECT_TRUE(waitUntil([&] {
        return !head().cursor().visible;
    }));
}

TEST_F(ConsoleVnc, KeysGoByNumberToQemuOnly)
{
    session.key(KEY_A, true);
    session.key(KEY_A, false);
    session.button(PointerButton::Left, true);
    ASSERT_FALSE(server.nextMessage(pointerEvent).isEmpty()) << "it comes after the keys";
    becomeQemu();
    session.key(KEY_RIGHT, true);
    EXPECT_EQ(server.nextMessage(qemuEvent).toHex(), "ff00000100000000000000cd") << "and nothing of the key before";
    session.releaseAll();
    EXPECT_EQ(server.nextMessage(qemuEvent).toHex(), "ff00000000000000000000cd");
}

TEST_F(ConsoleVnc, SizesGoToQemuOnly)
{
    EXPECT_FALSE(head().requestSize(QSize(800, 600), {}));
    EXPECT_FALSE(session.takesSizes());
    becomeQemu();
    EXPECT_TRUE(waitUntil([&] {
        return head().requestSize(QSize(800, 600), {});
    }));
    EXPECT_TRUE(session.takesSizes());
    EXPECT_EQ(server.nextMessage(setDesktopSize).toHex(),
              "fb00032002580100"
              "00000000"
              "00000000"
              "03200258"
              "00000000");
}

TEST_F(ConsoleVnc, HiddenHeadAsksForNoFrames)
{
    ASSERT_EQ(server.nextMessage(frameRequest).size(), 10) << "after the first picture";
    head().setVisible(false);
    session.movePointerTo(0, QPoint(1, 1));
    QCoreApplication::processEvents();
    ASSERT_FALSE(server.nextMessage(pointerEvent).isEmpty()) << "now it knows";
    server.send(FakeVncServer::fill(whole, green));
    ASSERT_TRUE(shows(green));
    session.movePointerTo(0, QPoint(2, 2));
    QCoreApplication::processEvents();
    EXPECT_EQ(server.nextMessage().toHex(), "050000020002") << "no request in between";
    head().setVisible(true);
    EXPECT_EQ(server.nextMessage().toHex(), "03000000000000400030") << "a whole frame";
}

TEST_F(ConsoleVnc, OldPictureStaysUntilTheNewSizeIsDrawn)
{
    server.send(FakeVncServer::update(QRect(0, 0, 96, 80), newSize));
    QByteArray request;
    do {
        request = server.nextMessage(frameRequest);
    } while (!request.isEmpty() && request.toHex() != "03000000000000600050");
    ASSERT_FALSE(request.isEmpty());
    EXPECT_EQ(head().size(), whole.size());
    EXPECT_EQ(pixel(head(), QPoint(5, 5)), red);
    server.send(FakeVncServer::fill(QRect(0, 0, 96, 80), green));
    ASSERT_TRUE(shows(green, QPoint(95, 79)));
    EXPECT_EQ(head().size(), QSize(96, 80));
}

QByteArray serverText(const QByteArray &body)
{
    return QByteArray::fromHex("03000000") + FakeVncServer::big32(-body.size()) + body;
}

TEST_F(ConsoleVnc, ClipboardBothWays)
{
    GuestClipboard *clipboard = session.clipboard();
    ASSERT_FALSE(clipboard->isAvailable());
    server.send(serverText(QByteArray::fromHex("1f000001"))); // capabilities
    ASSERT_TRUE(waitUntil([&] {
        return clipboard->isAvailable();
    }));
    ASSERT_EQ(server.nextMessage(cutText).size(), 16) << "its own capabilities";

    server.send(serverText(QByteArray::fromHex("08000001"))); // the guest has text
    const QString type = u"text/plain;charset=utf-8"_s;
    ASSERT_TRUE(waitUntil([&] {
        return clipboard->guestOffer(ClipboardSelection::Clipboard) == QStringList{type};
    }));
    auto fetched = clipboard->fetch(ClipboardSelection::Clipboard, type, 100);
    ASSERT_EQ(server.nextMessage(cutText).toHex(), "06000000fffffffc02000001") << "asks";
    const QByteArray text = "gr\xc3\xbc\xc3\x9f dich";
    server.send(serverText(QByteArray::fromHex("10000001") + qCompress(FakeVncServer::big32(text.size() + 1) + text + '\0').sliced(4)));
    EXPECT_EQ(QCoro::waitFor(std::move(fetched)).value_or("nothing"), text);

    QList<quint64> requests;
    QObject::connect(clipboard, &GuestClipboard::dataRequested, &session, [&](quint64 request) {
        requests.append(request);
    });
    clipboard->offer(ClipboardSelection::Clipboard, {type});
    ASSERT_EQ(server.nextMessage(cutText).toHex(), "06000000fffffffc08000001");
    server.send(serverText(QByteArray::fromHex("02000001"))); // asks for it
    ASSERT_TRUE(waitUntil([&] {
        return requests.size() == 1;
    }));
    clipboard->answer(requests.first(), "host");
    const QByteArray given = server.nextMessage(cutText);
    EXPECT_EQ(qUncompress(FakeVncServer::big32(100) + given.sliced(12)), FakeVncServer::big32(4) + "host");
}

TEST_F(ConsoleVnc, HugeAndMalformedTextIsDropped)
{
    constexpr qsizetype huge = 40 * 1024 * 1024;
    server.send(QByteArray::fromHex("03000000") + FakeVncServer::big32(-huge) + QByteArray(huge, 'x'));
    server.send(QByteArray::fromHex("03000000") + FakeVncServer::big32(huge) + QByteArray(huge, 'x'));
    // A small message that inflates to more than any text may have.
    server.send(serverText(QByteArray::fromHex("10000001") + qCompress(QByteArray(huge, '\0')).sliced(4)));
    server.send(serverText(QByteArray::fromHex("10000001") + "no zlib at all"));
    server.send(FakeVncServer::fill(whole, green));
    EXPECT_TRUE(shows(green)) << "it goes on";
}

TEST_F(ConsoleVnc, SoundIsAskedForWhereItIsOffered)
{
    GuestSound &sound = *session.sound();
    server.send(FakeVncServer::update(whole, audio));
    EXPECT_EQ(server.nextMessage(qemuEvent).toHex(), "ff01000203020000ac44") << "two channels of signed 16 bits, 44100 a second";
    EXPECT_EQ(server.nextMessage(qemuEvent).toHex(), "ff010000") << "on";
    EXPECT_FALSE(sound.isPlaying());
    EXPECT_FALSE(sound.hasMicrophone());
    const QByteArray begin = QByteArray::fromHex("ff010001");
    const QByteArray samples = QByteArray::fromHex("ff010002") + FakeVncServer::big32(40'000) + QByteArray(40'000, 's');
    const QByteArray end = QByteArray::fromHex("ff010000");
    server.send(begin + samples);
    server.send(FakeVncServer::fill(whole, green));
    EXPECT_TRUE(shows(green)) << "the stream goes on behind the sound";
    EXPECT_TRUE(waitUntil([&] {
        return sound.isPlaying();
    }));
    server.send(end);
    EXPECT_TRUE(waitUntil([&] {
        return !sound.isPlaying();
    }));
    EXPECT_EQ(session.state(), ConsoleSession::State::Connected) << "without a sound server it is silent, and no error";
    server.send(begin);
    EXPECT_TRUE(waitUntil([&] {
        return sound.isPlaying();
    }));
    session.close();
    EXPECT_FALSE(sound.isPlaying());
}

TEST_F(ConsoleVnc, MessagesOfQemusThatNobodyKnowsEndIt)
{
    server.send(QByteArray::fromHex("ff070000"));
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::Protocol);
}

TEST_F(ConsoleVnc, FloodOfSmallNewsIsGathered)
{
    int changes = 0;
    QObject::connect(&session, &ConsoleSession::ledsChanged, &session, [&] {
        ++changes;
    });
    constexpr int count = 20'000;
    QByteArray flood = QByteArray(2, '\0') + FakeVncServer::big16(count);
    for (int i = 0; i < count; ++i) {
        flood += FakeVncServer::update(QRect(0, 0, 1, 1), ledState, QByteArray(1, static_cast<char>(i % 7))).sliced(4);
    }
    server.send(flood);
    server.send(FakeVncServer::fill(whole, green));
    ASSERT_TRUE(shows(green));
    EXPECT_LT(changes, count / 10);
}

TEST_F(ConsoleVnc, AbsurdRectanglesEndIt)
{
    server.send(FakeVncServer::update(QRect(60, 0, 4000, 48), 0));
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::Protocol);
    ASSERT_FALSE(session.heads().isEmpty()) << "the last picture stays";
    EXPECT_EQ(pixel(head(), QPoint(5, 5)), red);
}

TEST_F(ConsoleVnc, AbsurdSizesEndIt)
{
    for (const QSize size : {QSize(65535, 65535), QSize(0, 48), QSize(8193, 1)}) {
        server.send(FakeVncServer::update(QRect(QPoint(0, 0), size), newSize));
        ASSERT_TRUE(ends());
        EXPECT_EQ(session.closeReason().code, ErrorCode::Protocol) << size.width();
        session.open();
        ASSERT_TRUE(server.greet(whole.size()) && server.readOpening());
        server.send(FakeVncServer::fill(whole, red));
        ASSERT_TRUE(shows(red));
    }
}

TEST_F(ConsoleVnc, AbsurdCursorsEndIt)
{
    server.send(FakeVncServer::update(QRect(0, 0, 40, 4000), alphaCursor, FakeVncServer::big32(0)));
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::Protocol);
}

TEST_F(ConsoleVnc, ServerThatStopsInTheMiddleIsGivenUp)
{
    server.send(FakeVncServer::fill(whole, green).first(500));
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::Timeout);
}

TEST_F(ConsoleVnc, ServerEnds)
{
    server.hangUp();
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::ConnectionLost);
    EXPECT_EQ(pixel(head(), QPoint(5, 5)), red) << "the last picture stays";
}

TEST_F(ConsoleVnc, ClosingInTheMiddleOfAMessageTakesNoTimeAndLeavesNoThread)
{
    server.send(FakeVncServer::fill(whole, green).first(500));
    ASSERT_EQ(threadsNamed("vitrine-vnc"), 1);
    QElapsedTimer clock;
    clock.start();
    session.close();
    EXPECT_LT(clock.elapsed(), 100);
    EXPECT_EQ(session.state(), ConsoleSession::State::Closed);
    EXPECT_TRUE(session.closeReason().isCancelled());
    EXPECT_TRUE(waitUntil([] {
        return threadsNamed("vitrine-vnc") == 0;
    }));
}

class ConsoleVncOpening : public ConsoleVnc
{
protected:
    void SetUp() override
    {
        session.open();
    }
    [[nodiscard]] bool versions()
    {
        server.send("RFB 003.008\n");
        return server.read(12).size() == 12;
    }
};

TEST(ConsoleVncCompanion, GivesSoundAndClipboardAndAsksForNoFrames)
{
    FakeVncServer server;
    VncConsoleSession session(
        [&server] {
            return giveSocket(&server);
        },
        VncUse::Companion);
    session.open();
    ASSERT_TRUE(server.greet(whole.size()));
    ASSERT_TRUE(server.readOpening());
    server.send(FakeVncServer::fill(whole, red));
    server.send(FakeVncServer::update(whole, audio));
    QByteArray message = server.nextMessage();
    while (!message.isEmpty() && quint8(message[0]) != qemuEvent) {
        EXPECT_NE(quint8(message[0]), frameRequest);
        message = server.nextMessage();
    }
    EXPECT_FALSE(message.isEmpty());
    EXPECT_TRUE(session.sound());
    EXPECT_TRUE(session.clipboard());
}

TEST_F(ConsoleVncOpening, PasswordIsAsked)
{
    ASSERT_TRUE(versions());
    server.send(QByteArray::fromHex("0102"));
    ASSERT_EQ(server.read(1).toHex(), "02");
    server.send(QByteArray(16, 'c'));
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::AuthenticationFailed);
}

TEST_F(ConsoleVncOpening, OnlySecurityThatNeedsAnAccount)
{
    ASSERT_TRUE(versions());
    server.send(QByteArray::fromHex("021314")); // VeNCrypt, SASL
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::AuthenticationFailed);
}

TEST_F(ConsoleVncOpening, RefusedWithAReason)
{
    ASSERT_TRUE(versions());
    server.send(QByteArray(1, '\0') + FakeVncServer::big32(4) + "full");
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::ConnectionFailed);
    EXPECT_TRUE(session.closeReason().detail.contains(u"full"_s)) << qPrintable(session.closeReason().detail);
}

TEST_F(ConsoleVncOpening, NoVncServer)
{
    server.send("HTTP/1.1 400 Bad Request\r\n");
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::Protocol);
}

TEST_F(ConsoleVncOpening, ScreenTooLarge)
{
    ASSERT_TRUE(server.greet(QSize(65535, 65535)));
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::Protocol);
}

TEST_F(ConsoleVncOpening, ServerSaysNothing)
{
    ASSERT_TRUE(ends());
    EXPECT_EQ(session.closeReason().code, ErrorCode::Timeout);
}

TEST(ConsoleVncFall, ComesAfterWhatCanNotBeOpened)
{
    FakeVncServer server;
    const auto vnc = [&](const DescriptorProvider &provider) {
        return CompositeSession::Screen{.make = [provider] {
            return std::make_unique<VncConsoleSession>(provider);
        }};
    };
    CompositeSession session({.screens = {vnc(&giveNothing), vnc([&] {
                                              return giveSocket(&server);
                                          })}});
    QList<Error> notices;
    QObject::connect(&session, &ConsoleSession::notice, &session, [&](const TransportFall &fall) {
        notices.append(fall.reason);
    });
    session.open();
    ASSERT_TRUE(server.greet(whole.size()));
    ASSERT_TRUE(waitUntil([&] {
        return session.state() == ConsoleSession::State::Connected;
    }));
    EXPECT_EQ(session.transport(), ConsoleTransport::Vnc);
    ASSERT_EQ(notices.size(), 1);
    EXPECT_EQ(notices.first().code, ErrorCode::ComponentMissing);
    server.hangUp();
    ASSERT_TRUE(waitUntil([&] {
        return session.state() == ConsoleSession::State::Closed;
    }));
    EXPECT_EQ(session.closeReason().code, ErrorCode::ConnectionLost);
}

TEST(ConsoleFactory, TransportsBestFirst)
{
    const LocalConsoleFactory factory([](const QString &) -> ConsoleRole * {
        return nullptr;
    });
    const MachineId machine{.connection = u"qemu:///session"_s};
    MachineDetails details;
    EXPECT_TRUE(factory.available(machine, details).isEmpty());
    details.graphics = {{.type = u"vnc"_s}, {.type = u"dbus"_s}, {.type = u"spice"_s}};
    EXPECT_EQ(factory.available(machine, details), (QList{ConsoleTransport::Spice, ConsoleTransport::Vnc})) << "D-Bus over a bus can't be opened";
    details.graphics[1].peerToPeer = true;
    EXPECT_EQ(factory.available(machine, details), (QList{ConsoleTransport::QemuDBus, ConsoleTransport::Spice, ConsoleTransport::Vnc}));
}

TEST(ConsoleFactory, WhatAGraphicsProcessorDrawsIsNotShownAndToldSo)
{
    LocalConsoleFactory factory([](const QString &) -> ConsoleRole * {
        return nullptr;
    });
    const MachineId machine{.connection = u"qemu:///session"_s};
    MachineDetails details;
    details.graphics = {{.type = u"spice"_s, .openGl = true}, {.type = u"vnc"_s}};
    EXPECT_EQ(factory.available(machine, details), (QList{ConsoleTransport::Vnc})) << "a plain card is drawn for both";
    details.acceleration3d = true;
    EXPECT_TRUE(factory.available(machine, details).isEmpty()) << "what is drawn in 3D goes one way only";
    const auto session = factory.create(machine, details, ConsoleTransport::None);
    session->open();
    EXPECT_EQ(session->closeReason().code, ErrorCode::DrawnByGpu);
    details.graphics = {{.type = u"spice"_s}, {.type = u"egl-headless"_s}};
    EXPECT_EQ(factory.available(machine, details), (QList{ConsoleTransport::Spice}));
}

} // namespace
} // namespace vitrine::test
