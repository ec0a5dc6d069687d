// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/soundserver.h"

#include "tests/support/await.h"

#include <QFile>
#include <QStandardPaths>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

constexpr int rate = 44100;
constexpr char serverVariable[] = "PULSE_SERVER";

/** Of one channel. */
SoundServer::Sound analysed(const QByteArray &samples)
{
    const auto *sample = reinterpret_cast<const qint16 *>(samples.constData());
    const qsizetype count = samples.size() / qsizetype(sizeof(qint16));
    SoundServer::Sound sound;
    int crossings = 0;
    for (qsizetype i = 0; i < count; ++i) {
        sound.loudest = std::max(sound.loudest, std::abs(int(sample[i])));
        crossings += i > 0 && (sample[i - 1] < 0) != (sample[i] < 0) ? 1 : 0;
    }
    if (sound.loudest > 0) {
        sound.pitch = int(qint64(crossings) * rate / 2 / count);
    }
    return sound;
}

} // namespace

SoundServer::SoundServer()
{
    if (QStandardPaths::findExecutable(u"pulseaudio"_s).isEmpty() || QStandardPaths::findExecutable(u"parec"_s).isEmpty()) {
        m_failure = u"pulseaudio or parec is not installed"_s;
        return;
    }
    const QString socket = m_folder.filePath(u"native"_s);
    const QString speakers = u"module-null-sink sink_name=speakers rate=%1"_s.arg(rate);
    const QString log = m_folder.filePath(u"log"_s);
    m_server.start(u"pulseaudio"_s,
                   {u"-n"_s,
                    u"--daemonize=no"_s,
                    u"--use-pid-file=no"_s,
                    u"--exit-idle-time=-1"_s,
                    u"--disable-shm=yes"_s,
                    u"--log-target=file:"_s + log,
                    u"--load=module-native-protocol-unix auth-anonymous=1 socket="_s + socket,
                    u"--load="_s + speakers,
                    u"--load=module-sine-source source_name=microphone frequency=440 rate=%1"_s.arg(rate)});
    qputenv(serverVariable, QByteArray("unix:" + QFile::encodeName(socket)));
    const bool ready = waitUntil([&] {
        return QFile::exists(socket) || m_server.state() == QProcess::NotRunning;
    });
    if (!ready || m_server.state() != QProcess::Running) {
        QFile told(log);
        m_failure = u"pulseaudio does not start: "_s + (told.open(QIODevice::ReadOnly) ? QString::fromUtf8(told.readAll()) : m_server.errorString());
    }
}

SoundServer::~SoundServer()
{
    qunsetenv(serverVariable);
    m_server.terminate();
    m_server.waitForFinished();
}

SoundServer::Sound SoundServer::listen(std::chrono::milliseconds time)
{
    QProcess recorder;
    recorder.start(u"parec"_s,
                   {u"--device=speakers.monitor"_s, u"--raw"_s, u"--format=s16le"_s, u"--channels=1"_s, u"--rate=%1"_s.arg(rate), u"--latency-msec=20"_s});
    const qsizetype wanted = rate * qsizetype(sizeof(qint16)) * time.count() / 1000;
    QByteArray samples;
    (void)waitUntil([&] {
        samples += recorder.readAllStandardOutput();
        return samples.size() >= wanted;
    });
    recorder.terminate();
    recorder.waitForFinished();
    return analysed(samples);
}

} // namespace vitrine::test
