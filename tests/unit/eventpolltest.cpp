// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/eventpoll.h"
#include "backends/libvirt/eventloop.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>

#include <gmock/gmock.h>
#include <libintl.h>
#include <libvirt/libvirt.h>
#include <sys/socket.h>

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

namespace vitrine {
namespace {

using namespace std::chrono_literals;

/** What was called, in order, and from which thread. */
class Calls
{
public:
    void note(const std::string &call)
    {
        const std::lock_guard lock(m_lock);
        m_calls.push_back(call);
        m_threads.insert(std::this_thread::get_id());
        m_came.notify_all();
    }
    /** False: not within 5 seconds. */
    [[nodiscard]] bool waitFor(size_t count)
    {
        std::unique_lock lock(m_lock);
        return m_came.wait_for(lock, 5s, [&] {
            return m_calls.size() >= count;
        });
    }
    [[nodiscard]] std::vector<std::string> all()
    {
        const std::lock_guard lock(m_lock);
        return m_calls;
    }
    [[nodiscard]] std::set<std::thread::id> threads()
    {
        const std::lock_guard lock(m_lock);
        return m_threads;
    }

private:
    std::mutex m_lock;
    std::condition_variable m_came;
    std::vector<std::string> m_calls;
    std::set<std::thread::id> m_threads;
};

/** What a watch or timer is given to carry. */
struct Subject {
    Calls *calls = nullptr;
    std::function<void(int id)> then = {};
    bool drains = true;

    static void onHandle(int watch, int fd, int events, void *opaque)
    {
        const auto *self = static_cast<Subject *>(opaque);
        std::array<char, 16> piece = {};
        if (self->drains && events & EventPoll::Readable && ::recv(fd, piece.data(), piece.size(), MSG_DONTWAIT) < 0) {
            events = 0;
        }
        self->calls->note("events " + std::to_string(events));
        if (self->then) {
            self->then(watch);
        }
    }
    static void onTimer(int timer, void *opaque)
    {
        const auto *self = static_cast<Subject *>(opaque);
        self->calls->note("timer");
        if (self->then) {
            self->then(timer);
        }
    }
    static void release(void *opaque)
    {
        static_cast<Subject *>(opaque)->calls->note("released");
    }
};

class EventPolls : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
        ASSERT_TRUE(poll.isValid());
        thread = std::thread([this] {
            poll.run();
        });
    }
    ~EventPolls() override
    {
        poll.stop();
        thread.join();
        for (const int end : ends) {
            ::close(end);
        }
    }
    void send() const
    {
        EXPECT_EQ(::send(ends[1], "x", 1, 0), 1);
    }
    /** As old as the thread: it may still be in a callback when the test's function ends. */
    Subject &subject(Subject subject)
    {
        subject.calls = &calls;
        return subjects.emplace_back(std::move(subject));
    }
    int watch(Subject &subject, int events = EventPoll::Readable)
    {
        return poll.addHandle(ends[0], events, Subject::onHandle, &subject, Subject::release);
    }
    int timer(Subject &subject, int interval)
    {
        return poll.addTimer(interval, Subject::onTimer, &subject, Subject::release);
    }

    Calls calls;
    std::deque<Subject> subjects;
    EventPoll poll;
    std::thread thread;
    std::array<int, 2> ends = {-1, -1};
};

TEST_F(EventPolls, TellWhatAFileIsReadyFor)
{
    Subject &carried = subject({});
    const int id = watch(carried);
    EXPECT_GT(id, 0);
    send();
    EXPECT_TRUE(calls.waitFor(1));
    poll.updateHandle(id, 0);
    send();
    poll.updateHandle(id, EventPoll::Readable);
    EXPECT_TRUE(calls.waitFor(2)) << "what came while it rested is told of";
    EXPECT_THAT(calls.all(), testing::ElementsAre("events 1", "events 1"));
    EXPECT_THAT(calls.threads(), testing::ElementsAre(thread.get_id()));
}

TEST_F(EventPolls, TellOfAHangUpWithoutBeingAsked)
{
    Subject &carried = subject({.drains = false});
    carried.then = [this](int id) {
        poll.removeHandle(id);
    };
    EXPECT_GT(watch(carried), 0);
    EXPECT_EQ(::shutdown(ends[1], SHUT_RDWR), 0);
    EXPECT_TRUE(calls.waitFor(2));
    EXPECT_THAT(calls.all(), testing::ElementsAre("events 9", "released"));
}

TEST_F(EventPolls, SleepWhileWatchesAndTimersAreOnlyMoved)
{
    Subject &carried = subject({});
    Subject &done = subject({});
    done.then = [this](int id) {
        poll.removeTimer(id);
    };
    const int handle = watch(carried);
    const int keepAlive = timer(carried, 60000);
    const quint64 before = poll.turns();
    for (int i = 0; i < 1000; ++i) { // what a call of libvirt's does
        poll.updateHandle(handle, 0);
        poll.updateTimer(keepAlive, 60000 + i);
        poll.updateHandle(handle, EventPoll::Readable);
    }
    timer(done, 0);
    EXPECT_TRUE(calls.waitFor(2));
    EXPECT_THAT(calls.all(), testing::ElementsAre("timer", "released"));
    EXPECT_LE(poll.turns() - before, 3);
}

TEST_F(EventPolls, RepeatATimerUntilItIsPutToRest)
{
    Subject &carried = subject({});
    const int id = timer(carried, -1);
    EXPECT_GT(id, 0);
    carried.then = [&](int again) {
        if (calls.all().size() == 3) {
            poll.updateTimer(again, -1);
            poll.removeTimer(again);
        }
    };
    poll.updateTimer(id, 1);
    EXPECT_TRUE(calls.waitFor(4));
    EXPECT_THAT(calls.all(), testing::ElementsAre("timer", "timer", "timer", "released"));
}

TEST_F(EventPolls, WakeForATimerThatIsMovedNearer)
{
    Subject &carried = subject({});
    carried.then = [this](int id) {
        poll.removeTimer(id);
    };
    const int id = timer(carried, 60000);
    poll.updateTimer(id, 5);
    EXPECT_TRUE(calls.waitFor(2));
}

TEST_F(EventPolls, ReleaseOnTheirThreadWhatWasRemoved)
{
    Subject &carried = subject({});
    const int id = watch(carried);
    EXPECT_EQ(poll.removeHandle(id), 0);
    EXPECT_EQ(poll.removeHandle(id), -1);
    EXPECT_EQ(poll.removeTimer(id), -1);
    send();
    EXPECT_TRUE(calls.waitFor(1));
    EXPECT_THAT(calls.all(), testing::ElementsAre("released"));
    EXPECT_THAT(calls.threads(), testing::ElementsAre(thread.get_id()));
    EXPECT_EQ(poll.addHandle(-1, EventPoll::Readable, Subject::onHandle, &carried, nullptr), -1);
}

TEST(EventLoops, LibvirtsWordsAreNotTranslated)
{
    EventLoop::ensureRunning();
    const QByteArray folder = bindtextdomain("libvirt", nullptr);
    EXPECT_FALSE(QDir(QString::fromLocal8Bit(folder)).exists()) << folder.constData() << ": errors are told apart by their words";
}

TEST(EventLoops, CallBackOnAThreadOfTheirOwn)
{
    EventLoop::ensureRunning();
    Calls calls;
    Subject subject{.calls = &calls};
    subject.then = [](int id) {
        virEventRemoveTimeout(id);
    };
    EXPECT_GT(virEventAddTimeout(0, Subject::onTimer, &subject, Subject::release), 0);
    const QDeadlineTimer end(5000);
    while (calls.all().size() < 2 && !end.hasExpired()) { // Qt's dispatcher runs GLib's default loop
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    EXPECT_THAT(calls.all(), testing::ElementsAre("timer", "released"));
    EXPECT_THAT(calls.threads(), testing::Not(testing::Contains(std::this_thread::get_id())));
}

} // namespace
} // namespace vitrine
