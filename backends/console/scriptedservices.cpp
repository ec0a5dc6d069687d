// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/scriptedservices.h"

#include <QCoroTimer>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace vitrine {

void ScriptedClipboard::setAvailable(bool available)
{
    m_available = available;
    Q_EMIT availableChanged();
}

void ScriptedClipboard::copyInGuest(ClipboardSelection selection, const Content &content)
{
    m_guest[selection] = content;
    Q_EMIT guestOfferChanged(selection);
}

quint64 ScriptedClipboard::pasteInGuest(ClipboardSelection selection, const QString &mimeType)
{
    Q_EMIT dataRequested(++m_requests, selection, mimeType);
    return m_requests;
}

QStringList ScriptedClipboard::hostOffer(ClipboardSelection selection) const
{
    return m_host.value(selection);
}

bool ScriptedClipboard::isAvailable() const
{
    return m_available;
}

void ScriptedClipboard::offer(ClipboardSelection selection, const QStringList &mimeTypes)
{
    ++m_offers;
    m_guest.remove(selection);
    m_host[selection] = mimeTypes;
}

void ScriptedClipboard::withdraw(ClipboardSelection selection)
{
    m_host.remove(selection);
}

void ScriptedClipboard::answer(quint64 request, const QByteArray &data)
{
    Q_ASSERT(!m_answers.contains(request));
    m_answers.insert(request, data);
}

QStringList ScriptedClipboard::guestOffer(ClipboardSelection selection) const
{
    return m_guest.value(selection).keys();
}

Task<QByteArray> ScriptedClipboard::fetch(ClipboardSelection selection, QString mimeType, qsizetype limit)
{
    ++m_fetches;
    const Content content = m_guest.value(selection);
    // As a real guest, which takes its time.
    const QPointer self(this);
    co_await QCoro::sleepFor(std::chrono::milliseconds(1));
    if (!self) {
        co_return fail(ErrorCode::ConnectionLost);
    }
    if (!content.contains(mimeType)) {
        co_return fail(ErrorCode::NotFound, mimeType);
    }
    const QByteArray data = content.value(mimeType);
    if (data.size() > limit) {
        co_return fail(ErrorCode::TooLarge, mimeType);
    }
    co_return data;
}

void ScriptedFiles::setAvailable(bool available)
{
    m_available = available;
    Q_EMIT availableChanged();
}

void ScriptedFiles::setPace(int steps, std::chrono::milliseconds interval)
{
    m_steps = steps;
    m_interval = interval;
}

void ScriptedFiles::setFailure(const Error &failure)
{
    m_failure = failure;
}

bool ScriptedFiles::isAvailable() const
{
    return m_available;
}

Task<> ScriptedFiles::send(QString path, Progress progress, std::stop_token stop)
{
    const QPointer self(this);
    const auto total = quint64(QFileInfo(path).size());
    m_most = std::max(m_most, ++m_running);
    const int steps = m_steps;
    for (int step = 1; step <= steps && !stop.stop_requested(); ++step) {
        co_await QCoro::sleepFor(m_interval);
        if (!self) {
            co_return fail(ErrorCode::ConnectionLost);
        }
        if (!stop.stop_requested()) {
            progress(total * quint64(step) / quint64(steps), total);
        }
    }
    --m_running;
    if (stop.stop_requested()) {
        co_return fail(Error::cancelled());
    }
    if (!m_failure.isCancelled()) {
        co_return fail(m_failure);
    }
    m_sent.append(path);
    co_return {};
}

void ScriptedFolder::setAvailable(bool available)
{
    m_available = available;
    Q_EMIT changed();
}

void ScriptedFolder::setReached(bool reached)
{
    m_reached = reached;
    Q_EMIT changed();
}

QString ScriptedFolder::path() const
{
    return m_path;
}

bool ScriptedFolder::isWritable() const
{
    return m_writable;
}

bool ScriptedFolder::isAvailable() const
{
    return m_available;
}

bool ScriptedFolder::isReached() const
{
    return m_reached;
}

void ScriptedFolder::share(const QString &path, bool writable)
{
    m_path = path;
    m_writable = writable;
    Q_EMIT changed();
}

void ScriptedSound::setAvailable(bool available)
{
    m_available = available;
    Q_EMIT changed();
}

void ScriptedSound::setPlaying(bool playing)
{
    m_playing = playing;
    Q_EMIT changed();
}

void ScriptedSound::setLacksOutput(bool comes)
{
    m_lacksOutput = true;
    m_outputComes = comes;
    Q_EMIT changed();
}

bool ScriptedSound::isAvailable() const
{
    return m_available && !m_lacksOutput;
}

bool ScriptedSound::lacksOutput() const
{
    return m_lacksOutput;
}

void ScriptedSound::lookForOutput()
{
    if (m_lacksOutput && m_outputComes) {
        m_lacksOutput = false;
        Q_EMIT changed();
    }
}

bool ScriptedSound::isPlaying() const
{
    return m_playing;
}

double ScriptedSound::volume() const
{
    return m_volume;
}

void ScriptedSound::setVolume(double volume)
{
    m_volume = std::clamp(volume, 0.0, 1.0);
    Q_EMIT changed();
}

bool ScriptedSound::isMuted() const
{
    return m_muted;
}

void ScriptedSound::setMuted(bool muted)
{
    m_muted = muted;
    Q_EMIT changed();
}

bool ScriptedSound::isMicrophoneAllowed() const
{
    return m_microphone;
}

void ScriptedSound::setMicrophoneAllowed(bool allowed)
{
    m_microphone = allowed;
    Q_EMIT changed();
}

void ScriptedUsb::setPorts(int ports)
{
    m_ports = ports;
    Q_EMIT devicesChanged();
}

void ScriptedUsb::setDevices(const QList<HostUsbDevice> &devices)
{
    m_devices = devices;
    Q_EMIT devicesChanged();
}

void ScriptedUsb::setFailure(const Error &failure)
{
    m_failure = failure;
}

bool ScriptedUsb::isAvailable() const
{
    return m_ports > 0;
}

int ScriptedUsb::freePorts() const
{
    return m_ports - int(std::ranges::count(m_devices, true, &HostUsbDevice::connected));
}

QList<HostUsbDevice> ScriptedUsb::devices() const
{
    return m_devices;
}

Task<> ScriptedUsb::connectDevice(QString id)
{
    co_return setConnected(id, true);
}

Task<> ScriptedUsb::disconnectDevice(QString id)
{
    co_return setConnected(id, false);
}

Result<> ScriptedUsb::setConnected(const QString &id, bool connected)
{
    const auto device = std::ranges::find(m_devices, id, &HostUsbDevice::id);
    if (device == m_devices.end()) {
        return vitrine::fail(ErrorCode::NotFound, id);
    }
    if (connected && !m_failure.isCancelled()) {
        return vitrine::fail(m_failure);
    }
    if (connected && freePorts() < 1) {
        return vitrine::fail(ErrorCode::NoFreePort, id);
    }
    device->connected = connected;
    Q_EMIT devicesChanged();
    return {};
}

} // namespace vitrine
