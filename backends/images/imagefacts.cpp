// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/imagefacts.h"

#include "backends/images/qemuimg.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headBytes = 64 * 1024; ///< up to the mark of an ISO 9660 disc and beyond
constexpr qint64 tailBytes = 512;
constexpr qsizetype longestChain = 200;
constexpr auto patience = std::chrono::seconds(20);

Error problemOf(ErrorCode code, const QString &path, const QString &detail)
{
    return {.code = code, .subject = path, .detail = detail, .doing = u"inspect-image"_s};
}

Error fileProblem(const QString &path, int cause)
{
    const bool missing = cause == ENOENT || cause == ENOTDIR;
    return problemOf(missing ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, path, QString::fromLocal8Bit(std::strerror(cause)));
}

bool isDisc(const QByteArray &head)
{
    return head.mid(0x8001, 5) == "CD001";
}

struct Peek {
    QByteArray head;
    QByteArray tail;
    quint64 size = 0;
};

/** Opens without ever waiting: the name may have become a pipe since it was looked at. */
std::expected<Peek, int> peek(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return std::unexpected(errno);
    }
    struct stat status = {};
    Peek result;
    QFile file;
    if (::fstat(descriptor, &status) < 0 || !file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return std::unexpected(EIO);
    }
    result.size = quint64(status.st_size);
    if (S_ISBLK(status.st_mode)) {
        ::ioctl(descriptor, BLKGETSIZE64, &result.size);
    }
    result.head = file.read(headBytes);
    if (result.size > quint64(tailBytes) && file.seek(qint64(result.size) - tailBytes)) {
        result.tail = file.read(tailBytes);
    }
    return result;
}

/** A description that stands in the file itself, or in a text file of its own. */
bool isDescribedVmdk(const QByteArray &head)
{
    if (head.startsWith("# Disk DescriptorFile")) {
        return true;
    }
    // A sparse file of no sectors (little endian, offset 12) is a shell around a description.
    return head.startsWith("KDMV") && head.mid(12, 8) == QByteArray(8, '\0');
}

void readWithQemuImg(ImageFacts &facts)
{
    const Result<QemuImgOutput> run = runQemuImg({u"info"_s, u"-U"_s, u"--output=json"_s, u"-f"_s, facts.format, facts.path}, {}, patience);
    if (!run) {
        facts.problem = run.error();
        return;
    }
    if (run->exitCode != 0) {
        facts.problem = qemuImgError(*run, facts.path);
        return;
    }
    const quint64 realBytes = facts.realBytes;
    facts = factsFromJson(facts.path, run->output);
    facts.realBytes = realBytes;
}

} // namespace

QString imageFormat(const QByteArray &head, const QByteArray &tail)
{
    struct Mark {
        qsizetype offset;
        QByteArrayView bytes;
        QLatin1StringView format;
    };
    static const Mark marks[] = {
        {0, QByteArrayView("QFI\xfb"), "qcow2"_L1},
        {0, QByteArrayView("KDMV"), "vmdk"_L1},
        {0, QByteArrayView("COWD"), "vmdk"_L1},
        {0, QByteArrayView("# Disk DescriptorFile"), "vmdk"_L1},
        {0, QByteArrayView("vhdxfile"), "vhdx"_L1},
        {0, QByteArrayView("conectix"), "vpc"_L1},
        {0, QByteArrayView("QED\0", 4), "qed"_L1},
        {0, QByteArrayView("WithoutFreeSpace"), "parallels"_L1},
        {0, QByteArrayView("WithouFreSpacExt"), "parallels"_L1},
        {0x40, QByteArrayView("\x7f\x10\xda\xbe"), "vdi"_L1},
    };
    for (const Mark &mark : marks) {
        if (QByteArrayView(head).sliced(std::min(mark.offset, head.size())).startsWith(mark.bytes)) {
            return mark.format;
        }
    }
    return tail.startsWith("conectix") ? u"vpc"_s : u"raw"_s;
}

std::optional<QString> backingPath(const QString &path, const QString &named)
{
    QString name = named;
    if (name.startsWith("file:"_L1) && !name.startsWith("file://"_L1)) {
        name = name.sliced(5);
    }
    if (QDir::isAbsolutePath(name)) {
        return QDir::cleanPath(name);
    }
    // qemu takes what stands before a colon for a protocol, unless a slash comes first.
    const qsizetype colon = name.indexOf(u':');
    const qsizetype slash = name.indexOf(u'/');
    if (name.isEmpty() || (colon >= 0 && (slash < 0 || colon < slash))) {
        return std::nullopt;
    }
    return QDir::cleanPath(QFileInfo(path).path() + u'/' + name);
}

bool vmdkIsSelfContained(const QByteArray &description)
{
    bool extents = false;
    const QList<QByteArray> lines = description.split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray trimmed = line.trimmed();
        if (!trimmed.startsWith("RW ") && !trimmed.startsWith("RDONLY ") && !trimmed.startsWith("NOACCESS ")) {
            continue;
        }
        const qsizetype open = trimmed.indexOf('"');
        const qsizetype close = trimmed.indexOf('"', open + 1);
        const QByteArray name = trimmed.mid(open + 1, close - open - 1);
        if (open < 0 || close < 0 || name.isEmpty() || name.contains('/') || name.contains(':')) {
            return false;
        }
        extents = true;
    }
    return extents;
}

ImageFacts factsFromJson(const QString &path, const QByteArray &json)
{
    const QJsonObject info = QJsonDocument::fromJson(json).object();
    ImageFacts facts{.path = path, .format = info[u"format"].toString()};
    facts.virtualBytes = quint64(std::max<qint64>(info[u"virtual-size"].toInteger(), 0));
    facts.encrypted = info[u"encrypted"].toBool();
    facts.clusterBytes = quint64(std::max<qint64>(info[u"cluster-size"].toInteger(), 0));
    const QJsonArray snapshots = info[u"snapshots"].toArray();
    for (const QJsonValue &snapshot : snapshots) {
        facts.snapshots.append({.name = snapshot[u"name"].toString(),
                                .taken = QDateTime::fromSecsSinceEpoch(snapshot[u"date-sec"].toInteger()),
                                .stateBytes = quint64(std::max<qint64>(snapshot[u"vm-state-size"].toInteger(), 0))});
    }
    facts.backingFormat = info[u"backing-filename-format"].toString();
    const QString named = info[u"backing-filename"].toString();
    if (!named.isEmpty()) {
        facts.backing = backingPath(path, named).value_or(QString());
        if (facts.backing.isEmpty()) {
            facts.problem = problemOf(ErrorCode::ImageUnsafe, path, named);
        }
    }
    const QString dataFile = info[u"format-specific"][u"data"][u"data-file"].toString();
    if (!dataFile.isEmpty()) {
        facts.problem = problemOf(ErrorCode::ImageUnsafe, path, dataFile);
    }
    return facts;
}

ImageFacts inspectImage(const QString &path)
{
    ImageFacts facts{.path = path};
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) < 0) {
        facts.problem = fileProblem(path, errno);
        return facts;
    }
    if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode)) {
        facts.problem = problemOf(S_ISDIR(status.st_mode) ? ErrorCode::FileIsFolder : ErrorCode::ImageUnsafe, path, u"neither a file nor a disk"_s);
        return facts;
    }
    constexpr quint64 blockBytes = 512; // of st_blocks, whatever the file system's
    facts.realBytes = quint64(status.st_blocks) * blockBytes;
    const auto peeked = peek(path);
    if (!peeked) {
        facts.problem = fileProblem(path, peeked.error());
        return facts;
    }
    facts.format = imageFormat(peeked->head, peeked->tail);
    if (facts.format == "raw"_L1) {
        facts.isDisc = isDisc(peeked->head);
        facts.virtualBytes = peeked->size;
        return facts;
    }
    if (facts.format == "vmdk"_L1 && isDescribedVmdk(peeked->head) && !vmdkIsSelfContained(peeked->head)) {
        facts.problem = problemOf(ErrorCode::ImageUnsafe, path, QString::fromLatin1(peeked->head.left(2000)));
        return facts;
    }
    readWithQemuImg(facts);
    return facts;
}

Result<QList<ImageFacts>> inspectBackingChain(const ImageFacts &facts)
{
    QList<ImageFacts> chain;
    QStringList seen{facts.path};
    QString next = facts.backing;
    while (!next.isEmpty()) {
        if (seen.contains(next) || chain.size() >= longestChain) {
            return fail(problemOf(ErrorCode::ImageUnsafe, facts.path, seen.join(u'\n')));
        }
        const ImageFacts base = inspectImage(next);
        if (base.problem) {
            return fail(*base.problem);
        }
        chain.append(base);
        seen.append(next);
        next = base.backing;
    }
    return chain;
}

} // namespace vitrine
