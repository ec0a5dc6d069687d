// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"
#include "backends/libvirt/session.h"

/** @file The blocking halves of LibvirtNetworks, for worker threads; same contracts as NetworkRole. */
namespace vitrine {

[[nodiscard]] Result<QList<NetworkInfo>> readNetworks(const Session &session);
[[nodiscard]] Result<QString> readNetworkXml(const Session &session, const QUuid &id);
[[nodiscard]] Result<QUuid> defineNetwork(const Session &session, const QString &xml);
[[nodiscard]] Result<> undefineNetwork(const Session &session, const QUuid &id);
[[nodiscard]] Result<> startNetwork(const Session &session, const QUuid &id);
[[nodiscard]] Result<> stopNetwork(const Session &session, const QUuid &id);
[[nodiscard]] Result<> setNetworkAutostart(const Session &session, const QUuid &id, bool on);
[[nodiscard]] Result<QList<NetworkGuest>> readNetworkGuests(const Session &session, const QUuid &id);
[[nodiscard]] Result<QList<GuestAddress>> readAddresses(const Session &session, const QUuid &machine);
[[nodiscard]] Result<QList<MachineAdapter>> readAdapters(const Session &session);
[[nodiscard]] Result<QStringList> readHostDevices(const Session &session);

} // namespace vitrine
