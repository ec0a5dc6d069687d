// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicehead.h"

#include <chrono>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
/** SPICE tells each rectangle in a main-loop turn of its own; a frame's come within this time. */
constexpr auto gatherTime = 2ms;

} // namespace

SpiceHead::SpiceHead(int channel, int monitor, std::function<bool(QSize, QSize)> requestSize)
    : m_channel(channel)
    , m_monitor(monitor)
    , m_requestSize(std::move(requestSize))
{
    m_gather.setSingleShot(true);
    m_gather.setTimerType(Qt::PreciseTimer);
    m_gather.setInterval(gatherTime);
    connect(&m_gather, &QTimer::timeout, this, &ConsoleHead::damaged);
}

void SpiceHead::setNumber(int number)
{
    m_number = number;
}

void SpiceHead::showLive(const QImage &picture)
{
    const bool resized = picture.size() != m_picture.size();
    m_picture = picture;
    m_tiles.resize(picture.size());
    m_tiles.markAll();
    if (resized) {
        Q_EMIT sizeChanged();
    }
    report();
}

void SpiceHead::freeze()
{
    m_picture = m_picture.copy();
}

void SpiceHead::damage(const QRect &rect)
{
    m_tiles.mark(rect);
    report();
}

void SpiceHead::report()
{
    if (m_visible && !m_reported && !m_tiles.isEmpty()) {
        m_reported = true;
        m_gather.start();
    }
}

void SpiceHead::setCursor(const GuestCursor &cursor)
{
    m_cursor = cursor;
    Q_EMIT cursorChanged();
}

int SpiceHead::number() const
{
    return m_number;
}

QSize SpiceHead::size() const
{
    return m_picture.size();
}

void SpiceHead::read(const std::function<void(const QImage &)> &reader) const
{
    if (!m_picture.isNull()) {
        reader(m_picture);
    }
}

QRegion SpiceHead::takeDamage()
{
    m_gather.stop();
    m_reported = false;
    return m_tiles.take();
}

void SpiceHead::setVisible(bool visible)
{
    if (m_visible == visible) {
        return;
    }
    m_visible = visible;
    if (visible) {
        m_tiles.markAll();
        report();
    } else {
        m_gather.stop();
        m_reported = false;
    }
}

GuestCursor SpiceHead::cursor() const
{
    return m_cursor;
}

bool SpiceHead::requestSize(QSize pixels, QSize millimetres)
{
    return !pixels.isEmpty() && m_requestSize(pixels, millimetres);
}

} // namespace vitrine
