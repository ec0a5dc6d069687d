// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/capabilities.h"
#include "backends/core/hostcapabilities.h"
#include "backends/core/result.h"
#include "backends/libvirt/handles.h"
#include "backends/libvirt/nativeevents.h"

#include <QUrl>
#include <QUuid>

#include <memory>
#include <mutex>
#include <optional>

namespace vitrine {

class WorkerPool;

/**
 * One open connection: native handles, and what is known of the driver behind them. When the
 * connection is lost a new Session is made; whatever still holds the old one gets errors from it.
 *
 * Threads: made and used on workers (every call may block for long); shared by pointer. Dropping the
 * last pointer closes the connection, on a worker even when that happens on the GUI thread.
 */
class Session : public std::enable_shared_from_this<Session>
{
public:
    /** Errors: ConnectionFailed, AuthenticationFailed, ComponentMissing, NotSupported. It is closed on `workers`. */
    [[nodiscard]] static Result<std::shared_ptr<Session>>
    open(const QString &uri, const std::shared_ptr<EventSink> &sink, const std::weak_ptr<WorkerPool> &workers);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    [[nodiscard]] virConnectPtr connection() const
    {
        return m_main.get();
    }
    /**
     * For calls that take long: a second connection, opened at the first call. A reference of the caller's:
     * another one replaces a connection that has died.
     */
    [[nodiscard]] Result<ConnectHandle> longJobConnection();
    /** For calls that wait as long as a machine's emulator hangs: a third one. */
    [[nodiscard]] Result<ConnectHandle> lookConnection();

    /** Of the first connection. NotFound. */
    [[nodiscard]] Result<DomainHandle> domain(const QUuid &uuid) const;
    [[nodiscard]] static Result<DomainHandle> domainOn(virConnectPtr connection, const QUuid &uuid);

    [[nodiscard]] QString uri() const
    {
        return m_uri;
    }
    /** The driver's name: "QEMU", "TEST", "ESX", ... */
    [[nodiscard]] QString driver() const
    {
        return m_driver;
    }
    /** Paths of the connection are paths of this computer. */
    [[nodiscard]] bool isLocal() const;
    /** qemu:///session: the hypervisor runs as this user. */
    [[nodiscard]] bool isPerUser() const;
    /** The driver lives in this process and keeps its state in memory. */
    [[nodiscard]] bool isTestDriver() const;
    [[nodiscard]] bool hasEvents() const
    {
        return !m_eventIds.isEmpty();
    }
    /**
     * To be called after a call, on its worker: posts ServiceSilent when libvirt has given the connection up.
     * It tells nobody as long as another call waits in it (libvirt 11.3), which may be for ever.
     */
    void tellIfGivenUp();
    [[nodiscard]] Capabilities readCapabilities() const;
    /** Read once for each session: installing a missing piece needs a new daemon anyway. */
    [[nodiscard]] Result<HostCapabilities> hostCapabilities();

private:
    /** Opened at the first call that needs it. */
    struct LateConnection {
        std::mutex mutex;
        ConnectHandle handle;
    };

    Session() = default;
    [[nodiscard]] Result<ConnectHandle> opened(LateConnection &connection) const;
    /** Gives the connection up when the service is silent for a while, which ends the calls that wait for it. */
    void watchOver(virConnectPtr connection) const;

    QString m_uri;
    QUrl m_url;
    QString m_driver;
    std::shared_ptr<EventSink> m_sink;
    ConnectHandle m_main;
    QList<int> m_eventIds;
    HostEventIds m_hostEventIds;
    LateConnection m_longJobs;
    LateConnection m_looks;
    std::mutex m_hostMutex;
    std::optional<HostCapabilities> m_host;
};

} // namespace vitrine
