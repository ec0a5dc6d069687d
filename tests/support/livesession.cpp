// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/livesession.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QThread>

#include <signal.h>
#include <unistd.h>

namespace vitrine::test {
namespace {

qint64 pidIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const qint64 pid = file.readAll().trimmed().toLongLong();
    return pid > 1 && ::kill(pid_t(pid), 0) == 0 ? pid : 0;
}

bool isZombie(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(") Z");
}

} // namespace

void killProcess(qint64 pid)
{
    if (pid <= 1) {
        return;
    }
    ::kill(pid_t(pid), SIGKILL);
    QDeadlineTimer deadline(5000);
    while (!deadline.hasExpired() && ::kill(pid_t(pid), 0) == 0 && !isZombie(pid)) {
        QThread::msleep(2);
    }
}

LiveSession::LiveSession()
    : m_runtimeFolder(qEnvironmentVariable("XDG_RUNTIME_DIR") + QLatin1String("/libvirt"))
{
}

LiveSession::~LiveSession()
{
    const QDir guests(m_runtimeFolder + QLatin1String("/qemu/run"));
    const QStringList pidFiles = guests.entryList({QStringLiteral("*.pid")}, QDir::Files);
    killProcess(daemonPid());
    for (const QString &file : pidFiles) {
        killProcess(pidIn(guests.filePath(file)));
    }
    killProcess(pidIn(m_runtimeFolder + QLatin1String("/virtlogd.pid")));
    // The cache stays: it holds what the daemon has found out about QEMU, which takes it a second.
    QDir(m_runtimeFolder).removeRecursively();
    // What tests/support/isolated.sh configured beside these stays, too.
    for (const QLatin1String folder : {QLatin1String("qemu"), QLatin1String("storage"), QLatin1String("secrets")}) {
        QDir(qEnvironmentVariable("XDG_CONFIG_HOME") + QLatin1String("/libvirt/") + folder).removeRecursively();
    }
    QDir(qEnvironmentVariable("XDG_DATA_HOME") + QLatin1String("/libvirt")).removeRecursively();
}

QString LiveSession::skipReason()
{
    if (::geteuid() == 0) {
        return QStringLiteral("a per-user daemon is tested as an ordinary user, not as root");
    }
    for (const QString &program : {QStringLiteral("virsh"), QStringLiteral("qemu-system-x86_64")}) {
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            return program + QLatin1String(" is not installed");
        }
    }
    const QStringList daemonFolders = {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")};
    if (QStandardPaths::findExecutable(QStringLiteral("libvirtd"), daemonFolders).isEmpty()) {
        return QStringLiteral("libvirtd is not installed");
    }
    return {};
}

qint64 LiveSession::daemonPid() const
{
    return pidIn(m_runtimeFolder + QLatin1String("/libvirtd.pid"));
}

void LiveSession::killDaemon()
{
    killProcess(daemonPid());
}

qint64 LiveSession::guestPid(const QString &name) const
{
    return pidIn(m_runtimeFolder + QLatin1String("/qemu/run/") + name + QLatin1String(".pid"));
}

QString LiveSession::virsh(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("virsh"), QStringList{QStringLiteral("-c"), uri()} + arguments);
    process.waitForFinished(60000);
    return QString::fromUtf8(process.readAll());
}

qint64 LiveSession::startVirsh(const QStringList &arguments) const
{
    QProcess process;
    process.setProgram(QStringLiteral("virsh"));
    process.setArguments(QStringList{QStringLiteral("-c"), uri()} + arguments);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    qint64 pid = 0;
    process.startDetached(&pid);
    return pid;
}

QString liveMachineXml(const QString &name, const QString &uuid, const QString &extraDevices)
{
    return QStringLiteral(
               "<domain type='qemu'><name>%1</name><uuid>%2</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
               "<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features>"
               "<devices><controller type='usb' model='none'/><video><model type='vga'/></video>"
               "<graphics type='vnc'><listen type='none'/></graphics><memballoon model='none'/>%3</devices></domain>")
        .arg(name, uuid, extraDevices);
}

} // namespace vitrine::test
