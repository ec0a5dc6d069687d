// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

namespace vitrine {

class MediaLibrary;
class Operation;
class OperationList;

/**
 * What the UI calls to work on media. Each job is in the OperationList, with progress and cancel; one at
 * a time for each image. Results come by signal, and the library is read again. GUI thread; outlives the
 * windows.
 */
class MediaCommands : public QObject
{
    Q_OBJECT

public:
    MediaCommands(MediaLibrary *library, OperationList *operations, QObject *parent = nullptr);

    void create(const ImageSpec &spec);
    void copy(const ImageCopySpec &spec);
    void resize(const QString &path, quint64 bytes);
    void move(const QString &path, const QString &target);
    void compact(const QString &path);
    void check(const QString &path);
    void repair(const QString &path);
    void remove(const QString &path, RemovalWay way);

    void addPlace(const MediaPlaceSpec &spec);
    void removePlace(const MediaPlace &place);
    void startPlace(const MediaPlace &place);
    void refreshPlace(const MediaPlace &place);

    /** Gives the last command that failed again. */
    void retry();
    [[nodiscard]] bool isBusy(const QString &path) const;

Q_SIGNALS:
    void busyChanged(const QString &path);
    /** A command failed, not by the user's cancel. */
    void failed(const vitrine::Error &error);
    /** A new image is there, or an image has got a new path. */
    void made(const QString &path);
    /** The image has that size now. */
    void grown(const QString &path, quint64 bytes);
    void checked(const QString &path, const vitrine::ImageCheck &found, bool repaired);
    /** There is no trash for this file: it can only be deleted for ever. */
    void trashRefused(const QString &path);

private:
    using Work = std::function<Task<>(MediaRole *, MediaJob)>;
    using Done = std::function<void(const Result<> &)>;

    void run(const QString &title, const QString &path, bool cancellable, const Work &work, const Done &done = {});
    void runCheck(const QString &path, bool repair);
    void conclude(const QString &path, const QPointer<Operation> &operation, const Result<> &result);
    void setBusy(const QString &path, bool busy);

    MediaLibrary *m_library;
    OperationList *m_operations;
    QSet<QString> m_busy;
    std::function<void()> m_failed;
};

} // namespace vitrine
