// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QThreadPool>

#include <array>
#include <coroutine>
#include <memory>
#include <optional>
#include <type_traits>

namespace vitrine {

/**
 * Threads for a connection's blocking calls. `co_await pool->run(lane, function)` runs the plain
 * function on one of them and resumes the awaiter on the GUI thread with its value.
 *
 * Lanes bound what is in flight: libvirt's daemon serves five calls of a connection at a time and
 * stops listening, to signs of life too, when it has as many: so Calls, Reads and Ends make at most four
 * together on the first connection. Long jobs use the second one, looks a third.
 *
 * Await on the GUI thread only. An awaiting coroutine is always resumed, even when the backend that
 * started it is gone: guard `this`. The function must not touch objects of the GUI thread.
 */
class WorkerPool
{
public:
    enum class Lane {
        Calls, ///< What the user asked for.
        Reads, ///< Reading machines after events; one at a time, never behind a slow start.
        LongJobs, ///< Saving, image creation; four at a time.
        Opening, ///< Opening connections, which may hang on a dead host.
        Ends, ///< Forcing off: what hangs with a machine's emulator must not stand before it.
        Looks, ///< What is read over and over and hangs with the machine's emulator; on a third connection.
    };
    /** How many run at once. */
    [[nodiscard]] static int threads(Lane lane);

    WorkerPool();
    /** Waits a few seconds for what runs; leaves threads that hang in a dead connection to the process's end. */
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    /** From any thread; nobody waits for it. */
    void start(Lane lane, std::function<void()> function);

    template<typename Function>
    class Awaiter
    {
    public:
        using Value = std::invoke_result_t<Function>;

        Awaiter(WorkerPool *pool, Lane lane, Function function)
            : m_pool(pool)
            , m_lane(lane)
            , m_function(std::move(function))
        {
        }
        [[nodiscard]] bool await_ready() const noexcept
        {
            return false;
        }
        void await_suspend(std::coroutine_handle<> handle)
        {
            m_pool->start(m_lane, [this, handle] {
                m_value.emplace(m_function());
                resumeOnGuiThread(handle);
            });
        }
        Value await_resume()
        {
            return std::move(*m_value);
        }

    private:
        WorkerPool *m_pool;
        Lane m_lane;
        Function m_function;
        std::optional<Value> m_value;
    };

    template<typename Function>
    [[nodiscard]] Awaiter<Function> run(Lane lane, Function function)
    {
        return Awaiter<Function>(this, lane, std::move(function));
    }

private:
    static void resumeOnGuiThread(std::coroutine_handle<> handle);

    std::array<std::unique_ptr<QThreadPool>, 6> m_lanes;
};

} // namespace vitrine
