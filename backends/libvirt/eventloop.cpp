// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/eventloop.h"

#include "libvirtlogging.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

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
        virSetErrorFunc(nullptr, [](void *, virErrorPtr) { });
        if (virInitialize() < 0 || virEventRegisterDefaultImpl() < 0) {
            qCWarning(VITRINE_LIBVIRT) << "libvirt's event loop could not be set up";
            return;
        }
        // The loop sleeps until something happens; the timer lets it see m_stop.
        m_timer = virEventAddTimeout(1000, [](int, void *) { }, nullptr, nullptr);
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
