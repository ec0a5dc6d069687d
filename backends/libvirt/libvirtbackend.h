// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/backend.h"

#include <memory>

namespace vitrine {

class ConnectionManager;

/**
 * A hypervisor behind libvirt: qemu:///session, qemu:///system, qemu+ssh://..., test:///... Everything
 * Backend promises; native handles stay inside this folder.
 *
 * open() starts the per-user daemon where there is none. A lost connection is opened again with
 * growing waits (0.1 s to 5 s) until close(). Drivers without events are polled every 5 s.
 */
class LibvirtBackend : public Backend
{
    Q_OBJECT

public:
    explicit LibvirtBackend(QString uri, QObject *parent = nullptr);
    ~LibvirtBackend() override;

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

private:
    std::unique_ptr<ConnectionManager> m_manager;
    std::unique_ptr<PowerRole> m_power;
    std::unique_ptr<DefinitionRole> m_definitions;
    std::unique_ptr<StorageRole> m_storage;
    std::unique_ptr<ConsoleRole> m_console;
    std::unique_ptr<HostRole> m_host;
    std::unique_ptr<MediaRole> m_media;
    std::unique_ptr<NetworkRole> m_networks;
    std::unique_ptr<HostDeviceRole> m_hostDevices;
    std::unique_ptr<HardwareRole> m_hardware;
    std::unique_ptr<StatsRole> m_statistics;
};

} // namespace vitrine
