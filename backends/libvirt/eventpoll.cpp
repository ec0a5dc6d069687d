// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/eventpoll.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <unistd.h>

namespace vitrine {

namespace {

using namespace std::chrono_literals;

quint32 toKernel(int events)
{
    return (events & EventPoll::Readable ? EPOLLIN : 0U) | (events & EventPoll::Writable ? EPOLLOUT : 0U);
}

int fromKernel(quint32 events)
{
    return (events & EPOLLIN ? EventPoll::Readable : 0) | (events & EPOLLOUT ? EventPoll::Writable : 0) | (events & EPOLLERR ? EventPoll::Failed : 0)
        | (events & EPOLLHUP ? EventPoll::HungUp : 0);
}

} // namespace

EventPoll::EventPoll()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_alarm(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))
{
    epoll_event wanted = {.events = EPOLLIN, .data = {.fd = m_alarm}};
    if (m_alarm >= 0 && ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_alarm, &wanted) != 0) {
        ::close(std::exchange(m_alarm, -1));
    }
}

EventPoll::~EventPoll()
{
    for (const int fd : {m_alarm, m_epoll}) {
        if (fd >= 0) {
            ::close(fd);
        }
    }
}

bool EventPoll::isValid() const
{
    return m_epoll >= 0 && m_alarm >= 0;
}

void EventPoll::run()
{
    while (!m_stop) {
        turn();
    }
}

void EventPoll::stop()
{
    m_stop = true;
    const std::lock_guard lock(m_lock);
    arm();
}

quint64 EventPoll::turns() const
{
    return m_turns;
}

void EventPoll::turn()
{
    std::array<epoll_event, 16> ready = {};
    const int count = ::epoll_wait(m_epoll, ready.data(), int(ready.size()), -1);
    ++m_turns;
    for (int i = 0; i < count; ++i) {
        const int fd = ready.at(size_t(i)).data.fd;
        if (fd != m_alarm) {
            callHandles(fd, fromKernel(ready.at(size_t(i)).events));
        }
    }
    {
        const std::lock_guard lock(m_lock);
        quint64 rings = 0;
        if (::read(m_alarm, &rings, sizeof rings) > 0) {
            m_armed = Clock::time_point::max();
        }
    }
    callTimers();
    releaseLeftovers();
    const std::lock_guard lock(m_lock);
    arm();
}

void EventPoll::callHandles(int fd, int events)
{
    std::vector<int> ids;
    {
        const std::lock_guard lock(m_lock);
        for (const Handle &handle : m_handles) {
            if (handle.fd == fd) {
                ids.push_back(handle.id);
            }
        }
    }
    for (const int id : ids) {
        Handle handle;
        {
            const std::lock_guard lock(m_lock);
            const auto found = std::ranges::find(m_handles, id, &Handle::id);
            if (found == m_handles.end() || found->events == 0) {
                continue; // removed or put to rest meanwhile
            }
            handle = *found;
        }
        if (const int told = events & (handle.events | Failed | HungUp)) {
            handle.callback(handle.id, handle.fd, told, handle.opaque);
        }
    }
}

void EventPoll::callTimers()
{
    std::vector<int> ids;
    {
        const std::lock_guard lock(m_lock);
        const auto now = Clock::now();
        for (const Timer &timer : m_timers) {
            if (timer.due <= now) {
                ids.push_back(timer.id);
            }
        }
    }
    for (const int id : ids) {
        Timer timer;
        {
            const std::lock_guard lock(m_lock);
            const auto now = Clock::now();
            const auto found = std::ranges::find(m_timers, id, &Timer::id);
            if (found == m_timers.end() || found->due > now) {
                continue; // removed or moved meanwhile
            }
            found->due = now + found->interval;
            timer = *found;
        }
        timer.callback(timer.id, timer.opaque);
    }
}

void EventPoll::releaseLeftovers()
{
    std::vector<Leftover> leftovers;
    {
        const std::lock_guard lock(m_lock);
        leftovers.swap(m_leftovers);
    }
    for (const Leftover &leftover : leftovers) {
        leftover.release(leftover.opaque);
    }
}

void EventPoll::leave(Leftover leftover)
{
    if (leftover.release) {
        m_leftovers.push_back(leftover);
    }
    arm();
}

int EventPoll::addHandle(int fd, int events, HandleCallback callback, void *opaque, Release release)
{
    const std::lock_guard lock(m_lock);
    m_handles.push_back({.id = ++m_lastId, .fd = fd, .events = events, .callback = callback, .opaque = opaque, .release = release});
    if (!tellKernel(fd)) {
        m_handles.pop_back();
        return -1;
    }
    return m_lastId;
}

void EventPoll::updateHandle(int watch, int events)
{
    const std::lock_guard lock(m_lock);
    const auto found = std::ranges::find(m_handles, watch, &Handle::id);
    if (found != m_handles.end() && found->events != events) {
        found->events = events;
        tellKernel(found->fd);
    }
}

int EventPoll::removeHandle(int watch)
{
    const std::lock_guard lock(m_lock);
    const auto found = std::ranges::find(m_handles, watch, &Handle::id);
    if (found == m_handles.end()) {
        return -1;
    }
    const Handle handle = *found;
    m_handles.erase(found);
    tellKernel(handle.fd);
    leave({.release = handle.release, .opaque = handle.opaque});
    return 0;
}

bool EventPoll::tellKernel(int fd)
{
    int events = 0;
    for (const Handle &handle : m_handles) {
        events |= handle.fd == fd ? handle.events : 0;
    }
    epoll_event wanted = {.events = toKernel(events), .data = {.fd = fd}};
    if (events == 0) { // else it would tell of hang-ups all the time
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, &wanted);
        return true;
    }
    return ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &wanted) == 0 || (errno == ENOENT && ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &wanted) == 0);
}

int EventPoll::addTimer(int interval, TimerCallback callback, void *opaque, Release release)
{
    const std::lock_guard lock(m_lock);
    m_timers.push_back({.id = ++m_lastId, .callback = callback, .opaque = opaque, .release = release});
    setInterval(m_timers.back(), interval);
    return m_lastId;
}

void EventPoll::updateTimer(int timer, int interval)
{
    const std::lock_guard lock(m_lock);
    const auto found = std::ranges::find(m_timers, timer, &Timer::id);
    if (found != m_timers.end()) {
        setInterval(*found, interval);
    }
}

int EventPoll::removeTimer(int timer)
{
    const std::lock_guard lock(m_lock);
    const auto found = std::ranges::find(m_timers, timer, &Timer::id);
    if (found == m_timers.end()) {
        return -1;
    }
    const Leftover leftover = {.release = found->release, .opaque = found->opaque};
    m_timers.erase(found);
    leave(leftover);
    return 0;
}

void EventPoll::setInterval(Timer &timer, int interval)
{
    timer.interval = std::chrono::milliseconds(interval);
    timer.due = interval < 0 ? Clock::time_point::max() : Clock::now() + timer.interval;
    arm();
}

void EventPoll::arm()
{
    Clock::time_point next = Clock::time_point::max();
    for (const Timer &timer : m_timers) {
        next = std::min(next, timer.due);
    }
    if (m_stop || !m_leftovers.empty()) {
        next = Clock::time_point::min();
    }
    if (next == m_armed) {
        return;
    }
    m_armed = next;
    itimerspec alarm = {};
    if (next != Clock::time_point::max()) {
        const auto at = std::max<Clock::duration>(next.time_since_epoch(), 1ns); // 0 would be never
        const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
        alarm.it_value = {.tv_sec = seconds.count(), .tv_nsec = (at - seconds).count()};
    }
    ::timerfd_settime(m_alarm, TFD_TIMER_ABSTIME, &alarm, nullptr);
}

} // namespace vitrine
