// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"

#include <QList>

namespace vitrine {

/** What a machine is doing, in the few kinds a person tells apart. */
enum class MachineState {
    Unknown,
    Off,
    Running,
    Paused, ///< Not executing; StateReason tells by whose will.
    Sleeping, ///< The guest suspended itself (S3).
    Stopping, ///< Shutting down.
    Saved, ///< Off, with its memory kept on disk.
    Crashed, ///< The guest panicked, or the emulator ended by itself.
};

/** Why it is in that state, as far as the hypervisor tells. Decides the next step that is offered. */
enum class StateReason {
    None,
    ByUser,
    NotAnswering, ///< Running, Paused, Sleeping or Stopping: its emulator hangs, or waits for something that does.
    Starting, ///< Paused while it is set up, migrated in or restored.
    Saving, ///< Paused while its state or a snapshot is written.
    IoError, ///< Paused: a disk failed.
    DiskFull, ///< Paused: the host file system of a disk is full; goes on after room is made.
    AccelerationFault, ///< Paused: KVM gave up on the guest (KVM internal error).
    GuestPanicked,
    EmulatorDied, ///< Off or Crashed: the emulator's process was killed or failed.
    ByGuest, ///< Off: shut down from inside.
};

/**
 * One machine as the list shows it: a value, cheap to copy and to compare. Made by a backend, kept by
 * models/MachineStore. Fields below `detailsKnown` come from the definition and are empty until it
 * has been read, which happens after the list is filled.
 */
struct MachineInfo {
    MachineId id = {};
    QString name = {}; ///< The hypervisor's name: unique on the connection.
    MachineState state = MachineState::Unknown;
    StateReason reason = StateReason::None;
    bool persistent = true; ///< false: gone when it stops

    bool detailsKnown = false;
    QString title = {}; ///< What a person called it; empty: use name.
    QString description = {};
    QString osId = {}; ///< libosinfo's id ("http://debian.org/debian/13"), or empty
    QString hypervisorType = {}; ///< libvirt's domain type: "kvm", "qemu" (emulated), "test", ...
    QString group = {}; ///< "a/b", or empty
    quint64 memoryBytes = 0;
    int processors = 0;
    bool hasGraphics = false;
    QString graphicsCard = {}; ///< model of the first one: "virtio", "vga", ...; or empty

    [[nodiscard]] QString displayName() const
    {
        return title.isEmpty() ? name : title;
    }
    /** An emulator process exists. */
    [[nodiscard]] bool isActive() const
    {
        return state == MachineState::Running || state == MachineState::Paused || state == MachineState::Sleeping || state == MachineState::Stopping;
    }
    bool operator==(const MachineInfo &) const = default;
};

/** Things that happen to a machine beside a change of its MachineInfo. */
enum class MachineEvent {
    Rebooted, ///< The guest restarted (also counted to notice a restart loop).
    MediaChanged, ///< A tray opened or closed, a medium vanished.
    DevicesChanged, ///< Something was attached, detached or resized: read the definition again.
    AgentConnected,
    AgentDisconnected,
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::MachineInfo)
