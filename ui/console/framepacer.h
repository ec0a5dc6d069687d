// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace vitrine {

/**
 * Decides when a damaged picture is painted: at once after a quiet time, else not more often than the
 * screen shows pictures. Half a period of jitter is forgiven, so that a guest that draws at the
 * screen's own rate is painted when its frame comes and not one period later.
 *
 * Times are those of a monotonic clock.
 */
class FramePacer
{
public:
    using Time = std::chrono::nanoseconds;

    void setPeriod(Time period)
    {
        m_period = period;
    }
    /** How long to wait from `now`; zero: paint. */
    [[nodiscard]] Time delay(Time now) const
    {
        return now >= m_nextSlot ? Time::zero() : m_nextSlot - now;
    }
    void painted(Time now)
    {
        const bool inTime = now - m_nextSlot <= m_period / 2;
        m_nextSlot = (inTime ? m_nextSlot : now) + m_period;
    }

private:
    Time m_period = std::chrono::microseconds(16667);
    Time m_nextSlot = Time::min() / 2;
};

} // namespace vitrine
