// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/textconsolepump.h"

#include "backends/core/worker.h"
#include "backends/libvirt/errortranslation.h"

#include <sys/socket.h>

#include <cerrno>

namespace vitrine {
namespace {

using Shared = std::shared_ptr<TextConsolePump>;

constexpr int wouldBlock = -2; ///< of virStreamSend() and virStreamRecv()

/** libvirt's callbacks carry a pointer and free it when they are done with it. */
void freeShared(void *opaque)
{
    delete static_cast<Shared *>(opaque);
}

} // namespace

Result<std::shared_ptr<FileDescriptor>> TextConsolePump::start(StreamHandle stream)
{
    std::array<int, 2> ends = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return fail(ErrorCode::Internal, {}, QStringLiteral("socketpair: %1").arg(errno));
    }
    const auto ours = std::make_shared<FileDescriptor>(ends[0]);
    const auto pump = std::make_shared<TextConsolePump>(std::move(stream), FileDescriptor(ends[1]));
    if (!pump->watch()) {
        return fail(lastError(QStringLiteral("open-text-console")));
    }
    return ours;
}

TextConsolePump::TextConsolePump(StreamHandle stream, FileDescriptor socket)
    : m_stream(std::move(stream))
    , m_socket(std::move(socket))
{
}

bool TextConsolePump::watch()
{
    const std::lock_guard lock(m_mutex);
    const auto onStream = [](virStreamPtr, int events, void *opaque) {
        const Shared self = *static_cast<Shared *>(opaque);
        self->onStream(events);
    };
    const auto onSocket = [](int, int, int events, void *opaque) {
        const Shared self = *static_cast<Shared *>(opaque);
        self->onSocket(events);
    };
    auto *streamsShare = new Shared(shared_from_this());
    if (virStreamEventAddCallback(m_stream.get(), VIR_STREAM_EVENT_READABLE, onStream, streamsShare, freeShared) < 0) {
        delete streamsShare;
        virStreamAbort(m_stream.get());
        return false;
    }
    auto *socketsShare = new Shared(shared_from_this());
    m_watch = virEventAddHandle(m_socket.get(), VIR_EVENT_HANDLE_READABLE, onSocket, socketsShare, freeShared);
    if (m_watch < 0) {
        delete socketsShare;
        end();
        return false;
    }
    return true;
}

void TextConsolePump::onStream(int events)
{
    const std::lock_guard lock(m_mutex);
    if (m_ended) {
        return;
    }
    // A hang-up comes with the last bytes.
    const bool goesOn = (!(events & VIR_STREAM_EVENT_READABLE) || receive()) && (!(events & VIR_STREAM_EVENT_WRITABLE) || flushToStream());
    if (!goesOn || events & (VIR_STREAM_EVENT_ERROR | VIR_STREAM_EVENT_HANGUP)) {
        return end();
    }
    updateEvents();
}

void TextConsolePump::onSocket(int events)
{
    const std::lock_guard lock(m_mutex);
    if (m_ended) {
        return;
    }
    const bool goesOn = (!(events & VIR_EVENT_HANDLE_READABLE) || readSocket()) && (!(events & VIR_EVENT_HANDLE_WRITABLE) || flushToSocket());
    if (!goesOn || events & (VIR_EVENT_HANDLE_ERROR | VIR_EVENT_HANDLE_HANGUP)) {
        return end();
    }
    updateEvents();
}

bool TextConsolePump::receive()
{
    const int count = virStreamRecv(m_stream.get(), m_piece.data(), m_piece.size());
    if (count > 0) {
        m_toSocket.append(m_piece.data(), count);
        return flushToSocket();
    }
    return count == wouldBlock;
}

bool TextConsolePump::readSocket()
{
    const ssize_t count = ::recv(m_socket.get(), m_piece.data(), m_piece.size(), MSG_DONTWAIT);
    if (count > 0) {
        m_toStream.append(m_piece.data(), count);
        return flushToStream();
    }
    return count < 0 && errno == EAGAIN;
}

bool TextConsolePump::flushToStream()
{
    while (!m_toStream.isEmpty()) {
        const int count = virStreamSend(m_stream.get(), m_toStream.constData(), static_cast<size_t>(m_toStream.size()));
        if (count == wouldBlock) {
            return true;
        }
        if (count < 0) {
            return false;
        }
        m_toStream.remove(0, count);
    }
    return true;
}

bool TextConsolePump::flushToSocket()
{
    while (!m_toSocket.isEmpty()) {
        const ssize_t count = ::send(m_socket.get(), m_toSocket.constData(), static_cast<size_t>(m_toSocket.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0) {
            return errno == EAGAIN;
        }
        m_toSocket.remove(0, count);
    }
    return true;
}

void TextConsolePump::updateEvents()
{
    // Each end is read only as long as the other takes what comes.
    virStreamEventUpdateCallback(m_stream.get(),
                                 (m_toSocket.isEmpty() ? VIR_STREAM_EVENT_READABLE : 0) | (m_toStream.isEmpty() ? 0 : VIR_STREAM_EVENT_WRITABLE));
    virEventUpdateHandle(m_watch, (m_toStream.isEmpty() ? VIR_EVENT_HANDLE_READABLE : 0) | (m_toSocket.isEmpty() ? 0 : VIR_EVENT_HANDLE_WRITABLE));
}

void TextConsolePump::end()
{
    m_ended = true;
    virStreamEventRemoveCallback(m_stream.get());
    if (m_watch >= 0) {
        virEventRemoveHandle(m_watch);
    }
    ::shutdown(m_socket.get(), SHUT_RDWR);
    // Asks the daemon and waits for its answer, which the event loop must not; frees the console for others.
    workerPool()->start([self = shared_from_this()] {
        virStreamAbort(self->m_stream.get());
    });
}

} // namespace vitrine
