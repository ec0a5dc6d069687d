// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <thread>

using GMainContext = struct _GMainContext;
using GMainLoop = struct _GMainLoop;

namespace vitrine {

/**
 * A thread that iterates a GMainContext of its own (its thread-default one).
 *
 * Each QemuDBusSession has one for what QEMU waits for (its listener's handshake and properties) and
 * for its own calls, so that nothing of that depends on the GUI thread or another session; the end of
 * a session is the end of its thread. An idle one costs a stack of a few pages and no wake-ups. The
 * frames themselves are handled on GDBus's thread, see ListenerConnection.
 */
class DisplayThread
{
public:
    DisplayThread();
    /** Runs what was posted before, then ends the loop and joins. */
    ~DisplayThread();
    DisplayThread(const DisplayThread &) = delete;
    DisplayThread &operator=(const DisplayThread &) = delete;

    /** From any thread; in order. */
    void post(std::function<void()> function);
    [[nodiscard]] GMainContext *context() const
    {
        return m_context;
    }

private:
    GMainContext *m_context;
    GMainLoop *m_loop;
    std::thread m_thread;
};

} // namespace vitrine
