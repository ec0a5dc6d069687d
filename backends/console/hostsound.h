// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestsound.h"
#include "backends/console/soundpipeline.h"

#include <QCoroTask>
#include <QDeadlineTimer>

#include <optional>

namespace vitrine {

/**
 * A guest's sound on the host's speakers: what is the same whatever transport brings the samples. A sound
 * server that is started later is found when the guest plays something, or when it is asked for.
 */
class HostSound : public GuestSound
{
    Q_OBJECT

public:
    [[nodiscard]] bool isAvailable() const override;
    [[nodiscard]] bool lacksOutput() const override;
    void lookForOutput() override;
    [[nodiscard]] bool isPlaying() const override;
    [[nodiscard]] double volume() const override;
    void setVolume(double volume) override;
    [[nodiscard]] bool isMuted() const override;
    void setMuted(bool muted) override;

protected:
    /** The transport brings sound, or none any more. Looks for a place to play it. */
    void setSource(bool there);
    /** What the guest plays from now on; nothing: it is silent. */
    void setPlaying(std::optional<SoundFormat> format);
    void play(const char *samples, qsizetype size);
    /** To be called when what the next two say changes. */
    void applyVolume();
    /** What the guest's own mixer is set to, 0 to 1, where the viewer has to apply it. */
    [[nodiscard]] virtual double guestVolume() const;
    [[nodiscard]] virtual bool isGuestMuted() const;

private:
    QCoro::Task<> look();
    void restart();

    std::unique_ptr<SoundPipeline> m_player;
    std::optional<SoundFormat> m_playing;
    bool m_source = false;
    bool m_output = false; ///< the host has a place to play it
    bool m_looked = false; ///< m_output is known
    bool m_looking = false;
    QDeadlineTimer m_nextLook; ///< while the guest plays and nothing is there
    double m_volume = 1;
    bool m_muted = false;
};

} // namespace vitrine
