// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinetext.h"

#include <KLocalizedString>

namespace vitrine {

namespace {

QString pausedText(StateReason reason)
{
    switch (reason) {
    case StateReason::Starting:
        return i18nc("@info:status machine", "Starting");
    case StateReason::Saving:
        return i18nc("@info:status machine", "Saving its state");
    case StateReason::IoError:
        return i18nc("@info:status machine", "Paused: a disk does not work");
    case StateReason::DiskFull:
        return i18nc("@info:status machine", "Paused: the disk of this computer is full");
    case StateReason::AccelerationFault:
        return i18nc("@info:status machine", "Stopped: hardware acceleration failed");
    case StateReason::GuestPanicked:
        return i18nc("@info:status machine", "Paused: the guest system crashed");
    default:
        return i18nc("@info:status machine", "Paused");
    }
}

QString silentText(MachineState state)
{
    switch (state) {
    case MachineState::Paused:
        return i18nc("@info:status machine", "Paused: it does not answer");
    case MachineState::Sleeping:
        return i18nc("@info:status machine", "Asleep: it does not answer");
    case MachineState::Stopping:
        return i18nc("@info:status machine", "Shutting down: it does not answer");
    default:
        return i18nc("@info:status machine", "Running: it does not answer");
    }
}

QString crashedText(StateReason reason)
{
    return reason == StateReason::EmulatorDied ? i18nc("@info:status machine", "Off: it ended unexpectedly")
                                               : i18nc("@info:status machine", "The guest system crashed");
}

QString silenceAdvice(const MachineInfo &machine)
{
    const QString advice = i18nc("@info",
                                 "The program that runs the machine does not answer. It may wait for a slow disk; if this goes on, it is stuck, and only "
                                 "Force Off ends it. What was not saved inside is lost then.");
    // machinespecxml.cpp tells why.
    return machine.hypervisorType != QLatin1String("qemu") || machine.graphicsCard != QLatin1String("virtio")
        ? advice
        : i18nc("@info %1: sentences",
                "%1 If it is stuck each time its system starts: without hardware acceleration the graphics card “virtio” can do that, and “vga” never does "
                "(Settings, Display).",
                advice);
}

} // namespace

QString stateText(const MachineInfo &machine)
{
    if (machine.reason == StateReason::NotAnswering) {
        return silentText(machine.state);
    }
    switch (machine.state) {
    case MachineState::Unknown:
        return i18nc("@info:status machine", "State not known");
    case MachineState::Off:
        return machine.reason == StateReason::EmulatorDied ? crashedText(machine.reason) : i18nc("@info:status machine", "Off");
    case MachineState::Running:
        return i18nc("@info:status machine", "Running");
    case MachineState::Paused:
        return pausedText(machine.reason);
    case MachineState::Sleeping:
        return i18nc("@info:status machine", "Asleep");
    case MachineState::Stopping:
        return i18nc("@info:status machine", "Shutting down");
    case MachineState::Saved:
        return i18nc("@info:status machine", "Saved");
    case MachineState::Crashed:
        return crashedText(machine.reason);
    }
    return {};
}

QString stateIconName(MachineState state)
{
    switch (state) {
    case MachineState::Running:
        return QStringLiteral("media-playback-start");
    case MachineState::Paused:
        return QStringLiteral("media-playback-pause");
    case MachineState::Sleeping:
        return QStringLiteral("system-suspend");
    case MachineState::Stopping:
        return QStringLiteral("system-shutdown");
    case MachineState::Saved:
        return QStringLiteral("document-save");
    case MachineState::Crashed:
        return QStringLiteral("dialog-error");
    case MachineState::Unknown:
        return QStringLiteral("question");
    case MachineState::Off:
        return QStringLiteral("media-playback-stop");
    }
    return {};
}

QString stateAdvice(const MachineInfo &machine)
{
    switch (machine.reason) {
    case StateReason::DiskFull:
        return i18nc("@info", "The disk of this computer that holds the machine's disk is full. Nothing is lost: make room, then resume the machine.");
    case StateReason::IoError:
        return i18nc(
            "@info",
            "Reading or writing one of the machine's disks failed. See that the disk of this computer is plugged in and healthy, then resume the machine.");
    case StateReason::AccelerationFault:
        return i18nc("@info", "Hardware acceleration of this computer failed on the machine. Start it without acceleration: slower, but it runs.");
    case StateReason::GuestPanicked:
        return i18nc("@info", "The system inside the machine crashed. Reset the machine, or force it off, to start it again.");
    case StateReason::NotAnswering:
        return silenceAdvice(machine);
    case StateReason::EmulatorDied:
        return i18nc("@info",
                     "The program that ran the machine was ended or failed; what was not saved inside is lost. Start the machine again; its log tells more.");
    default:
        return machine.state == MachineState::Crashed ? i18nc("@info", "The system inside the machine crashed. Start the machine again; its log tells more.")
                                                      : QString();
    }
}

} // namespace vitrine
