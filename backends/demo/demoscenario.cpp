// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demoscenario.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 MiB = 1024 * 1024;
constexpr int MostMachines = 100'000;

struct Sample {
    const char16_t *title;
    QLatin1StringView osId;
    MachineState state = MachineState::Off;
    StateReason reason = StateReason::None;
    DemoQuirk quirk = DemoQuirk::None;
};

constexpr Sample defaultSamples[] = {
    {u"Debian 13", "http://debian.org/debian/13"_L1, MachineState::Running},
    {u"Windows 11", "http://microsoft.com/win/11"_L1, MachineState::Saved},
    {u"Ubuntu 24.04", "http://ubuntu.com/ubuntu/24.04"_L1},
    {u"Fedora 42", "http://fedoraproject.org/fedora/42"_L1, MachineState::Paused, StateReason::ByUser},
    {u"openSUSE build host", "http://opensuse.org/opensuse/tumbleweed"_L1, MachineState::Paused, StateReason::DiskFull},
    {u"FreeBSD “jail & co” <test>", "http://freebsd.org/freebsd/14.0"_L1, MachineState::Crashed, StateReason::EmulatorDied},
    {u"Arch 🦊", "http://archlinux.org/archlinux/rolling"_L1, MachineState::Sleeping},
    {u"Old Windows", "http://microsoft.com/win/7"_L1, MachineState::Crashed, StateReason::GuestPanicked},
};

constexpr QLatin1StringView manyIds[] = {
    "http://debian.org/debian/13"_L1,
    "http://ubuntu.com/ubuntu/24.04"_L1,
    "http://fedoraproject.org/fedora/42"_L1,
    "http://microsoft.com/win/11"_L1,
};

struct Fault {
    const char16_t *title;
    ErrorCode code;
    QLatin1StringView subject = {};
    QLatin1StringView raw = {};
};
constexpr Fault startFaults[] = {
    {u"Disk moved", ErrorCode::FileMissing, "/media/usb/moved.qcow2"_L1, "Cannot access storage file '/media/usb/moved.qcow2': No such file or directory"_L1},
    {u"Disc gone", ErrorCode::FileMissing, "/demo/discs/gone.iso"_L1, "Cannot access storage file '/demo/discs/gone.iso': No such file or directory"_L1},
    {u"Disk of another user", ErrorCode::FileUnreadable, "/home/other/disk.qcow2"_L1, "Could not open '/home/other/disk.qcow2': Permission denied"_L1},
    {u"Disk in use", ErrorCode::DiskInUse, "/demo/images/shared.qcow2"_L1, "Failed to get \"write\" lock"_L1},
    {u"Wrong format", ErrorCode::WrongDiskFormat, "/demo/images/raw.qcow2"_L1, "Image is not in qcow2 format"_L1},
    {u"Host disk full", ErrorCode::NoSpace, "/demo/images"_L1, "No space left on device"_L1},
    {u"Too much memory", ErrorCode::NoMemory, {}, "cannot set up guest memory 'pc.ram': Cannot allocate memory"_L1},
    {u"No acceleration", ErrorCode::AccelerationAbsent, {}, "Domain requires KVM, but it is not available"_L1},
    {u"Acceleration forbidden", ErrorCode::AccelerationForbidden, "/dev/kvm"_L1, "Could not access KVM kernel module: Permission denied"_L1},
    {u"Acceleration faulty", ErrorCode::AccelerationFaulty, {}, "failed to set MSR 0x48e"_L1},
    {u"No Secure Boot", ErrorCode::SecureBootUnavailable, {}, "System Management Mode not supported"_L1},
    {u"No TPM emulator", ErrorCode::ComponentMissing, "swtpm-tools"_L1, "TPM version '2.0' is not supported"_L1},
    {u"No firmware", ErrorCode::FirmwareMissing, {}, "Unable to find 'efi' firmware"_L1},
    {u"Port taken", ErrorCode::PortTaken, "8080"_L1, "Failed to bind port 8080 (Address already in use)"_L1},
    {u"Port forbidden", ErrorCode::PortForbidden, "80"_L1, "Failed to bind port 80 (Permission denied)"_L1},
    {u"No network", ErrorCode::NetworkUnavailable, "default"_L1, "Network not found: no network with matching name 'default'"_L1},
    {u"Unknown failure", ErrorCode::Internal, {}, "internal error: qemu unexpectedly closed the monitor"_L1},
};

constexpr Sample quirks[] = {
    {u"Ignores shut down", "http://debian.org/debian/13"_L1, MachineState::Running, StateReason::None, DemoQuirk::IgnoresShutDown},
    {u"Emulator dies", "http://debian.org/debian/13"_L1, MachineState::Off, StateReason::None, DemoQuirk::EmulatorDies},
    {u"Disk fills", "http://debian.org/debian/13"_L1, MachineState::Off, StateReason::None, DemoQuirk::DiskFills},
    {u"Acceleration breaks", "http://debian.org/debian/13"_L1, MachineState::Off, StateReason::None, DemoQuirk::AccelerationFails},
    {u"Reboots over and over", "http://debian.org/debian/13"_L1, MachineState::Off, StateReason::None, DemoQuirk::RebootsOverAndOver},
    {u"Saved state broken", "http://debian.org/debian/13"_L1, MachineState::Saved, StateReason::None, DemoQuirk::SavedStateBroken},
};

QUuid uuidFor(const QString &name)
{
    static const QUuid space(u"{5a0c4e0e-6f5c-4b52-9d3a-8b2f7f0a61d1}"_s);
    return QUuid::createUuidV5(space, name);
}

DemoMachine machineFrom(const QString &uri, const QString &title, const QString &osId, const QStringList &takenNames = {})
{
    DemoMachine machine;
    machine.spec = {
        .uuid = uuidFor(title),
        .name = machineNameFor(title, takenNames),
        .title = title,
        .osId = osId,
        .memoryBytes = 4096 * MiB,
        .processors = 2,
        .maxProcessors = 2,
        .windows = osId.contains("/win/"_L1),
    };
    machine.spec.diskPath = "/demo/images/"_L1 + machine.spec.name + ".qcow2"_L1;
    machine.info = {
        .id = {.connection = uri, .uuid = machine.spec.uuid},
        .name = machine.spec.name,
        .state = MachineState::Off,
        .detailsKnown = true,
        .title = title,
        .osId = osId,
        .hypervisorType = u"kvm"_s,
        .memoryBytes = machine.spec.memoryBytes,
        .processors = machine.spec.processors,
        .hasGraphics = true,
    };
    return machine;
}

template<size_t N>
void appendSamples(QList<DemoMachine> &machines, const QString &uri, const Sample (&samples)[N])
{
    for (const Sample &sample : samples) {
        DemoMachine machine = machineFrom(uri, QString::fromUtf16(sample.title), sample.osId);
        machine.info.state = sample.state;
        machine.info.reason = sample.reason;
        machine.quirk = sample.quirk;
        machines.append(machine);
    }
}

QList<DemoMachine> manyMachines(const DemoScenario &scenario, const QString &uri)
{
    QList<DemoMachine> machines;
    machines.reserve(scenario.machines);
    for (int i = 0; i < scenario.machines; ++i) {
        const QString title = u"Machine %1"_s.arg(i + 1, 4, 10, QChar(u'0'));
        machines.append(machineFrom(uri, title, manyIds[size_t(i) % std::size(manyIds)]));
        machines.last().info.state = i % 10 == 0 ? MachineState::Running : MachineState::Off;
    }
    return machines;
}

QList<DemoMachine> flakyMachines(const QString &uri)
{
    QList<DemoMachine> machines;
    for (const Fault &fault : startFaults) {
        DemoMachine machine = machineFrom(uri, QString::fromUtf16(fault.title), u"http://debian.org/debian/13"_s);
        if (fault.subject.endsWith(".iso"_L1)) {
            machine.spec.isoPath = fault.subject;
        } else if (fault.code == ErrorCode::FileMissing) {
            machine.spec.diskPath = fault.subject;
        }
        machine.startFailure = Error{.code = fault.code, .subject = fault.subject, .detail = fault.raw, .doing = u"start"_s};
        machines.append(machine);
    }
    appendSamples(machines, uri, quirks);
    return machines;
}

} // namespace

DemoScenario DemoScenario::fromUri(const QString &uri)
{
    const QUrlQuery query{QUrl(uri)};
    const auto number = [&query](const QString &key, int fallback) {
        bool ok = false;
        const int value = query.queryItemValue(key).toInt(&ok);
        return ok && value >= 0 ? value : fallback;
    };
    const QString name = query.queryItemValue(u"scenario"_s);
    return {
        .name = name.isEmpty() ? u"default"_s : name,
        .machines = std::min(number(u"machines"_s, name == "many"_L1 ? 1000 : 10), MostMachines),
        .delay = std::chrono::milliseconds(number(u"delay"_s, 120)),
        .period = std::chrono::milliseconds(number(u"period"_s, 5000)),
    };
}

bool DemoScenario::isKnown() const
{
    static const QStringList names{u"default"_s, u"empty"_s, u"many"_s, u"flaky"_s, u"disconnect"_s, u"churn"_s};
    return names.contains(name);
}

QList<DemoMachine> demoMachines(const DemoScenario &scenario, const QString &uri)
{
    if (scenario.name == "many"_L1 || scenario.name == "churn"_L1) {
        return manyMachines(scenario, uri);
    }
    if (scenario.name == "flaky"_L1) {
        return flakyMachines(uri);
    }
    QList<DemoMachine> machines;
    if (scenario.name == "default"_L1 || scenario.name == "disconnect"_L1) {
        appendSamples(machines, uri, defaultSamples);
    }
    return machines;
}

HostCapabilities demoHost()
{
    return {
        .hypervisorType = u"kvm"_s,
        .offersKvm = true,
        .offersEmulation = true,
        .memoryBytes = 16 * 1024 * MiB,
        .processors = 8,
        .processorNumbers = {0, 1, 2, 3, 4, 5, 6, 7},
        .numaNodes = 1,
        .hugePages = {{.pageBytes = 2 * MiB, .total = 512}, {.pageBytes = 1024 * MiB}},
        .maxProcessors = 64,
        .uefi = true,
        .uefiLoader = u"/demo/firmware/OVMF_CODE.fd"_s,
        .uefiVarsTemplate = u"/demo/firmware/OVMF_VARS.fd"_s,
        .secureBootLoader = u"/demo/firmware/OVMF_CODE.secboot.fd"_s,
        .secureBootVarsTemplate = u"/demo/firmware/OVMF_VARS.ms.fd"_s,
        .tpm2 = true,
        .spice = true,
        .vnc = true,
        .dbusDisplay = true,
        .passt = true,
        .virtiofs = true,
        .virtioVideo = true,
        .acceleratedVideo = true,
        .spiceAudio = true,
        .usbRedirection = true,
    };
}

} // namespace vitrine
