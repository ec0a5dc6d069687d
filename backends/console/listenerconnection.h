// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/displaylistener.h"

#include <functional>
#include <memory>

namespace vitrine {

/**
 * The peer connection over which QEMU calls one DisplayListener. Lives on the thread whose default
 * context is current when it is made; destroying it hangs up. The listener's calls are handled on the
 * thread on which GDBus reads them.
 */
class ListenerConnection
{
public:
    /** `socket` is taken over. The object is exported before the first message is handled. */
    ListenerConnection(int socket, std::shared_ptr<HeadPicture> picture);
    ~ListenerConnection();
    ListenerConnection(const ListenerConnection &) = delete;
    ListenerConnection &operator=(const ListenerConnection &) = delete;

    /** QEMU (or whoever has the other end) has not hung up. */
    [[nodiscard]] bool isAlive() const;

private:
    struct Private;
    std::shared_ptr<Private> d; ///< Shared with calls that GDBus has under way.
};

} // namespace vitrine
