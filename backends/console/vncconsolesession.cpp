// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vncconsolesession.h"

#include "backends/console/keymap.h"
#include "backends/console/vnchead.h"

#include <QPointer>

#include <chrono>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
constexpr auto answerTimeout = 10s;

// RFB's button mask.
constexpr quint8 wheelUp = 8;
constexpr quint8 wheelDown = 16;
constexpr quint8 wheelLeft = 32;
constexpr quint8 wheelRight = 64;

/** 0: RFB has no such button. */
quint8 buttonBit(PointerButton button)
{
    switch (button) {
    case PointerButton::Left:
        return 1;
    case PointerButton::Middle:
        return 2;
    case PointerButton::Right:
        return 4;
    case PointerButton::Side:
        return 128;
    case PointerButton::Extra:
        break;
    }
    return 0;
}

} // namespace

VncConsoleSession::VncConsoleSession(DescriptorProvider provider, QObject *parent)
    : ConsoleSession(parent)
    , m_provider(std::move(provider))
    , m_clipboard(std::make_unique<VncClipboard>([this](const VncCutText &cutText) {
        if (m_connection) {
            m_connection->sendCutText(cutText);
        }
    }))
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(answerTimeout);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        end({.code = ErrorCode::Timeout, .subject = {}, .detail = {}, .doing = QStringLiteral("vnc")});
    });
    m_pointerFlush.setSingleShot(true);
    m_pointerFlush.setInterval(0);
    connect(&m_pointerFlush, &QTimer::timeout, this, &VncConsoleSession::flushPointer);
}

VncConsoleSession::~VncConsoleSession() = default;

void VncConsoleSession::open()
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

QCoro::Task<> VncConsoleSession::connectServer()
{
    const QPointer<VncConsoleSession> guard(this);
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
    m_nextHead = std::make_unique<VncHead>();
    m_connection = std::make_unique<VncConnection>(std::move(**socket), m_nextHead->picture(), this, [this](const VncConnection::News &news) {
        take(news);
    });
    m_nextHead->setConnection(m_connection.get());
}

void VncConsoleSession::showHead()
{
    m_timeout.stop();
    // Who listens to headsChanged() may still hold the old one.
    std::swap(m_head, m_nextHead);
    if (VncHead *old = m_nextHead.release()) {
        old->deleteLater();
    }
    const QPointer<VncConsoleSession> guard(this);
    Q_EMIT headsChanged();
    if (guard && m_connection) {
        setState(State::Connected);
    }
}

void VncConsoleSession::take(const VncConnection::News &news)
{
    const QPointer<VncConsoleSession> guard(this);
    const auto goesOn = [&] {
        return guard && m_connection;
    };
    if (news.connected) {
        showHead();
    }
    if (goesOn() && news.absolutePointer) {
        setAbsolute(*news.absolutePointer);
    }
    if (goesOn() && news.lockBits) {
        setLeds(ledsFromLockBits(*news.lockBits));
    }
    for (const VncCutText &cutText : news.cutTexts) {
        if (goesOn()) {
            m_clipboard->take(cutText);
        }
    }
    if (goesOn() && news.ended) {
        end(*news.ended);
    }
}

void VncConsoleSession::close()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        end(Error::cancelled());
    }
}

void VncConsoleSession::end(const Error &reason)
{
    m_timeout.stop();
    m_pointerFlush.stop();
    ++m_attempt;
    m_lockKeys.reset();
    m_keysDown.clear(); // QEMU releases them with the connection
    m_buttons = 0;
    m_motion = {};
    m_pointerDue = false;
    m_closeReason = reason;
    m_nextHead.reset();
    if (m_head) {
        m_head->setConnection(nullptr);
    }
    m_connection.reset();
    const QPointer<VncConsoleSession> guard(this);
    m_clipboard->reset();
    if (guard) {
        setState(State::Closed);
    }
}

void VncConsoleSession::setState(State state)
{
    if (m_state != state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

void VncConsoleSession::setAbsolute(bool absolute)
{
    const PointerMode mode = absolute ? PointerMode::Absolute : PointerMode::Relative;
    if (mode != m_pointerMode) {
        m_pointerMode = mode;
        m_motion = {};
        Q_EMIT pointerModeChanged();
    }
}

void VncConsoleSession::setLeds(KeyboardLeds leds)
{
    if (leds != m_leds) {
        m_lockKeys.answered(leds ^ m_leds);
        m_leds = leds;
        Q_EMIT ledsChanged();
    }
}

ConsoleSession::State VncConsoleSession::state() const
{
    return m_state;
}

Error VncConsoleSession::closeReason() const
{
    return m_closeReason;
}

ConsoleTransport VncConsoleSession::transport() const
{
    return m_state == State::Connected ? ConsoleTransport::Vnc : ConsoleTransport::None;
}

QList<ConsoleHead *> VncConsoleSession::heads() const
{
    return m_head ? QList<ConsoleHead *>{m_head.get()} : QList<ConsoleHead *>();
}

PointerMode VncConsoleSession::pointerMode() const
{
    return m_pointerMode;
}

KeyboardLeds VncConsoleSession::leds() const
{
    return m_leds;
}

bool VncConsoleSession::agentConnected() const
{
    return false;
}

void VncConsoleSession::key(quint32 evdevCode, bool pressed)
{
    const auto number = qnumFromEvdev(evdevCode);
    if (!m_connection || m_state != State::Connected || !number) {
        return;
    }
    if (pressed) {
        m_keysDown.insert(*number);
    } else {
        m_keysDown.remove(*number);
    }
    m_connection->key(*number, pressed);
}

void VncConsoleSession::movePointerTo(int, QPoint position)
{
    m_position = position;
    schedulePointer();
}

void VncConsoleSession::movePointerBy(QPoint delta)
{
    m_motion += delta;
    schedulePointer();
}

void VncConsoleSession::schedulePointer()
{
    m_pointerDue = true;
    if (!m_pointerFlush.isActive()) {
        m_pointerFlush.start();
    }
}

void VncConsoleSession::flushPointer()
{
    if (m_pointerDue) {
        sendPointer();
    }
}

/** RFB has one message for position and buttons. */
void VncConsoleSession::sendPointer()
{
    m_pointerFlush.stop();
    m_pointerDue = false;
    const QPoint motion = std::exchange(m_motion, QPoint());
    if (!m_connection || m_state != State::Connected) {
        return;
    }
    const QPoint centre(VncConnection::relativeOrigin, VncConnection::relativeOrigin);
    m_connection->pointer(m_pointerMode == PointerMode::Absolute ? m_position : centre + motion, m_buttons);
}

void VncConsoleSession::button(PointerButton button, bool pressed)
{
    flushPointer();
    const quint8 bit = buttonBit(button);
    m_buttons = static_cast<quint8>(pressed ? m_buttons | bit : m_buttons & ~bit);
    sendPointer();
}

void VncConsoleSession::wheel(QPoint angleDelta)
{
    flushPointer();
    clickWheel(m_wheelY.add(angleDelta.y()), wheelUp, wheelDown);
    clickWheel(m_wheelX.add(angleDelta.x()), wheelLeft, wheelRight);
}

void VncConsoleSession::clickWheel(int notches, quint8 positive, quint8 negative)
{
    const quint8 bit = notches > 0 ? positive : negative;
    for (int i = std::abs(notches); i > 0; --i) {
        m_buttons |= bit;
        sendPointer();
        m_buttons &= static_cast<quint8>(~bit);
        sendPointer();
    }
}

void VncConsoleSession::releaseAll()
{
    if (!m_connection || m_state != State::Connected) {
        return;
    }
    for (const quint32 number : std::exchange(m_keysDown, {})) {
        m_connection->key(number, false);
    }
    if (std::exchange(m_buttons, quint8(0)) != 0) {
        sendPointer();
    }
}

void VncConsoleSession::setLocks(KeyboardLeds locks)
{
    for (const quint32 code : m_lockKeys.toPress(locks, m_leds)) {
        key(code, true);
        key(code, false);
    }
}

GuestClipboard *VncConsoleSession::clipboard() const
{
    return m_clipboard.get();
}

} // namespace vitrine
