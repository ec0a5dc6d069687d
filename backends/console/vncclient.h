// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/headpicture.h"
#include "backends/console/vnccuttext.h"
#include "backends/core/result.h"

#include <QPoint>
#include <QSize>

#include <functional>
#include <memory>

namespace vitrine {

/**
 * The RFB protocol on a connected socket, by libvncclient and with what QEMU's server adds to it. All
 * calls and callbacks are on one thread, which they block: VncConnection owns it, and wakes it by
 * shutting the socket down.
 *
 * It knows no password, no TLS and no SASL: whoever opens the socket through libvirt
 * (VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH) is let in without, whatever the machine's settings ask of others.
 * They would be needed for a server that is reached by its address.
 *
 * The server is not trusted: sizes are bounded, text is taken as it comes, and one that stops in the
 * middle of a message is given up after some seconds.
 */
class VncClient
{
public:
    struct Events {
        std::function<void(bool absolute)> pointerMode;
        std::function<void(quint32 lockBits)> leds;
        std::function<void(const VncCutText &)> cutText;
        std::function<void()> soundOffered; ///< and asked for
        std::function<void(bool plays)> guestPlays;
        std::function<void(const QByteArray &)> samples; ///< a piece, in VncSound::format
    };

    /** The socket stays its owner's. */
    VncClient(int socket, std::shared_ptr<HeadPicture> picture, Events events);
    ~VncClient();
    VncClient(const VncClient &) = delete;
    VncClient &operator=(const VncClient &) = delete;

    /** AuthenticationFailed, ConnectionFailed (the server's refusal), ConnectionLost, Timeout, Protocol. */
    [[nodiscard]] Result<> start();
    /** Reads one message; waits for its end. Frames and cursors go to the picture. */
    [[nodiscard]] Result<> handleMessage();
    /** A message may have been read from the socket already. */
    [[nodiscard]] bool hasBuffered() const;
    /** The server is QEMU's: it takes keys by number, and sizes. */
    [[nodiscard]] bool isQemu() const;

    // A failure to send shows when the next message is read.
    void sendKey(quint32 qnum, bool pressed);
    void sendPointer(QPoint position, quint8 buttons);
    void sendSize(QSize pixels);
    void sendCutText(const VncCutText &cutText);
    /** Off: the server is not asked for frames any more. On: for a whole one first. */
    void setUpdates(bool wanted);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vitrine
