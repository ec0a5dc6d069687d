// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/hostsound.h"

#include <QCoroFuture>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace vitrine {

using namespace std::chrono_literals;

namespace {

/** As long as the guest plays to nobody; to look takes some milliseconds of another thread. */
constexpr auto lookEvery = 5s;

} // namespace

void HostSound::setSource(bool there)
{
    if (there) {
        m_source = true;
        lookForOutput();
        return;
    }
    m_output = false;
    m_looked = false;
    m_playing.reset();
    if (std::exchange(m_source, false)) {
        restart();
    }
}

void HostSound::lookForOutput()
{
    if (m_source && !m_output && !m_looking) {
        look();
    }
}

QCoro::Task<> HostSound::look()
{
    m_looking = true;
    const QPointer<HostSound> guard(this);
    const bool found = co_await findSoundOutput();
    if (!guard) {
        co_return;
    }
    m_looking = false;
    m_nextLook.setRemainingTime(lookEvery);
    if (m_source && (found || !m_looked)) {
        m_looked = true;
        m_output = found;
        restart();
    }
}

void HostSound::setPlaying(std::optional<SoundFormat> format)
{
    m_playing = format;
    restart();
}

void HostSound::restart()
{
    m_player.reset();
    if (m_playing && m_output) {
        m_player = SoundPipeline::player(*m_playing);
        applyVolume();
    }
    Q_EMIT changed();
}

void HostSound::play(const char *samples, qsizetype size)
{
    if (m_player) {
        m_player->play(samples, size);
    } else if (m_nextLook.hasExpired()) {
        lookForOutput();
    }
}

void HostSound::applyVolume()
{
    if (m_player) {
        m_player->setVolume(m_volume * guestVolume(), m_muted || isGuestMuted());
    }
}

double HostSound::guestVolume() const
{
    return 1;
}

bool HostSound::isGuestMuted() const
{
    return false;
}

bool HostSound::isAvailable() const
{
    return m_source && m_output;
}

bool HostSound::lacksOutput() const
{
    return m_source && m_looked && !m_output;
}

bool HostSound::isPlaying() const
{
    return m_playing.has_value();
}

double HostSound::volume() const
{
    return m_volume;
}

void HostSound::setVolume(double volume)
{
    if (m_volume != std::clamp(volume, 0.0, 1.0)) {
        m_volume = std::clamp(volume, 0.0, 1.0);
        applyVolume();
        Q_EMIT changed();
    }
}

bool HostSound::isMuted() const
{
    return m_muted;
}

void HostSound::setMuted(bool muted)
{
    if (m_muted != muted) {
        m_muted = muted;
        applyVolume();
        Q_EMIT changed();
    }
}

} // namespace vitrine
