// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestsound.h"
#include "backends/core/ids.h"

#include <QObject>
#include <QPointer>

namespace vitrine {

/**
 * The sound of one machine as its user set it: volume, mute and whether the guest may hear the
 * microphone (no, until allowed). Remembered for the machine and given to each of its sessions.
 */
class SoundControl : public QObject
{
    Q_OBJECT

public:
    explicit SoundControl(const MachineId &machine, QObject *parent = nullptr);

    /** Null: the guest can't be heard now. */
    void setSound(GuestSound *sound);
    /** There is a guest's sound, and a place to play it. */
    [[nodiscard]] bool isAvailable() const;
    /** GuestSound::lacksOutput() */
    [[nodiscard]] bool lacksOutput() const;
    /** The user cares for the sound now: a place to play it may have come. */
    void lookForOutput();
    [[nodiscard]] bool isPlaying() const;

    /** 0 to 1. */
    [[nodiscard]] double volume() const;
    void setVolume(double volume);
    [[nodiscard]] bool isMuted() const;
    void setMuted(bool muted);
    /** Allowing it makes sense: not over a transport that carries none. */
    [[nodiscard]] bool hasMicrophone() const;
    [[nodiscard]] bool isMicrophoneAllowed() const;
    void setMicrophoneAllowed(bool allowed);

Q_SIGNALS:
    void changed();

private:
    void store() const;

    MachineId m_machine;
    QPointer<GuestSound> m_sound;
    double m_volume;
    bool m_muted;
    bool m_microphone;
};

} // namespace vitrine
