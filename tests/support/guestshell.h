// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocalSocket>

#include <chrono>

namespace vitrine::test {

/**
 * A root shell in a guest, on a serial line that QEMU made a local socket. It tells from inside what
 * arrived. Waiting runs the event loop, so that what a command causes can be answered. For the GUI thread.
 */
class GuestShell
{
public:
    struct Output {
        int status = -1; ///< the command's; -1: no answer in time
        QByteArray text = {};
    };

    /** Waits until the guest has started so far that a shell is there; false: not in time. */
    [[nodiscard]] bool open(const QString &socket, std::chrono::milliseconds limit);
    /** What the command prints. What it leaves in the background must be redirected. */
    Output run(const QByteArray &command, std::chrono::milliseconds limit = std::chrono::seconds(60));
    /** Runs a command again and again until its output contains `text`; false: not in time. */
    [[nodiscard]] bool shows(const QByteArray &command, const QByteArray &text, std::chrono::milliseconds limit = std::chrono::seconds(20));
    /** Writes a file in the guest. */
    [[nodiscard]] bool put(const QByteArray &path, const QByteArray &content);

private:
    [[nodiscard]] bool readUntil(const QByteArray &mark, char last, std::chrono::milliseconds limit);

    QLocalSocket m_line;
    QByteArray m_input;
    int m_commands = 0;
};

} // namespace vitrine::test
