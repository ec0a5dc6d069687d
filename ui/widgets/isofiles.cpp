// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/isofiles.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KSharedConfig>

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
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

/** Where the last one was, else the downloads, else home: a folder that exists. */
QString startFolder()
{
    const QStringList folders{fileGroup().readEntry("IsoFolder", QString()), QStandardPaths::writableLocation(QStandardPaths::DownloadLocation)};
    for (const QString &folder : folders) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir()) {
            return folder;
        }
    }
    return QDir::homePath();
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
    auto *dialog = new QFileDialog(parent, i18nc("@title:window", "Open a Disc Image"), startFolder());
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
