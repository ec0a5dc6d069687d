// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/media/mediacommands.h"

#include "backends/core/backend.h"
#include "models/media/medialibrary.h"
#include "models/operationlist.h"

#include <KLocalizedString>

#include <QFileInfo>

#include <memory>

namespace vitrine {

namespace {

QString nameOf(const QString &path)
{
    return QFileInfo(path).fileName();
}

/** The check's findings go by another way than its success. */
Task<> checkInto(MediaRole *role, QString path, bool repair, MediaJob job, std::shared_ptr<ImageCheck> found)
{
    const auto result = co_await role->check(path, repair, job);
    if (!result) {
        co_return fail(result.error());
    }
    *found = *result;
    co_return {};
}

} // namespace

MediaCommands::MediaCommands(MediaLibrary *library, OperationList *operations, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_operations(operations)
{
}

void MediaCommands::create(const ImageSpec &spec)
{
    const Work work = [spec](MediaRole *role, const MediaJob &job) {
        return role->create(spec, job);
    };
    run(i18nc("@info:progress", "Making %1", nameOf(spec.path)), spec.path, true, work, [this, path = spec.path](const Result<> &result) {
        if (result) {
            Q_EMIT made(path);
        }
    });
}

void MediaCommands::copy(const ImageCopySpec &spec)
{
    const Work work = [spec](MediaRole *role, const MediaJob &job) {
        return role->copy(spec, job);
    };
    run(i18nc("@info:progress", "Copying %1", nameOf(spec.source)), spec.source, true, work, [this, path = spec.target](const Result<> &result) {
        if (result) {
            Q_EMIT made(path);
        }
    });
}

void MediaCommands::resize(const QString &path, quint64 bytes)
{
    const Work work = [path, bytes](MediaRole *role, const MediaJob &job) {
        return role->resize(path, bytes, job);
    };
    run(i18nc("@info:progress", "Enlarging %1", nameOf(path)), path, false, work, [this, path, bytes](const Result<> &result) {
        if (result) {
            Q_EMIT grown(path, bytes);
        }
    });
}

void MediaCommands::move(const QString &path, const QString &target)
{
    const Work work = [path, target](MediaRole *role, const MediaJob &job) {
        return role->move(path, target, job);
    };
    run(i18nc("@info:progress", "Moving %1", nameOf(path)), path, true, work, [this, target](const Result<> &result) {
        if (result) {
            Q_EMIT made(target);
        }
    });
}

void MediaCommands::compact(const QString &path)
{
    const Work work = [path](MediaRole *role, const MediaJob &job) {
        return role->compact(path, job);
    };
    run(i18nc("@info:progress", "Compacting %1", nameOf(path)), path, true, work);
}

void MediaCommands::check(const QString &path)
{
    runCheck(path, false);
}

void MediaCommands::repair(const QString &path)
{
    runCheck(path, true);
}

void MediaCommands::runCheck(const QString &path, bool repair)
{
    const auto found = std::make_shared<ImageCheck>();
    const Work work = [path, repair, found](MediaRole *role, const MediaJob &job) {
        return checkInto(role, path, repair, job, found);
    };
    const QString title = repair ? i18nc("@info:progress", "Repairing %1", nameOf(path)) : i18nc("@info:progress", "Checking %1", nameOf(path));
    // A repair that is stopped half-way may leave more damage than there was.
    run(title, path, !repair, work, [this, path, repair, found](const Result<> &result) {
        if (result) {
            Q_EMIT checked(path, *found, repair);
        }
    });
}

void MediaCommands::remove(const QString &path, RemovalWay way)
{
    const Work work = [path, way](MediaRole *role, const MediaJob &) {
        return role->remove(path, way);
    };
    run(i18nc("@info:progress", "Removing %1", nameOf(path)), path, false, work, [this, path, way](const Result<> &result) {
        if (!result && way == RemovalWay::Trash && result.error().code == ErrorCode::NotSupported) {
            Q_EMIT trashRefused(path);
        }
    });
}

void MediaCommands::addPlace(const MediaPlaceSpec &spec)
{
    const Work work = [spec](MediaRole *role, const MediaJob &) {
        return role->addPlace(spec);
    };
    run(i18nc("@info:progress", "Adding the folder %1", spec.name), spec.folder, false, work);
}

void MediaCommands::removePlace(const MediaPlace &place)
{
    const Work work = [id = place.id](MediaRole *role, const MediaJob &) {
        return role->removePlace(id);
    };
    run(i18nc("@info:progress", "Taking the folder %1 off the list", place.name), place.id, false, work);
}

void MediaCommands::startPlace(const MediaPlace &place)
{
    const Work work = [id = place.id](MediaRole *role, const MediaJob &) {
        return role->startPlace(id);
    };
    run(i18nc("@info:progress", "Opening the folder %1", place.name), place.id, false, work);
}

void MediaCommands::refreshPlace(const MediaPlace &place)
{
    const Work work = [id = place.id](MediaRole *role, const MediaJob &) {
        return role->refreshPlace(id);
    };
    run(i18nc("@info:progress", "Reading the folder %1", place.name), place.id, false, work);
}

void MediaCommands::retry()
{
    if (const auto again = std::exchange(m_failed, {})) {
        again();
    }
}

bool MediaCommands::isBusy(const QString &path) const
{
    return m_busy.contains(path);
}

void MediaCommands::run(const QString &title, const QString &path, bool cancellable, const Work &work, const Done &done)
{
    Backend *backend = m_library->backend();
    if (!backend || m_busy.contains(path)) {
        Q_EMIT failed({.code = backend ? ErrorCode::Busy : ErrorCode::ConnectionLost, .subject = path});
        return;
    }
    m_failed = {};
    setBusy(path, true);
    const QPointer operation(m_operations->start(title));
    operation->setCancellable(cancellable);
    const MediaJob job{.stop = operation->stopToken(), .progress = [operation](double progress) {
                           if (operation) {
                               operation->setProgress(progress);
                           }
                       }};
    const auto finished = [this, title, path, cancellable, work, done, operation](const Result<> &result) {
        if (!result) {
            m_failed = [this, title, path, cancellable, work, done] {
                run(title, path, cancellable, work, done);
            };
        }
        conclude(path, operation, result);
        if (done) {
            done(result);
        }
        const bool asksForTrash = !result && result.error().code == ErrorCode::NotSupported && result.error().doing == QLatin1String("remove-image");
        if (!result && !result.error().isCancelled() && !asksForTrash) {
            Q_EMIT failed(result.error());
        }
    };
    QCoro::connect(work(backend->media(), job), this, finished);
}

void MediaCommands::conclude(const QString &path, const QPointer<Operation> &operation, const Result<> &result)
{
    if (operation) {
        operation->finish(result);
    }
    setBusy(path, false);
    m_library->reload();
}

void MediaCommands::setBusy(const QString &path, bool busy)
{
    if (busy) {
        m_busy.insert(path);
    } else {
        m_busy.remove(path);
    }
    Q_EMIT busyChanged(path);
}

} // namespace vitrine
