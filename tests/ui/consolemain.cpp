// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <KIconTheme>

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    KIconTheme::initTheme();
    const QApplication app(argc, argv);
    QApplication::setStyle(QStringLiteral("breeze"));
    QApplication::setApplicationName(QStringLiteral("vitrine-test"));
    return RUN_ALL_TESTS();
}
