// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vncconnection.h"

#include "backends/console/guiposter.h"
#include "backends/console/vncclient.h"
#include "backends/core/worker.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <vector>

namespace vitrine {
namespace {

/** A server that does not read must not make us grow. */
constexpr size_t maxWaitingCalls = 4096;
/** Bytes of sound that wait for the GUI thread. */
constexpr qsizetype maxSamples = 400'000;

using Call = std::function<void(VncClient &)>;

} // namespace

struct VncConnection::Link : std::enable_shared_from_this<Link> {
    Link(FileDescriptor connected, std::shared_ptr<HeadPicture> shown, QObject *receiver, std::function<void(const News &)> teller)
        : socket(std::move(connected))
        , picture(std::move(shown))
        , poster(receiver)
        , tell(std::move(teller))
    {
    }

    // On the connection's thread.
    void run();
    void change(const std::function<void(News &)> &changer);
    void makeCalls(VncClient &client);
    [[nodiscard]] bool waitForMessage(const VncClient &client);
    [[nodiscard]] Result<> converse(VncClient &client);

    // On the GUI thread.
    void deliver();

    FileDescriptor socket;
    FileDescriptor wake{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::shared_ptr<HeadPicture> picture;
    GuiPoster poster;
    std::function<void(const News &)> tell;
    std::atomic<bool> stopping = false;
    std::atomic<bool> takesSizes = false;
    std::mutex mutex; ///< for what follows
    std::vector<Call> calls;
    News news;
    bool newsQueued = false;
};

void VncConnection::Link::run()
{
    pthread_setname_np(pthread_self(), "vitrine-vnc");
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE); // libvncclient writes to sockets that may be closed
    pthread_sigmask(SIG_BLOCK, &broken, nullptr);
    VncClient client(socket.get(),
                     picture,
                     {.pointerMode =
                          [this](bool absolute) {
                              change([absolute](News &next) {
                                  next.absolutePointer = absolute;
                              });
                          },
                      .leds =
                          [this](quint32 bits) {
                              change([bits](News &next) {
                                  next.lockBits = bits;
                              });
                          },
                      .cutText =
                          [this](const VncCutText &cutText) {
                              change([&cutText](News &next) {
                                  next.cutTexts.removeIf([&cutText](const VncCutText &older) {
                                      return older.kind == cutText.kind;
                                  });
                                  next.cutTexts.append(cutText);
                              });
                          },
                      .soundOffered =
                          [this] {
                              change([](News &next) {
                                  next.soundOffered = true;
                              });
                          },
                      .guestPlays =
                          [this](bool plays) {
                              change([plays](News &next) {
                                  next.guestPlays = plays;
                              });
                          },
                      .samples =
                          [this](const QByteArray &piece) {
                              change([&piece](News &next) {
                                  if (next.samples.size() < maxSamples) {
                                      next.samples.append(piece);
                                  }
                              });
                          }});
    const Result<> result = converse(client);
    change([&result](News &next) {
        next.ended = result ? Error::cancelled() : result.error();
    });
}

Result<> VncConnection::Link::converse(VncClient &client)
{
    if (const auto started = client.start(); !started) {
        return started;
    }
    change([](News &next) {
        next.connected = true;
    });
    while (!stopping) {
        makeCalls(client);
        if (!waitForMessage(client)) {
            continue;
        }
        if (const auto handled = client.handleMessage(); !handled) {
            return handled;
        }
        takesSizes = client.isQemu();
    }
    return {};
}

bool VncConnection::Link::waitForMessage(const VncClient &client)
{
    if (client.hasBuffered()) {
        return true;
    }
    std::array<pollfd, 2> events = {pollfd{.fd = socket.get(), .events = POLLIN, .revents = 0}, pollfd{.fd = wake.get(), .events = POLLIN, .revents = 0}};
    ::poll(events.data(), events.size(), -1);
    if (events[1].revents) {
        eventfd_t count = 0;
        ::eventfd_read(wake.get(), &count);
    }
    return events[0].revents != 0;
}

void VncConnection::Link::makeCalls(VncClient &client)
{
    std::vector<Call> due;
    {
        const std::lock_guard lock(mutex);
        due.swap(calls);
    }
    for (const Call &call : due) {
        call(client);
    }
}

void VncConnection::Link::change(const std::function<void(News &)> &changer)
{
    const std::lock_guard lock(mutex);
    changer(news);
    if (!std::exchange(newsQueued, true)) {
        poster.post([self = shared_from_this()] {
            self->deliver();
        });
    }
}

void VncConnection::Link::deliver()
{
    News now;
    {
        const std::lock_guard lock(mutex);
        now = std::exchange(news, {});
        newsQueued = false;
    }
    if (!stopping) {
        tell(now);
    }
}

VncConnection::VncConnection(FileDescriptor socket, std::shared_ptr<HeadPicture> picture, QObject *receiver, std::function<void(const News &)> tell)
    : m_link(std::make_shared<Link>(std::move(socket), std::move(picture), receiver, std::move(tell)))
    , m_thread([link = m_link] {
        link->run();
    })
{
}

VncConnection::~VncConnection()
{
    m_link->stopping = true;
    m_link->poster.detach();
    ::shutdown(m_link->socket.get(), SHUT_RDWR);
    ::eventfd_write(m_link->wake.get(), 1);
    // It ends at once, unless it is busy with what a server made large.
    workerPool()->start([thread = std::move(m_thread)]() mutable {
        thread.join();
    });
}

void VncConnection::post(std::function<void(VncClient &)> call)
{
    {
        const std::lock_guard lock(m_link->mutex);
        if (m_link->calls.size() >= maxWaitingCalls) {
            return;
        }
        m_link->calls.push_back(std::move(call));
    }
    ::eventfd_write(m_link->wake.get(), 1);
}

void VncConnection::key(quint32 qnum, bool pressed)
{
    post([qnum, pressed](VncClient &client) {
        client.sendKey(qnum, pressed);
    });
}

void VncConnection::pointer(QPoint position, quint8 buttons)
{
    post([position, buttons](VncClient &client) {
        client.sendPointer(position, buttons);
    });
}

void VncConnection::setUpdates(bool wanted)
{
    post([wanted](VncClient &client) {
        client.setUpdates(wanted);
    });
}

bool VncConnection::takesSizes() const
{
    return m_link->takesSizes;
}

bool VncConnection::requestSize(QSize pixels)
{
    if (!takesSizes() || pixels.isEmpty()) {
        return false;
    }
    post([pixels](VncClient &client) {
        client.sendSize(pixels);
    });
    return true;
}

void VncConnection::sendCutText(const VncCutText &cutText)
{
    post([cutText](VncClient &client) {
        client.sendCutText(cutText);
    });
}

} // namespace vitrine
