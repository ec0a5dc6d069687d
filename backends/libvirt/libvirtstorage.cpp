// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtstorage.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/diskimages.h"
#include "backends/libvirt/localpaths.h"

namespace vitrine {
namespace {

Call storageCall(const QString &doing, WorkerPool::Lane lane = WorkerPool::Lane::Calls)
{
    return {.feature = Feature::Storage, .doing = doing, .lane = lane};
}

} // namespace

Task<StoragePlace> LibvirtStorage::defaultPlace()
{
    return m_manager->run<StoragePlace>(storageCall(QStringLiteral("default-place")), [](Session &session) {
        return defaultPlaceOn(session);
    });
}

Task<StoragePlace> LibvirtStorage::place(QString folder)
{
    return m_manager->run<StoragePlace>(storageCall(QStringLiteral("place")), [folder](Session &session) {
        return placeOn(session, folder);
    });
}

Task<bool> LibvirtStorage::exists(QString path)
{
    return m_manager->run<bool>(storageCall(QStringLiteral("exists")), [path](Session &session) {
        return imageExists(session, path);
    });
}

Task<> LibvirtStorage::createDiskImage(DiskImageSpec spec, std::stop_token stop)
{
    return m_manager->run<void>(storageCall(QStringLiteral("create-disk"), WorkerPool::Lane::LongJobs), [spec, stop](Session &session) {
        return createImage(session, spec, stop);
    });
}

Task<> LibvirtStorage::deleteDiskImage(QString path)
{
    return m_manager->run<void>(storageCall(QStringLiteral("delete-disk")), [path](Session &session) {
        return deleteImage(session, path);
    });
}

Task<> LibvirtStorage::checkReadable(QString path)
{
    return m_manager->run<void>({.doing = QStringLiteral("check-readable")}, [path](Session &session) -> Result<> {
        if (session.isLocal()) {
            return checkLocalReadable(path, session.isPerUser() ? FileReader::ThisUser : FileReader::ServiceUser);
        }
        const Result<bool> there = imageExists(session, path);
        if (!there) {
            return fail(there.error());
        }
        return *there ? Result<>{} : fail(ErrorCode::FileMissing, path);
    });
}

} // namespace vitrine
