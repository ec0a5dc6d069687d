// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/noconsole.h"

namespace vitrine {

NoConsole::NoConsole(Error reason, QObject *parent)
    : ConsoleSession(parent)
    , m_reason(std::move(reason))
{
}

void NoConsole::open()
{
    m_state = State::Closed;
    Q_EMIT stateChanged();
}

void NoConsole::close()
{
    m_state = State::Closed;
}

ConsoleSession::State NoConsole::state() const
{
    return m_state;
}

Error NoConsole::closeReason() const
{
    return m_reason;
}

ConsoleTransport NoConsole::transport() const
{
    return ConsoleTransport::None;
}

QList<ConsoleHead *> NoConsole::heads() const
{
    return {};
}

PointerMode NoConsole::pointerMode() const
{
    return PointerMode::Absolute;
}

KeyboardLeds NoConsole::leds() const
{
    return {};
}

bool NoConsole::agentConnected() const
{
    return false;
}

void NoConsole::key(quint32, bool)
{
}

void NoConsole::movePointerTo(int, QPoint)
{
}

void NoConsole::movePointerBy(QPoint)
{
}

void NoConsole::button(PointerButton, bool)
{
}

void NoConsole::wheel(QPoint)
{
}

void NoConsole::releaseAll()
{
}

} // namespace vitrine
