// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/imagejobs.h"

#include "backends/images/imagefacts.h"
#include "backends/images/newfile.h"
#include "backends/images/sparsecopy.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr quint64 emptyImageBytes = 1024 * 1024; ///< an empty qcow2's tables; below that a disk counts as full
constexpr int checkNotSupported = 63;
constexpr int checkFoundErrors = 2;
constexpr int checkFoundLeaks = 3;

/** An image that a job may read, with all that it builds on. */
Result<ImageFacts> readableImage(const QString &path)
{
    const ImageFacts facts = inspectImage(path);
    if (facts.problem) {
        return fail(*facts.problem);
    }
    if (const auto chain = inspectBackingChain(facts); !chain) {
        return fail(chain.error());
    }
    return facts;
}

QString preallocationName(Preallocation preallocation, const QString &format)
{
    if (preallocation == Preallocation::Full) {
        return u"falloc"_s;
    }
    return preallocation == Preallocation::Metadata && format == "qcow2"_L1 ? u"metadata"_s : u"off"_s;
}

QStringList optionsFor(const QString &format, Preallocation preallocation)
{
    if (format == "qcow2"_L1 || format == "raw"_L1) {
        return {u"-o"_s, u"preallocation="_s + preallocationName(preallocation, format)};
    }
    // Else the size is rounded to what old disks' geometry can say.
    return format == "vpc"_L1 ? QStringList{u"-o"_s, u"force_size=on"_s} : QStringList{};
}

Result<> checkFormat(const QString &format, const QStringList &known)
{
    return known.contains(format) ? Result<>{} : fail(ErrorCode::InvalidArgument, u"format"_s, format);
}

/** How much room a copy takes. */
Result<quint64> roomForCopy(const ImageFacts &facts, const ImageCopySpec &spec)
{
    if (spec.preallocation == Preallocation::Full) {
        return facts.virtualBytes;
    }
    // Of raw it tells the whole size, though only what holds data is written: qcow2's figure fits both.
    const auto measured = qemuImg({u"measure"_s, u"--output=json"_s, u"-f"_s, facts.format, u"-O"_s, u"qcow2"_s, spec.source}, spec.source);
    if (!measured) {
        return fail(measured.error());
    }
    return quint64(QJsonDocument::fromJson(*measured).object()[u"required"].toInteger());
}

/** Converts into the new file what `facts` is, keeping what it builds on where `backing` is named. */
Result<> convert(const ImageFacts &facts, const QString &format, const QStringList &options, const QString &target, const WorkerJob &job)
{
    QStringList arguments{u"convert"_s, u"-p"_s, u"-f"_s, facts.format, u"-O"_s, format};
    arguments += options;
    arguments += {facts.path, target};
    const auto done = qemuImg(arguments, target, job);
    return done ? Result<>{} : fail(done.error());
}

WorkerJob part(const WorkerJob &job, double from, double to)
{
    WorkerJob result{.stop = job.stop};
    if (job.progress) {
        result.progress = [report = job.progress, from, to](double done) {
            report(from + (to - from) * done);
        };
    }
    return result;
}

/** DiskInUse or Internal unless both hold the same for the guest. */
Result<> compareImages(const QString &left, const QString &right, const QString &format, const WorkerJob &job)
{
    const auto same = qemuImg({u"compare"_s, u"-p"_s, u"-f"_s, format, u"-F"_s, format, left, right}, left, job);
    return same ? Result<>{} : fail(same.error());
}

} // namespace

Result<> createImageFile(const ImageSpec &spec, const WorkerJob &job)
{
    if (const auto known = checkFormat(spec.format, {u"qcow2"_s, u"raw"_s}); !known) {
        return known;
    }
    if (spec.capacityBytes == 0) {
        return fail(ErrorCode::InvalidArgument, u"capacity"_s);
    }
    const FolderMaker folder(QFileInfo(spec.path).path());
    if (const auto free = checkFreeName(spec.path); !free) {
        return free;
    }
    const quint64 needed = spec.preallocation == Preallocation::Full ? spec.capacityBytes : emptyImageBytes;
    if (const auto room = checkRoomFor(spec.path, needed); !room) {
        return room;
    }
    NewFile file(spec.path);
    QStringList arguments{u"create"_s, u"-q"_s, u"-f"_s, spec.format};
    arguments += optionsFor(spec.format, spec.preallocation);
    arguments += {file.path(), QString::number(spec.capacityBytes)};
    if (const auto made = qemuImg(arguments, spec.path, job); !made) {
        return fail(made.error());
    }
    return file.publish();
}

Result<> copyImageFile(const ImageCopySpec &spec, const WorkerJob &job)
{
    if (const auto known = checkFormat(spec.format, {u"qcow2"_s, u"raw"_s, u"vmdk"_s, u"vdi"_s, u"vhdx"_s, u"vpc"_s}); !known) {
        return known;
    }
    if (const auto free = checkFreeName(spec.target); !free) {
        return free;
    }
    const auto facts = readableImage(spec.source);
    if (!facts) {
        return fail(facts.error());
    }
    const auto needed = roomForCopy(*facts, spec);
    if (!needed) {
        return fail(needed.error());
    }
    if (const auto room = checkRoomFor(spec.target, *needed); !room) {
        return room;
    }
    NewFile file(spec.target);
    if (const auto converted = convert(*facts, spec.format, optionsFor(spec.format, spec.preallocation), file.path(), job); !converted) {
        return converted;
    }
    return file.publish();
}

Result<> growImageFile(const QString &path, quint64 bytes)
{
    const auto facts = readableImage(path);
    if (!facts) {
        return fail(facts.error());
    }
    if (bytes < facts->virtualBytes) {
        return fail(ErrorCode::ShrinkRefused, path);
    }
    const auto grown = qemuImg({u"resize"_s, u"-q"_s, u"-f"_s, facts->format, path, QString::number(bytes)}, path);
    return grown ? Result<>{} : fail(grown.error());
}

Result<> compactImageFile(const QString &path, const WorkerJob &job)
{
    const auto facts = readableImage(path);
    if (!facts) {
        return fail(facts.error());
    }
    if (facts->format != "qcow2"_L1 && facts->format != "raw"_L1) {
        return fail(ErrorCode::NotSupported, path, facts->format);
    }
    if (!facts->snapshots.isEmpty()) {
        return fail(ErrorCode::NotSupported, path, u"snapshots inside"_s);
    }
    // The old image stays until the new one is whole and the same.
    if (const auto room = checkRoomFor(path, facts->realBytes); !room) {
        return room;
    }
    QStringList options;
    if (facts->format == "qcow2"_L1) {
        options = {u"-o"_s, u"compat=1.1,cluster_size=%1"_s.arg(facts->clusterBytes)};
    }
    if (!facts->backing.isEmpty()) {
        const QString format = facts->backingFormat.isEmpty() ? inspectImage(facts->backing).format : facts->backingFormat;
        options += {u"-B"_s, facts->backing, u"-F"_s, format};
    }
    NewFile file(path);
    constexpr double converted = 0.6;
    if (const auto made = convert(*facts, facts->format, options, file.path(), part(job, 0, converted)); !made) {
        return made;
    }
    if (const auto same = compareImages(path, file.path(), facts->format, part(job, converted, 1)); !same) {
        return same;
    }
    return file.replace();
}

Result<ImageCheck> checkImageFile(const QString &path, bool repair, const WorkerJob &job)
{
    const auto facts = readableImage(path);
    if (!facts) {
        return fail(facts.error());
    }
    QStringList arguments{u"check"_s, u"--output=json"_s, u"-f"_s, facts->format};
    if (repair) {
        arguments += {u"-r"_s, u"all"_s};
    }
    arguments += path;
    const Result<QemuImgOutput> run = runQemuImg(arguments, job);
    if (!run) {
        return fail(run.error());
    }
    if (run->exitCode == checkNotSupported) {
        return ImageCheck{.supported = false};
    }
    if (run->exitCode != 0 && run->exitCode != checkFoundErrors && run->exitCode != checkFoundLeaks) {
        return fail(qemuImgError(*run, path));
    }
    const QJsonObject found = QJsonDocument::fromJson(run->output).object();
    const auto count = [&found](const QString &key) {
        return quint64(std::max<qint64>(found[key].toInteger(), 0));
    };
    return ImageCheck{.errors = count(u"corruptions"_s) + count(u"check-errors"_s),
                      .leaks = count(u"leaks"_s),
                      .repaired = count(u"corruptions-fixed"_s) + count(u"leaks-fixed"_s)};
}

Result<Transfer> transferImageFile(const QString &path, const QString &target, const WorkerJob &job)
{
    if (const auto free = checkFreeName(target); !free) {
        return fail(free.error());
    }
    const int cause = renameOnto(path, target);
    if (cause == 0) {
        return Transfer::Renamed;
    }
    if (cause != EXDEV) {
        return fail(fileError(cause == EEXIST ? target : path, cause));
    }
    if (const auto room = checkRoomFor(target, inspectImage(path).realBytes); !room) {
        return fail(room.error());
    }
    NewFile file(target);
    if (const auto copied = sparseCopy(path, file.path(), job); !copied) {
        return fail(copied.error());
    }
    if (const auto published = file.publish(); !published) {
        return fail(published.error());
    }
    return Transfer::Copied;
}

Result<> pinBacking(const QString &path, const QString &backing, const QString &backingFormat)
{
    const QString format = backingFormat.isEmpty() ? inspectImage(backing).format : backingFormat;
    const ImageFacts facts = inspectImage(path);
    const auto pinned = qemuImg({u"rebase"_s, u"-u"_s, u"-f"_s, facts.format, u"-F"_s, format, u"-b"_s, backing, path}, path);
    return pinned ? Result<>{} : fail(pinned.error());
}

Result<> removeImageFile(const QString &path, RemovalWay way)
{
    if (way == RemovalWay::Trash) {
        QFile file(path);
        if (file.moveToTrash()) {
            return {};
        }
        return QFileInfo::exists(path) ? fail(ErrorCode::NotSupported, path, file.errorString()) : fail(ErrorCode::FileMissing, path);
    }
    QFile file(path);
    if (file.remove()) {
        return {};
    }
    return QFileInfo::exists(path) ? fail(ErrorCode::FileUnreadable, path, file.errorString()) : fail(ErrorCode::FileMissing, path);
}

} // namespace vitrine
