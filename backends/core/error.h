// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDebug>
#include <QMetaType>
#include <QObject>
#include <QString>

namespace vitrine {
Q_NAMESPACE

/**
 * What went wrong, as a closed vocabulary.
 *
 * A backend translates the texts and codes of what it talks to into one of these; the words a
 * person reads are made from it in one place (models/errortext.h), never here. Unknown failures are
 * Internal and keep their raw text.
 */
enum class ErrorCode {
    Cancelled, ///< The user stopped it. Never shown.
    Internal, ///< Anything not known below; `detail` holds the raw text.
    NotSupported, ///< This hypervisor or connection has no such function.
    Timeout,
    Busy, ///< Another operation holds the object.
    NotFound, ///< The object is gone.
    NameTaken, ///< subject: the name
    InvalidArgument, ///< subject: the field
    SavedStateUnusable, ///< The machine can't go on from its saved state; discarding that is a way out.
    InvalidState, ///< The machine's state does not allow it (is running, is off).
    XmlInvalid, ///< detail: line and reason
    ConnectionFailed, ///< subject: URI
    ConnectionLost, ///< subject: URI
    ServiceSilent, ///< subject: URI; the service is there, but does not answer
    FileMissing, ///< subject: path
    FileUnreadable, ///< subject: path
    FileExists, ///< subject: path
    FileIsFolder, ///< subject: path
    FileEmpty, ///< subject: path
    NotAnIso, ///< subject: path
    NotBootable, ///< subject: path
    NotReadableByHypervisor, ///< subject: path; the person may read it, the hypervisor may not
    DiskInUse, ///< subject: path
    WrongDiskFormat, ///< subject: path
    ImageUnsafe, ///< subject: path of an image that points at something other than a plain file
    ShrinkRefused, ///< subject: path; what is cut off would be lost
    NoSpace, ///< subject: path of a file or folder on the full file system
    TooLarge, ///< subject: what is larger than allowed
    GuestNoSpace, ///< subject: file that the guest has no room for
    GuestLocked, ///< Nobody is signed in in the guest, or its screen is locked.
    GuestRefused, ///< subject: file that the guest's agent did not take
    PermissionDenied, ///< subject: device or thing this user may not use
    NoMemory, ///< Not enough host memory for the guest.
    AccelerationAbsent, ///< No /dev/kvm.
    AccelerationForbidden, ///< /dev/kvm may not be opened by this user.
    AccelerationFaulty, ///< /dev/kvm opens but does not run guest code.
    SecureBootUnavailable, ///< Acceleration lacks System Management Mode.
    ComponentMissing, ///< subject: package or program (ovmf, swtpm, passt, virtiofsd, SPICE module, ...)
    InstallationIncomplete, ///< A part of Vitrine itself can't be loaded; subject: its file
    FirmwareMissing,
    PortTaken, ///< subject: port
    PortForbidden, ///< subject: port (privileged)
    NetworkUnavailable, ///< subject: network
    NeedsSystemConnection, ///< The per-user connection may not do it; subject: the connection's URI
    NoFreePort, ///< All USB redirection ports are taken.
    NoFreeSlot, ///< No free PCIe root port for hot-plug.
    NotHotPluggable, ///< Only when the machine is off.
    UnplugRefused, ///< subject: device; the guest did not let go of it in time
    ChangedElsewhere, ///< subject: machine; another program changed its definition meanwhile
    AgentMissing, ///< The guest agent does not answer.
    DisplayAgentMissing, ///< The other one, spice-vdagent, does not answer; files go through it.
    AuthenticationFailed,
    DrawnByGpu, ///< The host's graphics processor draws the screen, which can't be shown from there.
    TakenOver, ///< Another viewer took the console.
    Protocol, ///< A peer said something malformed; detail says what.
};
Q_ENUM_NS(ErrorCode)

/**
 * A failure as a value: crosses layers and threads freely, compares by value.
 *
 * `subject` is the one thing the failure is about (a path, a name, a port; see ErrorCode), `detail`
 * is the raw text for the folded part of a message, `doing` is an untranslated tag of the step that
 * failed ("define", "create-disk"), for logs and tests.
 */
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString subject = {};
    QString detail = {};
    QString doing = {};

    [[nodiscard]] bool isCancelled() const
    {
        return code == ErrorCode::Cancelled;
    }
    [[nodiscard]] static Error cancelled()
    {
        return {.code = ErrorCode::Cancelled};
    }
    bool operator==(const Error &) const = default;
};

QDebug operator<<(QDebug debug, const Error &error);

/** The enumerator's name, for logs and tests. */
[[nodiscard]] QString errorCodeName(ErrorCode code);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Error)
