// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/libvirt/eventsink.h"

#include <libvirt/libvirt.h>

#include <QList>

#include <memory>

namespace vitrine {

/** Registers the events Vitrine follows; returns their ids, empty when the driver has none. Worker thread. */
[[nodiscard]] QList<int> registerDomainEvents(virConnectPtr connection, const std::shared_ptr<EventSink> &sink);

void unregisterDomainEvents(virConnectPtr connection, const QList<int> &ids);

/** As above, for networks and storage; -1 where the driver has no such event. */
struct HostEventIds {
    int network = -1;
    int pool = -1;
};
[[nodiscard]] HostEventIds registerHostEvents(virConnectPtr connection, const std::shared_ptr<EventSink> &sink);
void unregisterHostEvents(virConnectPtr connection, const HostEventIds &ids);

/** Posts ConnectionLost or ServiceSilent when the connection breaks. Drivers inside this process never do. */
void registerCloseEvent(virConnectPtr connection, const std::shared_ptr<EventSink> &sink);
void unregisterCloseEvent(virConnectPtr connection);

} // namespace vitrine
