// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/core/machinedetails.h"
#include "backends/core/machineinfo.h"
#include "models/activitymeter.h"
#include "models/guesttools.h"
#include "ui/console/clipboardbridge.h"

/**
 * @file
 * What each status lamp shows, as values made from values: plain words for a state, and for a grey
 * lamp which piece is missing and how to get it.
 */
namespace vitrine {

enum class Lamp {
    State,
    Disk,
    Disc,
    Network,
    Usb,
    Folders,
    Sound,
    Clipboard,
    Tools,
    Files, ///< transfers under way
    Recording,
    Acceleration,
    Display,
    Capture,
};
inline constexpr int lampCount = int(Lamp::Capture) + 1;

struct LampState {
    enum class Light {
        Hidden,
        Grey, ///< not there, or off
        Lit,
    };
    Light light = Light::Hidden;
    QString icon = {}; ///< theme name
    QString name = {}; ///< what it is and how it is, in a few words: read aloud
    QString tip = {}; ///< the same for the eye, with what to do about a grey one
    QString text = {}; ///< beside the icon; empty: the icon alone
    bool in = false; ///< the guest reads or receives just now
    bool out = false; ///< it writes or sends
    bool operator==(const LampState &) const = default;
};

[[nodiscard]] LampState stateLamp(const MachineInfo &machine);
[[nodiscard]] LampState accelerationLamp(const MachineInfo &machine);
[[nodiscard]] LampState diskLamp(const MachineDetails &details, const MachineActivity &activity = {});
[[nodiscard]] LampState discLamp(const MachineDetails &details, const MachineActivity &activity = {});
[[nodiscard]] LampState networkLamp(const MachineDetails &details, const MachineActivity &activity = {});
/** `byWindow`: the folder that the guest sees while its window is open, or empty. */
[[nodiscard]] LampState foldersLamp(const MachineDetails &details, const QString &byWindow);

/** `connected`: devices the guest has; `available`: redirection works now. */
[[nodiscard]] LampState usbLamp(const MachineDetails &details, bool available, int connected);

struct SoundFacts {
    bool available = false;
    bool lacksOutput = false; ///< nothing on this computer plays it
    bool playing = false;
    bool muted = false;
    bool microphone = false;
    int percent = 100;
};
[[nodiscard]] LampState soundLamp(const MachineDetails &details, const SoundFacts &facts);

/** `advice`: how the guest gets the agent that `available` waits for. */
[[nodiscard]] LampState clipboardLamp(ClipboardPolicy policy, bool available, const GuestToolAdvice &advice);
[[nodiscard]] LampState toolsLamp(bool displayAgent, bool systemAgent, const GuestToolAdvice &advice);
/** `progress`: of all of them, 0 to 1. */
[[nodiscard]] LampState filesLamp(qsizetype files, double progress);
[[nodiscard]] LampState recordingLamp(bool recording);
/** `rate`: frames shown in the last second. */
[[nodiscard]] LampState displayLamp(ConsoleTransport transport, int rate);
/** `effective`: the desktop's own shortcuts go to the guest as well. */
[[nodiscard]] LampState captureLamp(bool captured, bool effective, const QString &hostKeyName);

/** "Fast display", "SPICE", ...; empty for None. */
[[nodiscard]] QString transportName(ConsoleTransport transport);
/** For a console that fell to another transport: one line. */
[[nodiscard]] QString fallText(const TransportFall &fall, ConsoleTransport to);
[[nodiscard]] QString transportTip(ConsoleTransport transport);

} // namespace vitrine
