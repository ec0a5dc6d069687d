// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/session.h"

#include "backends/libvirt/drivercapabilities.h"
#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/eventloop.h"
#include "backends/libvirt/hostreader.h"
#include "backends/libvirt/workerpool.h"

#include <QCoreApplication>
#include <QThread>

namespace vitrine {
namespace {

ConnectHandle shared(const ConnectHandle &connection)
{
    virConnectRef(connection.get());
    return ConnectHandle(connection.get());
}

/** Closing talks to the daemon, which may take its time: never on the GUI thread. */
void closeSession(Session *session, const std::weak_ptr<WorkerPool> &workers)
{
    const QCoreApplication *app = QCoreApplication::instance();
    const std::shared_ptr<WorkerPool> pool = workers.lock();
    if (app && pool && QThread::currentThread() == app->thread()) {
        pool->start(WorkerPool::Lane::Opening, [session] {
            delete session;
        });
    } else {
        delete session;
    }
}

bool isRemoteUrl(const QUrl &url)
{
    return !url.host().isEmpty();
}

} // namespace

Result<std::shared_ptr<Session>> Session::open(const QString &uri, const std::shared_ptr<EventSink> &sink, const std::weak_ptr<WorkerPool> &workers)
{
    EventLoop::ensureRunning();
    std::shared_ptr<Session> session(new Session, [workers](Session *closing) {
        closeSession(closing, workers);
    });
    session->m_uri = uri;
    session->m_url = QUrl(uri);
    session->m_sink = sink;
    session->m_main.reset(virConnectOpen(uri.toUtf8().constData()));
    if (!session->m_main) {
        Error error = lastError(QStringLiteral("open"));
        error.code = error.code == ErrorCode::Internal || error.code == ErrorCode::ConnectionLost ? ErrorCode::ConnectionFailed : error.code;
        if (error.code == ErrorCode::ConnectionFailed) {
            error.subject = uri;
        }
        return fail(error);
    }
    virConnectPtr connection = session->m_main.get();
    session->m_driver = QString::fromUtf8(virConnectGetType(connection));
    registerCloseEvent(connection, sink);
    session->watchOver(connection);
    session->m_eventIds = registerDomainEvents(connection, sink);
    session->m_hostEventIds = registerHostEvents(connection, sink);
    return session;
}

Session::~Session()
{
    if (m_main) {
        unregisterDomainEvents(m_main.get(), m_eventIds);
        unregisterHostEvents(m_main.get(), m_hostEventIds);
        unregisterCloseEvent(m_main.get());
    }
}

Result<ConnectHandle> Session::longJobConnection()
{
    return opened(m_longJobs);
}

Result<ConnectHandle> Session::lookConnection()
{
    return opened(m_looks);
}

Result<ConnectHandle> Session::opened(LateConnection &connection) const
{
    // A second test:/// connection would be a second, different world.
    if (isTestDriver()) {
        return shared(m_main);
    }
    const std::lock_guard lock(connection.mutex);
    if (!connection.handle || virConnectIsAlive(connection.handle.get()) != 1) {
        connection.handle.reset(virConnectOpen(m_uri.toUtf8().constData()));
        if (!connection.handle) {
            return fail(lastError(QStringLiteral("open")));
        }
        watchOver(connection.handle.get());
    }
    return shared(connection.handle);
}

void Session::watchOver(virConnectPtr connection) const
{
    // The daemon's main loop replies, however busy its workers are: a slow call is not taken for a silent
    // service. Drivers inside this process refuse.
    constexpr int intervalSeconds = 5;
    const int lostReplies = isRemoteUrl(m_url) ? 6 : 2;
    virConnectSetKeepAlive(connection, intervalSeconds, lostReplies);
}

void Session::tellIfGivenUp()
{
    // Where the connection broke otherwise, the close event has come before.
    if (virConnectIsAlive(m_main.get()) == 0) {
        m_sink->post({.kind = NativeEvent::Kind::ServiceSilent, .uuid = {}});
    }
}

Result<DomainHandle> Session::domain(const QUuid &uuid) const
{
    return domainOn(m_main.get(), uuid);
}

Result<DomainHandle> Session::domainOn(virConnectPtr connection, const QUuid &uuid)
{
    const QByteArray raw = uuid.toRfc4122();
    DomainHandle domain(virDomainLookupByUUID(connection, reinterpret_cast<const unsigned char *>(raw.constData())));
    if (!domain) {
        return fail(lastError(QStringLiteral("look-up")));
    }
    return domain;
}

bool Session::isLocal() const
{
    return !isRemoteUrl(m_url) && !isTestDriver() && m_url.scheme().startsWith(QLatin1String("qemu"));
}

bool Session::isPerUser() const
{
    return m_url.path() == QLatin1String("/session");
}

bool Session::isTestDriver() const
{
    return m_driver == QLatin1String("TEST");
}

Capabilities Session::readCapabilities() const
{
    const bool hasStorage = virConnectNumOfStoragePools(m_main.get()) >= 0;
    const Error storageError = hasStorage ? Error{} : lastError(QStringLiteral("storage"));
    return driverCapabilities({
        .driver = m_driver,
        .local = isLocal(),
        .events = hasEvents(),
        .storage = hasStorage,
        .storageError = storageError,
        .perUserUri = isPerUser() ? m_uri : QString(),
        .networks = virConnectNumOfNetworks(m_main.get()) >= 0,
    });
}

Result<HostCapabilities> Session::hostCapabilities()
{
    const std::lock_guard lock(m_hostMutex);
    if (!m_host) {
        const Result<HostCapabilities> host = readHost(*this);
        if (!host) {
            return host;
        }
        m_host = *host;
    }
    return *m_host;
}

} // namespace vitrine
