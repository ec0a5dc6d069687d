// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/lampstates.h"

#include "models/errortext.h"
#include "models/machinetext.h"

#include <KFormat>
#include <KLocalizedString>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;
using Light = LampState::Light;

namespace {

/** A tip for the eye: what it is, then a line each. */
QString tipOf(const QString &name, const QStringList &lines)
{
    return (QStringList(name) + lines).join(u'\n');
}

LampState lamp(Light light, const QString &icon, const QString &name, const QStringList &lines = {})
{
    return {.light = light, .icon = icon, .name = name, .tip = tipOf(name, lines)};
}

QStringList adviceLines(const GuestToolAdvice &advice)
{
    QStringList lines{advice.text};
    if (!advice.command.isEmpty()) {
        lines.append(advice.command);
    }
    return lines;
}

QList<DiskDetails> drives(const MachineDetails &details, DiskDetails::Kind kind)
{
    QList<DiskDetails> found;
    std::ranges::copy_if(details.disks, std::back_inserter(found), [kind](const DiskDetails &disk) {
        return disk.kind == kind;
    });
    return found;
}

QString bytesPerSecond(quint64 rate)
{
    return i18nc("@info:tooltip amount of data a second", "%1/s", KFormat().formatByteSize(double(rate)));
}

/** Lights the arrows of a lamp by what its devices move. */
void showActivity(LampState &state, const TransferRate &rate)
{
    state.in = state.in || rate.in > 0;
    state.out = state.out || rate.out > 0;
}

/** A line for each drive: what is in it and what it does; the arrows for all of them. */
LampState driveLamp(LampState state, const QList<DiskDetails> &drives, const MachineActivity &activity)
{
    for (const DiskDetails &drive : drives) {
        const TransferRate rate = activity.drives.value(drive.target);
        const QString line = i18nc("@info:tooltip disk, where its data is", "%1: %2", driveText(drive), mediumText(drive));
        state.tip += u'\n'
            + (rate.isStill() ? line
                              : i18nc("@info:tooltip disk and medium, data a second, data a second",
                                      "%1 – reading %2, writing %3",
                                      line,
                                      bytesPerSecond(rate.in),
                                      bytesPerSecond(rate.out)));
        showActivity(state, rate);
    }
    return state;
}

} // namespace

LampState stateLamp(const MachineInfo &machine)
{
    LampState state = lamp(Light::Lit, stateIconName(machine.state), stateText(machine), {i18nc("@info:tooltip", "What the machine is doing.")});
    state.text = stateText(machine);
    return state;
}

LampState accelerationLamp(const MachineInfo &machine)
{
    if (machine.hypervisorType == "qemu"_L1) {
        return lamp(Light::Lit,
                    u"dialog-warning"_s,
                    i18nc("@info:status", "Software emulation"),
                    {i18nc("@info:tooltip", "This machine runs without hardware acceleration, so it is many times slower.")});
    }
    if (machine.hypervisorType == "kvm"_L1) {
        return lamp(Light::Lit,
                    u"speedometer"_s,
                    i18nc("@info:status", "Accelerated"),
                    {i18nc("@info:tooltip", "Guest code runs on this computer's processor directly (KVM).")});
    }
    return {};
}

LampState diskLamp(const MachineDetails &details, const MachineActivity &activity)
{
    const QList<DiskDetails> disks = drives(details, DiskDetails::Kind::Disk);
    const auto icon = u"drive-harddisk"_s;
    if (disks.isEmpty()) {
        return lamp(Light::Grey, icon, i18nc("@info:status", "No disk"), {i18nc("@info:tooltip", "What the guest writes is lost when it stops.")});
    }
    return driveLamp(lamp(Light::Lit, icon, i18ncp("@info:status", "%1 disk", "%1 disks", disks.size())), disks, activity);
}

LampState discLamp(const MachineDetails &details, const MachineActivity &activity)
{
    const QList<DiskDetails> discDrives = drives(details, DiskDetails::Kind::Cdrom);
    const auto icon = u"media-optical"_s;
    if (discDrives.isEmpty()) {
        return lamp(Light::Grey, icon, i18nc("@info:status", "No disc drive"), {i18nc("@info:tooltip", "Add one in the machine’s settings.")});
    }
    const bool full = std::ranges::any_of(discDrives, [](const DiskDetails &drive) {
        return !drive.source.isEmpty();
    });
    const LampState state =
        full ? lamp(Light::Lit, icon, i18nc("@info:status", "Disc inserted")) : lamp(Light::Grey, icon, i18nc("@info:status", "Disc drive empty"));
    return driveLamp(state, discDrives, activity);
}

LampState networkLamp(const MachineDetails &details, const MachineActivity &activity)
{
    if (details.nics.isEmpty()) {
        return lamp(Light::Grey,
                    u"network-disconnect"_s,
                    i18nc("@info:status", "No network adapter"),
                    {i18nc("@info:tooltip", "Add one in the machine’s settings.")});
    }
    QStringList lines;
    int number = 0;
    bool plugged = false;
    for (const NicDetails &nic : details.nics) {
        ++number;
        plugged = plugged || nic.linkUp;
        lines.append(nic.linkUp ? i18nc("@info:tooltip adapter number, attachment", "Adapter %1: %2", number, attachmentText(nic))
                                : i18nc("@info:tooltip adapter number", "Adapter %1: cable unplugged", number));
    }
    if (activity.networkUncounted) {
        lines.append(i18nc("@info:tooltip", "How much it moves is not counted for this kind of network."));
    } else if (!activity.network.isStill()) {
        lines.append(i18nc("@info:tooltip data a second, data a second",
                           "Receiving %1, sending %2",
                           bytesPerSecond(activity.network.in),
                           bytesPerSecond(activity.network.out)));
    }
    LampState state = plugged ? lamp(Light::Lit, u"network-wired"_s, i18nc("@info:status", "Network connected"), lines)
                              : lamp(Light::Grey, u"network-disconnect"_s, i18nc("@info:status", "Network cable unplugged"), lines);
    showActivity(state, activity.network);
    return state;
}

LampState foldersLamp(const MachineDetails &details, const QString &byWindow)
{
    const auto icon = u"folder-remote"_s;
    if (details.sharedFolders.isEmpty() && byWindow.isEmpty()) {
        return lamp(Light::Grey,
                    icon,
                    i18nc("@info:status", "No shared folder"),
                    {i18nc("@info:tooltip", "Share a folder of this computer in the machine’s settings.")});
    }
    QStringList lines;
    for (const SharedFolderDetails &folder : details.sharedFolders) {
        lines.append(i18nc("@info:tooltip name, folder", "%1: %2", folder.tag, folder.source));
    }
    if (!byWindow.isEmpty()) {
        lines.append(i18nc("@info:tooltip %1: a folder", "While this window is open: %1", byWindow));
    }
    return lamp(Light::Lit, icon, i18ncp("@info:status", "%1 shared folder", "%1 shared folders", lines.size()), lines);
}

LampState usbLamp(const MachineDetails &details, bool available, int connected)
{
    const auto icon = u"drive-removable-media-usb"_s;
    if (!available && details.usbRedirections == 0) {
        return lamp(Light::Grey,
                    icon,
                    i18nc("@info:status", "No USB ports for devices of this computer"),
                    {i18nc("@info:tooltip", "Add them in the machine’s settings, page USB.")});
    }
    if (!available) {
        return lamp(Light::Grey,
                    icon,
                    i18nc("@info:status", "USB not connected"),
                    {i18nc("@info:tooltip", "USB devices can be connected while the machine runs.")});
    }
    if (connected == 0) {
        return lamp(Light::Grey,
                    icon,
                    i18nc("@info:status", "No USB device connected"),
                    {i18nc("@info:tooltip", "Tick a device in this menu to give it to the guest.")});
    }
    return lamp(Light::Lit, icon, i18ncp("@info:status", "%1 USB device connected", "%1 USB devices connected", connected));
}

LampState soundLamp(const MachineDetails &details, const SoundFacts &facts)
{
    if (facts.lacksOutput) {
        return lamp(
            Light::Grey,
            u"audio-volume-muted"_s,
            i18nc("@info:status", "No sound on this computer"),
            {i18nc("@info:tooltip", "No sound server (PipeWire or PulseAudio) runs here. When one does, it is used as soon as the guest plays something.")});
    }
    if (details.soundModel.isEmpty() && !facts.available) {
        return lamp(Light::Grey,
                    u"audio-volume-muted"_s,
                    i18nc("@info:status", "No sound card"),
                    {i18nc("@info:tooltip", "Add one in the machine’s settings.")});
    }
    if (!facts.available) {
        return lamp(Light::Grey, u"audio-volume-muted"_s, i18nc("@info:status", "No sound"), {i18nc("@info:tooltip", "The machine’s sound is not sent here.")});
    }
    const QStringList microphone{facts.microphone ? i18nc("@info:tooltip", "The guest may use the microphone.")
                                                  : i18nc("@info:tooltip", "The guest can’t hear the microphone.")};
    if (facts.muted) {
        return lamp(Light::Grey, u"audio-volume-muted"_s, i18nc("@info:status", "Sound muted"), microphone);
    }
    const QString name = facts.playing ? i18nc("@info:status volume", "Sound playing, volume %1 %", facts.percent)
                                       : i18nc("@info:status volume", "Sound on, volume %1 %", facts.percent);
    return lamp(Light::Lit, facts.microphone ? u"audio-input-microphone"_s : u"audio-volume-high"_s, name, microphone);
}

LampState clipboardLamp(ClipboardPolicy policy, bool available, const GuestToolAdvice &advice)
{
    const auto icon = u"edit-paste"_s;
    if (policy == ClipboardPolicy::Off) {
        return lamp(Light::Grey, icon, i18nc("@info:status", "Clipboard not shared"), {i18nc("@info:tooltip", "Share it in this menu.")});
    }
    if (!available) {
        return lamp(Light::Grey,
                    icon,
                    i18nc("@info:status", "Clipboard not available"),
                    QStringList(i18nc("@info:tooltip", "Copy and paste needs the display agent (spice-vdagent), which does not answer in this guest."))
                        + adviceLines(advice));
    }
    switch (policy) {
    case ClipboardPolicy::HostToGuest:
        return lamp(Light::Lit, icon, i18nc("@info:status", "Clipboard goes to the guest"));
    case ClipboardPolicy::GuestToHost:
        return lamp(Light::Lit, icon, i18nc("@info:status", "Clipboard comes from the guest"));
    default:
        return lamp(Light::Lit, icon, i18nc("@info:status", "Clipboard shared both ways"));
    }
}

LampState toolsLamp(bool displayAgent, bool systemAgent, const GuestToolAdvice &advice)
{
    const auto icon = u"tools"_s;
    if (displayAgent && systemAgent) {
        return lamp(Light::Lit, icon, i18nc("@info:status", "Guest tools run"));
    }
    QStringList lines;
    if (!displayAgent) {
        lines.append(
            i18nc("@info:tooltip",
                  "Without the display agent (spice-vdagent) there is no clipboard, no sending of files, and the guest’s screen does not follow the window."));
    }
    if (!systemAgent) {
        lines.append(i18nc("@info:tooltip",
                           "Without the system agent (qemu-guest-agent) Vitrine does not know the guest’s addresses and can’t shut it down cleanly if it "
                           "ignores the power button."));
    }
    lines += adviceLines(advice);
    if (!displayAgent && !systemAgent) {
        return lamp(Light::Grey, icon, i18nc("@info:status", "Guest tools do not answer"), lines);
    }
    return lamp(Light::Lit,
                icon,
                displayAgent ? i18nc("@info:status", "Guest tools run in part: no system agent")
                             : i18nc("@info:status", "Guest tools run in part: no display agent"),
                lines);
}

LampState filesLamp(qsizetype files, double progress)
{
    if (files == 0) {
        return {};
    }
    const int percent = qRound(progress * 100);
    LampState state = lamp(Light::Lit, u"document-send"_s, i18ncp("@info:status", "Sending %1 file, %2 %", "Sending %1 files, %2 %", files, percent));
    state.text = i18nc("@info:status progress", "%1 %", percent);
    return state;
}

LampState recordingLamp(bool recording)
{
    return recording ? lamp(Light::Lit, u"media-record"_s, i18nc("@info:status", "Recording the screen")) : LampState();
}

LampState displayLamp(ConsoleTransport transport, int rate)
{
    if (transport == ConsoleTransport::None) {
        return {};
    }
    const QString name = transportName(transport);
    LampState state =
        lamp(Light::Lit,
             u"monitor"_s,
             rate > 0 ? i18ncp("@info:status transport, pictures a second", "%2, %1 picture a second", "%2, %1 pictures a second", rate, name) : name,
             {transportTip(transport)});
    state.text = rate > 0 ? i18nc("@info:status transport, frames a second", "%1, %2/s", name, rate) : name;
    return state;
}

LampState captureLamp(bool captured, bool effective, const QString &hostKeyName)
{
    const QString tip = captured
        ? (effective ? i18nc("@info:tooltip", "All keys go to the guest. Press %1 to get the keyboard back.", hostKeyName)
                     : i18nc("@info:tooltip", "Keys go to the guest, but the desktop keeps its own shortcuts. Press %1 to end it.", hostKeyName))
        : i18nc("@info:tooltip", "The desktop keeps its own shortcuts. Press %1 to send all keys to the guest.", hostKeyName);
    const QString name = captured ? i18nc("@info:status", "%1: captured", hostKeyName) : hostKeyName;
    return {.light = Light::Lit,
            .icon = captured ? u"input-keyboard-virtual-on"_s : u"input-keyboard"_s,
            .name = captured ? name : i18nc("@info:status Host key", "%1: keyboard not captured", hostKeyName),
            .tip = tip,
            .text = name};
}

QString transportName(ConsoleTransport transport)
{
    switch (transport) {
    case ConsoleTransport::QemuDBus:
        return i18nc("@info:status how the picture comes", "Fast display");
    case ConsoleTransport::Spice:
        return i18nc("@info:status how the picture comes", "SPICE");
    case ConsoleTransport::Vnc:
        return i18nc("@info:status how the picture comes", "VNC");
    case ConsoleTransport::Scripted:
        return i18nc("@info:status how the picture comes", "Demonstration");
    case ConsoleTransport::None:
        break;
    }
    return {};
}

static QString openingFailure(const Error &reason)
{
    switch (reason.code) {
    case ErrorCode::Timeout:
        return i18nc("@info:status why a screen's connection could not be opened", "it did not answer in time");
    case ErrorCode::ConnectionFailed:
    case ErrorCode::ConnectionLost:
        return i18nc("@info:status why a screen's connection could not be opened", "the connection broke");
    case ErrorCode::Protocol:
        return i18nc("@info:status why a screen's connection could not be opened", "it sent something unreadable");
    case ErrorCode::NotSupported:
        return i18nc("@info:status why a screen's connection could not be opened", "it has no screen to show");
    default:
        return errorLine(reason);
    }
}

QString fallText(const TransportFall &fall, ConsoleTransport to)
{
    const bool fromFast = fall.from == ConsoleTransport::QemuDBus;
    const QString from = transportName(fall.from);
    QString what;
    if (fall.hadOpened) {
        what = fromFast ? i18nc("@info:status", "The fast display ended.")
                        : i18nc("@info:status %1 is a protocol: SPICE or VNC", "The connection over %1 ended.", from);
    } else {
        const QString why = openingFailure(fall.reason);
        what = fromFast ? i18nc("@info:status %1 is why", "The fast display could not be opened: %1.", why)
                        : i18nc("@info:status %1 is a protocol: SPICE or VNC, %2 is why", "The connection over %1 could not be opened: %2.", from, why);
    }
    const QString now = to == ConsoleTransport::QemuDBus
        ? i18nc("@info:status", "The fast display shows the screen now.")
        : i18nc("@info:status %1 is a protocol: SPICE or VNC", "The screen comes over %1 now.", transportName(to));
    return i18nc("@info:status two sentences", "%1 %2", what, now);
}

QString transportTip(ConsoleTransport transport)
{
    switch (transport) {
    case ConsoleTransport::QemuDBus:
        return i18nc("@info:tooltip", "The picture comes straight from the machine's memory.");
    case ConsoleTransport::Spice:
    case ConsoleTransport::Vnc:
        return i18nc("@info:tooltip", "The picture comes over a remote display protocol, at most 30 times a second.");
    default:
        return i18nc("@info:tooltip", "How the picture comes to this window.");
    }
}

} // namespace vitrine
