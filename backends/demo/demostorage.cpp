// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demostorage.h"

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"
#include "backends/demo/demobackend.h"

#include <QFileInfo>

#include <algorithm>
#include <numeric>

namespace vitrine {

namespace {

constexpr quint64 GiB = 1024ULL * 1024 * 1024;
constexpr quint64 TotalBytes = 500 * GiB;
constexpr quint64 FreshQcow2Bytes = 200 * 1024;

QString imageFolder()
{
    return QStringLiteral("/demo/images");
}

bool names(DemoBackend &backend, const MachineId &id, const QString &path)
{
    const auto xml = DomainXml::parse(backend.storedXml(*backend.find(id)));
    if (!xml) {
        return false;
    }
    const auto disks = machineDetails(*xml).disks;
    return std::ranges::any_of(disks, [&path](const DiskDetails &disk) {
        return disk.source == path;
    });
}

} // namespace

DemoStorage::DemoStorage(DemoBackend *backend)
    : m_backend(backend)
{
    for (const DemoMachine &machine : backend->all()) {
        if (!machine.startFailure || machine.startFailure->subject != machine.spec.diskPath) {
            m_files.insert(machine.spec.diskPath, 4 * GiB);
        }
    }
}

Task<StoragePlace> DemoStorage::defaultPlace()
{
    return place(imageFolder());
}

Task<StoragePlace> DemoStorage::place(QString folder)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return StoragePlace{.folder = folder, .freeBytes = freeBytes(), .totalBytes = TotalBytes};
}

Task<bool> DemoStorage::exists(QString path)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return isFile(path) || QFileInfo::exists(path);
}

Task<> DemoStorage::createDiskImage(DiskImageSpec spec, std::stop_token stop)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    if (stop.stop_requested()) {
        co_return fail(Error::cancelled());
    }
    if (const auto fit = checkNewImage(spec); !fit) {
        co_return fail(fit.error());
    }
    m_files.insert(spec.path, spec.format == DiskFormat::Raw ? spec.capacityBytes : FreshQcow2Bytes);
    co_return {};
}

Task<> DemoStorage::deleteDiskImage(QString path)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    if (!isFile(path)) {
        co_return fail(ErrorCode::FileMissing, path, {}, QStringLiteral("delete-disk"));
    }
    const QList<MachineId> ids = backend->all().keys();
    for (const MachineId &id : ids) {
        if (names(*backend, id, path)) {
            co_return fail(ErrorCode::DiskInUse, path, backend->find(id)->info.name, QStringLiteral("delete-disk"));
        }
    }
    m_files.remove(path);
    co_return {};
}

Task<> DemoStorage::checkReadable(QString path)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    const QFileInfo real(path);
    if (isFile(path) || (real.isFile() && real.isReadable())) {
        co_return {};
    }
    if (real.isDir() || path == imageFolder()) {
        co_return fail(ErrorCode::FileIsFolder, path);
    }
    co_return fail(real.exists() ? ErrorCode::NotReadableByHypervisor : ErrorCode::FileMissing, path);
}

bool DemoStorage::isFile(const QString &path) const
{
    return m_files.contains(path);
}

quint64 DemoStorage::freeBytes() const
{
    const quint64 taken = std::accumulate(m_files.cbegin(), m_files.cend(), quint64(0));
    return taken < TotalBytes ? TotalBytes - taken : 0;
}

quint64 DemoStorage::totalBytes()
{
    return TotalBytes;
}

void DemoStorage::setFile(const QString &path, quint64 bytes)
{
    m_files.insert(path, bytes);
}

void DemoStorage::removeFile(const QString &path)
{
    m_files.remove(path);
}

Result<> DemoStorage::checkNewImage(const DiskImageSpec &spec) const
{
    const QString doing = QStringLiteral("create-disk");
    if (!spec.path.startsWith(u'/') || spec.path.endsWith(u'/')) {
        return fail(ErrorCode::InvalidArgument, QStringLiteral("path"), spec.path, doing);
    }
    if (spec.capacityBytes == 0) {
        return fail(ErrorCode::InvalidArgument, QStringLiteral("capacity"), {}, doing);
    }
    if (isFile(spec.path) || QFileInfo::exists(spec.path)) {
        return fail(ErrorCode::FileExists, spec.path, {}, doing);
    }
    if ((spec.format == DiskFormat::Raw ? spec.capacityBytes : FreshQcow2Bytes) > freeBytes()) {
        return fail(ErrorCode::NoSpace, spec.path, {}, doing);
    }
    return {};
}

} // namespace vitrine
