// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace vitrine::test {

/**
 * Points the XDG variables, HOME and the platform at folders of this process's own, removed at its
 * end; tests/support/isolated.sh has done that already for what CTest starts. To be called first in
 * main(): much reads the environment once.
 */
inline void usePrivateFolders()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsSet("VITRINE_ISOLATED")) {
        return;
    }
    // Short: the path of a Unix socket has 107 characters.
    static const QTemporaryDir home(QStringLiteral("/tmp/vt.XXXXXX"));
    for (const char *variable : {"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
        const QString folder = home.filePath(QString::fromLatin1(variable).mid(4, 3).toLower());
        QDir().mkdir(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv(variable, QFile::encodeName(folder));
    }
    qputenv("HOME", QFile::encodeName(home.path()));
}

} // namespace vitrine::test
