// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/eventsink.h"

#include <QCoreApplication>

namespace vitrine {

void EventSink::setReceiver(Receiver receiver)
{
    m_receiver = std::move(receiver);
}

void EventSink::post(const NativeEvent &event)
{
    using Kind = NativeEvent::Kind;
    const bool ofMachine = event.kind == Kind::StateChanged || event.kind == Kind::DefinitionChanged;
    const bool isChange = ofMachine || event.kind == Kind::NetworksChanged || event.kind == Kind::StorageChanged;
    {
        const std::lock_guard lock(m_mutex);
        if (isChange && m_changes.contains(event)) {
            return;
        }
        if (isChange) {
            m_changes.insert(event);
        }
        m_pending.append(event);
        if (m_pending.size() > 1) {
            return; // its delivery is on the way
        }
    }
    if (QCoreApplication *app = QCoreApplication::instance()) {
        QMetaObject::invokeMethod(
            app,
            [weak = weak_from_this()] {
                if (const auto self = weak.lock()) {
                    self->deliver();
                }
            },
            Qt::QueuedConnection);
    }
}

void EventSink::deliver()
{
    QList<NativeEvent> events;
    {
        const std::lock_guard lock(m_mutex);
        events.swap(m_pending);
        m_changes.clear();
    }
    if (m_receiver) {
        // A copy: the receiver may replace itself (the connection was lost).
        const Receiver receiver = m_receiver;
        receiver(std::move(events));
    }
}

} // namespace vitrine
