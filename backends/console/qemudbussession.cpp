// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbussession.h"

#include "backends/console/keymap.h"
#include "backends/console/qemudbushead.h"
#include "backends/console/qemudbuspeer.h"
#include "consolelogging.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace vitrine {
namespace {

using namespace std::chrono_literals;
constexpr auto answerTimeout = 10s;

// org.qemu.Display1.Mouse button values; 7 and 8 are QEMU's InputButton, not yet in its D-Bus text.
constexpr quint32 wheelUp = 3;
constexpr quint32 wheelDown = 4;
constexpr quint32 wheelLeft = 7;
constexpr quint32 wheelRight = 8;

quint32 buttonNumber(PointerButton button)
{
    switch (button) {
    case PointerButton::Left:
        return 0;
    case PointerButton::Middle:
        return 1;
    case PointerButton::Right:
        return 2;
    case PointerButton::Side:
        return 5;
    case PointerButton::Extra:
        return 6;
    }
    return 0;
}

/**
 * QEMU's tablet spans the guest's whole desktop, on which the screens stand in a row, but takes positions
 * in the unit of one screen.
 */
QPoint onDesktop(const QList<ConsoleHead *> &row, const ConsoleHead &head, QPoint position)
{
    int left = 0;
    QSize desktop(0, 0);
    for (const ConsoleHead *screen : row) {
        left += screen->number() < head.number() ? screen->size().width() : 0;
        desktop = QSize(desktop.width() + screen->size().width(), std::max(desktop.height(), screen->size().height()));
    }
    if (row.size() < 2 || desktop.isEmpty()) {
        return position;
    }
    const QSize unit = head.size();
    return {(left + position.x()) * unit.width() / desktop.width(), position.y() * unit.height() / desktop.height()};
}

} // namespace

QemuDBusSession::QemuDBusSession(DescriptorProvider provider, bool touchScreen, QObject *parent)
    : ConsoleSession(parent)
    , m_provider(std::move(provider))
    , m_touchScreen(touchScreen)
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(answerTimeout);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        end({.code = ErrorCode::Timeout, .subject = {}, .detail = {}, .doing = QStringLiteral("dbus-display")});
    });
    m_pointerFlush.setSingleShot(true);
    m_pointerFlush.setInterval(0);
    connect(&m_pointerFlush, &QTimer::timeout, this, &QemuDBusSession::flushPointer);
}

QemuDBusSession::~QemuDBusSession() = default;

void QemuDBusSession::open()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        return;
    }
    m_closeReason = {};
    ++m_attempt;
    setState(State::Connecting);
    m_timeout.start();
    connectPeer();
}

QCoro::Task<> QemuDBusSession::connectPeer()
{
    const QPointer<QemuDBusSession> guard(this);
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
    m_peer = std::make_shared<QemuDBusPeer>(this,
                                            QemuDBusPeer::Events{
                                                .ready =
                                                    [this](const QList<QemuConsole> &consoles) {
                                                        showHeads(consoles);
                                                    },
                                                .ended =
                                                    [this](const Error &error) {
                                                        end(error);
                                                    },
                                                .modifiers =
                                                    [this](quint32 modifiers) {
                                                        setModifiers(modifiers);
                                                    },
                                                .absolute =
                                                    [this](bool absolute) {
                                                        setAbsolute(absolute);
                                                    },
                                            });
    m_peer->connect(std::move(**socket));
}

void QemuDBusSession::close()
{
    if (m_state == State::Connecting || m_state == State::Connected) {
        releaseAll();
        end(Error::cancelled());
    }
}

void QemuDBusSession::end(const Error &reason)
{
    m_timeout.stop();
    m_pointerFlush.stop();
    ++m_attempt;
    m_keysDown.clear();
    m_buttonsDown.clear();
    m_lockKeys.reset();
    m_pointerHead = -1;
    m_motion = {};
    m_closeReason = reason;
    // The peer may be the caller through a queued event; it is not on the stack of its own thread.
    m_peer.reset();
    setState(State::Closed);
}

void QemuDBusSession::setState(State state)
{
    if (m_state != state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

void QemuDBusSession::showHeads(const QList<QemuConsole> &consoles)
{
    m_timeout.stop();
    std::vector<std::unique_ptr<QemuDBusHead>> heads;
    for (const QemuConsole &console : consoles) {
        heads.push_back(std::make_unique<QemuDBusHead>(static_cast<int>(heads.size()), console.id, m_peer));
        connect(heads.back().get(), &QemuDBusHead::switched, this, &ConsoleSession::headsChanged);
    }
    const QPointer<QemuDBusSession> guard(this);
    replaceHeads(std::move(heads));
    if (guard) {
        setState(State::Connected);
    }
}

void QemuDBusSession::replaceHeads(std::vector<std::unique_ptr<QemuDBusHead>> heads)
{
    // Who listens to headsChanged() may still hold the old ones.
    std::swap(m_heads, heads);
    for (auto &old : heads) {
        old.release()->deleteLater();
    }
    Q_EMIT headsChanged();
}

void QemuDBusSession::setModifiers(quint32 modifiers)
{
    const KeyboardLeds leds = ledsFromLockBits(modifiers);
    if (leds != m_leds) {
        m_lockKeys.answered(leds ^ m_leds);
        m_leds = leds;
        Q_EMIT ledsChanged();
    }
}

void QemuDBusSession::setAbsolute(bool absolute)
{
    const PointerMode mode = absolute ? PointerMode::Absolute : PointerMode::Relative;
    if (mode != m_pointerMode) {
        m_pointerMode = mode;
        m_pointerHead = -1;
        m_motion = {};
        Q_EMIT pointerModeChanged();
    }
}

ConsoleSession::State QemuDBusSession::state() const
{
    return m_state;
}

Error QemuDBusSession::closeReason() const
{
    return m_closeReason;
}

ConsoleTransport QemuDBusSession::transport() const
{
    return m_state == State::Connected ? ConsoleTransport::QemuDBus : ConsoleTransport::None;
}

QList<ConsoleHead *> QemuDBusSession::heads() const
{
    QList<ConsoleHead *> heads;
    for (const auto &head : m_heads) {
        if (head->isOn()) {
            heads.append(head.get());
        }
    }
    return heads;
}

int QemuDBusSession::maximumHeads() const
{
    return static_cast<int>(m_heads.size());
}

bool QemuDBusSession::setHeadEnabled(int head, bool enabled)
{
    if (m_state != State::Connected || head < 1 || head >= maximumHeads()) {
        return false;
    }
    m_heads[static_cast<size_t>(head)]->requestOn(enabled, m_heads.front()->size());
    return true;
}

PointerMode QemuDBusSession::pointerMode() const
{
    return m_pointerMode;
}

KeyboardLeds QemuDBusSession::leds() const
{
    return m_leds;
}

bool QemuDBusSession::agentConnected() const
{
    return false;
}

int QemuDBusSession::inputConsole() const
{
    return m_heads.empty() ? 0 : m_heads.front()->console();
}

void QemuDBusSession::key(quint32 evdevCode, bool pressed)
{
    const auto number = qnumFromEvdev(evdevCode);
    if (!m_peer || m_state != State::Connected || !number) {
        return;
    }
    if (pressed) {
        m_keysDown.insert(*number);
    } else {
        m_keysDown.remove(*number);
    }
    m_peer->keyboard(inputConsole(), pressed ? "Press" : "Release", *number);
}

void QemuDBusSession::movePointerTo(int head, QPoint position)
{
    m_pointerHead = head;
    m_position = position;
    if (!m_pointerFlush.isActive()) {
        m_pointerFlush.start();
    }
}

void QemuDBusSession::movePointerBy(QPoint delta)
{
    m_motion += delta;
    if (!m_pointerFlush.isActive()) {
        m_pointerFlush.start();
    }
}

void QemuDBusSession::flushPointer()
{
    m_pointerFlush.stop();
    const int head = std::exchange(m_pointerHead, -1);
    const QPoint motion = std::exchange(m_motion, QPoint());
    if (!m_peer || m_state != State::Connected) {
        return;
    }
    if (m_pointerMode == PointerMode::Absolute && head >= 0 && head < static_cast<int>(m_heads.size())) {
        const QemuDBusHead &target = *m_heads[static_cast<size_t>(head)];
        m_peer->mousePosition(target.console(), onDesktop(heads(), target, m_position));
    } else if (m_pointerMode == PointerMode::Relative && !motion.isNull()) {
        m_peer->mouseMotion(inputConsole(), motion);
    }
}

void QemuDBusSession::button(PointerButton button, bool pressed)
{
    flushPointer();
    if (!m_peer || m_state != State::Connected) {
        return;
    }
    const quint32 number = buttonNumber(button);
    if (pressed) {
        m_buttonsDown.insert(number);
    } else {
        m_buttonsDown.remove(number);
    }
    m_peer->mouseButton(inputConsole(), pressed ? "Press" : "Release", number);
}

void QemuDBusSession::wheel(QPoint angleDelta)
{
    flushPointer();
    if (!m_peer || m_state != State::Connected) {
        return;
    }
    clickWheel(m_wheelY.add(angleDelta.y()), wheelUp, wheelDown);
    clickWheel(m_wheelX.add(angleDelta.x()), wheelLeft, wheelRight);
}

void QemuDBusSession::clickWheel(int notches, quint32 positive, quint32 negative)
{
    const quint32 number = notches > 0 ? positive : negative;
    for (int i = std::abs(notches); i > 0; --i) {
        m_peer->mouseButton(inputConsole(), "Press", number);
        m_peer->mouseButton(inputConsole(), "Release", number);
    }
}

void QemuDBusSession::setLocks(KeyboardLeds locks)
{
    for (const quint32 code : m_lockKeys.toPress(locks, m_leds)) {
        key(code, true);
        key(code, false);
    }
}

bool QemuDBusSession::takesTouch() const
{
    return m_touchScreen && m_state == State::Connected;
}

void QemuDBusSession::touch(const TouchContact &contact)
{
    if (m_peer && m_state == State::Connected && contact.head >= 0 && contact.head < maximumHeads() && contact.slot >= 0) {
        const int console = m_heads[static_cast<size_t>(contact.head)]->console();
        m_peer->touch(console, static_cast<quint32>(contact.phase), static_cast<quint64>(contact.slot), contact.position);
    }
}

void QemuDBusSession::releaseAll()
{
    if (!m_peer || m_state != State::Connected) {
        return;
    }
    for (const quint32 number : std::exchange(m_keysDown, {})) {
        m_peer->keyboard(inputConsole(), "Release", number);
    }
    for (const quint32 number : std::exchange(m_buttonsDown, {})) {
        m_peer->mouseButton(inputConsole(), "Release", number);
    }
}

} // namespace vitrine
