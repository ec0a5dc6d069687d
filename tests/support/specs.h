// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/machinespec.h"

#include <ostream>

/**
 * @file
 * Machines to test with: those of tests/data/golden, and the host that they are planned for.
 */
namespace vitrine {

struct NamedSpec {
    QString name = {}; ///< tests/data/golden/<name>.xml
    MachineSpec spec = {};
    HostCapabilities host = {};
};
inline std::ostream &operator<<(std::ostream &stream, const NamedSpec &spec)
{
    return stream << spec.name.toStdString();
}

constexpr quint64 testMiB = quint64(1) << 20;
constexpr quint64 testGiB = quint64(1) << 30;

/** Debian 13 with all that Vitrine asks for. */
inline HostCapabilities exampleHost()
{
    return {.hypervisorType = QStringLiteral("kvm"),
            .offersKvm = true,
            .offersEmulation = true,
            .memoryBytes = 16 * testGiB,
            .processors = 8,
            .maxProcessors = 255,
            .uefi = true,
            .uefiLoader = QStringLiteral("/usr/share/OVMF/OVMF_CODE_4M.fd"),
            .uefiVarsTemplate = QStringLiteral("/usr/share/OVMF/OVMF_VARS_4M.fd"),
            .secureBootLoader = QStringLiteral("/usr/share/OVMF/OVMF_CODE_4M.ms.fd"),
            .secureBootVarsTemplate = QStringLiteral("/usr/share/OVMF/OVMF_VARS_4M.ms.fd"),
            .tpm2 = true,
            .spice = true,
            .vnc = true,
            .dbusDisplay = true,
            .passt = true,
            .virtiofs = true,
            .virtioVideo = true,
            .spiceAudio = true,
            .usbRedirection = true};
}

/** A Linux guest on virtio devices. */
inline MachineSpec exampleSpec()
{
    return {.uuid = QUuid(QStringLiteral("6f1d2c3b-0000-4000-8000-000000000001")),
            .name = QStringLiteral("Debian 13"),
            .title = QStringLiteral("Debian 13"),
            .osId = QStringLiteral("http://debian.org/debian/13"),
            .memoryBytes = 2 * testGiB,
            .processors = 2,
            .maxProcessors = 2,
            .diskPath = QStringLiteral("/var/tmp/vitrine/Debian 13.qcow2"),
            .isoPath = QStringLiteral("/var/tmp/vitrine/debian-13.1.0-amd64-netinst.iso")};
}

/** One golden each; none of the named files has to exist to define it, only to start it. */
inline QList<NamedSpec> goldenSpecs()
{
    const HostCapabilities host = exampleHost();
    MachineSpec debian = exampleSpec();

    MachineSpec ubuntu = exampleSpec();
    ubuntu.uuid = QUuid(QStringLiteral("6f1d2c3b-0000-4000-8000-000000000002"));
    ubuntu.name = ubuntu.title = QStringLiteral("Ubuntu 24.04 LTS");
    ubuntu.osId = QStringLiteral("http://ubuntu.com/ubuntu/24.04");
    ubuntu.memoryBytes = 4 * testGiB;
    ubuntu.maxMemoryBytes = 8 * testGiB;
    ubuntu.maxProcessors = 4;
    ubuntu.diskPath = QStringLiteral("/var/tmp/vitrine/Ubuntu 24.04 LTS.qcow2");
    ubuntu.isoPath = QStringLiteral("/var/tmp/vitrine/ubuntu-24.04.2-desktop-amd64.iso");
    ubuntu.nvramTemplate = QStringLiteral("/var/tmp/vitrine/nvram/OVMF_VARS_4M.qcow2");
    ubuntu.serialLogPath = QStringLiteral("/var/tmp/vitrine/Ubuntu 24.04 LTS.log");

    MachineSpec fedora = exampleSpec();
    fedora.uuid = QUuid(QStringLiteral("6f1d2c3b-0000-4000-8000-000000000003"));
    fedora.name = QStringLiteral("Fedora");
    fedora.title = QStringLiteral("Fedora <42> & \"friends\"");
    fedora.osId = QStringLiteral("http://fedoraproject.org/fedora/42");
    fedora.acceleration = Acceleration::Emulation;
    fedora.diskPath = QStringLiteral("/var/tmp/vitrine/Fedora.qcow2");
    fedora.isoPath = QStringLiteral("/var/tmp/vitrine/Fedora-Workstation-Live-42.iso");

    MachineSpec windows = exampleSpec();
    windows.uuid = QUuid(QStringLiteral("6f1d2c3b-0000-4000-8000-000000000004"));
    windows.name = windows.title = QStringLiteral("Windows 11");
    windows.osId = QStringLiteral("http://microsoft.com/win/11");
    windows.memoryBytes = 4 * testGiB;
    windows.firmware = Firmware::UefiSecureBoot;
    windows.tpm2 = true;
    windows.windows = true;
    windows.virtioExtras = false;
    windows.diskBus = DiskBus::Sata;
    windows.networkModel = NetworkModel::E1000e;
    windows.diskPath = QStringLiteral("/var/tmp/vitrine/Windows 11.qcow2");
    windows.isoPath = QStringLiteral("/var/tmp/vitrine/Win11_24H2_English_x64.iso");
    windows.nvramTemplate = QStringLiteral("/var/tmp/vitrine/nvram/OVMF_VARS_4M.ms.qcow2");

    MachineSpec drivers = windows;
    drivers.uuid = QUuid(QStringLiteral("6f1d2c3b-0000-4000-8000-000000000006"));
    drivers.name = drivers.title = QStringLiteral("Windows 11 with drivers");
    drivers.diskBus = DiskBus::Virtio;
    drivers.networkModel = NetworkModel::Virtio;
    drivers.extraIsoPaths = {QStringLiteral("/var/tmp/vitrine/virtio-win.iso")};

    MachineSpec unknown = exampleSpec();
    unknown.uuid = QUuid(QStringLiteral("6f1d2c3b-0000-4000-8000-000000000005"));
    unknown.name = unknown.title = QStringLiteral("Machine");
    unknown.osId.clear();
    unknown.agentChannels = false;
    unknown.virtioExtras = false;
    unknown.diskBus = DiskBus::Sata;
    unknown.networkModel = NetworkModel::E1000e;
    unknown.diskPath = QStringLiteral("/var/tmp/vitrine/Machine.qcow2");
    unknown.isoPath.clear();

    return {{QStringLiteral("debian13"), debian, host},
            {QStringLiteral("ubuntu2404"), ubuntu, host},
            {QStringLiteral("fedora42emulated"), fedora, host},
            {QStringLiteral("windows11"), windows, host},
            {QStringLiteral("windows11drivers"), drivers, host},
            {QStringLiteral("unknown"), unknown, host}};
}

} // namespace vitrine
