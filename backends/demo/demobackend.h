// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/backend.h"
#include "backends/demo/demoscenario.h"

#include <QHash>
#include <QTimer>

#include <memory>

namespace vitrine {

/**
 * A hypervisor that is only pretended: stateful, in memory, with scripted delays, failures and timed
 * events (see DemoScenario). For trying Vitrine without a hypervisor, and for tests. Keeps its
 * machines over close() and open().
 */
class DemoBackend : public Backend
{
    Q_OBJECT

public:
    explicit DemoBackend(QString uri, QObject *parent = nullptr);
    ~DemoBackend() override;

    [[nodiscard]] QString uri() const override;
    [[nodiscard]] ConnectionState connectionState() const override;
    [[nodiscard]] Error connectionError() const override;
    [[nodiscard]] Capabilities capabilities() const override;
    [[nodiscard]] QList<MachineInfo> machines() const override;
    void open() override;
    void close() override;
    void refresh() override;
    [[nodiscard]] PowerRole *power() override;
    [[nodiscard]] DefinitionRole *definitions() override;
    [[nodiscard]] StorageRole *storage() override;
    [[nodiscard]] ConsoleRole *console() override;
    [[nodiscard]] HostRole *host() override;
    [[nodiscard]] HardwareRole *hardware() override;
    [[nodiscard]] MediaRole *media() override;
    [[nodiscard]] NetworkRole *networks() override;
    [[nodiscard]] HostDeviceRole *hostDevices() override;
    [[nodiscard]] StatsRole *statistics() override;

    /** Loses the connection now, as a daemon that is killed; it comes back after `outage`. */
    void loseConnection(std::chrono::milliseconds outage);

    // For the roles.

    [[nodiscard]] std::chrono::milliseconds delay() const;
    /** Null when there is no such machine. */
    [[nodiscard]] DemoMachine *find(const MachineId &id);
    [[nodiscard]] const QHash<MachineId, DemoMachine> &all() const;
    void add(const DemoMachine &machine);
    /** Puts a new value in the place of the machine's and announces it. */
    void setInfo(const MachineId &id, const MachineInfo &info);
    void setState(const MachineId &id, MachineState state, StateReason reason = StateReason::None);
    void remove(const MachineId &id);
    /** Lets happen what the quirk of a machine that was just started does to it. */
    void startQuirk(const MachineId &id);
    /** The stored definition, made when first asked for. */
    [[nodiscard]] QString storedXml(DemoMachine &machine) const;

    /** Waits as long as an answer takes. ConnectionLost when the connection is not open then. */
    [[nodiscard]] static Task<> answer(QPointer<DemoBackend> backend);
    /** The same; NotFound when the machine is gone then. After success backend and machine are there. */
    [[nodiscard]] static Task<> answer(QPointer<DemoBackend> backend, MachineId id);

private:
    void setConnection(ConnectionState state, const Error &error = {});
    void onOpened();
    void churn();
    void happen(const MachineId &id, int start, DemoQuirk quirk);

    QString m_uri;
    DemoScenario m_scenario;
    ConnectionState m_state = ConnectionState::Closed;
    Error m_error;
    bool m_listed = false;
    QHash<MachineId, DemoMachine> m_machines;
    QList<MachineId> m_order;
    QTimer m_opening;
    QTimer m_outages;
    QTimer m_churn;
    std::unique_ptr<PowerRole> m_power;
    std::unique_ptr<DefinitionRole> m_definitions;
    std::unique_ptr<StorageRole> m_storage;
    std::unique_ptr<MediaRole> m_media;
    std::unique_ptr<NetworkRole> m_networks;
    std::unique_ptr<HostDeviceRole> m_hostDevices;
    std::unique_ptr<ConsoleRole> m_console;
    std::unique_ptr<HostRole> m_host;
    std::unique_ptr<HardwareRole> m_hardware;
    std::unique_ptr<StatsRole> m_statistics;
};

} // namespace vitrine
