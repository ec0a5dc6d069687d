// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/connectionmanager.h"

#include "libvirtlogging.h"

namespace vitrine {
namespace {

/**
 * A daemon that is just ending still owns its pid file, and a new one can't start for that long. An
 * attempt of libvirt's to start one takes five seconds; a second one is made after that.
 */
constexpr qint64 firstOpenPatienceMs = 8000;
/** How long an opening may take before it is said that nothing answers. It goes on all the same. */
constexpr std::chrono::seconds openingPatience(15);
constexpr int definitionsPerBatch = 100;
constexpr std::chrono::seconds pollInterval(5);

bool isPerUserDaemon(const QString &uri)
{
    return uri.startsWith(QLatin1String("qemu")) && uri.contains(QLatin1String(":///session"));
}

} // namespace

ConnectionManager::ConnectionManager(QString uri, QObject *parent)
    : QObject(parent)
    , m_uri(std::move(uri))
    , m_table(m_uri)
{
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        attempt();
    });
    m_silenceTimer.setSingleShot(true);
    m_silenceTimer.setInterval(openingPatience);
    connect(&m_silenceTimer, &QTimer::timeout, this, &ConnectionManager::onOpeningSilent);
    m_pollTimer.setInterval(pollInterval);
    connect(&m_pollTimer, &QTimer::timeout, this, [this] {
        if (m_session && !m_listing) {
            readListing(Definitions::UnknownOnly);
        }
    });
    connect(&m_looks, &LookWatch::answersChanged, this, [this](const QUuid &machine, bool answers) {
        announce(m_table.setAnswers(machine, answers));
    });
}

ConnectionManager::~ConnectionManager()
{
    m_looks.disconnect(this); // nobody is to be told any more
    leaveSession();
}

void ConnectionManager::open()
{
    if (m_state == ConnectionState::Open || m_state == ConnectionState::Connecting) {
        return;
    }
    m_backoff.reset();
    m_sinceOpenAsked.start();
    if (m_state != ConnectionState::Reconnecting) {
        setState(ConnectionState::Connecting);
    }
    if (m_opening) {
        m_silenceTimer.start();
    } else {
        attempt();
    }
}

void ConnectionManager::close()
{
    ++m_attempt;
    m_opening = false;
    m_silenceTimer.stop();
    m_retryTimer.stop();
    leaveSession();
    announce(m_table.clear());
    m_capabilities = {};
    Q_EMIT capabilitiesChanged();
    setState(ConnectionState::Closed);
}

void ConnectionManager::refresh()
{
    if (m_session && !m_listing) {
        readListing(Definitions::All);
    }
}

Result<ConnectionManager::Opened>
ConnectionManager::openAndList(const QString &uri, const std::shared_ptr<EventSink> &sink, const std::weak_ptr<WorkerPool> &workers)
{
    Result<std::shared_ptr<Session>> session = Session::open(uri, sink, workers);
    if (!session) {
        return fail(session.error());
    }
    Result<MachineListing> listing = readAllMachines(**session);
    if (!listing) {
        return fail(listing.error());
    }
    Capabilities capabilities = (*session)->readCapabilities();
    return Opened{.session = std::move(*session), .capabilities = std::move(capabilities), .listing = std::move(*listing)};
}

QCoro::Task<> ConnectionManager::attempt()
{
    m_retryTimer.stop();
    m_opening = true;
    m_silenceTimer.start();
    const quint64 number = ++m_attempt;
    const QPointer self(this);
    const std::shared_ptr<WorkerPool> workers = m_workers;
    // A sink of its own: late events of a given-up connection reach nobody. What comes before the
    // receiver is set waits in it.
    const auto sink = std::make_shared<EventSink>();
    auto job = [uri = m_uri, sink, weak = std::weak_ptr(workers)] {
        return openAndList(uri, sink, weak);
    };
    Result<Opened> opened = co_await workers->run(WorkerPool::Lane::Opening, std::move(job));
    if (!self || number != self->m_attempt) {
        co_return;
    }
    self->m_opening = false;
    self->m_silenceTimer.stop();
    if (opened) {
        self->adopt(std::move(*opened), sink);
    } else {
        self->onOpenFailed(opened.error());
    }
}

void ConnectionManager::adopt(Opened opened, const std::shared_ptr<EventSink> &sink)
{
    m_session = std::move(opened.session);
    m_sink = sink;
    m_backoff.reset();
    if (m_capabilities != opened.capabilities) {
        m_capabilities = opened.capabilities;
        Q_EMIT capabilitiesChanged();
    }
    const TableChange change = m_table.applyListing(opened.listing);
    m_definitionsToRead = m_table.uuids();
    setState(ConnectionState::Open);
    announce(change);
    if (!m_session) {
        return; // a receiver of these signals has closed the connection
    }
    sink->setReceiver([this](const QList<NativeEvent> &events) {
        onEvents(events);
    });
    if (!m_session->hasEvents()) {
        m_pollTimer.start();
    }
    readNext();
}

void ConnectionManager::onOpenFailed(const Error &error)
{
    if (m_error.code == ErrorCode::ServiceSilent) {
        m_sinceOpenAsked.restart(); // the service that hung has ended; a new one may be on its way
    }
    const bool worthRetrying = error.code == ErrorCode::ConnectionFailed || error.code == ErrorCode::ConnectionLost;
    const bool stillPatient = isPerUserDaemon(m_uri) && worthRetrying && m_sinceOpenAsked.elapsed() < firstOpenPatienceMs;
    qCDebug(VITRINE_LIBVIRT) << "opening" << m_uri << "failed:" << error;
    if (m_state == ConnectionState::Reconnecting || stillPatient) {
        m_error = error;
        m_retryTimer.start(m_backoff.next());
        return;
    }
    setState(ConnectionState::Failed, error);
}

void ConnectionManager::onOpeningSilent()
{
    qCInfo(VITRINE_LIBVIRT) << "the service of" << m_uri << "does not answer";
    const bool wasOpen = m_state == ConnectionState::Reconnecting;
    setState(wasOpen ? ConnectionState::Reconnecting : ConnectionState::Failed, {.code = ErrorCode::ServiceSilent, .subject = m_uri});
}

void ConnectionManager::onConnectionLost(ErrorCode reason)
{
    qCInfo(VITRINE_LIBVIRT) << "connection" << m_uri << "lost:" << reason;
    leaveSession();
    m_backoff.reset();
    setState(ConnectionState::Reconnecting, {.code = reason, .subject = m_uri});
    if (m_state == ConnectionState::Reconnecting) {
        m_retryTimer.start(m_backoff.next());
    }
}

void ConnectionManager::leaveSession()
{
    if (m_sink) {
        m_sink->setReceiver({});
        m_sink.reset();
    }
    m_session.reset();
    m_pollTimer.stop();
    m_marked.clear();
    m_definitionsToRead.clear();
    m_reading = false;
    m_listing = false;
    m_looks.forgetAll();
}

void ConnectionManager::setState(ConnectionState state, const Error &error)
{
    const bool changed = m_state != state || m_error.code != error.code;
    m_state = state;
    m_error = error;
    if (changed) {
        Q_EMIT stateChanged();
    }
}

void ConnectionManager::announce(const TableChange &change)
{
    if (!change.added.isEmpty()) {
        Q_EMIT machinesAdded(change.added);
    }
    if (!change.changed.isEmpty()) {
        Q_EMIT machinesChanged(change.changed);
    }
    if (!change.removed.isEmpty()) {
        Q_EMIT machinesRemoved(change.removed);
    }
}

void ConnectionManager::learn(Feature feature, const Error &error)
{
    // Some calls are refused for a machine's kind, not for the driver's; only the driver's own words count.
    const bool absent = error.code == ErrorCode::NotSupported && error.detail.contains(QLatin1String("not supported by the connection driver"));
    if (absent && m_capabilities.support(feature)) {
        m_capabilities.setUnsupported(feature, error);
        Q_EMIT capabilitiesChanged();
    }
}

Task<> ConnectionManager::runOnMachine(MachineId id, Call call, MachineWork work)
{
    const QPointer self(this);
    Work<MachineReading> job = [uuid = id.uuid, work = std::move(work)](Session &session) -> Result<MachineReading> {
        const Result<DomainHandle> domain = session.domain(uuid);
        if (!domain) {
            return fail(domain.error());
        }
        if (const Result<> done = work(session, domain->get()); !done) {
            return fail(done.error());
        }
        return readMachine(session, domain->get(), false);
    };
    const Result<MachineReading> reading = co_await run<MachineReading>(std::move(call), std::move(job));
    if (self && reading && (reading->gone || !reading->name.isEmpty())) {
        self->takeReadings({*reading});
    } else if (self && !reading) {
        self->wantReading(id.uuid, false); // it may have failed because the state had changed
    }
    if (!reading) {
        co_return fail(reading.error());
    }
    co_return {};
}

void ConnectionManager::onEvents(const QList<NativeEvent> &events)
{
    using Kind = NativeEvent::Kind;
    for (const NativeEvent &event : events) {
        const MachineId id{.connection = m_uri, .uuid = event.uuid};
        const bool known = m_table.contains(event.uuid);
        switch (event.kind) {
        case Kind::StateChanged:
        case Kind::DefinitionChanged:
            m_marked[event.uuid] |= event.kind == Kind::DefinitionChanged || !known;
            if (event.kind == Kind::DefinitionChanged && known) {
                Q_EMIT machineEvent(id, MachineEvent::DevicesChanged);
            }
            continue;
        case Kind::NetworksChanged:
            Q_EMIT networksChanged();
            continue;
        case Kind::StorageChanged:
            Q_EMIT storageChanged();
            continue;
        case Kind::ConnectionLost:
            onConnectionLost(ErrorCode::ConnectionLost);
            return;
        case Kind::ServiceSilent:
            onConnectionLost(ErrorCode::ServiceSilent);
            return;
        default:
            break;
        }
        if (!known) {
            continue;
        }
        switch (event.kind) {
        case Kind::Rebooted:
            Q_EMIT machineEvent(id, MachineEvent::Rebooted);
            break;
        case Kind::MediaChanged:
            Q_EMIT machineEvent(id, MachineEvent::MediaChanged);
            break;
        case Kind::DevicesChanged:
            Q_EMIT machineEvent(id, MachineEvent::DevicesChanged);
            break;
        case Kind::AgentConnected:
            Q_EMIT machineEvent(id, MachineEvent::AgentConnected);
            break;
        default:
            Q_EMIT machineEvent(id, MachineEvent::AgentDisconnected);
            break;
        }
    }
    readNext();
}

void ConnectionManager::wantReading(const QUuid &uuid, bool withDefinition)
{
    m_marked[uuid] |= withDefinition || !m_table.contains(uuid);
    readNext();
}

void ConnectionManager::takeReadings(const QList<MachineReading> &readings)
{
    announce(m_table.apply(readings));
}

QHash<QUuid, bool> ConnectionManager::takeNextBatch()
{
    QHash<QUuid, bool> batch;
    if (!m_marked.isEmpty()) {
        batch.swap(m_marked);
        return batch;
    }
    for (int i = 0; i < definitionsPerBatch && !m_definitionsToRead.isEmpty(); ++i) {
        batch.insert(m_definitionsToRead.takeLast(), true);
    }
    return batch;
}

void ConnectionManager::readNext()
{
    if (m_reading || !m_session || (m_marked.isEmpty() && m_definitionsToRead.isEmpty())) {
        return;
    }
    m_reading = true;
    readBatch(takeNextBatch());
}

QCoro::Task<> ConnectionManager::readBatch(QHash<QUuid, bool> batch)
{
    const QPointer self(this);
    const std::shared_ptr<Session> session = m_session;
    const std::shared_ptr<WorkerPool> workers = m_workers;
    auto job = [session, batch] {
        const QList<MachineReading> readings = readMachines(*session, batch);
        session->tellIfGivenUp();
        return readings;
    };
    const QList<MachineReading> readings = co_await workers->run(WorkerPool::Lane::Reads, std::move(job));
    if (!self || self->m_session != session) {
        co_return;
    }
    self->m_reading = false;
    self->takeReadings(readings);
    if (self) {
        self->readNext();
    }
}

QCoro::Task<> ConnectionManager::readListing(Definitions wanted)
{
    m_listing = true;
    const QPointer self(this);
    const std::shared_ptr<Session> session = m_session;
    const std::shared_ptr<WorkerPool> workers = m_workers;
    auto job = [session] {
        Result<MachineListing> listing = readAllMachines(*session);
        session->tellIfGivenUp();
        return listing;
    };
    const Result<MachineListing> listing = co_await workers->run(WorkerPool::Lane::Reads, std::move(job));
    if (!self || self->m_session != session) {
        co_return;
    }
    self->m_listing = false;
    if (!listing) {
        qCDebug(VITRINE_LIBVIRT) << "listing failed:" << listing.error();
        co_return;
    }
    self->announce(self->m_table.applyListing(*listing));
    if (self && self->m_session == session) {
        self->m_definitionsToRead = wanted == Definitions::All ? self->m_table.uuids() : self->m_table.uuidsWithoutDetails();
        self->readNext();
    }
}

} // namespace vitrine
