// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/qemuprocess.h"

#include <QLocalSocket>

#include <chrono>

namespace vitrine::test {

/**
 * A Debian desktop under software emulation (tests/support/desktopguest/make.sh made it), with two
 * screens, D-Bus display, SPICE and its agent, tablet and sound. Its root shell on a serial line tells
 * from inside what arrived. Starting takes half a minute of two processors.
 *
 * Waiting runs the event loop, so that what a command causes can be answered. For the GUI thread.
 */
class DesktopGuest
{
public:
    struct Output {
        int status = -1; ///< the command's; -1: no answer in time
        QByteArray text = {};
    };

    /** From the folder that make.sh filled. */
    explicit DesktopGuest(const QString &folder);

    /** Empty when the desktop is up, else why not. */
    [[nodiscard]] QString failure() const
    {
        return m_failure;
    }
    [[nodiscard]] QemuProcess &qemu()
    {
        return *m_qemu;
    }
    /** What the command prints, as root; DISPLAY is the desktop's. What it leaves in the background must be redirected. */
    Output run(const QByteArray &command, std::chrono::milliseconds limit = std::chrono::seconds(60));
    /** The same as the person at the desktop. */
    Output runAsUser(const QByteArray &command);
    /** Runs a command again and again until its output contains `text`; false: not in time. */
    [[nodiscard]] bool shows(const QByteArray &command, const QByteArray &text, std::chrono::milliseconds limit = std::chrono::seconds(20));
    /** Writes a file in the guest. */
    [[nodiscard]] bool put(const QByteArray &path, const QByteArray &content);

private:
    [[nodiscard]] bool readUntil(const QByteArray &mark, char last, std::chrono::milliseconds limit);

    QTemporaryDir m_folder;
    std::unique_ptr<QemuProcess> m_qemu;
    QLocalSocket m_shell;
    QByteArray m_input;
    QString m_failure;
    int m_commands = 0;
};

} // namespace vitrine::test
