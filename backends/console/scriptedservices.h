// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/guestclipboard.h"
#include "backends/console/guestfiles.h"
#include "backends/console/guestfolder.h"
#include "backends/console/guestsound.h"
#include "backends/console/usbredirection.h"

#include <QHash>
#include <QMap>

#include <chrono>

/**
 * @file
 * The services of a guest in memory, for the demonstration backend and for tests of whatever uses
 * them: they do what a script says and record what they are asked.
 */
namespace vitrine {

class ScriptedClipboard : public GuestClipboard
{
    Q_OBJECT

public:
    using Content = QMap<QString, QByteArray>; ///< MIME type -> data

    void setAvailable(bool available);
    /** Somebody copies in the guest; empty: the guest's offer ends. */
    void copyInGuest(ClipboardSelection selection, const Content &content);
    /** Somebody pastes in the guest; what comes is answers()[the number returned]. */
    quint64 pasteInGuest(ClipboardSelection selection, const QString &mimeType);
    [[nodiscard]] const QHash<quint64, QByteArray> &answers() const
    {
        return m_answers;
    }
    [[nodiscard]] QStringList hostOffer(ClipboardSelection selection) const;
    /** How often the host has offered something. */
    [[nodiscard]] int offers() const
    {
        return m_offers;
    }
    [[nodiscard]] int fetches() const
    {
        return m_fetches;
    }

    [[nodiscard]] bool isAvailable() const override;
    void offer(ClipboardSelection selection, const QStringList &mimeTypes) override;
    void withdraw(ClipboardSelection selection) override;
    void answer(quint64 request, const QByteArray &data) override;
    [[nodiscard]] QStringList guestOffer(ClipboardSelection selection) const override;
    Task<QByteArray> fetch(ClipboardSelection selection, QString mimeType, qsizetype limit) override;

private:
    bool m_available = true;
    QMap<ClipboardSelection, Content> m_guest;
    QMap<ClipboardSelection, QStringList> m_host;
    QHash<quint64, QByteArray> m_answers;
    quint64 m_requests = 0;
    int m_offers = 0;
    int m_fetches = 0;
};

class ScriptedFiles : public GuestFiles
{
    Q_OBJECT

public:
    void setAvailable(bool available);
    /** A file arrives in this many steps, that long apart. */
    void setPace(int steps, std::chrono::milliseconds interval);
    /** What every transfer ends with from now on; Cancelled: they succeed. */
    void setFailure(const Error &failure);
    [[nodiscard]] const QStringList &sent() const
    {
        return m_sent;
    }
    /** The most transfers that ever ran beside each other. */
    [[nodiscard]] int mostAtOnce() const
    {
        return m_most;
    }

    [[nodiscard]] bool isAvailable() const override;
    Task<> send(QString path, Progress progress, std::stop_token stop) override;

private:
    bool m_available = true;
    int m_steps = 20;
    std::chrono::milliseconds m_interval{150};
    Error m_failure = Error::cancelled();
    QStringList m_sent;
    int m_running = 0;
    int m_most = 0;
};

class ScriptedFolder : public GuestFolder
{
    Q_OBJECT

public:
    void setAvailable(bool available);
    void setReached(bool reached);
    /** Empty: nothing. */
    [[nodiscard]] QString path() const;
    [[nodiscard]] bool isWritable() const;

    [[nodiscard]] bool isAvailable() const override;
    [[nodiscard]] bool isReached() const override;
    void share(const QString &path, bool writable) override;

private:
    bool m_available = true;
    bool m_reached = true;
    QString m_path;
    bool m_writable = false;
};

class ScriptedSound : public GuestSound
{
    Q_OBJECT

public:
    void setAvailable(bool available);
    void setPlaying(bool playing);
    /** No sound server, until the next look for one finds it when `comes`. */
    void setLacksOutput(bool comes);

    [[nodiscard]] bool isAvailable() const override;
    [[nodiscard]] bool lacksOutput() const override;
    void lookForOutput() override;
    [[nodiscard]] bool isPlaying() const override;
    [[nodiscard]] double volume() const override;
    void setVolume(double volume) override;
    [[nodiscard]] bool isMuted() const override;
    void setMuted(bool muted) override;
    [[nodiscard]] bool isMicrophoneAllowed() const override;
    void setMicrophoneAllowed(bool allowed) override;

private:
    bool m_available = true;
    bool m_lacksOutput = false;
    bool m_outputComes = false;
    bool m_playing = false;
    double m_volume = 1;
    bool m_muted = false;
    bool m_microphone = false;
};

class ScriptedUsb : public UsbRedirection
{
    Q_OBJECT

public:
    void setPorts(int ports);
    void setDevices(const QList<HostUsbDevice> &devices);
    /** What connecting ends with from now on; Cancelled: it succeeds. */
    void setFailure(const Error &failure);

    [[nodiscard]] bool isAvailable() const override;
    [[nodiscard]] int freePorts() const override;
    [[nodiscard]] QList<HostUsbDevice> devices() const override;
    Task<> connectDevice(QString id) override;
    Task<> disconnectDevice(QString id) override;

private:
    Result<> setConnected(const QString &id, bool connected);

    int m_ports = 2;
    QList<HostUsbDevice> m_devices;
    Error m_failure = Error::cancelled();
};

/** All of them, as a guest with every tool installed has them. */
struct ScriptedServices {
    ScriptedClipboard clipboard;
    ScriptedFiles files;
    ScriptedFolder folder;
    ScriptedSound sound;
    ScriptedUsb usb;
};

} // namespace vitrine
