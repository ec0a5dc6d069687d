// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFuture>

#include <functional>
#include <memory>

namespace vitrine {

/** Loads GStreamer on a worker, once; false: it can't be. The first time on a host it looks at all its plugins. */
[[nodiscard]] QFuture<bool> loadGStreamer();

/** Asks on the sound thread whether sound can be played now: false without a sound server or card. */
[[nodiscard]] QFuture<bool> findSoundOutput();

/** Signed 16 bit samples, interleaved. */
struct SoundFormat {
    int channels = 2;
    int rate = 48000; ///< samples a second
    bool operator==(const SoundFormat &) const = default;
};

/**
 * Sound from or to the host's sound server, by GStreamer. The server may take its time or hang: all
 * waiting is done on one thread for all sound of the program. Construct, call and destroy on the GUI
 * thread, after loadGStreamer().
 */
class SoundPipeline
{
public:
    /** Plays what it is given. */
    [[nodiscard]] static std::unique_ptr<SoundPipeline> player(const SoundFormat &format);
    /** Records; `samples` is called on a thread of GStreamer's until the object has gone. */
    [[nodiscard]] static std::unique_ptr<SoundPipeline> recorder(const SoundFormat &format, std::function<void(const QByteArray &)> samples);
    ~SoundPipeline();
    SoundPipeline(const SoundPipeline &) = delete;
    SoundPipeline &operator=(const SoundPipeline &) = delete;

    /** Of a player. What comes while the server is seconds behind is dropped. */
    void play(const char *samples, qsizetype size);
    /** Of a player; 0 to 1, as loud as it sounds, not as strong as the signal is. */
    void setVolume(double volume, bool muted);

private:
    class Private;
    explicit SoundPipeline(std::shared_ptr<Private> data);
    std::shared_ptr<Private> d; ///< shared with the sound thread
};

} // namespace vitrine
