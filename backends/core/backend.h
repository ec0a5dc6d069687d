// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/capabilities.h"
#include "backends/core/hardwarerole.h"
#include "backends/core/machineinfo.h"
#include "backends/core/roles.h"

#include <QObject>

namespace vitrine {

class HostDeviceRole;
class MediaRole;
class NetworkRole;
class StatsRole;

enum class ConnectionState {
    Closed,
    Connecting,
    Open,
    Reconnecting, ///< Was open and was lost; tries again by itself. Machines keep running.
    Failed, ///< Could not be opened; connectionError() says why. open() tries again.
};

/**
 * One connection to a hypervisor: its machines as values, and its abilities as small role interfaces.
 *
 * Threads: lives on the GUI thread; every function returns at once and reads only what is cached.
 * Slow work goes on behind role functions that return Task<>, on threads of the backend's own.
 *
 * Life: created by app/, outlives the models. machines() is empty until Open. While Reconnecting the
 * last known machines stay listed (their state may be stale and is read anew on Open; what has
 * changed meanwhile is then signalled as differences, never as removed-and-added).
 *
 * Signals: one change, one signal; many changes come as one list. A machine is always announced by
 * machinesAdded before any other signal names it.
 *
 * Every backend passes tests/contract.
 */
class Backend : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~Backend() override = default;

    /** "qemu:///session", "demo:///?scenario=...": also MachineId::connection of all its machines. */
    [[nodiscard]] virtual QString uri() const = 0;
    [[nodiscard]] virtual ConnectionState connectionState() const = 0;
    /** Why it is Failed or Reconnecting. */
    [[nodiscard]] virtual Error connectionError() const = 0;
    [[nodiscard]] virtual Capabilities capabilities() const = 0;
    [[nodiscard]] virtual QList<MachineInfo> machines() const = 0;

    /** Starts opening (or retries at once); the outcome is a change of connectionState(). */
    virtual void open() = 0;
    /** Closes and stops reconnecting. Running machines go on. */
    virtual void close() = 0;
    /** Reads again what the hypervisor has no event for; called when a window gets the focus. */
    virtual void refresh() = 0;

    /** Never null and as old as the backend; functions fail with NotSupported where Capabilities say so. */
    [[nodiscard]] virtual PowerRole *power() = 0;
    [[nodiscard]] virtual DefinitionRole *definitions() = 0;
    [[nodiscard]] virtual StorageRole *storage() = 0;
    [[nodiscard]] virtual ConsoleRole *console() = 0;
    [[nodiscard]] virtual HostRole *host() = 0;
    [[nodiscard]] virtual HardwareRole *hardware() = 0;
    [[nodiscard]] virtual MediaRole *media() = 0;
    [[nodiscard]] virtual NetworkRole *networks() = 0;
    [[nodiscard]] virtual HostDeviceRole *hostDevices() = 0;
    [[nodiscard]] virtual StatsRole *statistics() = 0;

Q_SIGNALS:
    void connectionStateChanged();
    void capabilitiesChanged();
    void machinesAdded(const QList<vitrine::MachineInfo> &machines);
    /** The new values of machines in which at least one field changed. */
    void machinesChanged(const QList<vitrine::MachineInfo> &machines);
    void machinesRemoved(const QList<vitrine::MachineId> &ids);
    void machineEvent(const vitrine::MachineId &id, vitrine::MachineEvent event);
    /** Some network, by whomever: read them again. Comes gathered, and only where Feature::Events is supported. */
    void networksChanged();
    /** Some storage place or image that the hypervisor keeps, by whomever; as above. */
    void storageChanged();
};

} // namespace vitrine
