// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/lampstates.h"

#include <gtest/gtest.h>

namespace vitrine {

namespace {

using namespace Qt::StringLiterals;
using Light = LampState::Light;

const GuestToolAdvice debianAdvice{.text = u"In Debian 13, install it."_s, .command = u"sudo apt install spice-vdagent"_s};

TEST(LampStates, AGreyClipboardSaysWhichPieceIsMissingAndHowToGetIt)
{
    const LampState lamp = clipboardLamp(ClipboardPolicy::Both, false, debianAdvice);
    EXPECT_EQ(lamp.light, Light::Grey);
    EXPECT_TRUE(lamp.tip.contains("spice-vdagent"_L1));
    EXPECT_TRUE(lamp.tip.endsWith(debianAdvice.command));
}

TEST(LampStates, AClipboardThatIsOffSaysSoWhateverTheAgentDoes)
{
    for (const bool agent : {true, false}) {
        const LampState lamp = clipboardLamp(ClipboardPolicy::Off, agent, {});
        EXPECT_EQ(lamp.light, Light::Grey);
        EXPECT_EQ(lamp.name, u"Clipboard not shared"_s);
    }
    EXPECT_EQ(clipboardLamp(ClipboardPolicy::HostToGuest, true, {}).name, u"Clipboard goes to the guest"_s);
    EXPECT_EQ(clipboardLamp(ClipboardPolicy::GuestToHost, true, {}).light, Light::Lit);
}

TEST(LampStates, ToolsNameTheOneThatIsMissing)
{
    EXPECT_EQ(toolsLamp(true, true, {}).light, Light::Lit);
    EXPECT_FALSE(toolsLamp(true, true, {}).tip.contains("agent"_L1));
    EXPECT_TRUE(toolsLamp(true, false, debianAdvice).tip.contains("qemu-guest-agent"_L1));
    EXPECT_FALSE(toolsLamp(true, false, {}).tip.contains("spice-vdagent"_L1));
    EXPECT_EQ(toolsLamp(false, false, debianAdvice).light, Light::Grey);
}

TEST(LampStates, UsbTellsWhatToAddWhenThereAreNoPorts)
{
    MachineDetails details;
    EXPECT_TRUE(usbLamp(details, false, 0).tip.contains("settings"_L1));
    details.usbRedirections = 2;
    EXPECT_EQ(usbLamp(details, false, 0).light, Light::Grey);
    EXPECT_EQ(usbLamp(details, true, 0).light, Light::Grey);
    EXPECT_EQ(usbLamp(details, true, 2).name, u"2 USB devices connected"_s);
}

TEST(LampStates, NoSoundServerIsAReasonAndNoError)
{
    MachineDetails details;
    EXPECT_EQ(soundLamp(details, {}).name, u"No sound card"_s);
    details.soundModel = u"ich9"_s;
    const LampState silent = soundLamp(details, {});
    EXPECT_EQ(silent.light, Light::Grey);
    EXPECT_FALSE(silent.tip.contains("PipeWire"_L1));
    const LampState nowhere = soundLamp(details, {.lacksOutput = true});
    EXPECT_EQ(nowhere.name, u"No sound on this computer"_s);
    EXPECT_EQ(nowhere.light, Light::Grey);
    EXPECT_TRUE(nowhere.tip.contains("PipeWire"_L1));
    EXPECT_EQ(soundLamp(details, {.available = true, .muted = true}).light, Light::Grey);
    EXPECT_EQ(soundLamp(details, {.available = true, .percent = 40}).name, u"Sound on, volume 40 %"_s);
    EXPECT_TRUE(soundLamp(details, {.available = true, .microphone = true}).tip.contains("may use the microphone"_L1));
}

TEST(LampStates, HardwareIsListedByName)
{
    MachineDetails details;
    EXPECT_EQ(diskLamp(details).light, Light::Grey);
    EXPECT_EQ(discLamp(details).light, Light::Grey);
    EXPECT_EQ(networkLamp(details).light, Light::Grey);
    details.disks = {{.kind = DiskDetails::Kind::Disk, .target = u"vda"_s, .bus = u"virtio"_s, .source = u"/a/d.qcow2"_s, .sourceType = u"file"_s},
                     {.kind = DiskDetails::Kind::Cdrom, .target = u"sda"_s, .bus = u"sata"_s}};
    EXPECT_EQ(diskLamp(details).name, u"1 disk"_s);
    EXPECT_TRUE(diskLamp(details).tip.contains("d.qcow2"_L1));
    EXPECT_EQ(discLamp(details).name, u"Disc drive empty"_s);
    details.disks[1].source = u"/a/x.iso"_s;
    details.disks[1].sourceType = u"file"_s;
    EXPECT_EQ(discLamp(details).light, Light::Lit);
    details.nics = {{.type = u"user"_s, .linkUp = false}, {.type = u"user"_s}};
    EXPECT_EQ(networkLamp(details).light, Light::Lit);
    EXPECT_TRUE(networkLamp(details).tip.contains("Adapter 1: cable unplugged"_L1));
    details.nics.removeLast();
    EXPECT_EQ(networkLamp(details).light, Light::Grey);
}

TEST(LampStates, WhatMovesLightsTheArrowsAndSaysHowFast)
{
    MachineDetails details;
    details.disks = {{.kind = DiskDetails::Kind::Disk, .target = u"vda"_s, .bus = u"virtio"_s, .source = u"/a/d.qcow2"_s, .sourceType = u"file"_s},
                     {.kind = DiskDetails::Kind::Cdrom, .target = u"sda"_s, .bus = u"sata"_s}};
    details.nics = {{.type = u"user"_s}};
    MachineActivity activity{.drives = {{u"vda"_s, {.in = 2 << 20, .out = 0}}}, .network = {.in = 0, .out = 4096}};
    const LampState disk = diskLamp(details, activity);
    EXPECT_TRUE(disk.in);
    EXPECT_FALSE(disk.out);
    EXPECT_TRUE(disk.tip.contains("reading 2.0 MiB/s, writing 0 B/s"_L1)) << disk.tip.toStdString();
    EXPECT_EQ(disk.name, diskLamp(details).name) << "what is read aloud does not change each second";
    EXPECT_FALSE(discLamp(details, activity).in) << "another drive";
    EXPECT_TRUE(networkLamp(details, activity).out);
    EXPECT_TRUE(networkLamp(details, activity).tip.contains("sending 4.0 KiB/s"_L1));
    EXPECT_FALSE(networkLamp(details).tip.contains("counted"_L1));
    activity = {.networkUncounted = true};
    EXPECT_TRUE(networkLamp(details, activity).tip.contains("not counted"_L1));
    EXPECT_FALSE(diskLamp(details, activity).in);
}

TEST(LampStates, DisplayShowsTheTransportAndItsRate)
{
    EXPECT_EQ(displayLamp(ConsoleTransport::None, 0).light, Light::Hidden);
    EXPECT_EQ(displayLamp(ConsoleTransport::QemuDBus, 60).text, u"Fast display, 60/s"_s);
    EXPECT_EQ(displayLamp(ConsoleTransport::Spice, 0).text, u"SPICE"_s);
    EXPECT_EQ(displayLamp(ConsoleTransport::Spice, 1).name, u"SPICE, 1 picture a second"_s);
}

TEST(LampStates, TransfersAndRecordingShowOnlyWhileTheyRun)
{
    EXPECT_EQ(filesLamp(0, 0).light, Light::Hidden);
    EXPECT_EQ(filesLamp(2, 0.456).name, u"Sending 2 files, 46 %"_s);
    EXPECT_EQ(recordingLamp(false).light, Light::Hidden);
    EXPECT_EQ(recordingLamp(true).light, Light::Lit);
}

} // namespace

} // namespace vitrine
