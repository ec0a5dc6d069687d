// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/sparsecopy.h"

#include "backends/core/filedescriptor.h"
#include "backends/images/newfile.h"

#include <QFile>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vitrine {

namespace {

constexpr off_t stepBytes = 16 * 1024 * 1024; ///< between two looks at the stop token

/** The next stretch of data at or behind `position`; empty at the end. */
struct Stretch {
    off_t begin = 0;
    off_t end = 0;
};
Stretch nextStretch(int descriptor, off_t position, off_t size)
{
    const off_t begin = ::lseek(descriptor, position, SEEK_DATA);
    if (begin < 0) {
        // ENXIO: only holes follow. Others: the file system does not tell holes.
        return errno == ENXIO ? Stretch{size, size} : Stretch{position, size};
    }
    const off_t end = ::lseek(descriptor, begin, SEEK_HOLE);
    return {begin, end < 0 ? size : end};
}

int copyStretch(int from, int to, Stretch stretch)
{
    off_t in = stretch.begin;
    if (::lseek(to, in, SEEK_SET) < 0) {
        return errno;
    }
    while (in < stretch.end) {
        // copy_file_range() refuses file systems of different kinds.
        const ssize_t copied = ::sendfile(to, from, &in, size_t(stretch.end - in));
        if (copied == 0) {
            return EIO; // became shorter meanwhile
        }
        if (copied < 0 && errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

} // namespace

Result<> sparseCopy(const QString &from, const QString &to, const WorkerJob &job)
{
    const FileDescriptor source(::open(QFile::encodeName(from).constData(), O_RDONLY | O_CLOEXEC));
    struct stat status = {};
    if (source.get() < 0 || ::fstat(source.get(), &status) < 0) {
        return fail(fileError(from, errno));
    }
    const FileDescriptor target(::open(QFile::encodeName(to).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0777));
    if (target.get() < 0) {
        return fail(fileError(to, errno));
    }
    if (::ftruncate(target.get(), status.st_size) < 0) {
        return fail(fileError(to, errno));
    }
    off_t position = 0;
    while (position < status.st_size) {
        if (job.stop.stop_requested()) {
            return fail(Error::cancelled());
        }
        Stretch stretch = nextStretch(source.get(), position, status.st_size);
        stretch.end = std::min(stretch.end, stretch.begin + stepBytes);
        if (const int cause = copyStretch(source.get(), target.get(), stretch); cause != 0) {
            return fail(fileError(to, cause));
        }
        position = stretch.end;
        if (job.progress) {
            job.progress(double(position) / double(status.st_size));
        }
    }
    return {};
}

} // namespace vitrine
