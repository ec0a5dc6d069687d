// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtbackend.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/libvirtconsole.h"
#include "backends/libvirt/libvirtdefinitions.h"
#include "backends/libvirt/libvirthardware.h"
#include "backends/libvirt/libvirthost.h"
#include "backends/libvirt/libvirthostdevices.h"
#include "backends/libvirt/libvirtmedia.h"
#include "backends/libvirt/libvirtnetworks.h"
#include "backends/libvirt/libvirtpower.h"
#include "backends/libvirt/libvirtstats.h"
#include "backends/libvirt/libvirtstorage.h"

namespace vitrine {

LibvirtBackend::LibvirtBackend(QString uri, QObject *parent)
    : Backend(parent)
    , m_manager(std::make_unique<ConnectionManager>(std::move(uri)))
    , m_power(std::make_unique<LibvirtPower>(m_manager.get()))
    , m_definitions(std::make_unique<LibvirtDefinitions>(m_manager.get()))
    , m_storage(std::make_unique<LibvirtStorage>(m_manager.get()))
    , m_console(std::make_unique<LibvirtConsole>(m_manager.get()))
    , m_host(std::make_unique<LibvirtHost>(m_manager.get()))
    , m_media(std::make_unique<LibvirtMedia>(m_manager.get()))
    , m_networks(std::make_unique<LibvirtNetworks>(m_manager.get()))
    , m_hostDevices(std::make_unique<LibvirtHostDevices>(m_manager.get()))
    , m_hardware(std::make_unique<LibvirtHardware>(m_manager.get()))
    , m_statistics(std::make_unique<LibvirtStats>(m_manager.get()))
{
    connect(m_manager.get(), &ConnectionManager::stateChanged, this, &Backend::connectionStateChanged);
    connect(m_manager.get(), &ConnectionManager::capabilitiesChanged, this, &Backend::capabilitiesChanged);
    connect(m_manager.get(), &ConnectionManager::machinesAdded, this, &Backend::machinesAdded);
    connect(m_manager.get(), &ConnectionManager::machinesChanged, this, &Backend::machinesChanged);
    connect(m_manager.get(), &ConnectionManager::machinesRemoved, this, &Backend::machinesRemoved);
    connect(m_manager.get(), &ConnectionManager::machineEvent, this, &Backend::machineEvent);
    connect(m_manager.get(), &ConnectionManager::networksChanged, this, &Backend::networksChanged);
    connect(m_manager.get(), &ConnectionManager::storageChanged, this, &Backend::storageChanged);
}

LibvirtBackend::~LibvirtBackend() = default;

QString LibvirtBackend::uri() const
{
    return m_manager->uri();
}

ConnectionState LibvirtBackend::connectionState() const
{
    return m_manager->state();
}

Error LibvirtBackend::connectionError() const
{
    return m_manager->error();
}

Capabilities LibvirtBackend::capabilities() const
{
    return m_manager->capabilities();
}

QList<MachineInfo> LibvirtBackend::machines() const
{
    return m_manager->machines();
}

void LibvirtBackend::open()
{
    m_manager->open();
}

void LibvirtBackend::close()
{
    m_manager->close();
}

void LibvirtBackend::refresh()
{
    m_manager->refresh();
}

PowerRole *LibvirtBackend::power()
{
    return m_power.get();
}

DefinitionRole *LibvirtBackend::definitions()
{
    return m_definitions.get();
}

StorageRole *LibvirtBackend::storage()
{
    return m_storage.get();
}

ConsoleRole *LibvirtBackend::console()
{
    return m_console.get();
}

HostRole *LibvirtBackend::host()
{
    return m_host.get();
}

HardwareRole *LibvirtBackend::hardware()
{
    return m_hardware.get();
}

MediaRole *LibvirtBackend::media()
{
    return m_media.get();
}

NetworkRole *LibvirtBackend::networks()
{
    return m_networks.get();
}

HostDeviceRole *LibvirtBackend::hostDevices()
{
    return m_hostDevices.get();
}

StatsRole *LibvirtBackend::statistics()
{
    return m_statistics.get();
}

} // namespace vitrine
