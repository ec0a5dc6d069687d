// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/eventloop.h"

#include "backends/libvirt/eventpoll.h"
#include "libvirtlogging.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <libintl.h>
#include <pthread.h>
#include <signal.h>

#include <thread>

namespace vitrine {
namespace {

static_assert(int(EventPoll::Readable) == VIR_EVENT_HANDLE_READABLE && int(EventPoll::Writable) == VIR_EVENT_HANDLE_WRITABLE);
static_assert(int(EventPoll::Failed) == VIR_EVENT_HANDLE_ERROR && int(EventPoll::HungUp) == VIR_EVENT_HANDLE_HANGUP);

/** libvirt's functions carry no pointer to a loop. Never deleted: a call that didn't return may still use it at the end. */
EventPoll &poll()
{
    static auto *const poll = new EventPoll;
    return *poll;
}

/**
 * Not libvirt's own loop: that is GLib's default one, which Qt's event dispatcher runs on the GUI thread, and
 * each call on any thread woke it several times.
 */
void registerPoll()
{
    virEventRegisterImpl(
        [](int fd, int events, virEventHandleCallback callback, void *opaque, virFreeCallback release) {
            return poll().addHandle(fd, events, callback, opaque, release);
        },
        [](int watch, int events) {
            poll().updateHandle(watch, events);
        },
        [](int watch) {
            return poll().removeHandle(watch);
        },
        [](int interval, virEventTimeoutCallback callback, void *opaque, virFreeCallback release) {
            return poll().addTimer(interval, callback, opaque, release);
        },
        [](int timer, int interval) {
            poll().updateTimer(timer, interval);
        },
        [](int timer) {
            return poll().removeTimer(timer);
        });
}

void ignoreBrokenPipes()
{
    // A daemon that dies while something is written to it would end the program.
    struct sigaction pipe = {};
    if (sigaction(SIGPIPE, nullptr, &pipe) == 0 && pipe.sa_handler == SIG_DFL) {
        pipe.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &pipe, nullptr);
    }
}

class Loop
{
public:
    Loop()
    {
        // Without this libvirt prints every error to stderr.
        virSetErrorFunc(nullptr, [](void *, virErrorPtr) { });
        if (virInitialize() < 0 || !poll().isValid()) {
            qCWarning(VITRINE_LIBVIRT) << "libvirt's event loop could not be set up";
            return;
        }
        // Errors are told apart by their words where libvirt has no code for them (errortranslation.cpp), and
        // nobody is shown them but in the details: they are not to be translated.
        bindtextdomain("libvirt", "/nonexistent");
        registerPoll();
        ignoreBrokenPipes();
        m_thread = std::thread([] {
            pthread_setname_np(pthread_self(), "libvirt-events");
            poll().run();
        });
    }
    ~Loop()
    {
        if (m_thread.joinable()) {
            poll().stop();
            m_thread.join();
        }
    }
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

private:
    std::thread m_thread;
};

} // namespace

void EventLoop::ensureRunning()
{
    static Loop loop;
}

} // namespace vitrine
