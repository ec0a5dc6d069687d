// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/machineconsole.h"

#include "backends/console/consolefactory.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"
#include "ui/console/consolestate.h"

#include <QPointer>

#include <chrono>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

/** Long enough for the news that the machine stopped, which breaks the connection too. */
constexpr auto retryDelay = 700ms;

template<typename List, typename Id>
bool names(const List &machines, const Id &id)
{
    return std::ranges::any_of(machines, [&id](const auto &machine) {
        return machine.id == id;
    });
}

} // namespace

MachineConsole::MachineConsole(MachineStore *store, MachineCommands *commands, ConsoleFactory *factory, MachineId id, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_commands(commands)
    , m_factory(factory)
    , m_id(std::move(id))
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryDelay);
    connect(&m_retry, &QTimer::timeout, this, &MachineConsole::reconnect);
    const auto onMachines = [this](const QList<MachineInfo> &machines) {
        if (names(machines, m_id)) {
            update();
        }
    };
    connect(m_store, &MachineStore::machinesAdded, this, onMachines);
    connect(m_store, &MachineStore::machinesChanged, this, onMachines);
    connect(m_store, &MachineStore::machinesRemoved, this, [this](const QList<MachineId> &ids) {
        if (ids.contains(m_id)) {
            update();
        }
    });
    update();
}

MachineConsole::~MachineConsole()
{
    const std::unique_ptr<ConsoleSession> old = std::move(m_session); // session() is null while it ends
}

const MachineId &MachineConsole::id() const
{
    return m_id;
}

ConsoleSession *MachineConsole::session() const
{
    return m_session.get();
}

ConsoleFacts MachineConsole::facts() const
{
    ConsoleFacts facts{.machine = m_store->machine(m_id), .closeReason = m_openError, .detailsFailed = m_openFailed};
    if (m_session) {
        facts.session = m_session->state();
        facts.closeReason = m_session->closeReason();
        const QList<ConsoleHead *> heads = m_session->heads();
        facts.hasPicture = !heads.isEmpty() && !heads.first()->size().isEmpty();
    }
    return facts;
}

void MachineConsole::update()
{
    const auto machine = m_store->machine(m_id);
    const bool active = machine && machine->isActive();
    if (active && !m_wasActive) {
        m_retried = false;
        reconnect();
    } else if (!active && m_wasActive) {
        drop();
    }
    m_wasActive = active;
    Q_EMIT factsChanged();
}

QList<ConsoleTransport> MachineConsole::transports() const
{
    return m_transports;
}

ConsoleTransport MachineConsole::preferredTransport() const
{
    const auto wanted = ConsoleTransport(consoleState(m_id).readEntry("Transport", int(ConsoleTransport::None)));
    // One that the machine had once is no reason to refuse its screen.
    return m_transports.contains(wanted) ? wanted : ConsoleTransport::None;
}

void MachineConsole::preferTransport(ConsoleTransport transport)
{
    consoleState(m_id).writeEntry("Transport", int(transport));
    reconnect();
}

void MachineConsole::reconnect()
{
    drop();
    open(++m_attempt);
    Q_EMIT factsChanged();
}

void MachineConsole::drop()
{
    m_retry.stop();
    ++m_attempt;
    m_openFailed = false;
    m_openError = {};
    if (!m_session) {
        return;
    }
    Q_EMIT sessionAboutToChange();
    // It may be the sender of the signal that led here.
    ConsoleSession *old = m_session.release();
    old->disconnect(this);
    old->close();
    old->deleteLater();
    Q_EMIT sessionChanged();
}

Task<> MachineConsole::open(quint64 attempt)
{
    const QPointer self(this);
    const Result<MachineDetails> details = co_await m_commands->details(m_id);
    if (!self || attempt != m_attempt) {
        co_return fail(Error::cancelled());
    }
    if (!details) {
        m_openFailed = true;
        m_openError = details.error();
        Q_EMIT factsChanged();
        co_return fail(details.error());
    }
    m_transports = m_factory->available(m_id, *details);
    m_session = m_factory->create(m_id, *details, preferredTransport());
    connect(m_session.get(), &ConsoleSession::stateChanged, this, &MachineConsole::onStateChanged);
    connect(m_session.get(), &ConsoleSession::headsChanged, this, &MachineConsole::onHeadsChanged);
    Q_EMIT sessionChanged();
    m_session->open();
    Q_EMIT factsChanged();
    co_return {};
}

void MachineConsole::onHeadsChanged()
{
    const QList<ConsoleHead *> heads = m_session->heads();
    for (const ConsoleHead *head : heads) {
        connect(head, &ConsoleHead::sizeChanged, this, &MachineConsole::factsChanged, Qt::UniqueConnection);
    }
    Q_EMIT sessionChanged();
    Q_EMIT factsChanged();
}

void MachineConsole::onStateChanged()
{
    const ConsoleSession::State state = m_session->state();
    if (state == ConsoleSession::State::Connected) {
        m_lastTransport = m_session->transport();
    } else if (state == ConsoleSession::State::Closed) {
        Q_EMIT sessionAboutToChange();
        // SPICE does not tell a break from another viewer, which would be thrown out by a second try.
        const bool broken = m_session->closeReason().code == ErrorCode::ConnectionLost && m_lastTransport != ConsoleTransport::Spice;
        if (broken && !m_retried) {
            m_retried = true;
            m_retry.start();
        }
    }
    onHeadsChanged();
}

} // namespace vitrine
