// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/filedrop.h"

#include "ui/console/filesender.h"

#include <KLocalizedString>

#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile()) {
            paths.append(url.toLocalFile());
        }
    }
    return paths;
}

} // namespace

FileDrop::FileDrop(FileSender *files, QWidget *view)
    : QObject(view)
    , m_files(files)
    , m_view(view)
{
    view->setAcceptDrops(true);
    view->installEventFilter(this);
}

void FileDrop::choose()
{
    if (!m_files->isAvailable()) {
        Q_EMIT impossible();
        return;
    }
    auto *dialog = new QFileDialog(m_view->window(), i18nc("@title:window", "Send Files to the Guest"));
    dialog->setObjectName(u"sendFilesDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setLabelText(QFileDialog::Accept, i18nc("@action:button", "Send"));
    connect(dialog, &QFileDialog::filesSelected, this, &FileDrop::send);
    dialog->open();
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove && event->type() != QEvent::Drop) {
        return QObject::eventFilter(watched, event);
    }
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList paths = localFiles(drop->mimeData());
    if (paths.isEmpty() || !(drop->possibleActions() & Qt::CopyAction)) {
        drop->ignore();
        return true;
    }
    // A move would delete the host's files.
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (event->type() == QEvent::Drop) {
        send(paths);
    }
    return true;
}

void FileDrop::send(const QStringList &paths)
{
    if (m_files->isAvailable()) {
        m_files->send(paths);
    } else {
        Q_EMIT impossible();
    }
}

} // namespace vitrine
