// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/isofiles.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KSharedConfig>

#include <QFileDialog>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

KConfigGroup fileGroup()
{
    return KSharedConfig::openStateConfig()->group(u"Files"_s);
}

} // namespace

QString isoFileIn(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        const QString path = url.toLocalFile();
        if (path.endsWith(".iso"_L1, Qt::CaseInsensitive) || path.endsWith(".img"_L1, Qt::CaseInsensitive)) {
            return path;
        }
    }
    return {};
}

void chooseIsoFile(QWidget *parent, std::function<void(QString path)> chosen)
{
    const QString downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    auto *dialog = new QFileDialog(parent, i18nc("@title:window", "Open a Disc Image"), fileGroup().readEntry("IsoFolder", downloads));
    dialog->setObjectName(u"isoFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({i18nc("@item:inlistbox file filter", "Disc images (*.iso *.ISO *.img)"), i18nc("@item:inlistbox file filter", "All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [dialog, chosen = std::move(chosen)](const QString &path) {
        fileGroup().writeEntry("IsoFolder", dialog->directory().absolutePath());
        chosen(path);
    });
    dialog->open();
}

} // namespace vitrine
