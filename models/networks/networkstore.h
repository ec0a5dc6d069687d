// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace vitrine {

class Backend;
class MachineStore;

/**
 * The networks of one connection as last read, and who is on the one that is looked at. While it is
 * active (somebody looks) it reads when the hypervisor tells of a change, where it does not tell every few
 * seconds, and the addresses on the network, which nobody tells of, every few seconds anyway. GUI thread.
 */
class NetworkStore : public QObject
{
    Q_OBJECT

public:
    NetworkStore(MachineStore *store, QString connection, QObject *parent = nullptr);

    void setActive(bool active);
    void reload();
    /** Whose guests are to be read, too; null: nobody's. */
    void setWatched(const QUuid &id);

    /** In the order of their names. */
    [[nodiscard]] QList<NetworkInfo> networks() const
    {
        return m_networks;
    }
    [[nodiscard]] std::optional<NetworkInfo> network(const QUuid &id) const;
    [[nodiscard]] std::optional<NetworkInfo> watched() const
    {
        return network(m_watched);
    }
    /** Of the watched network. */
    [[nodiscard]] QList<NetworkGuest> guests() const
    {
        return m_guests;
    }
    /** Bridges and cards of the host; read once. */
    [[nodiscard]] QStringList hostDevices() const
    {
        return m_devices;
    }
    [[nodiscard]] bool isLoaded() const
    {
        return m_loaded;
    }
    /** Why the last reading failed. */
    [[nodiscard]] std::optional<Error> error() const
    {
        return m_error;
    }
    /** Null while the connection is not there. */
    [[nodiscard]] Backend *backend() const;

Q_SIGNALS:
    void changed();
    void guestsChanged();

private:
    void onNetworksChanged();
    void follow();
    void onTimer();
    void readGuests();
    void take(const Result<QList<NetworkInfo>> &result);

    MachineStore *m_store;
    QString m_connection;
    QList<NetworkInfo> m_networks;
    QList<NetworkGuest> m_guests;
    QStringList m_devices;
    QUuid m_watched;
    std::optional<Error> m_error;
    QTimer m_timer;
    bool m_loading = false;
    bool m_again = false; ///< something changed while it was read
    bool m_readingGuests = false;
    bool m_loaded = false;
};

} // namespace vitrine
