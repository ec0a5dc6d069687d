// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStandardPaths>
#include <QStringList>

#include <functional>

class QWidget;

namespace vitrine {

/** What is saved, and where such things were saved last. */
struct SaveRequest {
    QString kind; ///< key under which the folder is remembered
    QStandardPaths::StandardLocation firstFolder;
    QString caption;
    QString fileName; ///< proposed
    QStringList mimeTypes; ///< the first is the usual one
};

/**
 * Asks for a file to save to, in the folder used last, and calls `then` with its path; not when the
 * user thinks better of it. A file that exists is only replaced after a question.
 */
void askWhereToSave(const SaveRequest &request, QWidget *window, const std::function<void(const QString &)> &then);

} // namespace vitrine
