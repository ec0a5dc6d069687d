// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/vncsound.h"

namespace vitrine {

void VncSound::offered()
{
    setSource(true);
}

void VncSound::setGuestPlays(bool plays)
{
    if (plays != isPlaying()) {
        setPlaying(plays ? std::optional(format) : std::nullopt);
    }
}

void VncSound::take(const QByteArray &samples)
{
    play(samples.constData(), samples.size());
}

void VncSound::reset()
{
    setSource(false);
}

bool VncSound::hasMicrophone() const
{
    return false;
}

bool VncSound::isMicrophoneAllowed() const
{
    return false;
}

void VncSound::setMicrophoneAllowed(bool)
{
}

} // namespace vitrine
