// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace vitrine {

/**
 * libvirt's event loop: one for the process, on a thread of its own, so that neither a stalled window
 * drops connections nor a slow callback stalls a window.
 *
 * ensureRunning() must come before the first connection is opened (libvirt refuses events on older
 * ones); it also makes the process ignore SIGPIPE, unless it handles that already. It may be called
 * from any thread and any number of times. The loop ends with the process.
 */
class EventLoop
{
public:
    static void ensureRunning();
};

} // namespace vitrine
