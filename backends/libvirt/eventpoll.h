// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

#include <atomic>
#include <chrono>
#include <mutex>
#include <vector>

namespace vitrine {

/**
 * Watches files and timers for libvirt (virEventRegisterImpl()) and calls back on the thread that run()s it.
 *
 * libvirt switches the watch over a connection's socket off and on around each of its calls and moves that
 * connection's keep-alive timer with each answer. None of that wakes the thread here: the kernel is told
 * (epoll, timerfd) and the thread goes on sleeping until there is something to call back.
 *
 * All functions may be called from any thread, callbacks included. Ids are above 0 and never used again.
 * `release` of a removed watch or timer is called once with `opaque`, on the thread, later than remove...()
 * and never during its callback: callers hold locks that it takes.
 */
class EventPoll
{
public:
    /** libvirt's own bits (VIR_EVENT_HANDLE_...). Errors and hang-ups are told of whether asked for or not. */
    enum Event {
        Readable = 1,
        Writable = 2,
        Failed = 4,
        HungUp = 8,
    };
    using HandleCallback = void (*)(int watch, int fd, int events, void *opaque);
    using TimerCallback = void (*)(int timer, void *opaque);
    using Release = void (*)(void *opaque);

    EventPoll();
    /** Not while run() runs. What was not removed is not released. */
    ~EventPoll();
    EventPoll(const EventPoll &) = delete;
    EventPoll &operator=(const EventPoll &) = delete;

    /** False: the kernel has refused what it needs. */
    [[nodiscard]] bool isValid() const;
    /** Returns after stop(). */
    void run();
    void stop();
    /** How often the thread has been woken so far. */
    [[nodiscard]] quint64 turns() const;

    /** No events: it is watched, but rests. -1: such a file can't be watched. */
    int addHandle(int fd, int events, HandleCallback callback, void *opaque, Release release);
    void updateHandle(int watch, int events);
    /** -1: there is no such watch. */
    int removeHandle(int watch);

    /** Calls again and again after that time in milliseconds; 0: as soon as possible; below 0: it rests. */
    int addTimer(int interval, TimerCallback callback, void *opaque, Release release);
    void updateTimer(int timer, int interval);
    /** -1: there is no such timer. */
    int removeTimer(int timer);

private:
    using Clock = std::chrono::steady_clock;
    struct Handle {
        int id = 0;
        int fd = -1;
        int events = 0;
        HandleCallback callback = nullptr;
        void *opaque = nullptr;
        Release release = nullptr;
    };
    struct Timer {
        int id = 0;
        std::chrono::milliseconds interval{-1};
        Clock::time_point due = Clock::time_point::max();
        TimerCallback callback = nullptr;
        void *opaque = nullptr;
        Release release = nullptr;
    };
    struct Leftover {
        Release release = nullptr;
        void *opaque = nullptr;
    };

    void turn();
    void callHandles(int fd, int events);
    void callTimers();
    void releaseLeftovers();
    /** The lock is held for these. */
    void leave(Leftover leftover);
    bool tellKernel(int fd);
    void setInterval(Timer &timer, int interval);
    void arm();

    std::mutex m_lock;
    std::vector<Handle> m_handles;
    std::vector<Timer> m_timers;
    std::vector<Leftover> m_leftovers;
    Clock::time_point m_armed = Clock::time_point::max(); ///< when the alarm rings
    int m_lastId = 0;
    int m_epoll = -1;
    int m_alarm = -1; ///< a timerfd, also rung for what is not a timer
    std::atomic<bool> m_stop = false;
    std::atomic<quint64> m_turns = 0;
};

} // namespace vitrine
