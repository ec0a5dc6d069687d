// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <chrono>

namespace vitrine {

/** Growing waits between attempts: 0.1 s, doubled up to 5 s. */
class Backoff
{
public:
    using Duration = std::chrono::milliseconds;

    void reset()
    {
        m_next = first;
    }
    [[nodiscard]] Duration next()
    {
        const Duration wait = m_next;
        m_next = std::min(m_next * 2, last);
        return wait;
    }

private:
    static constexpr Duration first{100};
    static constexpr Duration last{5000};
    Duration m_next = first;
};

} // namespace vitrine
