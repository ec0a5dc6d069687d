// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicehead.h"

#include <QPointer>

#include <chrono>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
/**
 * SPICE tells each rectangle in a main-loop turn of its own, and nothing of where a frame ends: it does
 * when no rectangle came for this time...
 */
constexpr auto frameGap = 2ms;
/** ... or, in a stream without gaps, after this one. A frame has 30 ms. */
constexpr auto longestFrame = 12ms;

} // namespace

SpiceHead::SpiceHead(int channel, int monitor, std::function<bool(QSize, QSize)> requestSize)
    : m_channel(channel)
    , m_monitor(monitor)
    , m_requestSize(std::move(requestSize))
{
    m_gather.setSingleShot(true);
    m_gather.setTimerType(Qt::PreciseTimer);
    m_gather.setInterval(frameGap);
    connect(&m_gather, &QTimer::timeout, this, &SpiceHead::gathered);
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
    m_lastDamage.start();
    report();
}

void SpiceHead::markFrame(const QRegion &region)
{
    for (const QRect &rect : region) {
        m_tiles.mark(rect);
    }
}

void SpiceHead::endFrame()
{
    if (m_visible && !m_reported && !m_tiles.isEmpty()) {
        m_reported = true;
        Q_EMIT damaged();
    }
}

void SpiceHead::report()
{
    if (m_visible && !m_reported && !m_tiles.isEmpty()) {
        m_reported = true;
        m_firstDamage.start();
        m_gather.start();
    }
}

void SpiceHead::gathered()
{
    if (m_lastDamage.isValid() && m_lastDamage.durationElapsed() < frameGap && m_firstDamage.durationElapsed() < longestFrame) {
        m_gather.start(); // rather than anew for each rectangle
    } else {
        Q_EMIT damaged();
    }
}

void SpiceHead::setCursor(const GuestCursor &cursor)
{
    const auto position = m_cursor.position;
    m_cursor = cursor;
    m_cursor.position = position;
    Q_EMIT cursorChanged();
}

void SpiceHead::moveCursor(QPoint position)
{
    const bool wasVisible = std::exchange(m_cursor.visible, true);
    m_cursor.position = position;
    const QPointer<SpiceHead> guard(this);
    if (!wasVisible) {
        Q_EMIT cursorChanged();
    }
    if (guard) {
        Q_EMIT cursorMoved();
    }
}

int SpiceHead::number() const
{
    return m_channel + m_monitor;
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
