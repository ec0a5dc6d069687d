// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceagentwatch.h"

#include "consolelogging.h"

#include <array>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include <poll.h>
#include <pthread.h>
#include <spice/enums.h>
#include <spice/protocol.h>
#include <spice/vd_agent.h>
#include <sys/socket.h>

namespace vitrine {
namespace {

/** A clipboard has 100 MiB at most, as the agent is told (spice-gtk's "max-clipboard"), and a header. */
constexpr quint32 maxAgentMessage = 101U * 1024 * 1024;
constexpr size_t chunk = 64UL * 1024;

/** One direction of a connection. */
struct Way {
    int from = -1;
    int to = -1;
    QByteArray waiting = {};

    [[nodiscard]] pollfd wish() const
    {
        return waiting.isEmpty() ? pollfd{.fd = from, .events = POLLIN, .revents = 0} : pollfd{.fd = to, .events = POLLOUT, .revents = 0};
    }
    /** False: nothing comes any more. */
    bool read()
    {
        waiting.resize(chunk);
        const ssize_t count = recv(from, waiting.data(), chunk, MSG_DONTWAIT);
        waiting.truncate(std::max<ssize_t>(count, 0));
        return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
    }
    bool write()
    {
        const ssize_t count = send(to, waiting.constData(), static_cast<size_t>(waiting.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        waiting.remove(0, std::max<ssize_t>(count, 0));
        return count >= 0 || errno == EAGAIN || errno == EINTR;
    }
};

void passOn(const FileDescriptor &server, const FileDescriptor &library)
{
    pthread_setname_np(pthread_self(), "spice-main");
    SpiceAgentWatch watch(maxAgentMessage);
    std::array<Way, 2> ways{Way{.from = server.get(), .to = library.get()}, Way{.from = library.get(), .to = server.get()}};
    for (;;) {
        std::array<pollfd, 2> wishes{ways[0].wish(), ways[1].wish()};
        if (poll(wishes.data(), wishes.size(), -1) < 0 && errno != EINTR) {
            return;
        }
        for (size_t i = 0; i < ways.size(); ++i) {
            if (wishes[i].revents == 0) {
                continue;
            }
            const bool reads = ways[i].waiting.isEmpty();
            if (!(reads ? ways[i].read() : ways[i].write())) {
                return;
            }
            if (reads && i == 0 && !watch.follow(ways[i].waiting)) {
                qCWarning(VITRINE_CONSOLE) << "the guest's agent said too much at once: its connection ends";
                return;
            }
        }
    }
}

} // namespace

SpiceAgentWatch::SpiceAgentWatch(quint32 limit)
    : m_limit(limit)
{
    m_header.expect(SpiceMiniHeader::wireSize);
    m_agentHeader.expect(sizeof(VDAgentMessage));
}

bool SpiceAgentWatch::follow(QByteArrayView bytes)
{
    const SpiceServerLink::State state = m_link.follow(bytes);
    if (state != SpiceServerLink::State::Messages) {
        return state != SpiceServerLink::State::Insane;
    }
    while (!bytes.isEmpty()) {
        if (m_bodyLeft > 0) {
            if (!followBody(bytes)) {
                return false;
            }
        } else if (m_header.take(bytes) && !beginMessage()) {
            return false;
        }
    }
    return true;
}

bool SpiceAgentWatch::beginMessage()
{
    const SpiceMiniHeader header = SpiceMiniHeader::read(m_header.bytes());
    m_header.expect(SpiceMiniHeader::wireSize);
    if (header.type == SPICE_MSG_MAIN_AGENT_DISCONNECTED) {
        m_agentHeader.expect(sizeof(VDAgentMessage));
        m_agentLeft = 0;
    }
    m_fromAgent = header.type == SPICE_MSG_MAIN_AGENT_DATA;
    m_bodyLeft = header.size;
    return header.size <= m_limit;
}

bool SpiceAgentWatch::followBody(QByteArrayView &bytes)
{
    const QByteArrayView now = bytes.first(std::min(bytes.size(), m_bodyLeft));
    bytes = bytes.sliced(now.size());
    m_bodyLeft -= now.size();
    return !m_fromAgent || followAgent(now);
}

bool SpiceAgentWatch::followAgent(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_agentLeft > 0) {
            const auto passed = std::min<qsizetype>(bytes.size(), m_agentLeft);
            m_agentLeft -= static_cast<quint32>(passed);
            bytes = bytes.sliced(passed);
        } else if (m_agentHeader.take(bytes)) {
            m_agentLeft = numberAt<quint32>(m_agentHeader.bytes(), offsetof(VDAgentMessage, size));
            m_agentHeader.expect(sizeof(VDAgentMessage));
            if (m_agentLeft > m_limit) {
                return false;
            }
        }
    }
    return true;
}

FileDescriptor watchAgent(FileDescriptor server)
{
    std::array<int, 2> ends = {-1, -1};
    if (!server.isValid() || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return server;
    }
    const auto ours = std::make_shared<std::pair<FileDescriptor, FileDescriptor>>(std::move(server), FileDescriptor(ends[0]));
    FileDescriptor library(ends[1]);
    try {
        std::thread([ours] {
            passOn(ours->first, ours->second);
        }).detach(); // it ends with the connection, which may outlive who asked for it
    } catch (const std::system_error &error) {
        qCWarning(VITRINE_CONSOLE) << "no thread for a SPICE agent:" << error.what();
        return std::move(ours->first);
    }
    return library;
}

} // namespace vitrine
