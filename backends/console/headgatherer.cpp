// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/headgatherer.h"

#include <chrono>

namespace vitrine {

namespace {

using namespace std::chrono_literals;
constexpr auto gatherTime = 150ms;

} // namespace

HeadGatherer::HeadGatherer(Send send)
    : m_send(std::move(send))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(gatherTime);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        (void)m_send(m_heads);
    });
}

bool HeadGatherer::request(const QList<HeadRequest> &heads, bool alone)
{
    if (alone) {
        m_timer.stop();
        return m_send(heads);
    }
    m_heads = heads;
    if (!m_timer.isActive()) {
        m_timer.start();
    }
    return true;
}

void HeadGatherer::drop()
{
    m_timer.stop();
}

} // namespace vitrine
