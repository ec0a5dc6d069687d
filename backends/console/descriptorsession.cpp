// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/descriptorsession.h"

#include "backends/console/keymap.h"

#include <QPointer>

#include <chrono>
#include <cstdlib>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
constexpr auto answerTimeout = 10s;

} // namespace

DescriptorSession::DescriptorSession(DescriptorProvider provider, ConsoleTransport kind, QString doing, PointerMode mode, QObject *parent)
    : ConsoleSession(parent)
    , m_provider(std::move(provider))
    , m_kind(kind)
    , m_doing(std::move(doing))
    , m_pointerMode(mode)
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(answerTimeout);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        end({.code = ErrorCode::Timeout, .subject = {}, .detail = {}, .doing = m_doing});
    });
    m_pointerFlush.setSingleShot(true);
    m_pointerFlush.setInterval(0);
    connect(&m_pointerFlush, &QTimer::timeout, this, &DescriptorSession::flushPointer);
}

void DescriptorSession::open()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        return;
    }
    m_closeReason = {};
    ++m_attempt;
    setState(State::Connecting);
    m_timeout.start();
    connectServer();
}

QCoro::Task<> DescriptorSession::connectServer()
{
    const QPointer<DescriptorSession> guard(this);
    const int attempt = m_attempt;
    // The provider outlives the session's own copy while it is awaited.
    const DescriptorProvider provider = m_provider;
    const auto socket = co_await provider();
    if (!guard || m_attempt != attempt || m_state != State::Connecting) {
        co_return;
    }
    if (!socket) {
        end(socket.error());
        co_return;
    }
    m_live = true;
    start(std::move(**socket));
}

void DescriptorSession::answered()
{
    m_timeout.stop();
    const QPointer<DescriptorSession> guard(this);
    Q_EMIT headsChanged();
    if (guard && m_live) {
        setState(State::Connected);
    }
}

void DescriptorSession::close()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        releaseAll();
        end(Error::cancelled());
    }
}

void DescriptorSession::end(const Error &reason)
{
    m_timeout.stop();
    m_pointerFlush.stop();
    ++m_attempt;
    m_live = false;
    m_keysDown.clear();
    m_lockKeys.reset();
    m_pointerHead = -1;
    m_motion = {};
    m_closeReason = reason;
    const QPointer<DescriptorSession> guard(this);
    stop();
    if (guard) {
        setState(State::Closed);
    }
}

void DescriptorSession::setState(State state)
{
    if (m_state != state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

void DescriptorSession::setAbsolute(bool absolute)
{
    const PointerMode mode = absolute ? PointerMode::Absolute : PointerMode::Relative;
    if (mode != m_pointerMode) {
        m_pointerMode = mode;
        m_pointerHead = -1;
        m_motion = {};
        Q_EMIT pointerModeChanged();
    }
}

void DescriptorSession::setLockBits(quint32 bits)
{
    const KeyboardLeds leds = ledsFromLockBits(bits);
    if (leds != m_leds) {
        m_lockKeys.answered(leds ^ m_leds);
        m_leds = leds;
        Q_EMIT ledsChanged();
    }
}

ConsoleSession::State DescriptorSession::state() const
{
    return m_state;
}

Error DescriptorSession::closeReason() const
{
    return m_closeReason;
}

ConsoleTransport DescriptorSession::transport() const
{
    return m_state == State::Connected ? m_kind : ConsoleTransport::None;
}

PointerMode DescriptorSession::pointerMode() const
{
    return m_pointerMode;
}

KeyboardLeds DescriptorSession::leds() const
{
    return m_leds;
}

bool DescriptorSession::agentConnected() const
{
    return false;
}

void DescriptorSession::key(quint32 evdevCode, bool pressed)
{
    const auto number = qnumFromEvdev(evdevCode);
    flushPointer();
    if (!isConnected() || !number) {
        return;
    }
    if (pressed) {
        m_keysDown.insert(*number);
    } else {
        m_keysDown.remove(*number);
    }
    sendKey(*number, pressed);
}

void DescriptorSession::movePointerTo(int head, QPoint position)
{
    m_pointerHead = head;
    m_position = position;
    if (!m_pointerFlush.isActive()) {
        m_pointerFlush.start();
    }
}

void DescriptorSession::movePointerBy(QPoint delta)
{
    m_motion += delta;
    if (!m_pointerFlush.isActive()) {
        m_pointerFlush.start();
    }
}

void DescriptorSession::flushPointer()
{
    m_pointerFlush.stop();
    const int head = std::exchange(m_pointerHead, -1);
    const QPoint motion = std::exchange(m_motion, QPoint());
    if (!isConnected()) {
        return;
    }
    if (m_pointerMode == PointerMode::Absolute && head >= 0) {
        sendPosition(head, m_position);
    } else if (m_pointerMode == PointerMode::Relative && !motion.isNull()) {
        sendMotion(motion);
    }
}

void DescriptorSession::wheel(QPoint angleDelta)
{
    flushPointer();
    if (isConnected()) {
        turnWheel(m_wheelY.add(angleDelta.y()), WheelClick::Up, WheelClick::Down);
        turnWheel(m_wheelX.add(angleDelta.x()), WheelClick::Left, WheelClick::Right);
    }
}

void DescriptorSession::turnWheel(int notches, WheelClick positive, WheelClick negative)
{
    for (int i = std::abs(notches); i > 0; --i) {
        clickWheel(notches > 0 ? positive : negative);
    }
}

void DescriptorSession::releaseAll()
{
    flushPointer();
    if (!isConnected()) {
        return;
    }
    for (const quint32 number : std::exchange(m_keysDown, {})) {
        sendKey(number, false);
    }
    releaseButtons();
}

void DescriptorSession::setLocks(KeyboardLeds locks)
{
    for (const quint32 code : m_lockKeys.toPress(locks, m_leds)) {
        key(code, true);
        key(code, false);
    }
}

} // namespace vitrine
