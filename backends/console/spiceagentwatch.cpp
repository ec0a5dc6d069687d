// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spiceagentwatch.h"

#include "consolelogging.h"

#include <QtEndian>

#include <array>
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
constexpr quint32 maxLinkReply = 4096;
constexpr qsizetype miniHeaderSize = 6;
constexpr size_t chunk = 64UL * 1024;

template<typename T>
T numberAt(const QByteArray &bytes, size_t offset)
{
    return qFromLittleEndian<T>(bytes.constData() + offset);
}

bool has(quint32 capabilities, int capability)
{
    return capabilities & 1U << capability;
}

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
    expect(Part::LinkHeader, sizeof(SpiceLinkHeader));
}

void SpiceAgentWatch::expect(Part part, qsizetype bytes)
{
    m_part = part;
    m_left = bytes;
    m_bytes.clear();
}

bool SpiceAgentWatch::follow(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_part != Part::Unknown) {
        const QByteArrayView now = bytes.first(std::min(bytes.size(), m_left));
        bytes = bytes.sliced(now.size());
        m_left -= now.size();
        if (m_part != Part::Body) {
            m_bytes.append(now);
        } else if (m_fromAgent && !followAgent(now)) {
            return false;
        }
        if (m_left == 0 && !finishPart(std::exchange(m_bytes, {}))) {
            return false;
        }
    }
    return true;
}

bool SpiceAgentWatch::finishPart(const QByteArray &part)
{
    switch (m_part) {
    case Part::LinkHeader: {
        const auto size = numberAt<quint32>(part, offsetof(SpiceLinkHeader, size));
        if (size > maxLinkReply) {
            return false;
        }
        expect(size < sizeof(SpiceLinkReply) ? Part::Unknown : Part::LinkReply, size);
        return true;
    }
    case Part::LinkReply:
        finishLink(part);
        return true;
    case Part::Header:
        return beginMessage(part);
    default:
        expect(Part::Header, miniHeaderSize);
        return true;
    }
}

void SpiceAgentWatch::finishLink(const QByteArray &reply)
{
    const auto words = numberAt<quint32>(reply, offsetof(SpiceLinkReply, num_common_caps));
    const auto offset = numberAt<quint32>(reply, offsetof(SpiceLinkReply, caps_offset));
    const bool sane = words > 0 && offset <= reply.size() - sizeof(quint32);
    const auto capabilities = sane ? numberAt<quint32>(reply, offset) : 0;
    // With SASL the library may encrypt what follows.
    const bool known = has(capabilities, SPICE_COMMON_CAP_MINI_HEADER) && !has(capabilities, SPICE_COMMON_CAP_AUTH_SASL);
    expect(known ? Part::AuthenticationResult : Part::Unknown, sizeof(quint32));
}

bool SpiceAgentWatch::beginMessage(const QByteArray &header)
{
    const auto type = numberAt<quint16>(header, 0);
    const auto size = numberAt<quint32>(header, sizeof(quint16));
    if (type == SPICE_MSG_MAIN_AGENT_DISCONNECTED) {
        m_agentHeader.clear();
        m_agentLeft = 0;
    }
    m_fromAgent = type == SPICE_MSG_MAIN_AGENT_DATA;
    expect(size > 0 ? Part::Body : Part::Header, size > 0 ? qsizetype(size) : miniHeaderSize);
    return size <= m_limit;
}

bool SpiceAgentWatch::followAgent(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_agentLeft > 0) {
            const auto passed = std::min<qsizetype>(bytes.size(), m_agentLeft);
            m_agentLeft -= static_cast<quint32>(passed);
            bytes = bytes.sliced(passed);
            continue;
        }
        const auto wanted = std::min<qsizetype>(bytes.size(), qsizetype(sizeof(VDAgentMessage)) - m_agentHeader.size());
        m_agentHeader.append(bytes.first(wanted));
        bytes = bytes.sliced(wanted);
        if (m_agentHeader.size() == sizeof(VDAgentMessage)) {
            m_agentLeft = numberAt<quint32>(std::exchange(m_agentHeader, {}), offsetof(VDAgentMessage, size));
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
    std::thread([ours = std::move(server), library = FileDescriptor(ends[0])] {
        passOn(ours, library);
    }).detach(); // it ends with the connection, which may outlive who asked for it
    return FileDescriptor(ends[1]);
}

} // namespace vitrine
