// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/backend.h"
#include "backends/libvirt/backoff.h"
#include "backends/libvirt/lookwatch.h"
#include "backends/libvirt/machinetable.h"
#include "backends/libvirt/session.h"
#include "backends/libvirt/workerpool.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>

namespace vitrine {

/** What a role's call needs to be told apart: which feature it is, a tag for errors, and its lane. */
struct Call {
    std::optional<Feature> feature = {}; ///< empty: every driver has it
    QString doing = {};
    WorkerPool::Lane lane = WorkerPool::Lane::Calls;
};

/**
 * The working part of LibvirtBackend: opens, loses and finds the connection again, keeps the machine
 * table in step with events, and runs the roles' calls on workers.
 *
 * Lives on the GUI thread. An event marks its machine; marked machines are read again on the Reads
 * lane, all that gathered in one go and never two readings at once, so a machine that changes fifty
 * times a second costs one reading at a time. Definitions of a freshly listed host are read in
 * batches behind such readings.
 */
class ConnectionManager : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionManager(QString uri, QObject *parent = nullptr);
    ~ConnectionManager() override;

    [[nodiscard]] QString uri() const
    {
        return m_uri;
    }
    [[nodiscard]] ConnectionState state() const
    {
        return m_state;
    }
    [[nodiscard]] Error error() const
    {
        return m_error;
    }
    [[nodiscard]] Capabilities capabilities() const
    {
        return m_capabilities;
    }
    [[nodiscard]] QList<MachineInfo> machines() const
    {
        return m_table.machines();
    }

    void open();
    void close();
    void refresh();

    template<typename T>
    using Work = std::function<Result<T>(Session &)>;
    using MachineWork = std::function<Result<>(Session &, virDomainPtr)>;

    /**
     * Runs `work` on a worker. Fails at once with ConnectionLost when not open, and with the
     * feature's reason when it is known to be absent; learns from NotSupported.
     */
    template<typename T>
    Task<T> run(Call call, Work<T> work);
    template<typename T>
    using LookWork = std::function<Result<T>(virConnectPtr, virDomainPtr)>;
    /**
     * Runs `work`, which waits for the machine's emulator, on a connection for that alone. A machine that
     * lets it wait for long is announced as StateReason::NotAnswering; Busy while that lasts.
     */
    template<typename T>
    Task<T> look(MachineId id, Call call, LookWork<T> work);
    /** Runs `work` on a machine; its new state is taken in before the awaiter resumes. */
    Task<> runOnMachine(MachineId id, Call call, MachineWork work);

    void takeReadings(const QList<MachineReading> &readings);

    [[nodiscard]] std::shared_ptr<WorkerPool> workers() const
    {
        return m_workers;
    }

Q_SIGNALS:
    void stateChanged();
    void capabilitiesChanged();
    void machinesAdded(const QList<vitrine::MachineInfo> &machines);
    void machinesChanged(const QList<vitrine::MachineInfo> &machines);
    void machinesRemoved(const QList<vitrine::MachineId> &ids);
    void machineEvent(const vitrine::MachineId &id, vitrine::MachineEvent event);
    void networksChanged();
    void storageChanged();

private:
    struct Opened {
        std::shared_ptr<Session> session;
        Capabilities capabilities;
        MachineListing listing;
    };
    static Result<Opened> openAndList(const QString &uri, const std::shared_ptr<EventSink> &sink, const std::weak_ptr<WorkerPool> &workers);

    QCoro::Task<> attempt();
    void adopt(Opened opened, const std::shared_ptr<EventSink> &sink);
    void onOpenFailed(const Error &error);
    void onOpeningSilent();
    void onConnectionLost(ErrorCode reason);
    void leaveSession();
    void onEvents(const QList<NativeEvent> &events);
    void setState(ConnectionState state, const Error &error = {});
    void announce(const TableChange &change);
    void learn(Feature feature, const Error &error);

    void wantReading(const QUuid &uuid, bool withDefinition);
    void readNext();
    [[nodiscard]] QHash<QUuid, bool> takeNextBatch();
    QCoro::Task<> readBatch(QHash<QUuid, bool> batch);
    /** What the poll leaves out: changes of definitions, which cost a call a machine. */
    enum class Definitions {
        All,
        UnknownOnly,
    };
    QCoro::Task<> readListing(Definitions wanted);

    const QString m_uri;
    const std::shared_ptr<WorkerPool> m_workers = std::make_shared<WorkerPool>();
    ConnectionState m_state = ConnectionState::Closed;
    Error m_error;
    Capabilities m_capabilities;
    MachineTable m_table;
    LookWatch m_looks;

    std::shared_ptr<Session> m_session;
    std::shared_ptr<EventSink> m_sink;
    quint64 m_attempt = 0; ///< Tells a current attempt from one that close() has overtaken.
    bool m_opening = false; ///< An attempt is under way; a second one would only wait behind it.
    QTimer m_silenceTimer; ///< since the attempt began
    Backoff m_backoff;
    QElapsedTimer m_sinceOpenAsked;
    QTimer m_retryTimer;
    QTimer m_pollTimer; ///< for drivers without events

    QHash<QUuid, bool> m_marked; ///< uuid -> definition too
    QList<QUuid> m_definitionsToRead;
    bool m_reading = false;
    bool m_listing = false;
};

template<typename T>
Task<T> ConnectionManager::run(Call call, Work<T> work)
{
    const std::shared_ptr<Session> session = m_session;
    if (!session) {
        co_return fail(ErrorCode::ConnectionLost, m_uri, {}, call.doing);
    }
    const Support support = call.feature ? m_capabilities.support(*call.feature) : Support{};
    if (!support) {
        Error reason = support.reason;
        reason.doing = call.doing;
        co_return fail(reason);
    }
    const std::shared_ptr<WorkerPool> workers = m_workers;
    const QPointer self(this);
    auto job = [session, work = std::move(work)] {
        Result<T> result = work(*session);
        session->tellIfGivenUp();
        return result;
    };
    Result<T> result = co_await workers->run(call.lane, std::move(job));
    if (!result) {
        result.error().doing = call.doing;
        if (self && call.feature) {
            self->learn(*call.feature, result.error());
        }
    }
    co_return result;
}

template<typename T>
Task<T> ConnectionManager::look(MachineId id, Call call, LookWork<T> work)
{
    const quint64 look = m_looks.begin(id.uuid);
    if (!look) {
        co_return fail(ErrorCode::Busy, {}, {}, call.doing);
    }
    const QPointer self(this);
    call.lane = WorkerPool::Lane::Looks;
    Work<T> job = [uuid = id.uuid, work = std::move(work)](Session &session) -> Result<T> {
        const Result<ConnectHandle> connection = session.lookConnection();
        if (!connection) {
            return fail(connection.error());
        }
        const Result<DomainHandle> domain = Session::domainOn(connection->get(), uuid);
        if (!domain) {
            return fail(domain.error());
        }
        return work(connection->get(), domain->get());
    };
    Result<T> result = co_await run<T>(std::move(call), std::move(job));
    if (self) {
        self->m_looks.end(look);
    }
    co_return result;
}

} // namespace vitrine
