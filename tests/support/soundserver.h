// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <chrono>

namespace vitrine::test {

/**
 * A PulseAudio of a test's own, with speakers that can be listened to and a microphone that hears a tone of
 * 440 Hz. While it lives, this program's sound goes there (PULSE_SERVER). Make it before any sound.
 */
class SoundServer
{
public:
    struct Sound {
        int loudest = 0; ///< of 32767
        int pitch = 0; ///< Hz, by its zero crossings; 0 for silence
    };

    SoundServer();
    ~SoundServer();

    /** Empty when it runs, else why not. */
    [[nodiscard]] QString failure() const
    {
        return m_failure;
    }
    /** What comes out of the speakers for so long. */
    [[nodiscard]] Sound listen(std::chrono::milliseconds time = std::chrono::milliseconds(300));

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_failure;
};

} // namespace vitrine::test
