// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The thread between a SPICE server and the library, with a test at both ends.

#include "backends/console/spicedisplaytap.h"
#include "tests/support/await.h"
#include "tests/support/spicemessages.h"

#include <gtest/gtest.h>

#include <array>

#include <poll.h>
#include <sys/socket.h>

using namespace std::chrono_literals;

namespace vitrine::test {
namespace {

constexpr QRgb red = 0xffff0000;

class SpiceDisplayTapTest : public testing::Test
{
protected:
    SpiceDisplayTapTest()
    {
        std::array<int, 2> ends = {-1, -1};
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data());
        server = FileDescriptor(ends[0]);
        library = tapDisplay(FileDescriptor(ends[1]), surface);
        memory.fill(0);
        surface->set({.pixels = memory.bits(), .size = memory.size(), .stride = memory.bytesPerLine()});
    }
    ~SpiceDisplayTapTest() override
    {
        surface->detach();
    }
    void serverSays(const QByteArray &bytes)
    {
        ASSERT_EQ(send(server.get(), bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL), bytes.size());
    }
    /** What comes out at an end, until that much is there. Less: it hung up, or nothing came. */
    static QByteArray readFrom(const FileDescriptor &end, qsizetype count)
    {
        QByteArray bytes;
        std::array<char, 4096> part;
        pollfd ready{.fd = end.get(), .events = POLLIN, .revents = 0};
        while (bytes.size() < count && poll(&ready, 1, 5000) > 0) {
            const ssize_t got = recv(end.get(), part.data(), std::min<size_t>(part.size(), static_cast<size_t>(count - bytes.size())), 0);
            if (got <= 0) {
                break;
            }
            bytes.append(part.data(), got);
        }
        return bytes;
    }

    QObject receiver;
    QRegion told;
    std::shared_ptr<SpiceSurface> surface = std::make_shared<SpiceSurface>(&receiver, [this](const QRegion &region) {
        told += region;
    });
    QImage memory{QSize(64, 64), QImage::Format_RGB32};
    FileDescriptor server;
    FileDescriptor library;
};

TEST_F(SpiceDisplayTapTest, PassesTheGreetingBothWays)
{
    const QByteArray hello("hello");
    ASSERT_EQ(send(library.get(), hello.constData(), static_cast<size_t>(hello.size()), MSG_NOSIGNAL), hello.size());
    EXPECT_EQ(readFrom(server, hello.size()), hello);
    serverSays(spiceGreeting());
    EXPECT_EQ(readFrom(library, spiceGreeting().size()), spiceGreeting());
}

TEST_F(SpiceDisplayTapTest, APictureIsToldWhenTheFrameIsOver)
{
    QImage picture(8, 4, QImage::Format_RGB32);
    picture.fill(red);
    serverSays(spiceGreeting() + SpiceDrawCopy{.at = {10, 20}, .picture = picture}.message());
    EXPECT_TRUE(waitUntil([this] {
        return told.contains(QRect(10, 20, 8, 4));
    }));
    EXPECT_EQ(memory.pixel(10, 20), red);
    EXPECT_EQ(readFrom(library, spiceGreeting().size() + 8).size(), spiceGreeting().size() + 8) << "the library counts it";
}

TEST_F(SpiceDisplayTapTest, WhatAServerSaidLastArrives)
{
    const QByteArray last = spiceMessage(SPICE_MSG_DISPLAY_MARK);
    serverSays(spiceGreeting() + last);
    server.reset();
    EXPECT_EQ(readFrom(library, 10'000), spiceGreeting() + last);
}

TEST_F(SpiceDisplayTapTest, HangsUpWhenTheLibraryDoes)
{
    library.reset();
    EXPECT_TRUE(readFrom(server, 1).isEmpty());
    pollfd ready{.fd = server.get(), .events = POLLIN, .revents = 0};
    EXPECT_EQ(poll(&ready, 1, 0), 1) << "and not for want of time";
}

TEST_F(SpiceDisplayTapTest, AServerThatReadsNoAnswersIsNotListenedTo)
{
    serverSays(spiceGreeting() + spiceMessage(SPICE_MSG_SET_ACK, numbers(quint32(1), quint32(1))));
    QByteArray asking;
    for (int i = 0; i < 1000; ++i) {
        asking += spiceMessage(SPICE_MSG_DISPLAY_MARK); // each wants an answer
    }
    constexpr qsizetype enough = 32 * 1024 * 1024;
    qsizetype sent = 0;
    pollfd ready{.fd = server.get(), .events = POLLOUT, .revents = 0};
    std::array<char, 65536> heard;
    while (sent < enough && poll(&ready, 1, 1000) > 0 && ready.revents == POLLOUT) {
        const qsizetype said = sent % asking.size();
        sent += std::max<ssize_t>(send(server.get(), asking.constData() + said, static_cast<size_t>(asking.size() - said), MSG_DONTWAIT | MSG_NOSIGNAL), 0);
        while (recv(library.get(), heard.data(), heard.size(), MSG_DONTWAIT) > 0) { }
    }
    EXPECT_EQ(ready.revents, 0) << "neither did it hang up";
    EXPECT_LT(sent, enough);
}

} // namespace
} // namespace vitrine::test
