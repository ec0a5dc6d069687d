// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtmedia.h"

#include "backends/images/imagefacts.h"
#include "backends/images/imagejobs.h"
#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/diskimages.h"
#include "backends/libvirt/imagecache.h"
#include "backends/libvirt/mediareader.h"
#include "backends/libvirt/mediawork.h"

#include <QCoreApplication>

#include <memory>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

Call mediaCall(const QString &doing, std::optional<Feature> feature = {})
{
    return {.feature = feature, .doing = doing, .lane = WorkerPool::Lane::LongJobs};
}

/** Reports on the GUI thread, and no more often than a bar can show. */
WorkerJob workerJob(const MediaJob &job)
{
    WorkerJob result{.stop = job.stop};
    if (job.progress) {
        constexpr int steps = 200;
        result.progress = [report = job.progress, last = std::make_shared<int>(-1)](double done) {
            const int step = int(done * steps);
            if (step != *last && QCoreApplication::instance()) {
                *last = step;
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [report, done] {
                        report(done);
                    },
                    Qt::QueuedConnection);
            }
        };
    }
    return result;
}

Result<> createOn(Session &session, const ImageSpec &spec, const WorkerJob &job)
{
    if (ownsImageFiles(session)) {
        return createImageFile(spec, job);
    }
    if (spec.preallocation != Preallocation::None) {
        return fail(ErrorCode::NotSupported, u"preallocation"_s);
    }
    if (spec.format != "qcow2"_L1 && spec.format != "raw"_L1) {
        return fail(ErrorCode::InvalidArgument, u"format"_s, spec.format);
    }
    const DiskFormat format = spec.format == "raw"_L1 ? DiskFormat::Raw : DiskFormat::Qcow2;
    return createImage(session, {.path = spec.path, .capacityBytes = spec.capacityBytes, .format = format}, job.stop);
}

Result<> removeOn(Session &session, const QString &path, RemovalWay way)
{
    if (ownsImageFiles(session)) {
        return removeImageFile(path, way);
    }
    return way == RemovalWay::Trash ? fail(ErrorCode::NotSupported, path, u"no trash there"_s) : deleteImage(session, path);
}

} // namespace

LibvirtMedia::LibvirtMedia(ConnectionManager *manager)
    : m_manager(manager)
    , m_cache(std::make_shared<ImageCache>())
{
}

LibvirtMedia::~LibvirtMedia() = default;

Task<MediaListing> LibvirtMedia::list()
{
    return m_manager->run<MediaListing>(mediaCall(u"list-media"_s), [cache = m_cache](Session &session) {
        return readMedia(session, *cache);
    });
}

Task<ImageFacts> LibvirtMedia::inspect(QString path)
{
    return m_manager->run<ImageFacts>(mediaCall(u"inspect-image"_s), [cache = m_cache, path](Session &session) -> Result<ImageFacts> {
        if (ownsImageFiles(session)) {
            return cache->facts(path);
        }
        const auto listing = readMedia(session, *cache);
        const MediaIndex index(listing.value_or(MediaListing{}));
        const Medium *medium = index.find(path);
        return medium ? medium->facts : ImageFacts{.path = path, .problem = Error{.code = ErrorCode::FileMissing, .subject = path}};
    });
}

Task<> LibvirtMedia::create(ImageSpec spec, MediaJob job)
{
    return m_manager->run<void>(mediaCall(u"create-image"_s), [spec, job = workerJob(job)](Session &session) {
        return createOn(session, spec, job);
    });
}

Task<> LibvirtMedia::copy(ImageCopySpec spec, MediaJob job)
{
    return m_manager->run<void>(mediaCall(u"copy-image"_s), [cache = m_cache, spec, job = workerJob(job)](Session &session) -> Result<> {
        if (const auto may = allowed(session, *cache, spec.source, MediaAction::Copy); !may) {
            return fail(may.error());
        }
        return ownsImageFiles(session) ? copyImageFile(spec, job) : copyVolume(session, spec, job);
    });
}

Task<> LibvirtMedia::resize(QString path, quint64 bytes, MediaJob)
{
    return m_manager->run<void>(mediaCall(u"resize-image"_s), [cache = m_cache, path, bytes](Session &session) -> Result<> {
        const auto may = allowed(session, *cache, path, MediaAction::Resize);
        return may ? growImage(session, *may, path, bytes) : fail(may.error());
    });
}

Task<> LibvirtMedia::move(QString path, QString target, MediaJob job)
{
    return m_manager->run<void>(mediaCall(u"move-image"_s), [cache = m_cache, path, target, job = workerJob(job)](Session &session) -> Result<> {
        const auto may = allowed(session, *cache, path, MediaAction::Move);
        if (!may) {
            return fail(may.error());
        }
        return ownsImageFiles(session) ? moveImage(session, *may, path, target, job) : moveVolume(session, *may, path, target, job);
    });
}

Task<> LibvirtMedia::compact(QString path, MediaJob job)
{
    return m_manager->run<void>(mediaCall(u"compact-image"_s), [cache = m_cache, path, job = workerJob(job)](Session &session) -> Result<> {
        const auto may = allowed(session, *cache, path, MediaAction::Compact);
        return may ? compactImageFile(path, job) : fail(may.error());
    });
}

Task<ImageCheck> LibvirtMedia::check(QString path, bool repair, MediaJob job)
{
    return m_manager->run<ImageCheck>(mediaCall(u"check-image"_s), [cache = m_cache, path, repair, job = workerJob(job)](Session &session) -> Result<ImageCheck> {
        const auto may = allowed(session, *cache, path, repair ? MediaAction::Repair : MediaAction::Check);
        if (!may) {
            return fail(may.error());
        }
        return checkImageFile(path, repair, job);
    });
}

Task<> LibvirtMedia::remove(QString path, RemovalWay way)
{
    return m_manager->run<void>(mediaCall(u"remove-image"_s), [cache = m_cache, path, way](Session &session) -> Result<> {
        if (const auto may = allowed(session, *cache, path, MediaAction::Remove); !may) {
            return fail(may.error());
        }
        return removeOn(session, path, way);
    });
}

Task<> LibvirtMedia::addPlace(MediaPlaceSpec spec)
{
    return m_manager->run<void>(mediaCall(u"add-place"_s, Feature::Storage), [spec](Session &session) {
        return addPool(session, spec);
    });
}

Task<> LibvirtMedia::removePlace(QString id)
{
    return m_manager->run<void>(mediaCall(u"remove-place"_s, Feature::Storage), [id](Session &session) {
        return removePool(session, id);
    });
}

Task<> LibvirtMedia::startPlace(QString id)
{
    return m_manager->run<void>(mediaCall(u"start-place"_s, Feature::Storage), [id](Session &session) {
        return startPool(session, id);
    });
}

Task<> LibvirtMedia::refreshPlace(QString id)
{
    return m_manager->run<void>(mediaCall(u"refresh-place"_s, Feature::Storage), [id](Session &session) {
        return refreshPool(session, id);
    });
}

} // namespace vitrine
