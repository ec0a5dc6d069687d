// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/savedialog.h"

#include <KConfigGroup>
#include <KSharedConfig>

#include <QFileDialog>
#include <QFileInfo>

namespace vitrine {

void askWhereToSave(const SaveRequest &request, QWidget *window, const std::function<void(const QString &)> &then)
{
    const KConfigGroup folders(KSharedConfig::openStateConfig(), QStringLiteral("Folders"));
    const QString usual = QStandardPaths::writableLocation(request.firstFolder);
    auto *dialog = new QFileDialog(window, request.caption, folders.readEntry(request.kind, usual));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setMimeTypeFilters(request.mimeTypes);
    dialog->setDefaultSuffix(QFileInfo(request.fileName).suffix());
    dialog->selectFile(request.fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, [kind = request.kind, then](const QString &path) {
        KConfigGroup(KSharedConfig::openStateConfig(), QStringLiteral("Folders")).writeEntry(kind, QFileInfo(path).path());
        then(path);
    });
    dialog->open();
}

} // namespace vitrine
