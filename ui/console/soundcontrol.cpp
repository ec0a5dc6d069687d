// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/soundcontrol.h"

#include "ui/console/consolestate.h"

#include <algorithm>

namespace vitrine {

SoundControl::SoundControl(const MachineId &machine, QObject *parent)
    : QObject(parent)
    , m_machine(machine)
    , m_volume(std::clamp(consoleState(machine).readEntry("Volume", 1.0), 0.0, 1.0))
    , m_muted(consoleState(machine).readEntry("Muted", false))
    , m_microphone(consoleState(machine).readEntry("MicrophoneAllowed", false))
{
}

void SoundControl::setSound(GuestSound *sound)
{
    if (m_sound == sound) {
        return;
    }
    if (m_sound) {
        m_sound->disconnect(this);
    }
    m_sound = sound;
    if (sound) {
        sound->setVolume(m_volume);
        sound->setMuted(m_muted);
        sound->setMicrophoneAllowed(m_microphone);
        connect(sound, &GuestSound::changed, this, &SoundControl::changed);
    }
    Q_EMIT changed();
}

bool SoundControl::isAvailable() const
{
    return m_sound && m_sound->isAvailable();
}

bool SoundControl::lacksOutput() const
{
    return m_sound && m_sound->lacksOutput();
}

void SoundControl::lookForOutput()
{
    if (m_sound) {
        m_sound->lookForOutput();
    }
}

bool SoundControl::isPlaying() const
{
    return isAvailable() && m_sound->isPlaying();
}

double SoundControl::volume() const
{
    return m_volume;
}

void SoundControl::setVolume(double volume)
{
    m_volume = std::clamp(volume, 0.0, 1.0);
    store();
    if (m_sound) {
        m_sound->setVolume(m_volume);
    }
    Q_EMIT changed();
}

bool SoundControl::isMuted() const
{
    return m_muted;
}

void SoundControl::setMuted(bool muted)
{
    m_muted = muted;
    store();
    if (m_sound) {
        m_sound->setMuted(muted);
    }
    Q_EMIT changed();
}

bool SoundControl::hasMicrophone() const
{
    return !m_sound || m_sound->hasMicrophone();
}

bool SoundControl::isMicrophoneAllowed() const
{
    return m_microphone;
}

void SoundControl::setMicrophoneAllowed(bool allowed)
{
    m_microphone = allowed;
    store();
    if (m_sound) {
        m_sound->setMicrophoneAllowed(allowed);
    }
    Q_EMIT changed();
}

void SoundControl::store() const
{
    KConfigGroup group = consoleState(m_machine);
    group.writeEntry("Volume", m_volume);
    group.writeEntry("Muted", m_muted);
    group.writeEntry("MicrophoneAllowed", m_microphone);
}

} // namespace vitrine
