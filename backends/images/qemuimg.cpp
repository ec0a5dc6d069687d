// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/qemuimg.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QRegularExpression>

#include <csignal>

#include <sys/prctl.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr int pollMilliseconds = 100;
constexpr int graceMilliseconds = 2000;

void end(QProcess &process)
{
    process.terminate();
    if (!process.waitForFinished(graceMilliseconds)) {
        process.kill();
        process.waitForFinished(graceMilliseconds);
    }
}

void prepare(QProcess &process)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setChildProcessModifier([] {
        // A program that dies must not leave one behind that goes on filling a disk.
        prctl(PR_SET_PDEATHSIG, SIGTERM);
    });
}

} // namespace

double progressIn(const QByteArray &output)
{
    const qsizetype end = output.lastIndexOf("/100%)");
    const qsizetype start = end < 0 ? -1 : output.lastIndexOf('(', end);
    if (start < 0) {
        return -1;
    }
    bool ok = false;
    const double percent = output.mid(start + 1, end - start - 1).trimmed().toDouble(&ok);
    return ok ? percent / 100 : -1;
}

Result<QemuImgOutput> runQemuImg(const QStringList &arguments, const WorkerJob &job, std::chrono::milliseconds limit)
{
    if (job.stop.stop_requested()) {
        return fail(Error::cancelled());
    }
    QProcess process;
    prepare(process);
    process.start(u"qemu-img"_s, arguments, QIODevice::ReadOnly);
    if (!process.waitForStarted()) {
        return fail(ErrorCode::ComponentMissing, u"qemu-utils"_s, process.errorString());
    }
    QemuImgOutput result;
    const QDeadlineTimer deadline(limit);
    while (!process.waitForFinished(pollMilliseconds) && process.state() != QProcess::NotRunning) {
        if (job.stop.stop_requested() || deadline.hasExpired()) {
            end(process);
            return job.stop.stop_requested() ? fail(Error::cancelled()) : fail(ErrorCode::Timeout, arguments.constLast());
        }
        result.output += process.readAllStandardOutput();
        if (const double done = progressIn(result.output); done >= 0 && job.progress) {
            job.progress(done);
        }
    }
    if (job.stop.stop_requested()) {
        return fail(Error::cancelled()); // as quick as it was, it is not wanted any more
    }
    result.output += process.readAllStandardOutput();
    result.errors = QString::fromUtf8(process.readAllStandardError()).trimmed();
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return result;
}

Error qemuImgError(const QemuImgOutput &output, const QString &path)
{
    struct Rule {
        QRegularExpression pattern;
        ErrorCode code;
    };
    static const QList<Rule> rules{
        {QRegularExpression(u"No space left on device|Disk quota exceeded|File too large"_s), ErrorCode::NoSpace},
        {QRegularExpression(u"Failed to (?:get|lock)|Is another process using the image"_s), ErrorCode::DiskInUse},
        {QRegularExpression(u"Permission denied|Read-only file system"_s), ErrorCode::FileUnreadable},
        {QRegularExpression(u"No such file or directory"_s), ErrorCode::FileMissing},
        {QRegularExpression(u"Image is not in \\w+ format"_s), ErrorCode::WrongDiskFormat},
        {QRegularExpression(u"does not support|not supported"_s), ErrorCode::NotSupported},
    };
    Error error{.code = ErrorCode::Internal, .subject = path, .detail = output.errors};
    for (const Rule &rule : rules) {
        if (rule.pattern.match(output.errors).hasMatch()) {
            error.code = rule.code;
            break;
        }
    }
    return error;
}

Result<QByteArray> qemuImg(const QStringList &arguments, const QString &path, const WorkerJob &job)
{
    const Result<QemuImgOutput> run = runQemuImg(arguments, job);
    if (!run) {
        return fail(run.error());
    }
    if (run->exitCode != 0) {
        return fail(qemuImgError(*run, path));
    }
    return run->output;
}

} // namespace vitrine
