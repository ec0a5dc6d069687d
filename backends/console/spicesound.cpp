// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicesound.h"

#include <QCoroFuture>
#include <QPointer>

#include <algorithm>

namespace vitrine {
namespace {

constexpr int maxChannels = 8;
constexpr int maxRate = 192'000;
constexpr double fullVolume = 65535;

std::optional<SoundFormat> saneFormat(int format, int channels, int rate)
{
    const bool sane = format == SPICE_AUDIO_FMT_S16 && channels > 0 && channels <= maxChannels && rate > 0 && rate <= maxRate;
    return sane ? std::optional(SoundFormat{.channels = channels, .rate = rate}) : std::nullopt;
}

/** What the guest's own mixer is set to; QEMU leaves it to the viewer to apply it. */
double guestVolume(SpiceChannel *channel)
{
    guint16 *volumes = nullptr;
    guint channels = 0;
    g_object_get(channel, "volume", &volumes, "nchannels", &channels, nullptr);
    return volumes && channels > 0 ? *std::max_element(volumes, volumes + channels) / fullVolume : 1;
}

bool guestMuted(SpiceChannel *channel)
{
    gboolean muted = FALSE;
    g_object_get(channel, "mute", &muted, nullptr);
    return muted == TRUE;
}

} // namespace

SpiceSound::SpiceSound() = default;
SpiceSound::~SpiceSound() = default;

void SpiceSound::takeOver(SpiceSession *session)
{
    SpiceAudio *audio = spice_audio_get(session, nullptr);
    if (!audio) {
        return;
    }
    // When the agent comes the library asks this object for the host's volumes, for which it starts
    // to record; and it connects all sound channels, the microphone's too.
    SpiceAudioClass *methods = SPICE_AUDIO_GET_CLASS(audio);
    methods->connect_channel = [](SpiceAudio *, SpiceChannel *) -> gboolean {
        return FALSE;
    };
    const auto neverAnswer = [](SpiceAudio *, GCancellable *, SpiceMainChannel *, GAsyncReadyCallback, gpointer) { };
    methods->get_playback_volume_info_async = neverAnswer;
    methods->get_record_volume_info_async = neverAnswer;
}

bool SpiceSound::channelAppeared(SpiceChannel *channel)
{
    if (SPICE_IS_PLAYBACK_CHANNEL(channel) && !m_playback) {
        followPlayback(channel);
        lookForOutput();
        return true;
    }
    if (SPICE_IS_RECORD_CHANNEL(channel) && !m_record) {
        followRecord(channel);
        return m_microphone;
    }
    return false;
}

void SpiceSound::followPlayback(SpiceChannel *channel)
{
    m_playback = shareGObject(channel);
    m_signals.add(channel,
                  "playback-start",
                  G_CALLBACK(+[](SpiceChannel *, int format, int channels, int rate, SpiceSound *self) {
                      self->m_playing = saneFormat(format, channels, rate);
                      self->play();
                  }),
                  this);
    m_signals.add(channel,
                  "playback-data",
                  G_CALLBACK(+[](SpiceChannel *, gpointer samples, int size, SpiceSound *self) {
                      if (self->m_player) {
                          self->m_player->play(static_cast<const char *>(samples), size);
                      }
                  }),
                  this);
    m_signals.add(channel,
                  "playback-stop",
                  G_CALLBACK(+[](SpiceChannel *, SpiceSound *self) {
                      self->m_playing.reset();
                      self->play();
                  }),
                  this);
    for (const char *signal : {"notify::volume", "notify::mute"}) {
        m_signals.add(channel,
                      signal,
                      G_CALLBACK(+[](SpiceChannel *, GParamSpec *, SpiceSound *self) {
                          self->applyVolume();
                      }),
                      this);
    }
}

void SpiceSound::followRecord(SpiceChannel *channel)
{
    m_record = shareGObject(channel);
    m_signals.add(channel,
                  "record-start",
                  G_CALLBACK(+[](SpiceChannel *, int format, int channels, int rate, SpiceSound *self) {
                      self->m_wanted = saneFormat(format, channels, rate);
                      self->record();
                  }),
                  this);
    m_signals.add(channel,
                  "record-stop",
                  G_CALLBACK(+[](SpiceChannel *, SpiceSound *self) {
                      self->m_wanted.reset();
                      self->record();
                  }),
                  this);
}

void SpiceSound::channelGone(SpiceChannel *channel)
{
    m_signals.drop(channel);
    if (m_playback.get() == channel) {
        m_playback.reset();
        m_playing.reset();
        play();
    } else if (m_record.get() == channel) {
        m_record.reset();
        m_wanted.reset();
        record();
    }
}

void SpiceSound::stop()
{
    m_signals.clear();
    m_record.reset();
    m_wanted.reset();
    record();
    m_output = false;
    m_playing.reset();
    if (std::exchange(m_playback, nullptr)) {
        play();
    }
}

QCoro::Task<> SpiceSound::lookForOutput()
{
    const QPointer<SpiceSound> guard(this);
    const bool found = co_await findSoundOutput();
    if (!guard || !m_playback || found == m_output) {
        co_return;
    }
    m_output = found;
    play();
}

void SpiceSound::play()
{
    m_player.reset();
    if (m_playing && m_output) {
        m_player = SoundPipeline::player(*m_playing);
        applyVolume();
    }
    Q_EMIT changed();
}

void SpiceSound::record()
{
    m_recorder.reset();
    if (!m_wanted || !m_microphone) {
        return;
    }
    m_recorder = SoundPipeline::recorder(*m_wanted, [this](const QByteArray &samples) {
        // The pipeline calls nobody once it has gone, and it goes before this does.
        QMetaObject::invokeMethod(
            this,
            [this, samples] {
                if (m_recorder && m_record) {
                    spice_record_channel_send_data(SPICE_RECORD_CHANNEL(m_record.get()),
                                                   const_cast<char *>(samples.constData()),
                                                   static_cast<gsize>(samples.size()),
                                                   0);
                }
            },
            Qt::QueuedConnection);
    });
}

void SpiceSound::applyVolume()
{
    if (m_player && m_playback) {
        m_player->setVolume(m_volume * guestVolume(m_playback.get()), m_muted || guestMuted(m_playback.get()));
    }
}

bool SpiceSound::isAvailable() const
{
    return m_playback && m_output;
}

bool SpiceSound::isPlaying() const
{
    return m_playing.has_value();
}

double SpiceSound::volume() const
{
    return m_volume;
}

void SpiceSound::setVolume(double volume)
{
    if (m_volume != std::clamp(volume, 0.0, 1.0)) {
        m_volume = std::clamp(volume, 0.0, 1.0);
        applyVolume();
        Q_EMIT changed();
    }
}

bool SpiceSound::isMuted() const
{
    return m_muted;
}

void SpiceSound::setMuted(bool muted)
{
    if (m_muted != muted) {
        m_muted = muted;
        applyVolume();
        Q_EMIT changed();
    }
}

bool SpiceSound::isMicrophoneAllowed() const
{
    return m_microphone;
}

void SpiceSound::setMicrophoneAllowed(bool allowed)
{
    if (m_microphone == allowed) {
        return;
    }
    m_microphone = allowed;
    if (allowed && m_record) {
        spice_channel_connect(m_record.get()); // nothing when it already is
    }
    record();
    Q_EMIT changed();
}

} // namespace vitrine
