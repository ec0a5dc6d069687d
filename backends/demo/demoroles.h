// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hardwarerole.h"
#include "backends/core/roles.h"

#include <QPointer>

/** @file The roles of DemoBackend; each belongs to its backend. */
namespace vitrine {

class DemoBackend;

class DemoPower : public PowerRole
{
public:
    explicit DemoPower(DemoBackend *backend);
    Task<> start(MachineId id, StartOptions options) override;
    Task<> pause(MachineId id) override;
    Task<> resume(MachineId id) override;
    Task<> reset(MachineId id) override;
    Task<> shutDown(MachineId id, ShutDownMode mode) override;
    Task<> forceOff(MachineId id) override;
    Task<> saveState(MachineId id, std::stop_token stop) override;
    Task<> discardSavedState(MachineId id) override;

private:
    DemoBackend *m_backend;
};

class DemoDefinitions : public DefinitionRole
{
public:
    explicit DemoDefinitions(DemoBackend *backend);
    Task<QString> xml(MachineId id, DefinitionKind kind) override;
    Task<MachineId> define(QString xml) override;
    Task<> undefine(MachineId id, UndefineOptions options) override;

private:
    DemoBackend *m_backend;
};

class DemoConsole : public ConsoleRole
{
public:
    explicit DemoConsole(DemoBackend *backend);
    Task<QImage> screenshot(MachineId id, int head) override;
    Task<std::shared_ptr<FileDescriptor>> openGraphics(MachineId id, int index) override;
    Task<std::shared_ptr<FileDescriptor>> openTextConsole(MachineId id, QString device, TextConsoleAccess access) override;

private:
    DemoBackend *m_backend;
};

class DemoHardware : public HardwareRole
{
public:
    explicit DemoHardware(DemoBackend *backend);
    Task<> changeMedium(MachineId id, QString target, QString path) override;
    Task<> setLinkUp(MachineId id, QString mac, bool up) override;
    Task<QString> apply(MachineId id, DefinitionEdit edit) override;
    Task<> growDisk(MachineId id, QString target, quint64 bytes) override;

private:
    DemoBackend *m_backend;
};

class DemoHost : public HostRole
{
public:
    explicit DemoHost(DemoBackend *backend);
    Task<HostCapabilities> capabilities() override;

private:
    DemoBackend *m_backend;
};

} // namespace vitrine
