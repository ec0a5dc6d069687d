// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/gsignals.h"
#include "backends/console/hostsound.h"

#include <spice-client.h>

#include <memory>

namespace vitrine {

/**
 * Sound over SPICE's playback and record channels, played and recorded by SoundPipeline. The library
 * could do both by itself, but has no volume for its host and opens the microphone as soon as the
 * guest's agent comes; it is kept from all sound.
 *
 * The record channel is not even connected until the microphone is allowed, and nothing is recorded
 * unless the guest records too. Call takeOver() before the session's first channel.
 */
class SpiceSound : public HostSound
{
    Q_OBJECT

public:
    SpiceSound();
    ~SpiceSound() override;

    /** Keeps the library from all sound of this session. Needs GStreamer loaded. */
    static void takeOver(SpiceSession *session);
    /** A playback or record channel of the session. True: to be connected now. */
    [[nodiscard]] bool channelAppeared(SpiceChannel *channel);
    void channelGone(SpiceChannel *channel);
    void stop();

    [[nodiscard]] bool isMicrophoneAllowed() const override;
    void setMicrophoneAllowed(bool allowed) override;

protected:
    /** QEMU leaves it to the viewer to apply it. */
    [[nodiscard]] double guestVolume() const override;
    [[nodiscard]] bool isGuestMuted() const override;

private:
    void followPlayback(SpiceChannel *channel);
    void followRecord(SpiceChannel *channel);
    void record();

    GObjectPtr<SpiceChannel> m_playback;
    GObjectPtr<SpiceChannel> m_record;
    std::unique_ptr<SoundPipeline> m_recorder;
    std::optional<SoundFormat> m_wanted; ///< the guest records
    bool m_microphone = false;
    GSignals m_signals;
};

} // namespace vitrine
