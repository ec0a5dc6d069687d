// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"
#include "backends/core/result.h"
#include "backends/libvirt/handles.h"

#include <QByteArray>

#include <array>
#include <memory>
#include <mutex>

namespace vitrine {

/**
 * Carries bytes between an open console stream and a socket, both ways, on libvirt's event loop and
 * without waiting on either; ends when one of them does. Owns itself: start() is all there is to call.
 */
class TextConsolePump : public std::enable_shared_from_this<TextConsolePump>
{
public:
    /** The other end of the socket. `stream` is non-blocking and its console is open. */
    [[nodiscard]] static Result<std::shared_ptr<FileDescriptor>> start(StreamHandle stream);

    TextConsolePump(StreamHandle stream, FileDescriptor socket);

private:
    [[nodiscard]] bool watch();
    void onStream(int events);
    void onSocket(int events);
    // With m_mutex held; false: that end is gone.
    [[nodiscard]] bool receive();
    [[nodiscard]] bool readSocket();
    [[nodiscard]] bool flushToStream();
    [[nodiscard]] bool flushToSocket();
    void updateEvents();
    void end();

    std::mutex m_mutex; ///< start() runs beside the event loop
    StreamHandle m_stream;
    FileDescriptor m_socket;
    QByteArray m_toStream; ///< waiting, bounded: nothing is read while the other end does not take it
    QByteArray m_toSocket;
    std::array<char, 16 * 1024> m_piece = {};
    int m_watch = -1;
    bool m_ended = false;
};

} // namespace vitrine
