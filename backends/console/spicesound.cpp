// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicesound.h"

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
        setSource(true);
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
                      self->setPlaying(saneFormat(format, channels, rate));
                  }),
                  this);
    m_signals.add(channel,
                  "playback-data",
                  G_CALLBACK(+[](SpiceChannel *, gpointer samples, int size, SpiceSound *self) {
                      self->play(static_cast<const char *>(samples), size);
                  }),
                  this);
    m_signals.add(channel,
                  "playback-stop",
                  G_CALLBACK(+[](SpiceChannel *, SpiceSound *self) {
                      self->setPlaying(std::nullopt);
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
        setSource(false);
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
    m_playback.reset();
    setSource(false);
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

double SpiceSound::guestVolume() const
{
    guint16 *volumes = nullptr;
    guint channels = 0;
    if (m_playback) {
        g_object_get(m_playback.get(), "volume", &volumes, "nchannels", &channels, nullptr);
    }
    return volumes && channels > 0 ? *std::max_element(volumes, volumes + channels) / fullVolume : 1;
}

bool SpiceSound::isGuestMuted() const
{
    gboolean muted = FALSE;
    if (m_playback) {
        g_object_get(m_playback.get(), "mute", &muted, nullptr);
    }
    return muted == TRUE;
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
