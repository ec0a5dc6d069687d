// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace vitrine::test {

/**
 * A QEMU of a test's own under software emulation, with the D-Bus display and SPICE, no libvirt.
 * Blocking; ends with the object.
 */
class QemuProcess
{
public:
    /** Boots a raw disk image (a test guest of one boot sector). */
    explicit QemuProcess(const QString &image);
    /** A machine of these options. */
    explicit QemuProcess(const QStringList &options);
    ~QemuProcess();

    /** Empty when it runs, else why not. */
    [[nodiscard]] QString failure() const
    {
        return m_failure;
    }
    /** A socket to a display: "@dbus-display" or "spice". Null on failure. */
    [[nodiscard]] std::shared_ptr<FileDescriptor> openDisplay(const QString &protocol);
    /** A QMP command's "return", or an object with "error". */
    QJsonObject command(const QString &name, const QJsonObject &arguments = {}, int fd = -1);
    /** As kill -9. */
    void kill();
    [[nodiscard]] qint64 pid() const
    {
        return m_process.processId();
    }

private:
    bool connectQmp();
    [[nodiscard]] QJsonObject readReply();

    QTemporaryDir m_folder;
    QProcess m_process;
    FileDescriptor m_qmp;
    QByteArray m_input;
    QString m_failure;
    int m_descriptors = 0;
};

} // namespace vitrine::test
