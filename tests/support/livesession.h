// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace vitrine::test {

/**
 * A per-user libvirt daemon of the test's own, in the private folders that testmain.cpp has made.
 * libvirt starts it at the first connection; this class finds, kills and ends it. One at a time.
 */
class LiveSession
{
public:
    LiveSession();
    /** Ends guests, daemon and log daemon. */
    ~LiveSession();
    LiveSession(const LiveSession &) = delete;
    LiveSession &operator=(const LiveSession &) = delete;

    /** Empty when a daemon can be had, else why not. */
    [[nodiscard]] static QString skipReason();

    [[nodiscard]] static QString uri()
    {
        return QStringLiteral("qemu:///session");
    }
    /** 0 while none runs. */
    [[nodiscard]] qint64 daemonPid() const;
    /** As kill -9; returns when it is gone. Guests go on. */
    void killDaemon();
    /** The emulator's process; 0 when the machine is off. */
    [[nodiscard]] qint64 guestPid(const QString &name) const;

    /** Output of `virsh ARGUMENTS` on this daemon; errors too. Blocks without events being handled. */
    QString virsh(const QStringList &arguments) const;
    /** The same, from a shell in the background: what it does arrives while the test waits. */
    qint64 startVirsh(const QStringList &arguments) const;

private:
    QString m_runtimeFolder;
};

/** kill -9, and waits until the process is gone. */
void killProcess(qint64 pid);

/** The smallest machine that runs: firmware that finds nothing to boot, software emulation, a VNC screen without a port. */
[[nodiscard]] QString liveMachineXml(const QString &name, const QString &uuid, const QString &extraDevices = {});

} // namespace vitrine::test
