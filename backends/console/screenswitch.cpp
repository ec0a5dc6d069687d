// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/screenswitch.h"

#include <chrono>
#include <utility>

namespace vitrine {

namespace {

using namespace std::chrono_literals;
constexpr auto longestModeChange = 2s; // of a slow guest

} // namespace

ScreenSwitch::ScreenSwitch(bool on, std::function<void()> switched)
    : m_on(on)
    , m_switched(std::move(switched))
{
    m_goesOff.setSingleShot(true);
    m_goesOff.setInterval(longestModeChange);
    m_goesOff.callOnTimeout([this] {
        set(false);
    });
}

void ScreenSwitch::see(bool on)
{
    if (on) {
        m_goesOff.stop();
        set(true);
    } else if (m_on && !m_goesOff.isActive()) {
        m_goesOff.start();
    }
}

void ScreenSwitch::stop()
{
    m_goesOff.stop();
}

void ScreenSwitch::set(bool on)
{
    if (on != std::exchange(m_on, on)) {
        m_switched();
    }
}

} // namespace vitrine
