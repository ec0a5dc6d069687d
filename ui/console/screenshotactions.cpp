// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/screenshotactions.h"

#include "backends/core/worker.h"
#include "ui/console/consoleview.h"
#include "ui/console/guestpicture.h"
#include "ui/console/headwindows.h"
#include "ui/console/machineconsole.h"
#include "ui/console/savedialog.h"
#include "ui/console/screenwindow.h"

#include <KLocalizedString>

#include <QCoroFuture>

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImageWriter>
#include <QMenu>
#include <QPointer>
#include <QSaveFile>

#include <optional>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

/** On a worker. None: it is written. */
std::optional<Error> writePicture(const QImage &picture, const QString &path)
{
    QSaveFile file(path);
    Error error{.code = ErrorCode::Internal, .subject = path, .detail = {}, .doing = u"screenshot"_s};
    if (file.open(QIODevice::WriteOnly)) {
        QImageWriter writer(&file, QFileInfo(path).suffix().toLatin1());
        if (writer.write(picture) && file.commit()) {
            return {};
        }
        error.detail = writer.error() == QImageWriter::UnsupportedFormatError ? writer.errorString() : file.errorString();
    } else {
        error.detail = file.errorString();
    }
    if (file.error() == QFileDevice::ResourceError) {
        error.code = ErrorCode::NoSpace;
    } else if (file.error() == QFileDevice::OpenError || file.error() == QFileDevice::PermissionsError) {
        error.code = ErrorCode::PermissionDenied;
    }
    return error;
}

} // namespace

ScreenshotActions::ScreenshotActions(MachineConsole *console, HeadWindows *windows, const QString &hostKeyName, QObject *parent)
    : ConsoleMenu({}, hostKeyName, parent)
    , save(make(u"takeScreenshot"_s, i18nc("@action", "Take Scr&eenshot…"), u"camera-photo"_s, HostCommand::Screenshot))
    , copy(make(u"copyScreenshot"_s, i18nc("@action", "&Copy Screenshot"), u"edit-copy"_s))
    , m_console(console)
    , m_windows(windows)
{
    connect(save, &QAction::triggered, this, &ScreenshotActions::askWhere);
    connect(copy, &QAction::triggered, this, &ScreenshotActions::copyToClipboard);
    connect(m_console, &MachineConsole::factsChanged, this, &ScreenshotActions::update);
    update();
}

void ScreenshotActions::update()
{
    const bool shown = m_console->facts().hasPicture;
    const QString why = shown ? QString() : i18nc("@info:tooltip", "The guest shows no picture now.");
    for (QAction *action : {save, copy}) {
        action->setEnabled(shown);
        action->setToolTip(why);
    }
}

void ScreenshotActions::askWhere()
{
    // As it is now, not as it will be when the dialog is through.
    const QImage picture = guestPicture(m_windows->activeWindow()->view()->head());
    const auto machine = m_console->facts().machine;
    if (picture.isNull() || !machine) {
        return;
    }
    askWhereToSave({.kind = u"Screenshots"_s,
                    .firstFolder = QStandardPaths::PicturesLocation,
                    .caption = i18nc("@title:window", "Save a Picture of the Guest's Screen"),
                    .fileName = proposedFileName(machine->displayName(), u"png"_s),
                    .mimeTypes = {u"image/png"_s, u"image/jpeg"_s, u"image/webp"_s}},
                   m_windows->activeWindow(),
                   [self = QPointer(this), picture](const QString &path) {
                       if (self) {
                           self->write(picture, path);
                       }
                   });
}

Task<> ScreenshotActions::write(QImage picture, QString path)
{
    const QPointer self(this);
    const std::optional<Error> error = co_await runOnWorker([picture, path] {
        return writePicture(picture, path);
    });
    if (!self) {
        co_return {};
    }
    if (error) {
        Q_EMIT failed(*error);
    } else {
        Q_EMIT told(i18nc("@info:status path", "Saved the screen as %1", path));
    }
    co_return {};
}

void ScreenshotActions::copyToClipboard()
{
    const QImage picture = guestPicture(m_windows->activeWindow()->view()->head());
    if (!picture.isNull()) {
        QGuiApplication::clipboard()->setImage(picture);
        Q_EMIT told(i18nc("@info:status", "The picture of the screen is on the clipboard"));
    }
}

void ScreenshotActions::fillMenu(QMenu *menu)
{
    menu->addActions({save, copy});
}

} // namespace vitrine
