// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>
#include <QStringList>

namespace vitrine {

/**
 * A file in the making: its name is hidden and beside the target's, and it is removed with this object
 * unless publish() gave it its final name. Blocking; move is not needed.
 */
class NewFile
{
public:
    explicit NewFile(QString target);
    ~NewFile();
    NewFile(const NewFile &) = delete;
    NewFile &operator=(const NewFile &) = delete;

    [[nodiscard]] QString path() const
    {
        return m_path;
    }
    /** To the disk, then under the target's name. FileExists, NoSpace, FileUnreadable. */
    [[nodiscard]] Result<> publish();
    /** The same in place of the file that is there, whose permissions it takes over. */
    [[nodiscard]] Result<> replace();

private:
    QString m_target;
    QString m_path;
    bool m_published = false;
};

/** Makes a folder that is missing, for as long as nothing else comes into it: an empty one goes with this object. */
class FolderMaker
{
public:
    explicit FolderMaker(const QString &folder);
    ~FolderMaker();
    FolderMaker(const FolderMaker &) = delete;
    FolderMaker &operator=(const FolderMaker &) = delete;

private:
    QStringList m_made; ///< deepest first
};

/** Errors: FileExists when something has that name, be it a dangling link; InvalidArgument when it is no absolute path of one line to a name. */
[[nodiscard]] Result<> checkFreeName(const QString &path);

/** NoSpace when the folder's file system has less than `bytes` to give. */
[[nodiscard]] Result<> checkRoomFor(const QString &path, quint64 bytes);

/** Gives a file another name on the same file system, never overwriting; the errno of what went wrong, or 0. */
[[nodiscard]] int renameOnto(const QString &from, const QString &to);

/** Error of a file operation that left `cause` in errno. */
[[nodiscard]] Error fileError(const QString &path, int cause);

} // namespace vitrine
