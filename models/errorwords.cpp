// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errorwords.h"

#include <algorithm>

namespace vitrine {

namespace {

using enum ErrorCode;

// Titles say what failed, explanations why and what to do next; both without the raw text.

const QList<ErrorWords> &generalWords()
{
    static const QList<ErrorWords> words{
        {Cancelled, kli18nc("@title", "Cancelled"), kli18nc("@info", "It was stopped as you asked. Start it again whenever you like.")},
        {Internal,
         kli18nc("@title", "Something unexpected went wrong"),
         kli18nc("@info", "The hypervisor reported a problem that Vitrine does not know. The details below tell more; try again, or copy them into a report."),
         {Remedy::Retry}},
        {NotSupported,
         kli18nc("@title", "Not possible on this connection"),
         kli18nc("@info", "The hypervisor of this connection has no such function. Use another connection for it.")},
        {Timeout,
         kli18nc("@title", "No answer in time"),
         kli18nc("@info", "The other side took too long to answer. This computer may be very busy; try again in a moment."),
         {Remedy::Retry}},
        {Busy,
         kli18nc("@title", "Something else is still under way"),
         kli18nc("@info", "Another operation is still working on this machine. Wait until it is done, then try again."),
         {Remedy::Retry}},
        {NotFound,
         kli18nc("@title", "It is not there any more"),
         kli18nc("@info", "It was removed or renamed in the meantime, perhaps by another program. The list shows what is there now.")},
        {NameTaken,
         kli18nc("@title", "The name is taken"),
         kli18nc("@info", "There is already one named “%1”. Choose another name, for example with a number at its end.")},
        {InvalidArgument, kli18nc("@title", "A value is not possible"), kli18nc("@info", "The value for “%1” is not possible here. Change it and try again.")},
        {InvalidState,
         kli18nc("@title", "The machine's state does not allow this"),
         kli18nc("@info", "The machine has been started, paused or turned off in the meantime. Look at its state and try again."),
         {Remedy::Retry}},
        {SavedStateUnusable,
         kli18nc("@title", "The machine cannot go on from its saved state"),
         kli18nc("@info",
                 "What the state was saved with may have changed: QEMU after an update, this computer's processor, or a file. Undo the change and try again. "
                 "If that is not possible, discard the saved state: the next start is one from the beginning, and the disks stay as they are."),
         {Remedy::Retry, Remedy::DiscardSavedState}},
        {XmlInvalid,
         kli18nc("@title", "The definition is not valid"),
         kli18nc("@info",
                 "The hypervisor does not accept the machine's definition; nothing was changed. The details below name the place that needs mending.")},
    };
    return words;
}

const QList<ErrorWords> &connectionWords()
{
    static const QList<ErrorWords> words{
        {ConnectionFailed,
         kli18nc("@title", "No connection to the virtual machine service"),
         kli18nc("@info", "Vitrine could not connect to %1. See that libvirt is installed and running there, then try again."),
         {Remedy::Retry}},
        {ConnectionLost,
         kli18nc("@title", "The connection to the virtual machine service was lost"),
         kli18nc("@info", "Running machines go on. Vitrine tries by itself to connect to %1 again."),
         {Remedy::Retry}},
        {ServiceSilent,
         kli18nc("@title", "The virtual machine service does not answer"),
         kli18nc("@info",
                 "Running machines go on, and Vitrine goes on by itself as soon as %1 answers. This computer may be very busy; if it stays so, end the "
                 "service's process (libvirtd or virtqemud): it starts again by itself, and running machines are not touched."),
         {Remedy::Retry}},
        {AuthenticationFailed,
         kli18nc("@title", "Signing in did not work"),
         kli18nc("@info", "The other side did not accept the name, password or key. Check them and try again."),
         {Remedy::Retry}},
        {DrawnByGpu,
         kli18nc("@title", "A graphics processor draws this screen"),
         kli18nc("@info",
                 "The machine hands its screen on in the memory of this computer's graphics processor, from where Vitrine can't show it. In the machine's "
                 "settings, page Display, switch OpenGL off. For 3D switch 3D acceleration off and on there: that brings a way that can be shown.")},
        {TakenOver,
         kli18nc("@title", "Another window has taken over the screen"),
         kli18nc("@info", "This machine's screen is now shown by another program. Connect again to bring it back here."),
         {Remedy::Retry}},
        {Protocol,
         kli18nc("@title", "The machine's screen sent something unreadable"),
         kli18nc("@info", "The connection was closed to be safe; the machine goes on. Connect again; if it keeps happening, copy the details into a report."),
         {Remedy::Retry}},
        {AgentMissing,
         kli18nc("@title", "The guest tools do not answer"),
         kli18nc("@info",
                 "The system inside the machine has no guest tools running. Install the package qemu-guest-agent in it, or use the plain function instead.")},
        {DisplayAgentMissing,
         kli18nc("@title", "The guest's display agent does not answer"),
         kli18nc("@info",
                 "Files go through the program spice-vdagent in the system inside the machine, which does not run there now. Start the machine, or install or "
                 "start that program in it, and try again."),
         {Remedy::Retry}},
    };
    return words;
}

const QList<ErrorWords> &fileWords()
{
    static const QList<ErrorWords> words{
        {FileMissing,
         kli18nc("@title", "The file is gone"),
         kli18nc(
             "@info",
             "%1 is not there. It may have been moved, renamed or deleted, or be on a disk that is not plugged in. Choose where it is now, or bring it back."),
         {Remedy::ChooseFile, Remedy::Retry, Remedy::DiscardSavedState}},
        {FileUnreadable,
         kli18nc("@title", "The file may not be opened"),
         kli18nc("@info", "You have no permission to use %1. Change its permissions in the file manager, or choose a copy in your own folder."),
         {Remedy::ChooseFile, Remedy::Retry}},
        {FileExists,
         kli18nc("@title", "There is already a file of that name"),
         kli18nc("@info", "%1 exists and was left untouched. Choose another name or folder.")},
        {FileIsFolder,
         kli18nc("@title", "That is a folder"),
         kli18nc("@info", "%1 is a folder, but a file is needed. Choose a file in it."),
         {Remedy::ChooseFile}},
        {FileEmpty,
         kli18nc("@title", "The file is empty"),
         kli18nc("@info", "%1 holds nothing; its download may have failed. Fetch it again, or choose another file."),
         {Remedy::ChooseFile}},
        {NotAnIso,
         kli18nc("@title", "The file is not a disc image"),
         kli18nc("@info", "%1 is no ISO image; its download may be incomplete. Fetch it again, or choose another file."),
         {Remedy::ChooseFile}},
        {NotBootable,
         kli18nc("@title", "A computer cannot start from this disc image"),
         kli18nc("@info",
                 "%1 is a disc image, but not one that an operating system can be started from. Choose another one, or go on and start the machine some other "
                 "way."),
         {Remedy::ChooseFile}},
        {NotReadableByHypervisor,
         kli18nc("@title", "The hypervisor cannot read the file"),
         kli18nc("@info",
                 "You may read %1, but the hypervisor of this connection may not. Copy the file to a folder that it can read, such as the folder of the "
                 "machines' disks."),
         {Remedy::ChooseFile}},
        {DiskInUse,
         kli18nc("@title", "The disk is in use"),
         kli18nc("@info", "%1 is being used by another machine or program. Turn that one off, or use a copy of the disk."),
         {Remedy::Retry}},
        {WrongDiskFormat,
         kli18nc("@title", "The disk has another format than the machine expects"),
         kli18nc(
             "@info",
             "%1 is not in the format that the machine's settings name. Choose the right format in the machine's storage settings, or choose another disk."),
         {Remedy::ChooseFile}},
        {ImageUnsafe,
         kli18nc("@title", "The image points at something other than a plain file"),
         kli18nc("@info",
                 "%1 asks for data from the network or from a device of this computer. Vitrine does not open such images; get one that stands alone.")},
        {ShrinkRefused,
         kli18nc("@title", "A disk cannot be made smaller"),
         kli18nc("@info", "Whatever lies at the end of %1 would be lost. Copy what you need to a new, smaller disk from inside the machine instead.")},
        {NoSpace,
         kli18nc("@title", "There is no space left on the disk of this computer"),
         kli18nc("@info", "The disk that holds %1 is full. Delete what you no longer need there, then go on; a machine that was paused has lost nothing."),
         {Remedy::Resume, Remedy::Retry}},
        {TooLarge,
         kli18nc("@title", "That is too large"),
         kli18nc("@info", "%1 is larger than can be passed on. Choose something smaller, or send it as a file.")},
        {GuestNoSpace,
         kli18nc("@title", "There is no space left inside the machine"),
         kli18nc("@info", "The system inside the machine has no room for %1. Delete something there, or give the machine a larger disk, and send it again."),
         {Remedy::Retry}},
        {GuestLocked,
         kli18nc("@title", "The screen inside the machine is locked"),
         kli18nc("@info", "Nobody is signed in in the system inside the machine, or its screen is locked. Sign in or unlock it there, and send it again."),
         {Remedy::Retry}},
        {GuestRefused,
         kli18nc("@title", "The system inside the machine did not take the file"),
         kli18nc(
             "@info",
             "Its display agent could not store %1, or somebody stopped that there. See that its folder for downloads can be written to, and send it again."),
         {Remedy::Retry}},
        {PermissionDenied,
         kli18nc("@title", "You may not use this device"),
         kli18nc("@info", "Your account has no permission to use %1. Ask who looks after this computer to give you access, and try again."),
         {Remedy::Retry}},
    };
    return words;
}

const QList<ErrorWords> &accelerationWords()
{
    static const QList<ErrorWords> words{
        {AccelerationAbsent,
         kli18nc("@title", "This computer offers no hardware acceleration"),
         kli18nc("@info",
                 "The machine is set to use KVM, which is not there. Turn on virtualization (Intel VT-x or AMD-V) in this computer's firmware set-up, or start "
                 "the machine without it, which is slower."),
         {Remedy::StartWithoutAcceleration}},
        {AccelerationForbidden,
         kli18nc("@title", "You may not use hardware acceleration"),
         kli18nc(
             "@info",
             "Your account may not open /dev/kvm. Run the command below, sign out and in again; or start the machine without acceleration, which is slower."),
         {Remedy::StartWithoutAcceleration}},
        {AccelerationFaulty,
         kli18nc("@title", "Hardware acceleration does not work properly here"),
         kli18nc("@info",
                 "KVM is there but fails to run the machine, as often inside another virtual machine. Start the machine without acceleration: slower, but it "
                 "runs."),
         {Remedy::StartWithoutAcceleration}},
        {SecureBootUnavailable,
         kli18nc("@title", "Secure Boot does not work on this computer"),
         kli18nc("@info",
                 "Hardware acceleration here lacks what Secure Boot needs (System Management Mode). Turn Secure Boot off in the machine's settings, or start "
                 "it without acceleration."),
         {Remedy::StartWithoutAcceleration}},
    };
    return words;
}

const QList<ErrorWords> &resourceWords()
{
    static const QList<ErrorWords> words{
        {NoMemory,
         kli18nc("@title", "There is not enough free memory for this machine"),
         kli18nc(
             "@info",
             "This computer cannot give the machine as much memory as its settings ask for. Close other programs or machines, or give this one less memory."),
         {Remedy::Retry}},
        {ComponentMissing,
         kli18nc("@title", "A component is missing on this computer"),
         kli18nc("@info", "The machine needs “%1”, which is not installed. Install it, then close all machines and start again so that it is found."),
         {Remedy::Retry}},
        {InstallationIncomplete,
         kli18nc("@title", "A part of Vitrine is missing or was updated"),
         kli18nc("@info",
                 "“%1” can’t be loaded as it is now. Close Vitrine and start it again. If that does not help, install it again; "
                 "your machines are not touched by that.")},
        {FirmwareMissing,
         kli18nc("@title", "The UEFI firmware is missing on this computer"),
         kli18nc(
             "@info",
             "The machine starts by UEFI, whose firmware files are not installed. Install them and start the machine again, or change its firmware to BIOS."),
         {Remedy::Retry}},
        {PortTaken,
         kli18nc("@title", "A forwarded port is taken"),
         kli18nc("@info",
                 "Another program of this computer already uses port %1. Stop that program, or choose another port in the machine's network settings."),
         {Remedy::Retry}},
        {PortForbidden,
         kli18nc("@title", "A forwarded port needs administrator rights"),
         kli18nc("@info", "Ports below 1024, such as %1, are reserved. Choose a port from 1024 on in the machine's network settings.")},
        {NetworkUnavailable,
         kli18nc("@title", "The machine's network is not available"),
         kli18nc("@info", "The network “%1” does not exist here, or needs administrator rights. Choose simple shared networking in the machine's settings."),
         {Remedy::Retry}},
        {NeedsSystemConnection,
         kli18nc("@title", "This needs the system's own machine service"),
         kli18nc("@info",
                 "Machines of a single user have no right to make networks on this computer. Connect to qemu:///system for that, or use the shared "
                 "network that each adapter brings along.")},
        {NoFreePort,
         kli18nc("@title", "All USB ports of the machine are taken"),
         kli18nc("@info",
                 "It has no port left for another device of this computer. Disconnect one first, or add ports in the machine's settings, page USB, while it is "
                 "off.")},
        {NoFreeSlot,
         kli18nc("@title", "The machine has no free slot for another device"),
         kli18nc("@info", "While it runs nothing more can be plugged in. Turn the machine off and add the device then.")},
        {NotHotPluggable,
         kli18nc("@title", "This device can only be changed while the machine is off"),
         kli18nc("@info", "A running machine cannot take this change. Shut the machine down and try again.")},
        {UnplugRefused,
         kli18nc("@title", "The system inside the machine keeps the device"),
         kli18nc("@info", "It was asked to let go of %1 and did not answer in time. Stop using the device there (eject or unmount it) and try again."),
         {Remedy::Retry}},
        {ChangedElsewhere,
         kli18nc("@title", "The machine was changed by another program"),
         kli18nc("@info", "While you edited, another program changed “%1”. Nothing was overwritten. Look at the new settings and apply yours again.")},
    };
    return words;
}

} // namespace

const ErrorWords &errorWords(ErrorCode code)
{
    for (const auto *words : {&generalWords(), &connectionWords(), &fileWords(), &accelerationWords(), &resourceWords()}) {
        const auto it = std::ranges::find(*words, code, &ErrorWords::code);
        if (it != words->cend()) {
            return *it;
        }
    }
    return errorWords(Internal);
}

} // namespace vitrine
