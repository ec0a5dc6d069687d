// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/headpicture.h"
#include "backends/console/vnccuttext.h"
#include "backends/core/error.h"
#include "backends/core/filedescriptor.h"

#include <QList>
#include <QPoint>
#include <QSize>

#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace vitrine {

class VncClient;

/**
 * A VncClient on a thread of its own, which sleeps while nothing happens. Used from the GUI thread; no
 * function waits. What the server says reaches the GUI thread as at most one queued call, however much
 * it sends.
 */
class VncConnection
{
public:
    /** What happened since the last call. */
    struct News {
        bool connected = false;
        std::optional<bool> absolutePointer = {};
        std::optional<quint32> lockBits = {};
        QList<VncCutText> cutTexts = {}; ///< the newest of each kind
        bool soundOffered = false;
        std::optional<bool> guestPlays = {}; ///< after the samples, if there are any
        QByteArray samples = {}; ///< at most some seconds of them
        std::optional<Error> ended = {}; ///< the last news
    };

    /** `tell` is called on the receiver's thread, and never after the connection's end. */
    VncConnection(FileDescriptor socket, std::shared_ptr<HeadPicture> picture, QObject *receiver, std::function<void(const News &)> tell);
    /** Cuts the connection; the thread ends by itself. */
    ~VncConnection();
    VncConnection(const VncConnection &) = delete;
    VncConnection &operator=(const VncConnection &) = delete;

    void key(quint32 qnum, bool pressed);
    /** Relative mode: centred on relativeOrigin. */
    void pointer(QPoint position, quint8 buttons);
    void setUpdates(bool wanted);
    [[nodiscard]] bool takesSizes() const;
    /** False: the server takes no sizes. */
    [[nodiscard]] bool requestSize(QSize pixels);
    void sendCutText(const VncCutText &cutText);

    static constexpr int relativeOrigin = 0x7fff;

private:
    struct Link;
    void post(std::function<void(VncClient &)> call);

    std::shared_ptr<Link> m_link; ///< shared with the thread
    std::thread m_thread;
};

} // namespace vitrine
