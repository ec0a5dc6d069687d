// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicedisplaytap.h"

#include "backends/console/spicedisplayfilter.h"
#include "consolelogging.h"

#include <QElapsedTimer>

#include <array>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
/** All that a Unix socket holds; and the processor's cache still has it when it is copied to the surface. */
constexpr size_t chunk = 256UL * 1024;
/** SPICE tells nothing of where a frame ends: it does when nothing came for this time... */
constexpr auto frameGap = 2ms;
/** ... or, in a stream without gaps, after this one. A frame has 30 ms. */
constexpr auto longestFrame = 12ms;
/** Less than this at once is read after a short time in which more may come: each wake-up costs more than a small picture. */
constexpr ssize_t littleAtOnce = 16 * 1024;
constexpr auto gatherTime = 100us;
/** A server that reads nothing is not listened to either: each message may ask for an answer. */
constexpr qsizetype maxUnread = 64 * 1024;
/** What is left to say to a library when the server has gone. */
constexpr auto lastWords = 1000ms;

class Tap
{
public:
    Tap(FileDescriptor server, FileDescriptor library, std::shared_ptr<SpiceSurface> surface)
        : m_server(std::move(server))
        , m_library(std::move(library))
        , m_filter(std::move(surface))
        , m_buffer(chunk)
    {
    }
    void run();
    /** Where it does not run. */
    [[nodiscard]] FileDescriptor takeServer()
    {
        return std::move(m_server);
    }

private:
    struct Ready {
        short server = 0;
        short library = 0;
    };
    [[nodiscard]] Ready wait() const;
    [[nodiscard]] bool listensToServer() const
    {
        return m_filter.toLibrary.isEmpty() && !m_filter.isWaiting() && m_filter.toServer.size() < maxUnread;
    }
    [[nodiscard]] bool serve(Ready ready);
    [[nodiscard]] bool readServer();
    [[nodiscard]] bool readLibrary();
    void tellInTime();
    void sayLastWords();

    FileDescriptor m_server;
    FileDescriptor m_library;
    SpiceDisplayFilter m_filter;
    std::vector<char> m_buffer;
    QElapsedTimer m_news; ///< since the first of it
};

/** 0: nothing now. Negative: the other side has gone. */
ssize_t receive(int socket, std::vector<char> &buffer)
{
    const ssize_t count = recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        return 0;
    }
    return count > 0 ? count : -1;
}

bool sendSome(int socket, QByteArray &bytes)
{
    const ssize_t count = send(socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    bytes.remove(0, std::max<ssize_t>(count, 0));
    return count >= 0 || errno == EAGAIN || errno == EINTR;
}

Tap::Ready Tap::wait() const
{
    const auto serverEvents = static_cast<short>((listensToServer() ? POLLIN : 0) | (m_filter.toServer.isEmpty() ? 0 : POLLOUT));
    const auto libraryEvents = static_cast<short>(POLLIN | (m_filter.toLibrary.isEmpty() ? 0 : POLLOUT));
    // One that is not waited for would say all the time that it has gone.
    std::array<pollfd, 2> polls{pollfd{.fd = serverEvents ? m_server.get() : -1, .events = serverEvents, .revents = 0},
                                pollfd{.fd = m_library.get(), .events = libraryEvents, .revents = 0}};
    const int timeout = m_filter.hasNews() ? static_cast<int>(frameGap.count()) : -1;
    if (poll(polls.data(), polls.size(), timeout) <= 0) {
        return {};
    }
    return {.server = polls[0].revents, .library = polls[1].revents};
}

bool Tap::readServer()
{
    const ssize_t count = receive(m_server.get(), m_buffer);
    if (count >= 0 && !m_filter.fromServer(QByteArrayView(m_buffer.data(), count))) {
        qCWarning(VITRINE_CONSOLE) << "a SPICE server said too much at once: its display ends";
        return false;
    }
    if (count < littleAtOnce && m_filter.hasNews()) {
        std::this_thread::sleep_for(gatherTime);
    }
    return count >= 0;
}

bool Tap::readLibrary()
{
    const ssize_t count = receive(m_library.get(), m_buffer);
    return count >= 0 && m_filter.fromLibrary(QByteArrayView(m_buffer.data(), count));
}

bool Tap::serve(Ready ready)
{
    constexpr int comes = POLLIN | POLLHUP | POLLERR;
    return (!(listensToServer() && ready.server & comes) || readServer()) && (!(ready.library & comes) || readLibrary())
        && (m_filter.toServer.isEmpty() || sendSome(m_server.get(), m_filter.toServer))
        && (m_filter.toLibrary.isEmpty() || sendSome(m_library.get(), m_filter.toLibrary));
}

void Tap::tellInTime()
{
    if (!m_filter.hasNews()) {
        m_news.invalidate();
    } else if (!m_news.isValid()) {
        m_news.start();
    } else if (m_news.durationElapsed() >= longestFrame) {
        m_filter.tell();
        m_news.invalidate();
    }
}

void Tap::sayLastWords()
{
    m_filter.tell();
    pollfd library{.fd = m_library.get(), .events = POLLOUT, .revents = 0};
    while (!m_filter.toLibrary.isEmpty() && poll(&library, 1, static_cast<int>(lastWords.count())) > 0 && sendSome(m_library.get(), m_filter.toLibrary)) { }
}

void Tap::run()
{
    pthread_setname_np(pthread_self(), "spice-display");
    for (;;) {
        const Ready ready = wait();
        if (ready.server == 0 && ready.library == 0) {
            m_filter.tell();
        }
        if (!serve(ready)) {
            return sayLastWords();
        }
        tellInTime();
    }
}

} // namespace

FileDescriptor tapDisplay(FileDescriptor server, std::shared_ptr<SpiceSurface> surface)
{
    std::array<int, 2> ends = {-1, -1};
    if (!server.isValid() || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return server;
    }
    const auto tap = std::make_shared<Tap>(std::move(server), FileDescriptor(ends[0]), std::move(surface));
    FileDescriptor library(ends[1]);
    try {
        std::thread([tap] {
            tap->run();
        }).detach(); // it ends with the connection, which may outlive who asked for it
    } catch (const std::system_error &error) {
        qCWarning(VITRINE_CONSOLE) << "no thread for a SPICE display:" << error.what();
        return tap->takeServer();
    }
    return library;
}

} // namespace vitrine
