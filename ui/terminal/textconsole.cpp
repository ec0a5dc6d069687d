// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/terminal/textconsole.h"

#include "backends/core/backend.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"

#include <QPointer>

#include <algorithm>

namespace vitrine {

TextConsole::TextConsole(MachineStore *store, MachineCommands *commands, MachineId id, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_commands(commands)
    , m_id(std::move(id))
{
    connect(m_store, &MachineStore::machinesAdded, this, &TextConsole::update);
    connect(m_store, &MachineStore::machinesChanged, this, &TextConsole::update);
    connect(m_store, &MachineStore::machinesRemoved, this, &TextConsole::update);
}

void TextConsole::start()
{
    update();
}

const MachineId &TextConsole::id() const
{
    return m_id;
}

QString TextConsole::machineName() const
{
    return m_name;
}

TextConsole::State TextConsole::state() const
{
    return m_state;
}

Error TextConsole::error() const
{
    return m_error;
}

QList<TextConsoleDetails> TextConsole::consoles() const
{
    return m_consoles;
}

int TextConsole::current() const
{
    return m_current;
}

bool TextConsole::isMachineActive() const
{
    const auto machine = m_store->machine(m_id);
    return machine && machine->isActive();
}

void TextConsole::update()
{
    if (const auto machine = m_store->machine(m_id); machine && machine->displayName() != m_name) {
        m_name = machine->displayName();
        Q_EMIT changed();
    }
    const bool active = isMachineActive();
    if (active == std::exchange(m_wasActive, active)) {
        return;
    }
    if (active) {
        connectNow(TextConsoleAccess::IfFree);
    } else {
        ++m_attempt;
        setState(State::MachineOff);
    }
}

void TextConsole::select(int index)
{
    if (index >= 0 && index < m_consoles.size() && index != m_current) {
        m_current = index;
        connectNow(TextConsoleAccess::IfFree);
    }
}

void TextConsole::connectNow(TextConsoleAccess access)
{
    if (isMachineActive()) {
        setState(State::Connecting);
        open(++m_attempt, access);
    }
}

void TextConsole::noteEnd()
{
    if (m_state == State::Open) {
        setState(isMachineActive() ? State::Ended : State::MachineOff);
    }
}

void TextConsole::setState(State state, const Error &error)
{
    m_state = state;
    m_error = error;
    Q_EMIT changed();
}

Task<> TextConsole::open(quint64 attempt, TextConsoleAccess access)
{
    const QPointer self(this);
    const Result<MachineDetails> details = co_await m_commands->details(m_id);
    if (!self || attempt != m_attempt) {
        co_return fail(Error::cancelled());
    }
    if (!details) {
        setState(State::Failed, details.error());
        co_return fail(details.error());
    }
    m_consoles = details->textConsoles;
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_consoles.size()) - 1));
    if (m_consoles.isEmpty()) {
        setState(State::Absent);
        co_return {};
    }
    const auto socket = co_await openSelected(access);
    if (!self || attempt != m_attempt) {
        co_return fail(Error::cancelled());
    }
    if (!socket) {
        setState(socket.error().code == ErrorCode::Busy ? State::Taken : State::Failed, socket.error());
        co_return fail(socket.error());
    }
    setState(State::Open);
    if (self && attempt == m_attempt) {
        Q_EMIT opened(*socket);
    }
    co_return {};
}

Task<std::shared_ptr<FileDescriptor>> TextConsole::openSelected(TextConsoleAccess access)
{
    Backend *backend = m_store->backend(m_id);
    if (!backend) {
        co_return fail(ErrorCode::ConnectionLost, m_id.connection);
    }
    co_return co_await backend->console()->openTextConsole(m_id, m_consoles[m_current].device, access);
}

} // namespace vitrine
