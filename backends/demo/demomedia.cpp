// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demomedia.h"

#include "backends/core/domainxml.h"
#include "backends/demo/demobackend.h"
#include "backends/demo/demostorage.h"

#include <QCoroTimer>

#include <QFileInfo>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 GiB = 1024ULL * 1024 * 1024;
constexpr quint64 freshBytes = 200 * 1024;
constexpr int jobSteps = 10;

QString folder()
{
    return u"/demo/images"_s;
}

} // namespace

DemoMedia::DemoMedia(DemoBackend *backend, DemoStorage *storage)
    : m_backend(backend)
    , m_storage(storage)
{
    m_places.append({.id = u"demo-images"_s,
                     .name = u"images"_s,
                     .type = u"dir"_s,
                     .folder = folder(),
                     .active = true,
                     .autostart = true,
                     .freeBytes = 0,
                     .totalBytes = DemoStorage::totalBytes()});
    if (!backend->all().isEmpty()) {
        addSamples();
    }
}

void DemoMedia::addSamples()
{
    const auto add = [this](ImageFacts facts) {
        facts.path.prepend(folder() + u'/');
        m_storage->setFile(facts.path, facts.realBytes);
        m_facts.insert(facts.path, facts);
    };
    const QDateTime taken(QDate(2026, 3, 14), QTime(9, 26), QTimeZone::UTC);
    add({.path = u"debian-13-base.qcow2"_s, .format = u"qcow2"_s, .virtualBytes = 20 * GiB, .realBytes = 3 * GiB, .clusterBytes = 65536});
    for (const QString &name : {u"web-server.qcow2"_s, u"mail-server.qcow2"_s}) {
        add({.path = name,
             .format = u"qcow2"_s,
             .virtualBytes = 20 * GiB,
             .realBytes = GiB,
             .backing = folder() + u"/debian-13-base.qcow2"_s,
             .backingFormat = u"qcow2"_s});
    }
    add({.path = u"archive.qcow2"_s,
         .format = u"qcow2"_s,
         .virtualBytes = 80 * GiB,
         .realBytes = 12 * GiB,
         .snapshots = {{.name = u"before the move"_s, .taken = taken, .stateBytes = 0}, {.name = u"after"_s, .taken = taken.addDays(2), .stateBytes = GiB}}});
    add({.path = u"damaged.qcow2"_s, .format = u"qcow2"_s, .virtualBytes = 10 * GiB, .realBytes = 2 * GiB});
    m_damage.insert(folder() + u"/damaged.qcow2"_s, {.errors = 3, .leaks = 12});
    add({.path = u"from-elsewhere.qcow2"_s,
         .format = u"qcow2"_s,
         .virtualBytes = 40 * GiB,
         .realBytes = freshBytes,
         .problem = Error{.code = ErrorCode::ImageUnsafe,
                          .subject = folder() + u"/from-elsewhere.qcow2"_s,
                          .detail = u"nbd:192.0.2.7:10809"_s,
                          .doing = u"inspect-image"_s}});
    add({.path = u"debian-13.1.0-amd64-netinst.iso"_s, .format = u"raw"_s, .isDisc = true, .virtualBytes = GiB * 3 / 4, .realBytes = GiB * 3 / 4});
    add({.path = u"virtio-win.iso"_s, .format = u"raw"_s, .isDisc = true, .virtualBytes = GiB * 2 / 3, .realBytes = GiB * 2 / 3});
}

ImageFacts DemoMedia::factsOf(const QString &path) const
{
    const auto known = m_facts.constFind(path);
    if (known != m_facts.cend()) {
        return *known;
    }
    const auto files = m_storage->files();
    if (!files.contains(path)) {
        return {.path = path, .problem = Error{.code = ErrorCode::FileMissing, .subject = path, .detail = {}, .doing = u"inspect-image"_s}};
    }
    return {.path = path, .format = path.endsWith(".qcow2"_L1) ? u"qcow2"_s : u"raw"_s, .virtualBytes = 32 * GiB, .realBytes = files.value(path)};
}

QList<MediumUse> DemoMedia::uses() const
{
    QList<MediumUse> found;
    const QList<MachineId> ids = m_backend->all().keys();
    for (const MachineId &id : ids) {
        DemoMachine *machine = m_backend->find(id);
        for (const QString &text : {m_backend->storedXml(*machine), machine->active}) {
            const auto xml = DomainXml::parse(text);
            const QList<MediumUse> named = xml ? mediumUses(*xml) : QList<MediumUse>();
            for (MediumUse use : named) {
                use.machine = id;
                use.machineName = machine->info.displayName();
                use.running = machine->info.isActive();
                if (!found.contains(use)) {
                    found.append(use);
                }
            }
        }
    }
    return found;
}

MediaListing DemoMedia::listing() const
{
    MediaListing result{.places = m_places, .media = {}, .uses = uses()};
    for (MediaPlace &place : result.places) {
        place.freeBytes = m_storage->freeBytes();
    }
    QStringList paths = m_storage->files().keys();
    for (const MediumUse &use : std::as_const(result.uses)) {
        if (use.device != MediumDevice::Other && !paths.contains(use.path)) {
            paths.append(use.path);
        }
    }
    paths.sort();
    for (const QString &path : std::as_const(paths)) {
        const auto place = std::ranges::find_if(result.places, [&path](const MediaPlace &candidate) {
            return candidate.active && QFileInfo(path).path() == candidate.folder;
        });
        result.media.append({.facts = factsOf(path), .placeId = place == result.places.end() ? QString() : place->id});
    }
    return result;
}

Task<MediaListing> DemoMedia::list()
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return listing();
}

Task<ImageFacts> DemoMedia::inspect(QString path)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return factsOf(path);
}

Task<> DemoMedia::begin(QString path, MediaAction action)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    if (const auto refusal = mediaRefusal(MediaIndex(listing()), path, action)) {
        co_return fail(*refusal);
    }
    co_return {};
}

Task<> DemoMedia::work(QPointer<DemoBackend> backend, MediaJob job)
{
    for (int step = 1; step <= jobSteps; ++step) {
        if (job.stop.stop_requested()) {
            co_return fail(Error::cancelled());
        }
        co_await QCoro::sleepFor(backend ? backend->delay() : std::chrono::milliseconds(0));
        if (!backend) {
            co_return fail(Error::cancelled());
        }
        if (job.progress) {
            job.progress(double(step) / jobSteps);
        }
    }
    co_return {};
}

Result<> DemoMedia::checkNewFile(const QString &path, quint64 bytes) const
{
    if (!path.startsWith(u'/') || path.endsWith(u'/')) {
        return fail(ErrorCode::InvalidArgument, u"path"_s, path);
    }
    if (m_storage->files().contains(path)) {
        return fail(ErrorCode::FileExists, path);
    }
    return bytes > m_storage->freeBytes() ? fail(ErrorCode::NoSpace, QFileInfo(path).path()) : Result<>{};
}

Task<> DemoMedia::create(ImageSpec spec, MediaJob job)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    if (spec.capacityBytes == 0) {
        co_return fail(ErrorCode::InvalidArgument, u"capacity"_s);
    }
    const quint64 bytes = spec.preallocation == Preallocation::Full ? spec.capacityBytes : freshBytes;
    if (const auto fits = checkNewFile(spec.path, bytes); !fits) {
        co_return fits;
    }
    if (const auto worked = co_await work(backend, job); !worked) {
        co_return worked;
    }
    m_storage->setFile(spec.path, bytes);
    m_facts.insert(spec.path, {.path = spec.path, .format = spec.format, .virtualBytes = spec.capacityBytes, .realBytes = bytes});
    co_return {};
}

Task<> DemoMedia::copy(ImageCopySpec spec, MediaJob job)
{
    const QPointer backend(m_backend);
    if (const auto begun = co_await begin(spec.source, MediaAction::Copy); !begun) {
        co_return begun;
    }
    ImageFacts facts = factsOf(spec.source);
    const quint64 bytes = spec.preallocation == Preallocation::Full ? facts.virtualBytes : facts.realBytes;
    if (const auto fits = checkNewFile(spec.target, bytes); !fits) {
        co_return fits;
    }
    if (const auto worked = co_await work(backend, job); !worked) {
        co_return worked;
    }
    facts.path = spec.target;
    facts.format = spec.format;
    facts.realBytes = bytes;
    facts.backing.clear();
    facts.snapshots.clear();
    m_storage->setFile(spec.target, bytes);
    m_facts.insert(spec.target, facts);
    co_return {};
}

Task<> DemoMedia::resize(QString path, quint64 bytes, MediaJob)
{
    const QPointer backend(m_backend);
    if (const auto begun = co_await begin(path, MediaAction::Resize); !begun) {
        co_return begun;
    }
    ImageFacts facts = factsOf(path);
    if (bytes < facts.virtualBytes) {
        co_return fail(ErrorCode::ShrinkRefused, path);
    }
    facts.virtualBytes = bytes;
    m_facts.insert(path, facts);
    co_return {};
}

void DemoMedia::replaceInMachines(const QString &from, const QString &to)
{
    const QList<MachineId> ids = m_backend->all().keys();
    for (const MachineId &id : ids) {
        DemoMachine *machine = m_backend->find(id);
        auto xml = DomainXml::parse(m_backend->storedXml(*machine));
        if (xml && replaceMedium(*xml, from, to)) {
            machine->stored = xml->toString();
            Q_EMIT m_backend->machineEvent(id, MachineEvent::DevicesChanged);
        }
    }
}

Task<> DemoMedia::move(QString path, QString target, MediaJob job)
{
    const QPointer backend(m_backend);
    if (const auto begun = co_await begin(path, MediaAction::Move); !begun) {
        co_return begun;
    }
    if (const auto fits = checkNewFile(target, 0); !fits) {
        co_return fits;
    }
    if (const auto worked = co_await work(backend, job); !worked) {
        co_return worked;
    }
    ImageFacts facts = factsOf(path);
    facts.path = target;
    m_facts.remove(path);
    m_facts.insert(target, facts);
    m_storage->removeFile(path);
    m_storage->setFile(target, facts.realBytes);
    replaceInMachines(path, target);
    co_return {};
}

Task<> DemoMedia::compact(QString path, MediaJob job)
{
    const QPointer backend(m_backend);
    if (const auto begun = co_await begin(path, MediaAction::Compact); !begun) {
        co_return begun;
    }
    if (const auto worked = co_await work(backend, job); !worked) {
        co_return worked;
    }
    ImageFacts facts = factsOf(path);
    facts.realBytes = facts.realBytes / 2;
    m_facts.insert(path, facts);
    m_storage->setFile(path, facts.realBytes);
    co_return {};
}

Task<ImageCheck> DemoMedia::check(QString path, bool repair, MediaJob job)
{
    const QPointer backend(m_backend);
    if (const auto begun = co_await begin(path, repair ? MediaAction::Repair : MediaAction::Check); !begun) {
        co_return fail(begun.error());
    }
    if (const auto worked = co_await work(backend, job); !worked) {
        co_return fail(worked.error());
    }
    const ImageCheck found = m_damage.value(path, ImageCheck{.supported = factsOf(path).format == "qcow2"_L1});
    if (repair) {
        m_damage.remove(path);
        co_return ImageCheck{.repaired = found.errors + found.leaks};
    }
    co_return found;
}

Task<> DemoMedia::remove(QString path, RemovalWay)
{
    const QPointer backend(m_backend);
    if (const auto begun = co_await begin(path, MediaAction::Remove); !begun) {
        co_return begun;
    }
    m_storage->removeFile(path);
    m_facts.remove(path);
    m_damage.remove(path);
    co_return {};
}

MediaPlace *DemoMedia::place(const QString &id)
{
    const auto found = std::ranges::find(m_places, id, &MediaPlace::id);
    return found == m_places.end() ? nullptr : &*found;
}

Task<> DemoMedia::addPlace(MediaPlaceSpec spec)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    if (spec.name.isEmpty() || spec.name.contains(u'/')) {
        co_return fail(ErrorCode::InvalidArgument, u"name"_s, spec.name);
    }
    if (std::ranges::contains(m_places, spec.name, &MediaPlace::name)) {
        co_return fail(ErrorCode::NameTaken, spec.name);
    }
    m_places.append({.id = QUuid::createUuid().toString(QUuid::WithoutBraces),
                     .name = spec.name,
                     .type = spec.type,
                     .folder = spec.folder,
                     .active = true,
                     .autostart = true,
                     .freeBytes = 0,
                     .totalBytes = DemoStorage::totalBytes()});
    Q_EMIT m_backend->storageChanged();
    co_return {};
}

Task<> DemoMedia::removePlace(QString id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    const auto removed = m_places.removeIf([&id](const MediaPlace &candidate) {
        return candidate.id == id;
    });
    if (removed == 0) {
        co_return fail(ErrorCode::NotFound, id);
    }
    Q_EMIT m_backend->storageChanged();
    co_return {};
}

Task<> DemoMedia::startPlace(QString id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    MediaPlace *found = place(id);
    if (!found) {
        co_return fail(ErrorCode::NotFound, id);
    }
    found->active = true;
    co_return {};
}

Task<> DemoMedia::refreshPlace(QString id)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return place(id) ? Result<>{} : fail(ErrorCode::NotFound, id);
}

} // namespace vitrine
