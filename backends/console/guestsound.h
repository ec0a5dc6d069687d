// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace vitrine {

/**
 * A guest's sound on the host's speakers, and the host's microphone in the guest (off until allowed).
 * A host without a sound server is no error: isAvailable() is false. Lives on the GUI thread as long
 * as its ConsoleSession.
 */
class GuestSound : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** The machine has a sound device and the host a place to play it. */
    [[nodiscard]] virtual bool isAvailable() const = 0;
    /** The machine's sound comes, and this computer has nothing to play it: no sound server runs. */
    [[nodiscard]] virtual bool lacksOutput() const
    {
        return false;
    }
    /** Looks again for something to play it, where there was nothing; changed() tells. */
    virtual void lookForOutput()
    {
    }
    /** The guest is playing now. */
    [[nodiscard]] virtual bool isPlaying() const = 0;
    /** 0 to 1. */
    [[nodiscard]] virtual double volume() const = 0;
    virtual void setVolume(double volume) = 0;
    [[nodiscard]] virtual bool isMuted() const = 0;
    virtual void setMuted(bool muted) = 0;
    /** The guest could be given the microphone. */
    [[nodiscard]] virtual bool hasMicrophone() const
    {
        return true;
    }
    [[nodiscard]] virtual bool isMicrophoneAllowed() const = 0;
    virtual void setMicrophoneAllowed(bool allowed) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace vitrine
