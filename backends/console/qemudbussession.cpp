// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/qemudbussession.h"

#include "backends/console/qemudbushead.h"
#include "backends/console/qemudbuspeer.h"

#include <algorithm>
#include <array>

namespace vitrine {
namespace {

/** org.qemu.Display1.Mouse button values in WheelClick's order; 7 and 8 are QEMU's InputButton, not yet in its D-Bus text. */
constexpr std::array<quint32, 4> wheelNumbers = {3, 4, 7, 8};

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

QemuDBusSession::QemuDBusSession(DescriptorProvider provider, QemuDevices devices, QObject *parent)
    : DescriptorSession(std::move(provider), ConsoleTransport::QemuDBus, QStringLiteral("dbus-display"), PointerMode::Relative, parent)
    , m_devices(devices)
{
}

QemuDBusSession::~QemuDBusSession() = default;

void QemuDBusSession::start(FileDescriptor socket)
{
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
                                                        setLockBits(modifiers);
                                                    },
                                                .absolute =
                                                    [this](bool absolute) {
                                                        setAbsolute(absolute);
                                                    },
                                            });
    m_peer->connect(std::move(socket));
}

void QemuDBusSession::stop()
{
    m_buttonsDown.clear();
    // The peer may be the caller through a queued event; it is not on the stack of its own thread.
    m_peer.reset();
}

void QemuDBusSession::showHeads(const QList<QemuConsole> &consoles)
{
    std::vector<std::unique_ptr<QemuDBusHead>> heads;
    for (const QemuConsole &console : consoles) {
        heads.push_back(std::make_unique<QemuDBusHead>(static_cast<int>(heads.size()), console.id, m_devices.placesHotSpot, m_peer));
        connect(heads.back().get(), &QemuDBusHead::switched, this, &ConsoleSession::headsChanged);
    }
    // Who listens to headsChanged() may still hold the old ones.
    std::swap(m_heads, heads);
    for (auto &old : heads) {
        old.release()->deleteLater();
    }
    answered();
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

bool QemuDBusSession::takesSizes() const
{
    return isConnected();
}

int QemuDBusSession::maximumHeads() const
{
    return static_cast<int>(m_heads.size());
}

bool QemuDBusSession::setHeadEnabled(int head, bool enabled)
{
    if (!isConnected() || head < 1 || head >= maximumHeads()) {
        return false;
    }
    m_heads[static_cast<size_t>(head)]->requestOn(enabled, m_heads.front()->size());
    return true;
}

int QemuDBusSession::inputConsole() const
{
    return m_heads.empty() ? 0 : m_heads.front()->console();
}

void QemuDBusSession::sendKey(quint32 qnum, bool pressed)
{
    m_peer->send({.kind = pressed ? QemuInput::Kind::KeyPress : QemuInput::Kind::KeyRelease, .console = inputConsole(), .number = qnum});
}

void QemuDBusSession::sendPosition(int head, QPoint position)
{
    if (head < maximumHeads()) {
        const QemuDBusHead &target = *m_heads[static_cast<size_t>(head)];
        m_peer->send({.kind = QemuInput::Kind::MoveTo, .console = target.console(), .place = onDesktop(heads(), target, position)});
    }
}

void QemuDBusSession::sendMotion(QPoint delta)
{
    m_peer->send({.kind = QemuInput::Kind::MoveBy, .console = inputConsole(), .place = delta});
}

void QemuDBusSession::button(PointerButton button, bool pressed)
{
    flushPointer();
    if (!isConnected()) {
        return;
    }
    const quint32 number = buttonNumber(button);
    if (pressed) {
        m_buttonsDown.insert(number);
    } else {
        m_buttonsDown.remove(number);
    }
    sendButton(number, pressed);
}

void QemuDBusSession::sendButton(quint32 number, bool pressed)
{
    m_peer->send({.kind = pressed ? QemuInput::Kind::ButtonPress : QemuInput::Kind::ButtonRelease, .console = inputConsole(), .number = number});
}

void QemuDBusSession::clickWheel(WheelClick click)
{
    const quint32 number = wheelNumbers.at(size_t(click));
    sendButton(number, true);
    sendButton(number, false);
}

void QemuDBusSession::releaseButtons()
{
    for (const quint32 number : std::exchange(m_buttonsDown, {})) {
        sendButton(number, false);
    }
}

bool QemuDBusSession::takesTouch() const
{
    return m_devices.touchScreen && isConnected();
}

void QemuDBusSession::touch(const TouchContact &contact)
{
    if (isConnected() && contact.head >= 0 && contact.head < maximumHeads() && contact.slot >= 0) {
        const int console = m_heads[static_cast<size_t>(contact.head)]->console();
        m_peer->send({.kind = QemuInput::Kind::Touch,
                      .console = console,
                      .number = static_cast<quint32>(contact.phase),
                      .slot = static_cast<quint64>(contact.slot),
                      .place = contact.position});
    }
}

} // namespace vitrine
