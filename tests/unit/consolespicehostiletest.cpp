// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A SPICE server that means harm, or has gone mad: the session ends with a reason and can be opened again.

#include "backends/console/spiceconsolesession.h"
#include "tests/support/consoletest.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vitrine::test {
namespace {

QByteArray number(quint64 value, int bytes)
{
    return QByteArray(reinterpret_cast<const char *>(&value), bytes);
}

/** The server's end of one channel's socket, on a thread of its own. */
class Peer
{
public:
    explicit Peer(int socket)
        : m_socket(socket)
    {
    }
    /** Empty when the client hung up, or sent nothing for a while. */
    QByteArray read(qsizetype count)
    {
        QByteArray data;
        while (data.size() < count) {
            pollfd poll = {.fd = m_socket.get(), .events = POLLIN, .revents = 0};
            std::array<char, 1024> buffer;
            const size_t wanted = std::min<size_t>(buffer.size(), count - data.size());
            const ssize_t got = ::poll(&poll, 1, 5000) == 1 ? ::read(m_socket.get(), buffer.data(), wanted) : 0;
            if (got <= 0) {
                return {};
            }
            data.append(buffer.data(), got);
        }
        return data;
    }
    void write(const QByteArray &data)
    {
        for (qsizetype at = 0; at < data.size();) {
            const ssize_t sent = ::send(m_socket.get(), data.constData() + at, data.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) {
                return;
            }
            at += sent;
        }
    }
    void hangUp()
    {
        ::shutdown(m_socket.get(), SHUT_RDWR);
    }
    /** Until the client hangs up. */
    void keepSilent()
    {
        char byte = 0;
        while (::read(m_socket.get(), &byte, 1) == 1) { }
    }
    void readLink()
    {
        const QByteArray header = read(16);
        if (header.size() == 16) {
            read(*reinterpret_cast<const quint32 *>(header.constData() + 12));
        }
    }
    /** Answers as a server should, up to the point where messages (with short headers) begin. */
    void link()
    {
        readLink();
        write(linkReply(0, publicKey()));
        read(128); // the encrypted ticket: there is none
        write(number(0, 4));
    }
    void message(quint16 type, const QByteArray &body)
    {
        write(number(type, 2) + number(body.size(), 4) + body);
    }
    static QByteArray linkReply(quint32 error, const QByteArray &key)
    {
        constexpr quint32 miniHeader = 1 << 3;
        const QByteArray body = number(error, 4) + key + number(1, 4) + number(0, 4) + number(178, 4) + number(miniHeader, 4);
        return "REDQ" + number(2, 4) + number(2, 4) + number(body.size(), 4) + body;
    }
    static QByteArray publicKey()
    {
        return QByteArray::fromBase64(
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDMRyz+UrRrILEi8vsRn1zRCyKO91ShrvMcSJebK202zJtS0JaS3GAzAp8aykDH2jxS0jQlXaI+4xMHmZJ7qHKcyN5iZaIhYj2Pki"
            "yeGG8xEtqhjVkijUc/I6AWOJPYNNoixR1jN5My6fXaPw/HoMAkhaxvO5jvqU78oujBTslDzQIDAQAB");
    }

private:
    FileDescriptor m_socket;
};

using Script = std::function<void(Peer &)>;

/** Gives each channel a socket with the script at its other end. */
class HostileServer
{
public:
    explicit HostileServer(Script script)
        : m_script(std::move(script))
    {
    }
    ~HostileServer()
    {
        for (const auto &peer : m_peers) {
            peer->hangUp(); // the library does so on a later turn of the event loop
        }
        for (std::thread &thread : m_threads) {
            thread.join();
        }
    }
    HostileServer(const HostileServer &) = delete;
    HostileServer &operator=(const HostileServer &) = delete;

    DescriptorProvider provider()
    {
        return [this]() -> Task<std::shared_ptr<FileDescriptor>> {
            return give(this);
        };
    }

private:
    static Task<std::shared_ptr<FileDescriptor>> give(HostileServer *self)
    {
        std::array<int, 2> ends = {-1, -1};
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data());
        const auto peer = std::make_shared<Peer>(ends[1]);
        self->m_peers.push_back(peer);
        self->m_threads.emplace_back([script = self->m_script, peer] {
            script(*peer);
            peer->hangUp();
        });
        Result<std::shared_ptr<FileDescriptor>> result = std::make_shared<FileDescriptor>(ends[0]);
        co_return result;
    }

    Script m_script;
    std::vector<std::shared_ptr<Peer>> m_peers;
    std::vector<std::thread> m_threads;
};

constexpr quint16 mainInit = 103;
constexpr quint16 channelsList = 104;

QByteArray initBody()
{
    // session, display hint, mouse modes, mouse mode, agent, agent tokens, time, RAM hint
    return number(7, 4) + number(1, 4) + number(3, 4) + number(2, 4) + number(0, 4) + number(10, 4) + number(0, 4) + number(0, 4);
}

struct Case {
    const char *name;
    Script script;
    std::vector<ErrorCode> reasons;
};

void PrintTo(const Case &tried, std::ostream *out)
{
    *out << tried.name;
}

class ConsoleSpiceHostile : public testing::TestWithParam<Case>
{
};

TEST_P(ConsoleSpiceHostile, EndsWithAReasonAndOpensAgain)
{
    HostileServer server(GetParam().script);
    SpiceConsoleSession session(server.provider(), SpiceUse::Everything);
    const bool slow = GetParam().reasons.front() == ErrorCode::Timeout;
    for (int round = 0; round < (slow ? 1 : 2); ++round) {
        session.open();
        ASSERT_TRUE(waitUntil(
            [&] {
                return session.state() == ConsoleSession::State::Closed;
            },
            20'000));
        EXPECT_TRUE(std::ranges::contains(GetParam().reasons, session.closeReason().code))
            << "code " << static_cast<int>(session.closeReason().code) << ": " << qPrintable(session.closeReason().detail);
        EXPECT_TRUE(session.heads().isEmpty() || session.heads().first()->size().isEmpty());
    }
}

const std::vector<ErrorCode> broken = {ErrorCode::ConnectionLost, ErrorCode::ConnectionFailed, ErrorCode::Protocol};

const Case cases[] = {
    Case{"HangsUpAtOnce", [](Peer &) {}, broken},
    Case{"AnswersGarbage",
         [](Peer &peer) {
             peer.readLink();
             peer.write(QByteArray(4096, '\xa5'));
             peer.keepSilent();
         },
         broken},
    Case{"AnswersAnotherVersion",
         [](Peer &peer) {
             peer.readLink();
             peer.write("REDQ" + number(99, 4) + number(0, 4) + number(178, 4));
             peer.keepSilent();
         },
         broken},
    Case{"ClaimsAnAbsurdReply",
         [](Peer &peer) {
             peer.readLink();
             peer.write("REDQ" + number(2, 4) + number(2, 4) + number(0xfffffff0, 4) + QByteArray(200, 'x'));
         },
         broken},
    Case{"ClaimsCapabilitiesOutsideItsReply",
         [](Peer &peer) {
             peer.readLink();
             QByteArray reply = Peer::linkReply(0, Peer::publicKey());
             reply.replace(16 + 166, 12, QByteArray(number(0x40000000, 4) + number(0x40000000, 4) + number(0x7fffffff, 4)));
             peer.write(reply);
             peer.keepSilent();
         },
         broken},
    Case{"StopsInTheMiddle",
         [](Peer &peer) {
             peer.readLink();
             peer.write(Peer::linkReply(0, Peer::publicKey()).first(60));
         },
         broken},
    Case{"RefusesTheLink",
         [](Peer &peer) {
             peer.readLink();
             peer.write(Peer::linkReply(7, Peer::publicKey()));
             peer.keepSilent();
         },
         {ErrorCode::ConnectionLost, ErrorCode::ConnectionFailed, ErrorCode::Protocol, ErrorCode::AuthenticationFailed}},
    Case{"NeverAnswers",
         [](Peer &peer) {
             peer.keepSilent();
         },
         {ErrorCode::Timeout}},
    Case{"NeverSendsAPicture",
         [](Peer &peer) {
             peer.link();
             peer.message(mainInit, initBody());
             peer.keepSilent();
         },
         {ErrorCode::Timeout}},
    Case{"ClaimsAnAbsurdMessage",
         [](Peer &peer) {
             peer.link();
             peer.write(number(mainInit, 2) + number(0x7fffffff, 4) + QByteArray(1000, 'x'));
         },
         broken},
    Case{"SendsAnEmptyInit",
         [](Peer &peer) {
             peer.link();
             peer.message(mainInit, {});
         },
         broken},
    Case{"ListsMoreChannelsThanItSends",
         [](Peer &peer) {
             peer.link();
             peer.message(mainInit, initBody());
             peer.message(channelsList, number(0x7fffffff, 4) + QByteArray(64, '\x02'));
         },
         broken},
};

INSTANTIATE_TEST_SUITE_P(Peers, ConsoleSpiceHostile, testing::ValuesIn(cases), [](const auto &info) {
    return std::string(info.param.name);
});

} // namespace
} // namespace vitrine::test
