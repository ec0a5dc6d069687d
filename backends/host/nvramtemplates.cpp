// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/nvramtemplates.h"

#include "backends/core/worker.h"
#include "vitrine_host_debug.h"

#include <QCoroFuture>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr int convertMilliseconds = 30000;

Error error(ErrorCode code, const QString &subject, const QString &detail = {})
{
    return {.code = code, .subject = subject, .detail = detail, .doing = u"make-nvram-template"_s};
}

/** Named by what it is made from, so that an updated firmware is not mistaken for the old one. */
QString targetName(const QFileInfo &raw)
{
    const QString identity = u"%1|%2|%3"_s.arg(raw.canonicalFilePath()).arg(raw.size()).arg(raw.lastModified().toMSecsSinceEpoch());
    const QByteArray hash = QCryptographicHash::hash(identity.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return u"%1-%2.qcow2"_s.arg(raw.completeBaseName(), QLatin1StringView(hash));
}

Result<> convert(const QString &raw, const QString &target)
{
    const QString program = QStandardPaths::findExecutable(u"qemu-img"_s);
    if (program.isEmpty()) {
        return fail(error(ErrorCode::ComponentMissing, u"qemu-img"_s));
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, {u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s, u"qcow2"_s, raw, target});
    if (!process.waitForFinished(convertMilliseconds)) {
        process.kill();
        process.waitForFinished(1000);
        return fail(error(ErrorCode::Timeout, raw, process.errorString()));
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QString output = QString::fromLocal8Bit(process.readAll()).trimmed();
        return fail(error(output.contains("No space left"_L1) ? ErrorCode::NoSpace : ErrorCode::Internal, target, output));
    }
    return {};
}

Result<QString> makeTemplate(const QString &rawPath, const QString &folder)
{
    const QFileInfo raw(rawPath);
    if (!raw.isFile() || !raw.isReadable()) {
        return fail(error(ErrorCode::FirmwareMissing, rawPath));
    }
    const QString target = folder + u'/' + targetName(raw);
    if (QFileInfo(target).size() > 0) {
        return target;
    }
    QTemporaryFile temporary(folder + u"/.new-XXXXXX.qcow2"_s);
    if (!QDir().mkpath(folder) || !temporary.open()) {
        return fail(error(ErrorCode::FileUnreadable, folder, temporary.errorString()));
    }
    if (const Result<> converted = convert(raw.absoluteFilePath(), temporary.fileName()); !converted) {
        return fail(converted.error());
    }
    // qemu-img wrote through the name; the descriptor is of the same file.
    const QByteArray from = QFile::encodeName(temporary.fileName());
    if (::fsync(temporary.handle()) != 0 || std::rename(from.constData(), QFile::encodeName(target).constData()) != 0) {
        return fail(error(errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::Internal, target, QString::fromLocal8Bit(std::strerror(errno))));
    }
    temporary.setAutoRemove(false);
    qCInfo(VITRINE_HOST) << "made" << target << "from" << rawPath;
    return target;
}

} // namespace

NvramTemplates::NvramTemplates(QString folder)
    : m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/vitrine/nvram"_s : std::move(folder))
{
}

Task<QString> NvramTemplates::qcow2For(QString rawTemplate) const
{
    co_return co_await runOnWorker([rawTemplate, folder = m_folder] {
        return makeTemplate(rawTemplate, folder);
    });
}

} // namespace vitrine
