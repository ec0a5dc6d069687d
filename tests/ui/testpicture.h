// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDir>
#include <QTest>
#include <QWidget>

namespace vitrine {

/** For looking at a widget by eye: VITRINE_TEST_PICTURES names a folder. */
inline void savePicture(QWidget &widget, const char *name)
{
    const QString folder = qEnvironmentVariable("VITRINE_TEST_PICTURES");
    if (!folder.isEmpty()) {
        QTest::qWait(500); // animations
        widget.grab().save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png")));
    }
}

} // namespace vitrine
