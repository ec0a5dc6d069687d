// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/machineadapters.h"
#include "backends/core/result.h"

#include <QList>
#include <QStringList>

/** @file Networks that machines are plugged into, as values and as a role of a connection. */
namespace vitrine {

enum class NetworkMode {
    Nat, ///< Machines reach out through the host's address.
    Isolated, ///< Machines and host only.
    Routed, ///< The host passes packets on unchanged.
    Bridge, ///< An existing bridge or card of the host; no addresses of its own.
    Other, ///< "open", "hostdev", ...: shown, changed only in its XML
};

/** An address that always goes to the same adapter. */
struct DhcpReservation {
    QString mac = {};
    QString name = {}; ///< host name; may be empty
    QString address = {};
    bool operator==(const DhcpReservation &) const = default;
};

/** One address range of a network. */
struct NetworkSubnet {
    QString address = {}; ///< of the host in it: "192.168.150.1"
    int prefix = 24;
    QString dhcpStart = {}; ///< both empty: no range is given out
    QString dhcpEnd = {};
    QList<DhcpReservation> reservations = {};

    [[nodiscard]] bool isIpv6() const
    {
        return address.contains(u':');
    }
    [[nodiscard]] bool hasDhcp() const
    {
        return !dhcpStart.isEmpty() || !reservations.isEmpty();
    }
    bool operator==(const NetworkSubnet &) const = default;
};

/** What a person sets of a network. */
struct NetworkDefinition {
    QString name = {};
    NetworkMode mode = NetworkMode::Nat;
    QString device = {}; ///< Bridge: the host's bridge. Nat, Routed: the only card to go out by, or empty
    QString domain = {}; ///< DNS domain of its machines, or empty
    bool dns = true; ///< the host answers name queries
    QList<NetworkSubnet> subnets = {}; ///< at most one of IPv4 and one of IPv6 are edited
    bool operator==(const NetworkDefinition &) const = default;
};

struct NetworkInfo {
    QUuid id = {};
    NetworkDefinition definition = {};
    QString bridge = {}; ///< the host's device behind it, empty until it has one
    bool active = false;
    bool autostart = false;
    bool persistent = true; ///< false: gone when stopped
    bool operator==(const NetworkInfo &) const = default;
};

/** An adapter that is plugged into a network, or an address given out to somebody else. */
struct NetworkGuest {
    MachineId machine = {}; ///< null: not a machine of this connection
    QString machineName = {};
    bool running = false;
    QString mac = {};
    QString hostName = {}; ///< as the guest calls itself, if told
    QStringList addresses = {};
    bool operator==(const NetworkGuest &) const = default;
};

enum class AddressSource {
    Network, ///< given out by the network
    Agent, ///< told by the guest tools
    Host, ///< seen in the host's ARP table
};

struct GuestAddress {
    QString mac = {};
    QString address = {};
    int prefix = 0;
    AddressSource source = AddressSource::Network;
    bool operator==(const GuestAddress &) const = default;
};

/**
 * Looks after networks. Each function is to be called on the GUI thread and resumes its awaiter there.
 * Errors, beside those in roles.h: NameTaken, XmlInvalid, InvalidState, NeedsSystemConnection.
 */
class NetworkRole
{
public:
    virtual ~NetworkRole() = default;
    virtual Task<QList<NetworkInfo>> networks() = 0;
    /** The stored definition, or the active one of a network that is not kept. */
    virtual Task<QString> xml(QUuid id) = 0;
    /** Stores a definition, new or changed; a running network takes it at its next start. */
    virtual Task<QUuid> define(QString xml) = 0;
    /** Forgets the network; InvalidState while it runs. */
    virtual Task<> undefine(QUuid id) = 0;
    virtual Task<> start(QUuid id) = 0;
    /** Unplugs every machine that is on it. */
    virtual Task<> stop(QUuid id) = 0;
    virtual Task<> setAutostart(QUuid id, bool on) = 0;
    /** Who is, or when running will be, on the network. */
    virtual Task<QList<NetworkGuest>> guests(QUuid id) = 0;
    /** All that is known of a running machine's addresses; empty when nothing is. */
    virtual Task<QList<GuestAddress>> addresses(MachineId id) = 0;
    /** Of all machines, as they are stored: every definition is read for it. */
    virtual Task<QList<MachineAdapter>> adapters() = 0;
    /** Bridges and cards of the host that a network can use, by name. */
    virtual Task<QStringList> hostDevices() = 0;
};

} // namespace vitrine
