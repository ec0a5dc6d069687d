// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/hostsound.h"

namespace vitrine {

/**
 * A guest's sound over VNC, in QEMU's way. QEMU offers it where the graphics element names a sound
 * device (`<audio id='1'/>` in it); the microphone is not carried.
 */
class VncSound : public HostSound
{
    Q_OBJECT

public:
    /** Asked of the server. */
    static constexpr SoundFormat format = {.channels = 2, .rate = 44100};

    /** The server offers sound. */
    void offered();
    void setGuestPlays(bool plays);
    void take(const QByteArray &samples);
    /** The connection ended. */
    void reset();

    [[nodiscard]] bool hasMicrophone() const override;
    [[nodiscard]] bool isMicrophoneAllowed() const override;
    void setMicrophoneAllowed(bool allowed) override;
};

} // namespace vitrine
