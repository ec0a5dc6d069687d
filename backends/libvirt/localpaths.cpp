// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/localpaths.h"

#include "backends/libvirt/accesscheck.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vitrine {

Result<StoragePlace> localPlace(const QString &folder)
{
    if (!QDir::isAbsolutePath(folder)) {
        return fail(ErrorCode::InvalidArgument, QStringLiteral("folder"), folder);
    }
    const QString wanted = QDir::cleanPath(folder);
    QString nearest = wanted;
    struct statvfs room = {};
    while (::statvfs(QFile::encodeName(nearest).constData(), &room) != 0) {
        const int cause = errno;
        const QString parent = QFileInfo(nearest).path();
        if (cause != ENOENT || parent == nearest) {
            return fail(ErrorCode::FileUnreadable, nearest, QString::fromLocal8Bit(std::strerror(cause)));
        }
        nearest = parent;
    }
    return StoragePlace{
        .folder = wanted,
        .freeBytes = quint64(room.f_bavail) * room.f_frsize,
        .totalBytes = quint64(room.f_blocks) * room.f_frsize,
    };
}

Presence localPresence(const QString &path)
{
    const QByteArray native = QFile::encodeName(path);
    struct stat ignored = {};
    if (::lstat(native.constData(), &ignored) == 0) {
        return Presence::There;
    }
    return errno == EACCES ? Presence::Hidden : Presence::Absent;
}

QString perUserImageFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QLatin1String("/libvirt/images");
}

Result<> checkLocalReadable(const QString &path, FileReader reader)
{
    const QByteArray native = QFile::encodeName(path);
    struct stat info = {};
    if (::stat(native.constData(), &info) != 0) {
        const int cause = errno;
        const QString why = QString::fromLocal8Bit(std::strerror(cause));
        return cause == EACCES ? fail(ErrorCode::NotReadableByHypervisor, path, why) : fail(ErrorCode::FileMissing, path, why);
    }
    if (S_ISDIR(info.st_mode)) {
        return fail(ErrorCode::FileIsFolder, path);
    }
    if (reader == FileReader::ThisUser) {
        if (::access(native.constData(), R_OK) != 0) {
            return fail(ErrorCode::NotReadableByHypervisor, path, QString::fromLocal8Bit(std::strerror(errno)));
        }
        return {};
    }
    const std::optional<AccessSubject> service = serviceUser();
    if (!service) {
        return {}; // nothing to say against it
    }
    const QString canonical = QFileInfo(path).canonicalFilePath();
    for (QString folder = QFileInfo(canonical).path();; folder = QFileInfo(folder).path()) {
        if (!mayAccess(folder, *service, AccessWish::Search)) {
            return fail(ErrorCode::NotReadableByHypervisor, path, folder);
        }
        if (folder == QLatin1String("/")) {
            break;
        }
    }
    if (!mayAccess(canonical, *service, AccessWish::Read)) {
        return fail(ErrorCode::NotReadableByHypervisor, path, canonical);
    }
    return {};
}

} // namespace vitrine
