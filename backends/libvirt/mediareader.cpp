// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/mediareader.h"

#include "backends/core/domainxml.h"
#include "backends/core/mediauses.h"
#include "backends/core/xmldocument.h"
#include "backends/core/xmltree.h"
#include "backends/libvirt/domainreader.h"
#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/imagecache.h"
#include "backends/libvirt/localpaths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <memory>

#include <unistd.h>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

using NativeText = std::unique_ptr<char, decltype(&std::free)>;

constexpr qsizetype mostFiles = 1000; ///< of a folder without a pool that are looked at

QString text(const NativeText &native)
{
    return QString::fromUtf8(native.get());
}

/** Made for the moment by FolderPool. */
bool isPassing(const QString &poolName)
{
    return poolName.startsWith("vitrine-"_L1) && poolName.size() == 40;
}

std::optional<MediaPlace> readPlace(virStoragePoolPtr pool)
{
    MediaPlace place{.name = QString::fromUtf8(virStoragePoolGetName(pool))};
    std::array<char, VIR_UUID_STRING_BUFLEN> id = {};
    if (isPassing(place.name) || virStoragePoolGetUUIDString(pool, id.data()) < 0) {
        return std::nullopt;
    }
    place.id = QString::fromLatin1(id.data());
    const NativeText xml(virStoragePoolGetXMLDesc(pool, 0), &std::free);
    if (const auto document = parseXmlDocument(text(xml), "pool"_L1)) {
        const pugi::xml_node root = (*document)->child("pool");
        place.type = attributeOf(root, "type");
        place.folder = textOf(root.child("target").child("path"));
    }
    virStoragePoolInfo info = {};
    if (virStoragePoolGetInfo(pool, &info) == 0) {
        place.active = info.state != VIR_STORAGE_POOL_INACTIVE;
        place.freeBytes = info.available;
        place.totalBytes = info.capacity;
    }
    int autostart = 0;
    place.autostart = virStoragePoolGetAutostart(pool, &autostart) == 0 && autostart != 0;
    return place;
}

void forEachPool(virConnectPtr connection, const std::function<void(virStoragePoolPtr)> &call)
{
    virStoragePoolPtr *pools = nullptr;
    const int count = virConnectListAllStoragePools(connection, &pools, 0);
    for (int i = 0; i < count; ++i) {
        const PoolHandle pool(pools[i]);
        call(pool.get());
    }
    std::free(pools);
}

void forEachVolume(virStoragePoolPtr pool, const std::function<void(virStorageVolPtr)> &call)
{
    virStorageVolPtr *volumes = nullptr;
    const int count = virStoragePoolListAllVolumes(pool, &volumes, 0);
    for (int i = 0; i < count; ++i) {
        const VolumeHandle volume(volumes[i]);
        virStorageVolInfo info = {};
        const bool known = virStorageVolGetInfo(volume.get(), &info) == 0;
        if (known && (info.type == VIR_STORAGE_VOL_FILE || info.type == VIR_STORAGE_VOL_BLOCK)) {
            call(volume.get());
        }
    }
    std::free(volumes);
}

QString volumePath(virStorageVolPtr volume)
{
    const NativeText path(virStorageVolGetPath(volume), &std::free);
    return text(path);
}

/** "pool/volume", as a definition may have it, to a path. */
void resolveVolume(virConnectPtr connection, QString &path)
{
    if (path.startsWith(u'/')) {
        return;
    }
    const qsizetype slash = path.indexOf(u'/');
    const PoolHandle pool(virStoragePoolLookupByName(connection, path.left(slash).toUtf8().constData()));
    const VolumeHandle volume(pool ? virStorageVolLookupByName(pool.get(), path.mid(slash + 1).toUtf8().constData()) : nullptr);
    path = volume ? volumePath(volume.get()) : QString();
}

class UseReader
{
public:
    UseReader(virConnectPtr connection, QString uri)
        : m_connection(connection)
        , m_uri(std::move(uri))
    {
    }
    void read(virDomainPtr domain)
    {
        m_machine = {.machine = {.connection = m_uri, .uuid = uuidOfDomain(domain)},
                     .machineName = QString::fromUtf8(virDomainGetName(domain)),
                     .running = virDomainIsActive(domain) == 1};
        for (const unsigned flags : {0U, unsigned(VIR_DOMAIN_XML_INACTIVE)}) {
            const NativeText xml(virDomainGetXMLDesc(domain, flags), &std::free);
            add(text(xml), {});
        }
        readSnapshots(domain);
    }
    [[nodiscard]] QList<MediumUse> uses() const
    {
        return m_uses;
    }

private:
    void add(const QString &xml, const QString &snapshot)
    {
        const auto parsed = DomainXml::parse(xml);
        if (!parsed) {
            return;
        }
        const QString title = textOf(parsed->root().child("title"));
        const QList<MediumUse> uses = mediumUses(*parsed);
        for (MediumUse use : uses) {
            use.machine = m_machine.machine;
            use.machineName = title.isEmpty() ? m_machine.machineName : title;
            use.running = m_machine.running && snapshot.isEmpty();
            use.snapshot = snapshot;
            resolveVolume(m_connection, use.path);
            if (!use.path.isEmpty() && !m_uses.contains(use)) {
                m_uses.append(use);
            }
        }
    }
    void readSnapshots(virDomainPtr domain)
    {
        virDomainSnapshotPtr *snapshots = nullptr;
        const int count = virDomainListAllSnapshots(domain, &snapshots, 0);
        for (int i = 0; i < count; ++i) {
            const SnapshotHandle snapshot(snapshots[i]);
            const NativeText xml(virDomainSnapshotGetXMLDesc(snapshot.get(), 0), &std::free);
            addSnapshot(text(xml), QString::fromUtf8(virDomainSnapshotGetName(snapshot.get())));
        }
        std::free(snapshots);
    }
    /** Both definitions that it keeps, and the files it has made. */
    void addSnapshot(const QString &xml, const QString &name)
    {
        const auto document = parseXmlDocument(xml, "domainsnapshot"_L1);
        if (!document) {
            return;
        }
        const pugi::xml_node root = (*document)->child("domainsnapshot");
        add(QString::fromStdString(nodeXml(root.child("domain"))), name);
        if (pugi::xml_node inactive = root.child("inactiveDomain")) {
            inactive.set_name("domain");
            add(QString::fromStdString(nodeXml(inactive)), name);
        }
        for (const pugi::xml_node disk : root.child("disks").children("disk")) {
            MediumUse use = m_machine;
            use.path = attributeOf(disk.child("source"), "file");
            use.target = attributeOf(disk, "name");
            use.snapshot = name;
            use.running = false;
            if (!use.path.isEmpty() && !m_uses.contains(use)) {
                m_uses.append(use);
            }
        }
    }

    virConnectPtr m_connection;
    QString m_uri;
    MediumUse m_machine;
    QList<MediumUse> m_uses;
};

/** Files of a folder that are no images are none of our business, unless a machine names them. */
bool looksLikeMedium(const ImageFacts &facts)
{
    static const QStringList suffixes{u"img"_s, u"raw"_s, u"iso"_s, u"dd"_s, u"vfd"_s, u"ima"_s, u"flp"_s, u"hdd"_s};
    return facts.isDisc || facts.format != "raw"_L1 || !facts.path.contains(u'.') || suffixes.contains(QFileInfo(facts.path).suffix().toLower());
}

/** Collects images and, with each, what it builds on. */
class Gatherer
{
public:
    explicit Gatherer(ImageCache &cache)
        : m_cache(cache)
    {
    }
    void add(const QString &path, const QString &placeId, bool certain)
    {
        if (m_seen.contains(path) || QFileInfo(path).fileName().startsWith(u'.')) {
            return;
        }
        const ImageFacts facts = m_cache.facts(path);
        if (!certain && (facts.problem || !looksLikeMedium(facts))) {
            return;
        }
        m_seen.insert(path);
        m_media.append({.facts = facts, .placeId = placeId});
        if (!facts.backing.isEmpty()) {
            add(facts.backing, {}, true);
        }
    }
    [[nodiscard]] QList<Medium> media() const
    {
        return m_media;
    }

private:
    ImageCache &m_cache;
    QSet<QString> m_seen;
    QList<Medium> m_media;
};

void gatherFolder(Gatherer &gatherer, const QDir &folder)
{
    const QStringList names = folder.entryList(QDir::Files);
    for (const QString &name : names.first(std::min(names.size(), mostFiles))) {
        gatherer.add(folder.filePath(name), {}, false);
    }
}

QList<Medium> readOwnFiles(Session &session, ImageCache &cache, const QList<MediumUse> &uses, const QStringList &also)
{
    Gatherer gatherer(cache);
    forEachPool(session.connection(), [&gatherer](virStoragePoolPtr pool) {
        const auto place = readPlace(pool);
        if (!place || !place->active) {
            return;
        }
        virStoragePoolRefresh(pool, 0); // files come and go without an event
        forEachVolume(pool, [&gatherer, &place](virStorageVolPtr volume) {
            gatherer.add(volumePath(volume), place->id, false);
        });
    });
    for (const MediumUse &use : uses) {
        if (use.device != MediumDevice::Other) {
            gatherer.add(use.path, {}, true);
        }
    }
    // Where new disks go by default is listed even when nobody has made a pool of it.
    gatherFolder(gatherer, QDir(perUserImageFolder()));
    for (const QString &path : also) {
        gatherer.add(path, {}, true);
        gatherFolder(gatherer, QFileInfo(path).dir());
    }
    return gatherer.media();
}

Medium volumeMedium(const Session &session, const ImageFacts &facts, const QString &placeId)
{
    const bool readable = session.isLocal() && ::access(QFile::encodeName(facts.path).constData(), R_OK) == 0;
    return {.facts = facts, .placeId = placeId, .isOwn = false, .isReadable = readable};
}

/** What the hypervisor's service tells of files that this process may not even see. */
QList<Medium> readVolumes(const Session &session, const QList<MediumUse> &uses)
{
    QList<Medium> media;
    QSet<QString> seen;
    forEachPool(session.connection(), [&](virStoragePoolPtr pool) {
        const auto place = readPlace(pool);
        if (!place || !place->active) {
            return;
        }
        forEachVolume(pool, [&](virStorageVolPtr volume) {
            const NativeText xml(virStorageVolGetXMLDesc(volume, 0), &std::free);
            const ImageFacts facts = factsOfVolume(text(xml));
            if (!facts.path.isEmpty() && !seen.contains(facts.path)) {
                seen.insert(facts.path);
                media.append(volumeMedium(session, facts, place->id));
            }
        });
    });
    for (const MediumUse &use : uses) {
        if (use.device != MediumDevice::Other && !seen.contains(use.path)) {
            seen.insert(use.path);
            media.append(volumeMedium(session, {.path = use.path}, {}));
        }
    }
    return media;
}

} // namespace

bool ownsImageFiles(const Session &session)
{
    return session.isLocal() && session.isPerUser();
}

QList<MediaPlace> readPlaces(virConnectPtr connection)
{
    QList<MediaPlace> places;
    forEachPool(connection, [&places](virStoragePoolPtr pool) {
        if (const auto place = readPlace(pool)) {
            places.append(*place);
        }
    });
    return places;
}

QList<MediumUse> readMediumUses(const Session &session)
{
    virDomainPtr *domains = nullptr;
    const int count = virConnectListAllDomains(session.connection(), &domains, 0);
    UseReader reader(session.connection(), session.uri());
    for (int i = 0; i < count; ++i) {
        const DomainHandle domain(domains[i]);
        reader.read(domain.get());
    }
    std::free(domains);
    return reader.uses();
}

Result<MediaListing> readMedia(Session &session, ImageCache &cache, const QStringList &also)
{
    if (virConnectIsAlive(session.connection()) != 1) {
        return fail(ErrorCode::ConnectionLost, session.uri());
    }
    MediaListing listing;
    listing.uses = readMediumUses(session);
    listing.media = ownsImageFiles(session) ? readOwnFiles(session, cache, listing.uses, also) : readVolumes(session, listing.uses);
    listing.places = readPlaces(session.connection());
    return listing;
}

ImageFacts factsOfVolume(const QString &volumeXml)
{
    ImageFacts facts;
    const auto document = parseXmlDocument(volumeXml, "volume"_L1);
    if (!document) {
        return facts;
    }
    const pugi::xml_node root = (*document)->child("volume");
    const pugi::xml_node target = root.child("target");
    facts.path = textOf(target.child("path"));
    facts.format = attributeOf(target.child("format"), "type");
    facts.isDisc = facts.format == "iso"_L1 || facts.path.endsWith(".iso"_L1, Qt::CaseInsensitive);
    if (facts.isDisc || facts.format.isEmpty()) {
        facts.format = u"raw"_s;
    }
    facts.virtualBytes = scaledBytes(textOf(root.child("capacity")), attributeOf(root.child("capacity"), "unit")).value_or(0);
    facts.realBytes = scaledBytes(textOf(root.child("allocation")), attributeOf(root.child("allocation"), "unit")).value_or(0);
    facts.backing = textOf(root.child("backingStore").child("path"));
    facts.backingFormat = attributeOf(root.child("backingStore").child("format"), "type");
    facts.encrypted = bool(target.child("encryption"));
    return facts;
}

} // namespace vitrine
