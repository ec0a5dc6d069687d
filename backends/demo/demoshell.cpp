// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demoshell.h"

#include <QString>

#include <sys/socket.h>

#include <array>

namespace vitrine {
namespace {

constexpr char erase = '\x7f';
constexpr char backspace = '\b';
constexpr qsizetype longestLine = 200;

QByteArray colours()
{
    QByteArray text;
    for (int i = 0; i < 8; ++i) {
        text += "\x1b[4" + QByteArray::number(i) + "m  ";
    }
    return text + "\x1b[0m\r\n";
}

} // namespace

DemoShell::DemoShell(FileDescriptor socket, const QString &hostName, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_notifier(m_socket.get(), QSocketNotifier::Read)
    , m_prompt("demo@" + hostName.toUtf8() + ":~$ ")
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &DemoShell::take);
    say("\r\nWelcome to " + hostName.toUtf8() + " (a demonstration: nothing here is real)\r\n\r\n" + m_prompt);
}

void DemoShell::take()
{
    std::array<char, 1024> piece = {};
    const ssize_t count = ::recv(m_socket.get(), piece.data(), piece.size(), MSG_DONTWAIT);
    if (count == 0) {
        m_notifier.setEnabled(false);
        deleteLater();
        return;
    }
    for (ssize_t i = 0; i < count; ++i) {
        const char key = piece[static_cast<size_t>(i)];
        if (key == '\r' || key == '\n') {
            obey();
        } else if (key == erase || key == backspace) {
            if (!m_line.isEmpty()) {
                m_line.chop(1);
                say("\b \b");
            }
        } else if (static_cast<uchar>(key) >= ' ' && m_line.size() < longestLine) {
            m_line += key;
            say(QByteArray(1, key));
        }
    }
}

void DemoShell::obey()
{
    const QByteArray command = std::exchange(m_line, {}).trimmed();
    if (command == "exit") {
        say("\r\nlogout\r\n");
        ::shutdown(m_socket.get(), SHUT_RDWR);
        return;
    }
    const QByteArray answer = command.isEmpty() ? QByteArray() : command == "colors" ? colours() : command + ": this is a demonstration\r\n";
    say("\r\n" + answer + m_prompt);
}

void DemoShell::say(const QByteArray &text)
{
    // Who does not read what it asked for misses it.
    ::send(m_socket.get(), text.constData(), static_cast<size_t>(text.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace vitrine
