// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"

#include <QHash>
#include <QPointer>

namespace vitrine {

class DemoBackend;
class DemoStorage;

/**
 * Pretend media on DemoStorage's pretend disk: the machines' disks, an installed base that others build
 * on, discs, an image that is in bad order and one that points outside. Jobs take ten answers' time.
 */
class DemoMedia : public MediaRole
{
public:
    DemoMedia(DemoBackend *backend, DemoStorage *storage);

    Task<MediaListing> list() override;
    Task<ImageFacts> inspect(QString path) override;
    Task<> create(ImageSpec spec, MediaJob job) override;
    Task<> copy(ImageCopySpec spec, MediaJob job) override;
    Task<> resize(QString path, quint64 bytes, MediaJob job) override;
    Task<> move(QString path, QString target, MediaJob job) override;
    Task<> compact(QString path, MediaJob job) override;
    Task<ImageCheck> check(QString path, bool repair, MediaJob job) override;
    Task<> remove(QString path, RemovalWay way) override;
    Task<> addPlace(MediaPlaceSpec spec) override;
    Task<> removePlace(QString id) override;
    Task<> startPlace(QString id) override;
    Task<> refreshPlace(QString id) override;

private:
    void addSamples();
    [[nodiscard]] MediaListing listing() const;
    [[nodiscard]] QList<MediumUse> uses() const;
    [[nodiscard]] ImageFacts factsOf(const QString &path) const;
    [[nodiscard]] Result<> checkNewFile(const QString &path, quint64 bytes) const;
    [[nodiscard]] MediaPlace *place(const QString &id);
    void replaceInMachines(const QString &from, const QString &to);
    /** The answer's delay, then mediaRefusal(). */
    Task<> begin(QString path, MediaAction action);
    /** Lets time pass and tells of it; Cancelled as soon as it is stopped. */
    static Task<> work(QPointer<DemoBackend> backend, MediaJob job);

    DemoBackend *m_backend;
    DemoStorage *m_storage;
    QHash<QString, ImageFacts> m_facts; ///< of files that are more than an empty disk
    QHash<QString, ImageCheck> m_damage;
    QList<MediaPlace> m_places;
};

} // namespace vitrine
