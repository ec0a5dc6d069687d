// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/enlarge.h"

#include "backends/core/backend.h"
#include "models/media/mediacommands.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"
#include "ui/media/resizedialog.h"

#include <KLocalizedString>

#include <QCoroTask>
#include <QFileInfo>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

void tellGrown(MediaLibrary *library, const QString &path, quint64 bytes, QWidget *parent)
{
    auto *box = new QMessageBox(QMessageBox::Information,
                                i18nc("@title:window", "Disk Enlarged"),
                                i18nc("@info %1 is a file name, %2 a size", "%1 has %2 now.", QFileInfo(path).fileName(), sizeText(bytes)),
                                QMessageBox::Close,
                                parent);
    box->setObjectName(u"diskEnlarged"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setInformativeText(growHint(library->guestOf(path)));
    box->open();
}

} // namespace

void enlargeMedium(MediaLibrary *library, MediaCommands *commands, const QString &path, QWidget *parent)
{
    const MediaIndex index(library->listing());
    const Medium *medium = index.find(path);
    Backend *backend = library->backend();
    if (!medium || !backend) {
        return;
    }
    auto *dialog = new ResizeDialog(path, medium->facts.virtualBytes, growHint(library->guestOf(path)), parent);
    QCoro::connect(backend->storage()->place(QFileInfo(path).path()), dialog, [dialog](const Result<StoragePlace> &place) {
        if (place) {
            dialog->setFreeBytes(place->freeBytes);
        }
    });
    QObject::connect(dialog, &QDialog::accepted, parent, [library, commands, path, dialog, parent] {
        auto *waiting = new QObject(parent);
        QObject::connect(commands, &MediaCommands::grown, waiting, [library, path, waiting, parent](const QString &grown, quint64 bytes) {
            if (grown == path) {
                waiting->deleteLater();
                tellGrown(library, path, bytes, parent);
            }
        });
        QObject::connect(commands, &MediaCommands::failed, waiting, [path, commands, waiting] {
            if (!commands->isBusy(path)) {
                waiting->deleteLater();
            }
        });
        commands->resize(path, dialog->bytes());
    });
    dialog->open();
}

} // namespace vitrine
