// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/diskimages.h"

#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/folderpool.h"
#include "backends/libvirt/localpaths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <pugixml.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sstream>

namespace vitrine {
namespace {

/** An empty qcow2 file's tables; below that a file system counts as full. */
constexpr quint64 emptyImageBytes = 1024 * 1024;

VolumeHandle volumeAt(virConnectPtr connection, const QString &path)
{
    return VolumeHandle(virStorageVolLookupByPath(connection, path.toUtf8().constData()));
}

/** The path has no pool that runs: looks through a pool made for the moment. */
VolumeHandle volumeIn(const FolderPool &pool, const QString &path)
{
    return VolumeHandle(virStorageVolLookupByName(pool.get(), QFileInfo(path).fileName().toUtf8().constData()));
}

Result<StoragePlace> placeOfPool(virStoragePoolPtr pool, const QString &folder)
{
    virStoragePoolInfo info = {};
    if (virStoragePoolGetInfo(pool, &info) < 0) {
        return fail(lastError({}));
    }
    return StoragePlace{.folder = folder, .freeBytes = info.available, .totalBytes = info.capacity};
}

Result<> checkSpec(const DiskImageSpec &spec)
{
    const bool oneLine = std::ranges::none_of(spec.path, [](QChar character) {
        return character.category() == QChar::Other_Control; // a definition could not hold them
    });
    if (!QDir::isAbsolutePath(spec.path) || QFileInfo(spec.path).fileName().isEmpty() || !oneLine) {
        return fail(ErrorCode::InvalidArgument, QStringLiteral("path"), spec.path);
    }
    if (spec.capacityBytes == 0) {
        return fail(ErrorCode::InvalidArgument, QStringLiteral("capacity"));
    }
    return {};
}

Result<> checkRoom(const Session &session, const DiskImageSpec &spec)
{
    const QString folder = QFileInfo(spec.path).path();
    const Result<StoragePlace> place = placeOn(session, folder);
    if (!place) {
        // Somewhere no pool is yet: the hypervisor will tell.
        return place.error().code == ErrorCode::NotFound ? Result<>{} : fail(place.error());
    }
    const quint64 needed = spec.format == DiskFormat::Raw ? spec.capacityBytes : emptyImageBytes;
    if (place->freeBytes < needed) {
        return fail(ErrorCode::NoSpace, folder, QStringLiteral("%1 bytes needed, %2 free").arg(needed).arg(place->freeBytes));
    }
    return {};
}

/** The folders that building a pool will make; removed again, while empty, when the image fails. */
QStringList missingFolders(const Session &session, const QString &folder)
{
    QStringList missing;
    if (session.isLocal()) {
        for (QString path = QDir::cleanPath(folder); localPresence(path) == Presence::Absent; path = QFileInfo(path).path()) {
            missing.append(path);
        }
    }
    return missing;
}

void removeEmptyFolders(const QStringList &deepestFirst)
{
    for (const QString &folder : deepestFirst) {
        QDir().rmdir(folder);
    }
}

Result<> createVolume(virConnectPtr connection, const DiskImageSpec &spec, const std::stop_token &stop)
{
    const QFileInfo file(spec.path);
    const Result<FolderPool> pool = FolderPool::open(connection, file.path(), FolderPool::Folder::MakeWhenMissing);
    if (!pool) {
        return fail(pool.error());
    }
    if (stop.stop_requested()) {
        return fail(Error::cancelled());
    }
    const VolumeHandle volume(virStorageVolCreateXML(pool->get(), volumeXml(file.fileName(), spec).constData(), 0));
    if (!volume) {
        Error error = lastError({});
        if (error.code == ErrorCode::FileExists || error.code == ErrorCode::NoSpace) {
            error.subject = error.code == ErrorCode::FileExists ? spec.path : file.path();
        }
        return fail(error);
    }
    if (stop.stop_requested()) {
        virStorageVolDelete(volume.get(), 0);
        return fail(Error::cancelled());
    }
    return {};
}

Result<bool> usesFile(virDomainPtr domain, const QString &path)
{
    for (const unsigned flags : {unsigned(VIR_DOMAIN_XML_INACTIVE), 0U}) {
        const std::unique_ptr<char, decltype(&std::free)> xml(virDomainGetXMLDesc(domain, flags), &std::free);
        if (!xml && lastError({}).code != ErrorCode::NotFound) {
            return fail(lastError({}));
        }
        if (xml && definitionNamesFile(QByteArray(xml.get()), path)) {
            return true;
        }
    }
    return false;
}

/** What can't be read may use it: a failure. */
Result<bool> isInUse(const Session &session, const QString &path)
{
    virDomainPtr *domains = nullptr;
    const int count = virConnectListAllDomains(session.connection(), &domains, 0);
    if (count < 0) {
        return fail(lastError({}));
    }
    Result<bool> used = false;
    for (int i = 0; i < count; ++i) {
        const DomainHandle domain(domains[i]);
        if (used && !*used) {
            used = usesFile(domain.get(), path);
        }
    }
    std::free(domains);
    return used;
}

Result<> deleteLocalFile(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) == 0) {
        return {};
    }
    const int cause = errno;
    const QString why = QString::fromLocal8Bit(std::strerror(cause));
    return cause == ENOENT ? fail(ErrorCode::FileMissing, path, why) : fail(ErrorCode::FileUnreadable, path, why);
}

Result<> deleteVolume(const VolumeHandle &volume, const QString &path)
{
    if (virStorageVolDelete(volume.get(), 0) == 0) {
        return {};
    }
    Error error = lastError({});
    error.subject = path;
    return fail(error);
}

} // namespace

QByteArray volumeXml(const QString &name, const DiskImageSpec &spec)
{
    pugi::xml_document document;
    pugi::xml_node volume = document.append_child("volume");
    volume.append_child("name").text() = name.toUtf8().constData();
    pugi::xml_node capacity = volume.append_child("capacity");
    capacity.append_attribute("unit") = "bytes";
    capacity.text() = static_cast<unsigned long long>(spec.capacityBytes);
    pugi::xml_node allocation = volume.append_child("allocation");
    allocation.append_attribute("unit") = "bytes";
    allocation.text() = 0;
    pugi::xml_node target = volume.append_child("target");
    target.append_child("format").append_attribute("type") = spec.format == DiskFormat::Raw ? "raw" : "qcow2";
    if (spec.format == DiskFormat::Qcow2) {
        target.append_child("compat").text() = "1.1";
    }
    std::ostringstream text;
    document.save(text);
    return QByteArray::fromStdString(text.str());
}

bool definitionNamesFile(const QByteArray &domainXml, const QString &path)
{
    pugi::xml_document document;
    if (!document.load_buffer(domainXml.constData(), size_t(domainXml.size()))) {
        return false;
    }
    const auto same = [wanted = QDir::cleanPath(path), canonical = QFileInfo(path).canonicalFilePath()](const QString &named) {
        return !named.isEmpty() && (QDir::cleanPath(named) == wanted || (!canonical.isEmpty() && QFileInfo(named).canonicalFilePath() == canonical));
    };
    const pugi::xpath_node_set sources = document.select_nodes("/domain/devices/disk//source");
    for (const pugi::xpath_node &source : sources) {
        for (const char *attribute : {"file", "dev"}) {
            if (same(QString::fromUtf8(source.node().attribute(attribute).as_string()))) {
                return true;
            }
        }
    }
    return false;
}

Result<StoragePlace> placeOn(const Session &session, const QString &folder)
{
    if (session.isLocal()) {
        Result<StoragePlace> place = localPlace(folder);
        if (place || place.error().code != ErrorCode::FileUnreadable || session.isPerUser()) {
            return place;
        }
    }
    const PoolHandle pool = activePoolAround(session.connection(), folder);
    if (!pool) {
        return fail(ErrorCode::NotFound, folder, QStringLiteral("no storage pool there"));
    }
    return placeOfPool(pool.get(), QDir::cleanPath(folder));
}

Result<StoragePlace> defaultPlaceOn(const Session &session)
{
    // Where a user's home is on another computer is not told.
    const bool isKnown = session.driver() == QLatin1String("QEMU") && (session.isLocal() || !session.isPerUser());
    if (isKnown) {
        const QString folder = session.isPerUser() ? perUserImageFolder() : QStringLiteral("/var/lib/libvirt/images");
        const Result<StoragePlace> place = placeOn(session, folder);
        return place ? place : StoragePlace{.folder = folder};
    }
    virStoragePoolPtr *pools = nullptr;
    const int count = virConnectListAllStoragePools(session.connection(), &pools, VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE);
    Result<StoragePlace> result = fail(ErrorCode::NotFound, {}, QStringLiteral("no storage pool is active"));
    for (int i = 0; i < count; ++i) {
        const PoolHandle pool(pools[i]);
        const QString folder = poolTarget(pool.get());
        if (!result && !folder.isEmpty()) {
            result = placeOfPool(pool.get(), folder);
        }
    }
    std::free(pools);
    return result;
}

Result<bool> imageExists(const Session &session, const QString &path)
{
    if (session.isLocal()) {
        const Presence presence = localPresence(path);
        // The daemon may see more than this user.
        if (presence != Presence::Hidden || session.isPerUser()) {
            return presence == Presence::There;
        }
    }
    if (volumeAt(session.connection(), path)) {
        return true;
    }
    const Result<FolderPool> pool = FolderPool::open(session.connection(), QFileInfo(path).path(), FolderPool::Folder::MustExist);
    return pool && volumeIn(*pool, path);
}

Result<> createImage(Session &session, const DiskImageSpec &spec, const std::stop_token &stop)
{
    if (const Result<> checked = checkSpec(spec); !checked) {
        return checked;
    }
    if (stop.stop_requested()) {
        return fail(Error::cancelled());
    }
    if (imageExists(session, spec.path).value_or(false)) {
        return fail(ErrorCode::FileExists, spec.path);
    }
    if (const Result<> room = checkRoom(session, spec); !room) {
        return room;
    }
    const Result<ConnectHandle> connection = session.longJobConnection();
    if (!connection) {
        return fail(connection.error());
    }
    const QStringList folders = missingFolders(session, QFileInfo(spec.path).path());
    const Result<> created = createVolume(connection->get(), spec, stop);
    if (!created) {
        removeEmptyFolders(folders);
    }
    return created;
}

Result<> deleteImage(Session &session, const QString &path)
{
    const Result<bool> used = isInUse(session, path);
    if (!used) {
        return fail(used.error());
    }
    if (*used) {
        return fail(ErrorCode::DiskInUse, path);
    }
    if (const VolumeHandle volume = volumeAt(session.connection(), path)) {
        return deleteVolume(volume, path);
    }
    if (session.isLocal() && session.isPerUser()) {
        return deleteLocalFile(path);
    }
    Result<FolderPool> pool = FolderPool::open(session.connection(), QFileInfo(path).path(), FolderPool::Folder::MustExist);
    if (!pool) {
        return fail(ErrorCode::FileMissing, path, pool.error().detail);
    }
    pool->refreshIfOld();
    const VolumeHandle volume = volumeIn(*pool, path);
    if (!volume) {
        return fail(ErrorCode::FileMissing, path);
    }
    return deleteVolume(volume, path);
}

} // namespace vitrine
