// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/eventloop.h"

#include "libvirtlogging.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <signal.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace vitrine {
namespace {

class Loop
{
public:
    Loop()
    {
        // Without this libvirt prints every error to stderr.
        virSetErrorFunc(nullptr, [](void *, virErrorPtr) {});
        if (virInitialize() < 0 || virEventRegisterDefaultImpl() < 0) {
            qCWarning(VITRINE_LIBVIRT) << "libvirt's event loop could not be set up";
            return;
        }
        // A daemon that dies while something is written to it would end the program.
        struct sigaction pipe = {};
        if (sigaction(SIGPIPE, nullptr, &pipe) == 0 && pipe.sa_handler == SIG_DFL) {
            pipe.sa_handler = SIG_IGN;
            sigaction(SIGPIPE, &pipe, nullptr);
        }
        // The loop sleeps until something happens; the timer lets it see m_stop.
        m_timer = virEventAddTimeout(
            1000,
            [](int, void *) {},
            nullptr,
            nullptr);
        m_thread = std::thread([this] {
            while (!m_stop) {
                if (virEventRunDefaultImpl() < 0) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(20));
                }
            }
        });
    }
    ~Loop()
    {
        m_stop = true;
        if (m_thread.joinable()) {
            virEventUpdateTimeout(m_timer, 0);
            m_thread.join();
        }
    }
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

private:
    std::atomic<bool> m_stop = false;
    int m_timer = -1;
    std::thread m_thread;
};

} // namespace

void EventLoop::ensureRunning()
{
    static Loop loop;
}

} // namespace vitrine
