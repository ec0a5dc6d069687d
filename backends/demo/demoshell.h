// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/filedescriptor.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace vitrine {

/**
 * What answers on a demonstration machine's text console: echoes the line that is typed and tells that
 * it is no real shell; "colors" shows the terminal's, "exit" hangs up. Deletes itself with the connection.
 */
class DemoShell : public QObject
{
    Q_OBJECT

public:
    DemoShell(FileDescriptor socket, const QString &hostName, QObject *parent);

private:
    void take();
    void obey();
    void say(const QByteArray &text);

    FileDescriptor m_socket;
    QSocketNotifier m_notifier;
    QByteArray m_prompt;
    QByteArray m_line;
};

} // namespace vitrine
