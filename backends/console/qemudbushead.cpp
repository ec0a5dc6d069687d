// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbushead.h"

#include "backends/console/qemudbuspeer.h"
#include "backends/console/qemuplaceholder.h"

#include <chrono>

namespace vitrine {

namespace {

using namespace std::chrono_literals;
/** A guest that changes a screen's mode switches it off in between, for longer where it is slow. */
constexpr auto longestModeChange = 2s;

} // namespace

QemuDBusHead::QemuDBusHead(int number, int console, const std::shared_ptr<QemuDBusPeer> &peer)
    : PictureHead(number)
    , m_console(console)
    , m_peer(peer)
    , m_on(number == 0)
{
    m_goesOff.setSingleShot(true);
    m_goesOff.setInterval(longestModeChange);
    connect(&m_goesOff, &QTimer::timeout, this, [this] {
        setOn(false);
    });
    peer->listen(m_console, picture());
}

void QemuDBusHead::frameChanged()
{
    bool on = number() == 0;
    read([&on](const QImage &shown) {
        on = on || !isQemuPlaceholder(shown);
    });
    if (on) {
        m_goesOff.stop();
        setOn(true);
    } else if (m_on && !m_goesOff.isActive()) {
        m_goesOff.start();
    }
}

void QemuDBusHead::setOn(bool on)
{
    if (on != m_on) {
        m_on = on;
        Q_EMIT switched();
    }
}

void QemuDBusHead::requestOn(bool on, QSize pixels)
{
    if (const auto peer = m_peer.lock()) {
        peer->setUiInfo(m_console, on ? pixels : QSize(0, 0), {});
    }
}

void QemuDBusHead::setUpdates(bool wanted)
{
    // QEMU sends a new listener the whole picture; the last one stays until then. A screen that is off
    // costs nothing, and without a listener nobody would see that it comes on.
    if (const auto peer = m_peer.lock()) {
        peer->listen(m_console, wanted || !m_on || m_goesOff.isActive() ? picture() : nullptr);
    }
}

bool QemuDBusHead::requestSize(QSize pixels, QSize millimetres)
{
    const auto peer = m_peer.lock();
    if (!peer || pixels.isEmpty()) {
        return false;
    }
    peer->setUiInfo(m_console, pixels, millimetres);
    return true;
}

} // namespace vitrine
