// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/networkstore.h"

#include "backends/core/backend.h"
#include "models/machinestore.h"

#include <algorithm>
#include <utility>

namespace vitrine {

namespace {

constexpr std::chrono::seconds interval(5);

} // namespace

NetworkStore::NetworkStore(MachineStore *store, QString connection, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_connection(std::move(connection))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &NetworkStore::onTimer);
    connect(store, &MachineStore::connectionStateChanged, this, [this] {
        if (m_timer.isActive()) {
            follow();
            reload();
        }
    });
}

void NetworkStore::follow()
{
    if (const Backend *connection = backend()) {
        connect(connection, &Backend::networksChanged, this, &NetworkStore::onNetworksChanged, Qt::UniqueConnection);
    }
}

void NetworkStore::onNetworksChanged()
{
    if (m_timer.isActive()) {
        reload();
    }
}

void NetworkStore::onTimer()
{
    const Backend *connection = backend();
    if (connection && connection->capabilities().support(Feature::Events)) {
        readGuests();
    } else {
        reload();
    }
}

void NetworkStore::setActive(bool active)
{
    if (active) {
        m_timer.start();
        follow();
        reload();
    } else {
        m_timer.stop();
    }
}

Backend *NetworkStore::backend() const
{
    return m_store->backend(m_connection);
}

std::optional<NetworkInfo> NetworkStore::network(const QUuid &id) const
{
    const auto found = std::ranges::find(m_networks, id, &NetworkInfo::id);
    return found == m_networks.end() ? std::nullopt : std::optional(*found);
}

void NetworkStore::setWatched(const QUuid &id)
{
    if (m_watched != id) {
        m_watched = id;
        m_guests.clear();
        Q_EMIT guestsChanged();
        readGuests();
    }
}

void NetworkStore::reload()
{
    Backend *connection = backend();
    if (m_loading || !connection) {
        m_again = m_loading;
        return;
    }
    m_loading = true;
    QCoro::connect(connection->networks()->networks(), this, [this](const Result<QList<NetworkInfo>> &result) {
        take(result);
    });
    if (m_devices.isEmpty()) {
        QCoro::connect(connection->networks()->hostDevices(), this, [this](const Result<QStringList> &devices) {
            m_devices = devices.value_or(QStringList());
        });
    }
    readGuests();
}

void NetworkStore::take(const Result<QList<NetworkInfo>> &result)
{
    m_loading = false;
    const auto before = std::tuple(m_networks, m_error, m_loaded);
    m_error.reset();
    if (result) {
        m_networks = *result;
        std::ranges::sort(m_networks, {}, [](const NetworkInfo &network) {
            return network.definition.name;
        });
        m_loaded = true;
    } else if (!result.error().isCancelled()) {
        m_error = result.error();
    }
    if (before != std::tuple(m_networks, m_error, m_loaded)) {
        Q_EMIT changed();
    }
    if (std::exchange(m_again, false)) {
        reload();
    }
}

void NetworkStore::readGuests()
{
    Backend *connection = backend();
    if (m_readingGuests || m_watched.isNull() || !connection) {
        return;
    }
    m_readingGuests = true;
    const QUuid asked = m_watched;
    QCoro::connect(connection->networks()->guests(asked), this, [this, asked](const Result<QList<NetworkGuest>> &result) {
        m_readingGuests = false;
        if (asked != m_watched) {
            readGuests();
            return;
        }
        const QList<NetworkGuest> guests = result.value_or(QList<NetworkGuest>());
        if (guests != m_guests) {
            m_guests = guests;
            Q_EMIT guestsChanged();
        }
    });
}

} // namespace vitrine
