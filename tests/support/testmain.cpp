// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Main of test programs that need a running Qt: private folders for everything a test or what it
// starts might write, and no display.

#include <QGuiApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <QDir>

int main(int argc, char **argv)
{
    // Short: the path of a Unix socket has 107 characters. Before anything reads the environment.
    QTemporaryDir home(QStringLiteral("/tmp/vt.XXXXXX"));
    for (const char *variable : {"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
        const QByteArray folder = QFile::encodeName(home.path()) + '/' + QByteArray(variable).mid(4, 3).toLower();
        QDir().mkdir(QFile::decodeName(folder));
        QFile::setPermissions(QFile::decodeName(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv(variable, folder);
    }
    qputenv("HOME", QFile::encodeName(home.path()));
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
