// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"
#include "backends/core/hostcapabilities.h"
#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QImage>

#include <memory>
#include <stop_token>

/**
 * @file
 * What a connection can do, by role. Each function is to be called on the GUI thread and resumes its
 * awaiter there. Errors: those named, plus NotSupported, NotFound, ConnectionLost and Internal from
 * all of them.
 */
namespace vitrine {

struct StartOptions {
    bool paused = false;
    bool discardSavedState = false;
};

enum class ShutDownMode {
    Acpi, ///< Presses the power button; the guest may ignore it.
    Agent, ///< Asks the guest agent.
};

/** Turns machines on and off. */
class PowerRole
{
public:
    virtual ~PowerRole() = default;
    /**
     * Errors: those of a failed start: FileMissing, FileUnreadable, DiskInUse, NoMemory,
     * Acceleration*, ComponentMissing, FirmwareMissing, PortTaken, ...; InvalidState when it runs.
     */
    virtual Task<> start(MachineId id, StartOptions options) = 0;
    virtual Task<> pause(MachineId id) = 0;
    virtual Task<> resume(MachineId id) = 0;
    /** Hard reset, as by the reset button. */
    virtual Task<> reset(MachineId id) = 0;
    /** Asks; done when the request was delivered, not when the machine is off. */
    virtual Task<> shutDown(MachineId id, ShutDownMode mode) = 0;
    /** Pulls the plug. */
    virtual Task<> forceOff(MachineId id) = 0;
    /** Memory to disk, then off. Cancelling leaves it running. */
    virtual Task<> saveState(MachineId id, std::stop_token stop) = 0;
    /** The memory on disk is deleted: the machine is off, as after a power cut. Fine when there is none. */
    virtual Task<> discardSavedState(MachineId id) = 0;
};

enum class DefinitionKind {
    Active, ///< What runs now; the stored one when off.
    Stored, ///< What the next start uses.
};

struct UndefineOptions {
    bool keepNvram = false;
    bool keepTpm = false;
};

/** Reads and writes machine definitions (libvirt domain XML). */
class DefinitionRole
{
public:
    virtual ~DefinitionRole() = default;
    virtual Task<QString> xml(MachineId id, DefinitionKind kind) = 0;
    /**
     * Stores a definition, new or changed (same UUID), always validated against the schema.
     * Errors: XmlInvalid, NameTaken, AccelerationAbsent, FirmwareMissing, ComponentMissing.
     */
    virtual Task<MachineId> define(QString xml) = 0;
    /**
     * Forgets the machine, with its firmware variables, TPM and saved state unless kept. Disk images
     * stay. InvalidState when it runs.
     */
    virtual Task<> undefine(MachineId id, UndefineOptions options) = 0;
};

enum class DiskFormat {
    Qcow2,
    Raw,
};

/** A disk image to be made. */
struct DiskImageSpec {
    QString path = {}; ///< Absolute, on the connection's host. Its folder is made when missing.
    quint64 capacityBytes = 0;
    DiskFormat format = DiskFormat::Qcow2;
};

/** A file system that disk images can be put on. */
struct StoragePlace {
    QString folder = {}; ///< Absolute.
    quint64 freeBytes = 0;
    quint64 totalBytes = 0;
};

/** Makes and removes disk images through the hypervisor's storage API. */
class StorageRole
{
public:
    virtual ~StorageRole() = default;
    /** Where disk images go unless told otherwise. */
    virtual Task<StoragePlace> defaultPlace() = 0;
    /** Free room at a folder that exists, or at the nearest parent that does. */
    virtual Task<StoragePlace> place(QString folder) = 0;
    virtual Task<bool> exists(QString path) = 0;
    /** FileExists (never overwrites), NoSpace, FileUnreadable. A stopped or failed call leaves no file, but one whose connection is lost may. */
    virtual Task<> createDiskImage(DiskImageSpec spec, std::stop_token stop) = 0;
    /** Deletes the file. The caller has asked the user; DiskInUse when a defined machine names it. */
    virtual Task<> deleteDiskImage(QString path) = 0;
    /**
     * Whether the hypervisor of this connection could open the file for reading (per-user: as the
     * user; system: as its service user). NotReadableByHypervisor, FileMissing, FileIsFolder.
     */
    virtual Task<> checkReadable(QString path) = 0;
};

enum class TextConsoleAccess {
    IfFree,
    TakeOver, ///< Another program that shows it is thrown out.
};

/** Reaches a running machine's screen and text consoles. */
class ConsoleRole
{
public:
    virtual ~ConsoleRole() = default;
    /** A picture of head `head` as it is now; InvalidState when off. */
    virtual Task<QImage> screenshot(MachineId id, int head) = 0;
    /**
     * A connected socket to graphics device number `index` of the active definition (one for each
     * SPICE channel). Shared pointer because a Task's value must be copyable.
     */
    virtual Task<std::shared_ptr<FileDescriptor>> openGraphics(MachineId id, int index) = 0;
    /**
     * A connected socket to a serial line or virtio console (TextConsoleDetails::device of the active
     * definition): bytes as they are, both ways. It ends with the machine, or when another program takes
     * the console over. InvalidState when off, Busy when another program has it (IfFree).
     */
    virtual Task<std::shared_ptr<FileDescriptor>> openTextConsole(MachineId, QString /*device*/, TextConsoleAccess)
    {
        co_return fail(ErrorCode::NotSupported, {}, {}, QStringLiteral("open-text-console"));
    }
};

/** Tells what the host can give a new machine. */
class HostRole
{
public:
    virtual ~HostRole() = default;
    /** Cached after the first call, but for memory pages. */
    virtual Task<HostCapabilities> capabilities() = 0;
};

} // namespace vitrine
