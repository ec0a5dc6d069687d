// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/images/qcow2.h"

#include "backends/core/worker.h"

#include <QCoroFuture>

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr quint32 magic = 0x514649fb; // "QFI\xfb"; QEMU's docs/interop/qcow2.rst

Result<> checkNow(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return fail(ErrorCode::FileMissing, path, {}, u"check-disk"_s);
    }
    if (info.isDir()) {
        return fail(ErrorCode::FileIsFolder, path, {}, u"check-disk"_s);
    }
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable, path, file.errorString(), u"check-disk"_s);
    }
    if (info.size() == 0) {
        return fail(ErrorCode::FileEmpty, path, {}, u"check-disk"_s);
    }
    std::array<char, 8> head{};
    const bool whole = file.read(head.data(), head.size()) == qint64(head.size());
    const quint32 version = qFromBigEndian<quint32>(head.data() + 4);
    if (!whole || qFromBigEndian<quint32>(head.data()) != magic || version < 2 || version > 3) {
        return fail(ErrorCode::WrongDiskFormat, path, {}, u"check-disk"_s);
    }
    return {};
}

} // namespace

Task<> checkQcow2(QString path)
{
    co_return co_await runOnWorker([path] {
        return checkNow(path);
    });
}

} // namespace vitrine
