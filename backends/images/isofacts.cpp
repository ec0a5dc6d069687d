// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/isofacts.h"

#include "backends/core/filedescriptor.h"
#include "backends/core/worker.h"
#include "backends/images/isodescriptors.h"

#include <QCoroFuture>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <vector>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t directoryLimit = 64 * 1024;
constexpr std::uint64_t infoLimit = 512;
/** Writers pad by up to 150 sectors, and copies are found without that padding. */
constexpr std::uint64_t paddingBytes = 150 * isoSectorBytes;

Error fileError(ErrorCode code, const QString &path, const QString &detail = {})
{
    return {.code = code, .subject = path, .detail = detail, .doing = u"inspect-iso"_s};
}

Error systemError(int number, const QString &path)
{
    const bool missing = number == ENOENT || number == ENOTDIR || number == ENAMETOOLONG;
    return fileError(missing ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, path, QString::fromLocal8Bit(std::strerror(number)));
}

class ImageFile
{
public:
    static Result<ImageFile> open(const QString &path)
    {
        const QByteArray name = QFile::encodeName(path);
        struct stat before = {};
        // Looked at before it is opened: opening a FIFO or a tape already does something.
        if (path.isEmpty() || path.contains(QChar(0)) || ::stat(name.constData(), &before) != 0) {
            return fail(path.isEmpty() || path.contains(QChar(0)) ? fileError(ErrorCode::FileMissing, path) : systemError(errno, path));
        }
        if (S_ISDIR(before.st_mode)) {
            return fail(fileError(ErrorCode::FileIsFolder, path));
        }
        if (!S_ISREG(before.st_mode)) {
            return fail(fileError(ErrorCode::FileUnreadable, path, u"not a plain file"_s));
        }
        ImageFile file;
        file.m_fd.reset(::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
        struct stat now = {};
        if (!file.m_fd.isValid() || ::fstat(file.m_fd.get(), &now) != 0) {
            return fail(systemError(errno, path));
        }
        if (!S_ISREG(now.st_mode)) {
            return fail(fileError(ErrorCode::FileUnreadable, path, u"not a plain file"_s));
        }
        file.m_size = std::uint64_t(now.st_size);
        return file;
    }

    [[nodiscard]] std::uint64_t size() const
    {
        return m_size;
    }

    /** As much of the range as there is; empty on an error, which `error` keeps. */
    [[nodiscard]] std::vector<std::byte> read(std::uint64_t offset, std::uint64_t length, int *error = nullptr) const
    {
        if (offset >= m_size) {
            return {};
        }
        std::vector<std::byte> bytes(std::min(length, m_size - offset));
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t got = ::pread(m_fd.get(), bytes.data() + done, bytes.size() - done, off_t(offset + done));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0 && error) {
                *error = errno;
            }
            if (got <= 0) {
                break;
            }
            done += std::size_t(got);
        }
        bytes.resize(done);
        return bytes;
    }

private:
    FileDescriptor m_fd;
    std::uint64_t m_size = 0;
};

/** The first line of /.disk/info. */
QString readDiskInfo(const ImageFile &file, const IsoExtent &root)
{
    const auto folder = findInDirectory(file.read(root.offset, std::min(root.length, directoryLimit)), ".disk");
    if (!folder) {
        return {};
    }
    const auto info = findInDirectory(file.read(folder->offset, std::min(folder->length, directoryLimit)), "info");
    if (!info) {
        return {};
    }
    const std::vector<std::byte> bytes = file.read(info->offset, std::min(info->length, infoLimit));
    QString text = QString::fromUtf8(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())).section(u'\n', 0, 0);
    text.removeIf([](QChar character) {
        return character.category() == QChar::Other_Control;
    });
    return text.trimmed();
}

} // namespace

Result<IsoFacts> inspectIso(const QString &path)
{
    Result<ImageFile> file = ImageFile::open(path);
    if (!file) {
        return fail(file.error());
    }
    if (file->size() == 0) {
        return fail(fileError(ErrorCode::FileEmpty, path));
    }
    int error = 0;
    const IsoDescriptors descriptors = parseIsoDescriptors(file->read(0, isoHeadBytes, &error));
    if (error != 0) {
        return fail(systemError(error, path));
    }
    if (!descriptors.iso9660 && !descriptors.udf) {
        return fail(fileError(ErrorCode::NotAnIso, path));
    }
    IsoFacts facts{.path = path,
                   .sizeBytes = file->size(),
                   .volumeBytes = descriptors.volumeBytes,
                   .iso9660 = descriptors.iso9660,
                   .udf = descriptors.udf,
                   .label = descriptors.label,
                   .system = descriptors.system,
                   .publisher = descriptors.publisher,
                   .application = descriptors.application};
    facts.truncated = descriptors.volumeBytes > file->size() + paddingBytes;
    if (descriptors.bootCatalog) {
        const BootCatalog catalog = parseBootCatalog(file->read(*descriptors.bootCatalog, isoSectorBytes));
        facts.bootsBios = catalog.bios;
        facts.bootsUefi = catalog.uefi;
    }
    facts.diskInfo = readDiskInfo(*file, descriptors.rootDirectory);
    return facts;
}

Task<IsoFacts> inspectIsoAsync(QString path)
{
    co_return co_await runOnWorker([path] {
        return inspectIso(path);
    });
}

} // namespace vitrine
