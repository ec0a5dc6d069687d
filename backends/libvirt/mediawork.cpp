// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/mediawork.h"

#include "backends/core/domainxml.h"
#include "backends/core/xmltree.h"
#include "backends/images/imagejobs.h"
#include "backends/images/newfile.h"
#include "backends/libvirt/definitionaccess.h"
#include "backends/libvirt/diskimages.h"
#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/folderpool.h"
#include "backends/libvirt/imagecache.h"
#include "backends/libvirt/liveapply.h"
#include "backends/libvirt/mediareader.h"
#include "libvirtlogging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <QtEndian>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <sstream>
#include <thread>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

PoolHandle poolById(const Session &session, const QString &id)
{
    return PoolHandle(virStoragePoolLookupByUUIDString(session.connection(), id.toLatin1().constData()));
}

VolumeHandle volumeAt(virConnectPtr connection, const QString &path)
{
    return VolumeHandle(virStorageVolLookupByPath(connection, path.toUtf8().constData()));
}

/** Definitions that were changed, with what they were. */
class Redefinitions
{
public:
    explicit Redefinitions(const Session &session)
        : m_session(session)
    {
    }
    Result<> replace(const QUuid &machine, const QString &from, const QString &to)
    {
        const auto domain = m_session.domain(machine);
        if (!domain) {
            return fail(domain.error());
        }
        const auto before = readDefinition(domain->get(), DefinitionKind::Stored);
        if (!before) {
            return fail(before.error());
        }
        auto xml = DomainXml::parse(*before);
        if (!xml) {
            return fail(xml.error());
        }
        if (!replaceMedium(*xml, from, to)) {
            return {};
        }
        if (const auto stored = storeDefinition(m_session, xml->toString()); !stored) {
            return fail(stored.error());
        }
        m_before.append(*before);
        return {};
    }
    void takeBack()
    {
        for (const QString &xml : std::as_const(m_before)) {
            if (const auto stored = storeDefinition(m_session, xml); !stored) {
                qCWarning(VITRINE_LIBVIRT) << "a definition could not be put back:" << stored.error();
            }
        }
    }

private:
    const Session &m_session;
    QStringList m_before;
};

QSet<QUuid> machinesNaming(const MediaListing &listing, const QString &path)
{
    QSet<QUuid> machines;
    for (const MediumUse &use : listing.uses) {
        if (use.path == path && use.snapshot.isEmpty()) {
            machines.insert(use.machine.uuid);
        }
    }
    return machines;
}

Result<> redefineAll(const Session &session, const MediaListing &listing, const QString &path, const QString &target)
{
    Redefinitions definitions(session);
    const QSet<QUuid> machines = machinesNaming(listing, path);
    for (const QUuid &machine : machines) {
        if (const auto replaced = definitions.replace(machine, path, target); !replaced) {
            definitions.takeBack();
            return replaced;
        }
    }
    return {};
}

void takeBack(const QString &path, const QString &target, Transfer transfer)
{
    if (transfer == Transfer::Copied) {
        QFile::remove(target);
    } else if (const int cause = renameOnto(target, path); cause != 0) {
        qCWarning(VITRINE_LIBVIRT) << "a moved image could not be moved back:" << fileError(target, cause);
    }
}

Result<> checkRoomIn(virStoragePoolPtr pool, const QString &folder, quint64 bytes)
{
    virStoragePoolInfo info = {};
    if (virStoragePoolGetInfo(pool, &info) == 0 && info.available < bytes) {
        return fail(ErrorCode::NoSpace, folder, u"%1 bytes needed, %2 free"_s.arg(bytes).arg(info.available));
    }
    return {};
}

/** Tells how far a copy has come by how much room it takes: libvirt itself says nothing until it is done. */
void watchGrowth(const std::stop_token &stop,
                 virConnectPtr connection,
                 const QByteArray &pool,
                 const QByteArray &volume,
                 quint64 expected,
                 const WorkerJob &job)
{
    constexpr std::chrono::milliseconds pause(300);
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!never.wait_for(lock, stop, pause, [&stop] {
        return stop.stop_requested();
    })) {
        const PoolHandle place(virStoragePoolLookupByName(connection, pool.constData()));
        const VolumeHandle made(place ? virStorageVolLookupByName(place.get(), volume.constData()) : nullptr);
        virStorageVolInfo info = {};
        if (made && virStorageVolGetInfo(made.get(), &info) == 0 && expected > 0) {
            job.progress(std::min(1.0, double(info.allocation) / double(expected)));
        }
    }
}

/** From the header of a qcow2 file that only the service can read. */
Result<quint32> snapshotsInside(virConnectPtr connection, virStorageVolPtr volume)
{
    constexpr size_t headerBytes = 64;
    constexpr qsizetype countAt = 60;
    QByteArray header;
    const StreamHandle stream(virStreamNew(connection, 0));
    if (!stream || virStorageVolDownload(volume, stream.get(), 0, headerBytes, 0) < 0) {
        return fail(lastError({}));
    }
    std::array<char, headerBytes> piece = {};
    for (int got = 1; got > 0 && header.size() < qsizetype(headerBytes);) {
        got = virStreamRecv(stream.get(), piece.data(), headerBytes - size_t(header.size()));
        header.append(piece.data(), std::max(got, 0));
    }
    virStreamAbort(stream.get());
    if (header.size() < qsizetype(headerBytes)) {
        return fail(ErrorCode::FileUnreadable, {}, u"no qcow2 header"_s);
    }
    return qFromBigEndian<quint32>(header.constData() + countAt);
}

} // namespace

Result<MediaListing> allowed(Session &session, ImageCache &cache, const QString &path, MediaAction action)
{
    const bool own = ownsImageFiles(session);
    const auto listing = readMedia(session, cache, own ? QStringList{path} : QStringList{});
    if (!listing) {
        return listing;
    }
    if (const auto refusal = mediaRefusal(MediaIndex(*listing), path, action)) {
        return fail(*refusal);
    }
    return listing;
}

Result<> moveImage(Session &session, const MediaListing &listing, const QString &path, const QString &target, const WorkerJob &job)
{
    const MediaIndex index(listing);
    const Medium *medium = index.find(path);
    const auto transfer = transferImageFile(path, target, job);
    if (!transfer) {
        return fail(transfer.error());
    }
    Result<> done;
    const bool changesFolder = QFileInfo(path).path() != QFileInfo(target).path();
    if (medium && !medium->facts.backing.isEmpty() && changesFolder) {
        done = pinBacking(target, medium->facts.backing, medium->facts.backingFormat);
    }
    if (done) {
        done = redefineAll(session, listing, path, target);
    }
    if (!done) {
        takeBack(path, target, *transfer);
        return done;
    }
    if (*transfer == Transfer::Copied && !QFile::remove(path)) {
        return fail(ErrorCode::FileUnreadable, path, u"the copy is in its place, the old file could not be removed"_s);
    }
    return {};
}

Result<> copyVolume(Session &session, const ImageCopySpec &spec, const WorkerJob &job)
{
    if (spec.format != "qcow2"_L1 && spec.format != "raw"_L1) {
        return fail(ErrorCode::NotSupported, spec.format);
    }
    if (imageExists(session, spec.target).value_or(false)) {
        return fail(ErrorCode::FileExists, spec.target);
    }
    const auto connection = session.longJobConnection();
    if (!connection) {
        return fail(connection.error());
    }
    const VolumeHandle source = volumeAt(connection->get(), spec.source);
    virStorageVolInfo info = {};
    if (!source || virStorageVolGetInfo(source.get(), &info) < 0) {
        return fail(lastError({}));
    }
    const QFileInfo target(spec.target);
    const auto pool = FolderPool::open(connection->get(), target.path(), FolderPool::Folder::MustExist);
    if (!pool) {
        return fail(pool.error());
    }
    if (const auto room = checkRoomIn(pool->get(), target.path(), info.allocation); !room) {
        return room;
    }
    const DiskImageSpec image{.path = spec.target, .capacityBytes = info.capacity, .format = spec.format == "raw"_L1 ? DiskFormat::Raw : DiskFormat::Qcow2};
    const QByteArray xml = volumeXml(target.fileName(), image);
    std::jthread watch;
    if (job.progress) {
        watch =
            std::jthread(watchGrowth, session.connection(), QByteArray(virStoragePoolGetName(pool->get())), target.fileName().toUtf8(), info.allocation, job);
    }
    const VolumeHandle made(virStorageVolCreateXMLFrom(pool->get(), xml.constData(), source.get(), 0));
    if (!made) {
        Error error = lastError({});
        error.subject = error.code == ErrorCode::FileExists ? spec.target : error.subject;
        return fail(error);
    }
    if (job.stop.stop_requested()) {
        virStorageVolDelete(made.get(), 0);
        return fail(Error::cancelled());
    }
    return {};
}

Result<> moveVolume(Session &session, const MediaListing &listing, const QString &path, const QString &target, const WorkerJob &job)
{
    const Medium *medium = MediaIndex(listing).find(path);
    const VolumeHandle volume = volumeAt(session.connection(), path);
    virStorageVolInfo info = {};
    if (!medium || !volume || virStorageVolGetInfo(volume.get(), &info) < 0) {
        return fail(lastError({}));
    }
    if (info.type != VIR_STORAGE_VOL_FILE) {
        return fail(ErrorCode::NotSupported, path, u"not by the service"_s);
    }
    const auto snapshots = medium->facts.format == "qcow2"_L1 ? snapshotsInside(session.connection(), volume.get()) : Result<quint32>(0);
    if (!snapshots || *snapshots > 0) {
        return snapshots ? fail(ErrorCode::NotSupported, path, u"snapshots inside"_s) : fail(snapshots.error());
    }
    if (const auto copied = copyVolume(session, {.source = path, .target = target, .format = medium->facts.format}, job); !copied) {
        return copied;
    }
    if (const auto redefined = redefineAll(session, listing, path, target); !redefined) {
        static_cast<void>(deleteImage(session, target));
        return redefined;
    }
    if (virStorageVolDelete(volume.get(), 0) < 0) {
        return fail(ErrorCode::FileUnreadable, path, u"the copy is in its place, the old file could not be removed"_s);
    }
    return {};
}

Result<> growImage(const Session &session, const MediaListing &listing, const QString &path, quint64 bytes)
{
    const bool own = ownsImageFiles(session);
    // The new tables alone; what the guest writes later takes its room later.
    constexpr quint64 tables = 1024 * 1024;
    if (const auto room = own ? checkRoomFor(path, tables) : Result<>{}; !room) {
        return room;
    }
    const auto running = std::ranges::find_if(listing.uses, [&path](const MediumUse &use) {
        return use.running && use.path == path;
    });
    if (running == listing.uses.cend()) {
        return own ? growImageFile(path, bytes) : growVolume(session, path, bytes);
    }
    const auto domain = session.domain(running->machine.uuid);
    if (!domain) {
        return fail(domain.error());
    }
    const auto grown = growRunningDisk(domain->get(), running->target, bytes);
    return !grown && grown.error().code == ErrorCode::InvalidArgument ? fail(ErrorCode::ShrinkRefused, path, grown.error().detail) : grown;
}

Result<> growVolume(const Session &session, const QString &path, quint64 bytes)
{
    const VolumeHandle volume = volumeAt(session.connection(), path);
    virStorageVolInfo info = {};
    if (!volume || virStorageVolGetInfo(volume.get(), &info) < 0) {
        return fail(lastError({}));
    }
    if (bytes < info.capacity) {
        return fail(ErrorCode::ShrinkRefused, path);
    }
    return virStorageVolResize(volume.get(), bytes, 0) == 0 ? Result<>{} : fail(lastError({}));
}

QByteArray poolXml(const MediaPlaceSpec &spec)
{
    pugi::xml_document document;
    pugi::xml_node pool = document.append_child("pool");
    setAttribute(pool, "type", spec.type.toStdString());
    setText(pool.append_child("name"), xmlText(spec.name));
    if (spec.type == "netfs"_L1) {
        pugi::xml_node source = pool.append_child("source");
        setAttribute(source.append_child("host"), "name", xmlText(spec.host));
        setAttribute(source.append_child("dir"), "path", xmlText(spec.source));
        setAttribute(source.append_child("format"), "type", "nfs");
    } else if (spec.type == "logical"_L1) {
        setText(pool.append_child("source").append_child("name"), xmlText(spec.source));
    }
    const QString folder = spec.type == "logical"_L1 ? u"/dev/"_s + spec.source : spec.folder;
    setText(pool.append_child("target").append_child("path"), xmlText(folder));
    std::ostringstream text;
    document.save(text);
    return QByteArray::fromStdString(text.str());
}

Result<> addPool(const Session &session, const MediaPlaceSpec &spec)
{
    const bool needsFolder = spec.type != "logical"_L1;
    if (spec.name.isEmpty() || spec.name.contains(u'/')) {
        return fail(ErrorCode::InvalidArgument, u"name"_s, spec.name);
    }
    if (needsFolder && !QDir::isAbsolutePath(spec.folder)) {
        return fail(ErrorCode::InvalidArgument, u"folder"_s, spec.folder);
    }
    const QList<MediaPlace> places = readPlaces(session.connection());
    for (const MediaPlace &place : places) {
        if (place.name == spec.name || (needsFolder && QDir::cleanPath(place.folder) == QDir::cleanPath(spec.folder))) {
            return fail(ErrorCode::NameTaken, place.name);
        }
    }
    const PoolHandle pool(virStoragePoolDefineXML(session.connection(), poolXml(spec).constData(), 0));
    if (!pool) {
        return fail(lastError({}));
    }
    if (virStoragePoolCreate(pool.get(), VIR_STORAGE_POOL_CREATE_NORMAL) < 0) {
        const Error error = lastError({});
        virStoragePoolUndefine(pool.get());
        return fail(error);
    }
    virStoragePoolSetAutostart(pool.get(), 1);
    return {};
}

Result<> removePool(const Session &session, const QString &id)
{
    const PoolHandle pool = poolById(session, id);
    if (!pool) {
        return fail(lastError({}));
    }
    const bool persistent = virStoragePoolIsPersistent(pool.get()) == 1;
    if (virStoragePoolIsActive(pool.get()) == 1 && virStoragePoolDestroy(pool.get()) < 0) {
        return fail(lastError({}));
    }
    return !persistent || virStoragePoolUndefine(pool.get()) == 0 ? Result<>{} : fail(lastError({}));
}

Result<> startPool(const Session &session, const QString &id)
{
    const PoolHandle pool = poolById(session, id);
    return pool && virStoragePoolCreate(pool.get(), VIR_STORAGE_POOL_CREATE_NORMAL) == 0 ? Result<>{} : fail(lastError({}));
}

Result<> refreshPool(const Session &session, const QString &id)
{
    const PoolHandle pool = poolById(session, id);
    return pool && virStoragePoolRefresh(pool.get(), 0) == 0 ? Result<>{} : fail(lastError({}));
}

} // namespace vitrine
