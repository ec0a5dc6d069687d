// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <KAboutData>
#include <KIconTheme>
#include <KLocalizedString>

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    KIconTheme::initTheme();
    const QApplication app(argc, argv);
    KLocalizedString::setApplicationDomain("vitrine");
    KAboutData::setApplicationData(KAboutData(QStringLiteral("vitrine-test"), QStringLiteral("Vitrine"), QStringLiteral("0")));
    QApplication::setQuitOnLastWindowClosed(false);
    return RUN_ALL_TESTS();
}
