// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/guestshell.h"

#include "tests/support/await.h"

using namespace std::chrono_literals;

namespace vitrine::test {

bool GuestShell::open(const QString &socket, std::chrono::milliseconds limit)
{
    m_line.connectToServer(socket);
    return readUntil("shell-ready", '\n', limit);
}

bool GuestShell::readUntil(const QByteArray &mark, char last, std::chrono::milliseconds limit)
{
    return waitUntil(
        [&] {
            m_input += m_line.readAll();
            const qsizetype at = m_input.lastIndexOf(mark);
            return at >= 0 && m_input.indexOf(last, at) > at;
        },
        limit);
}

GuestShell::Output GuestShell::run(const QByteArray &command, std::chrono::milliseconds limit)
{
    const QByteArray mark = "done-" + QByteArray::number(++m_commands) + ':';
    m_input.clear();
    m_line.write('(' + command + "\n) </dev/null; printf '\\n" + mark + "%d.' $?\n");
    if (!readUntil(mark, '.', limit)) {
        return {.text = m_input};
    }
    const qsizetype at = m_input.lastIndexOf(mark);
    return {.status = m_input.mid(at + mark.size()).chopped(1).toInt(), .text = m_input.first(at).trimmed()};
}

bool GuestShell::shows(const QByteArray &command, const QByteArray &text, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    Output output;
    while (!deadline.hasExpired()) {
        output = run(command);
        if (output.text.contains(text)) {
            return true;
        }
        const QDeadlineTimer pause(100ms);
        std::ignore = waitUntil([&] {
            return pause.hasExpired();
        });
    }
    qWarning("`%s` does not show “%s” but:\n%s", command.constData(), text.constData(), output.text.constData());
    return false;
}

bool GuestShell::put(const QByteArray &path, const QByteArray &content)
{
    constexpr qsizetype line = 2000;
    const QByteArray encoded = content.toBase64();
    QByteArray command = "base64 -d > " + path + " <<'END'\n";
    for (qsizetype at = 0; at < encoded.size(); at += line) {
        command += encoded.mid(at, line) + '\n';
    }
    return run(command + "END").status == 0;
}

} // namespace vitrine::test
