// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemuinputqueue.h"

#include "backends/console/inputbits.h"
#include "consolelogging.h"

namespace vitrine {

using Kind = QemuInput::Kind;

QemuInputQueue::QemuInputQueue(std::function<void(const QemuInput &)> send)
    : m_send(std::move(send))
{
}

void QemuInputQueue::add(const QemuInput &input)
{
    switch (input.kind) {
    case Kind::KeyPress:
    case Kind::ButtonPress:
        return press(input, {input.kind, input.number});
    case Kind::KeyRelease:
        return release(input, {Kind::KeyPress, input.number});
    case Kind::ButtonRelease:
        return release(input, {Kind::ButtonPress, input.number});
    case Kind::MoveTo:
    case Kind::MoveBy:
        return move(input);
    case Kind::Touch:
        return touch(input);
    case Kind::Size:
        return resize(input);
    }
}

void QemuInputQueue::answered(const QemuInput &input)
{
    --m_unanswered;
    if (m_unanswered == 0 && std::exchange(m_dropping, false)) {
        qCInfo(VITRINE_CONSOLE) << "QEMU answers again.";
    }
    if (input.kind == Kind::MoveTo || input.kind == Kind::MoveBy) {
        --m_motionsUnderWay;
        if (m_motionsUnderWay == 0) {
            sendMotion();
        }
    } else if (input.kind == Kind::Size) {
        const auto under = m_sizes.extract(input.console);
        if (under && under.mapped()) {
            resize(*under.mapped());
        }
    }
}

void QemuInputQueue::move(const QemuInput &input)
{
    const QPointF before = m_motion && m_motion->kind == Kind::MoveBy && input.kind == Kind::MoveBy ? m_motion->place : QPointF();
    m_motion = input;
    m_motion->place = boundedPosition(qRound(before.x() + input.place.x()), qRound(before.y() + input.place.y()));
    if (m_motionsUnderWay == 0) {
        sendMotion();
    }
}

void QemuInputQueue::resize(const QemuInput &input)
{
    const auto [size, isFirst] = m_sizes.try_emplace(input.console);
    if (isFirst) {
        send(input);
    } else {
        size->second = input;
    }
}

void QemuInputQueue::press(const QemuInput &input, const Held &held)
{
    if (!mayPress()) {
        m_dropped.insert(held);
        return;
    }
    m_dropped.remove(held);
    m_held.insert(held);
    sendMotion();
    send(input);
}

void QemuInputQueue::release(const QemuInput &input, const Held &held)
{
    const bool wasDropped = m_dropped.remove(held);
    if (m_held.remove(held) || (!wasDropped && mayPress())) {
        sendMotion();
        send(input);
    }
}

void QemuInputQueue::touch(const QemuInput &input)
{
    const Held finger(Kind::Touch, input.slot);
    if (input.number == 0) {
        press(input, finger);
    } else if (!m_held.contains(finger)) {
        m_dropped.remove(finger);
    } else if (input.number > 1) {
        release(input, finger);
    } else if (mayPress()) {
        send(input); // its end tells the place again
    }
}

bool QemuInputQueue::mayPress()
{
    const bool may = m_unanswered < mostUnanswered;
    if (!may && !std::exchange(m_dropping, true)) {
        qCWarning(VITRINE_CONSOLE) << "QEMU does not answer; keys and clicks are dropped until it does.";
    }
    return may;
}

void QemuInputQueue::sendMotion()
{
    if (const auto motion = std::exchange(m_motion, {})) {
        ++m_motionsUnderWay;
        send(*motion);
    }
}

void QemuInputQueue::send(const QemuInput &input)
{
    ++m_unanswered;
    m_send(input);
}

} // namespace vitrine
