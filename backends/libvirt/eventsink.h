// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>
#include <QList>
#include <QSet>
#include <QUuid>

#include <functional>
#include <memory>
#include <mutex>

namespace vitrine {

/** What an event of libvirt comes down to. */
struct NativeEvent {
    enum class Kind {
        StateChanged,
        DefinitionChanged,
        Rebooted,
        MediaChanged,
        DevicesChanged,
        AgentConnected,
        AgentDisconnected,
        NetworksChanged, ///< uuid is null, as below
        StorageChanged,
        ConnectionLost,
        ServiceSilent, ///< the connection was given up since nothing answers
    };
    Kind kind = Kind::StateChanged;
    QUuid uuid = {};
    bool operator==(const NativeEvent &) const = default;
};
[[nodiscard]] inline size_t qHash(const NativeEvent &event, size_t seed = 0) noexcept
{
    return qHashMulti(seed, int(event.kind), event.uuid);
}

/**
 * Carries events from libvirt's thread to the GUI thread, gathered: however many come while the GUI
 * thread is busy, it gets one list. Changes of state and definition appear once a machine, those of
 * networks and storage once, since "read that again" is the same however often it is said; reboots are
 * counted.
 *
 * post() from any thread; setReceiver() and the receiver itself on the GUI thread.
 */
class EventSink : public std::enable_shared_from_this<EventSink>
{
public:
    using Receiver = std::function<void(QList<NativeEvent>)>;

    void setReceiver(Receiver receiver);
    void post(const NativeEvent &event);

private:
    void deliver();

    std::mutex m_mutex;
    QList<NativeEvent> m_pending;
    QSet<NativeEvent> m_changes;
    Receiver m_receiver;
};

} // namespace vitrine
