// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/newfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool isThere(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0;
}

/** What the job wrote is on the disk before anybody relies on the name. */
int syncFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return errno;
    }
    const int cause = ::fsync(descriptor) < 0 ? errno : 0;
    ::close(descriptor);
    return cause;
}

} // namespace

Error fileError(const QString &path, int cause)
{
    Error error{.code = ErrorCode::FileUnreadable, .subject = path, .detail = QString::fromLocal8Bit(std::strerror(cause))};
    switch (cause) {
    case ENOENT:
    case ENOTDIR:
        error.code = ErrorCode::FileMissing;
        break;
    case EEXIST:
        error.code = ErrorCode::FileExists;
        break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        error.code = ErrorCode::NoSpace;
        break;
    default:
        break;
    }
    return error;
}

int renameOnto(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
    // A file system that can't promise it: a link fails on an existing name, too.
    if (::link(source.constData(), target.constData()) < 0) {
        return errno;
    }
    return ::unlink(source.constData()) < 0 ? errno : 0;
}

FolderMaker::FolderMaker(const QString &folder)
{
    if (!QDir::isAbsolutePath(folder)) {
        return;
    }
    for (QString path = QDir::cleanPath(folder); !isThere(path); path = QFileInfo(path).path()) {
        m_made.append(path);
    }
    if (!m_made.isEmpty()) {
        QDir().mkpath(folder);
    }
}

FolderMaker::~FolderMaker()
{
    for (const QString &folder : std::as_const(m_made)) {
        QDir().rmdir(folder);
    }
}

Result<> checkFreeName(const QString &path)
{
    // A definition can't hold control characters: it would name another file.
    const bool oneLine = std::ranges::none_of(path, [](QChar character) {
        return character.category() == QChar::Other_Control;
    });
    if (!QDir::isAbsolutePath(path) || QFileInfo(path).fileName().isEmpty() || !oneLine) {
        return fail(ErrorCode::InvalidArgument, u"path"_s, path);
    }
    if (isThere(path)) {
        return fail(ErrorCode::FileExists, path);
    }
    const QFileInfo folder(QFileInfo(path).path());
    if (!folder.isDir()) {
        return fail(ErrorCode::FileMissing, folder.filePath());
    }
    return {};
}

Result<> checkRoomFor(const QString &path, quint64 bytes)
{
    const QString folder = QFileInfo(path).path();
    struct statvfs status = {};
    if (::statvfs(QFile::encodeName(folder).constData(), &status) < 0) {
        return fail(fileError(folder, errno));
    }
    const quint64 free = quint64(status.f_bavail) * status.f_frsize;
    if (free < bytes) {
        return fail(ErrorCode::NoSpace, folder, u"%1 bytes needed, %2 free"_s.arg(bytes).arg(free));
    }
    return {};
}

NewFile::NewFile(QString target)
    : m_target(std::move(target))
    , m_path(QFileInfo(m_target).path() + u"/.vitrine-"_s + QUuid::createUuid().toString(QUuid::Id128) + u".part"_s)
{
}

NewFile::~NewFile()
{
    if (!m_published) {
        QFile::remove(m_path);
    }
}

Result<> NewFile::publish()
{
    int cause = syncFile(m_path);
    if (cause == 0) {
        cause = renameOnto(m_path, m_target);
    }
    m_published = cause == 0;
    return cause == 0 ? Result<>{} : fail(fileError(m_target, cause));
}

Result<> NewFile::replace()
{
    QFile::setPermissions(m_path, QFile::permissions(m_target));
    int cause = syncFile(m_path);
    if (cause == 0 && ::rename(QFile::encodeName(m_path).constData(), QFile::encodeName(m_target).constData()) < 0) {
        cause = errno;
    }
    m_published = cause == 0;
    return cause == 0 ? Result<>{} : fail(fileError(m_target, cause));
}

} // namespace vitrine
