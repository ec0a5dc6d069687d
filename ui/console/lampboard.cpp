// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/lampboard.h"

#include "models/activitymeter.h"
#include "models/machinedevices.h"
#include "ui/console/devicesmenu.h"
#include "ui/console/guestservices.h"
#include "ui/console/guesttoolsmenu.h"
#include "ui/console/machineconsole.h"
#include "ui/console/windowvisibility.h"

namespace vitrine {

LampBoard::LampBoard(StatusLamps *lamps, const Parts &parts)
    : QObject(lamps)
    , m_lamps(lamps)
    , m_parts(parts)
    , m_activity(new ActivityMeter(parts.store, parts.console->id(), this))
    , m_visibility(new WindowVisibility(lamps))
{
    for (int i = 0; i < lampCount; ++i) {
        if (QMenu *menu = m_parts.menu->lampMenu(Lamp(i))) { // the others' come from elsewhere
            m_lamps->setMenu(Lamp(i), menu);
        }
    }
    connectParts();
    updateAll();
}

void LampBoard::connectParts()
{
    connect(m_parts.devices, &MachineDevices::changed, this, &LampBoard::updateAll);
    connect(m_activity, &ActivityMeter::changed, this, &LampBoard::updateHardware);
    connect(m_visibility, &WindowVisibility::changed, m_activity, [this] {
        m_activity->setWatched(m_visibility->isSeen());
    });
    connect(m_parts.console, &MachineConsole::factsChanged, this, &LampBoard::updateAll);
    connect(m_parts.services->usb(), &UsbControl::changed, this, &LampBoard::updateUsb);
    connect(m_parts.services->folder(), &FolderShare::changed, this, &LampBoard::updateHardware);
    connect(m_parts.services->sound(), &SoundControl::changed, this, &LampBoard::updateSound);
    connect(m_parts.services->clipboard(), &ClipboardBridge::changed, this, &LampBoard::updateTools);
    connect(m_parts.menu->tools(), &GuestToolsMenu::changed, this, &LampBoard::updateTools);
    connect(m_parts.services->files(), &FileSender::changed, this, &LampBoard::updateFiles);
}

bool LampBoard::isActive() const
{
    const auto machine = m_parts.console->facts().machine;
    return machine && machine->isActive();
}

void LampBoard::updateAll()
{
    if (!m_parts.devices->isKnown()) {
        return;
    }
    updateHardware();
    updateUsb();
    updateSound();
    updateTools();
    updateFiles();
}

void LampBoard::updateHardware()
{
    if (!m_parts.devices->isKnown()) {
        return;
    }
    const MachineDetails &details = m_parts.devices->details();
    const MachineActivity &activity = m_activity->activity();
    const FolderShare &folder = *m_parts.services->folder();
    m_lamps->set(Lamp::Disk, diskLamp(details, activity));
    m_lamps->set(Lamp::Disc, discLamp(details, activity));
    m_lamps->set(Lamp::Network, networkLamp(details, activity));
    m_lamps->set(Lamp::Folders, foldersLamp(details, folder.isReached() ? folder.path() : QString()));
}

void LampBoard::updateUsb()
{
    const UsbControl &usb = *m_parts.services->usb();
    m_lamps->set(Lamp::Usb, isActive() ? usbLamp(m_parts.devices->details(), usb.isAvailable(), usb.connectedCount()) : LampState());
}

void LampBoard::updateSound()
{
    const SoundControl &sound = *m_parts.services->sound();
    const SoundFacts facts{.available = sound.isAvailable(),
                           .lacksOutput = sound.lacksOutput(),
                           .playing = sound.isPlaying(),
                           .muted = sound.isMuted(),
                           .microphone = sound.hasMicrophone() && sound.isMicrophoneAllowed(),
                           .percent = qRound(sound.volume() * 100)};
    m_lamps->set(Lamp::Sound, isActive() ? soundLamp(m_parts.devices->details(), facts) : LampState());
}

void LampBoard::updateTools()
{
    const GuestToolsMenu &tools = *m_parts.menu->tools();
    const ClipboardBridge &clipboard = *m_parts.services->clipboard();
    if (!isActive() || !m_parts.devices->isKnown()) {
        m_lamps->set(Lamp::Clipboard, {});
        m_lamps->set(Lamp::Tools, {});
        return;
    }
    m_lamps->set(Lamp::Clipboard, clipboardLamp(clipboard.policy(), clipboard.isAvailable(), tools.advice()));
    m_lamps->set(Lamp::Tools, toolsLamp(tools.displayAgentRuns(), tools.systemAgentRuns(), tools.advice()));
}

void LampBoard::updateFiles()
{
    const FileSender &files = *m_parts.services->files();
    m_lamps->set(Lamp::Files, filesLamp(files.jobs().size(), files.progress()));
}

} // namespace vitrine
