// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"
#include "backends/images/qemuimg.h"

#include <memory>

namespace vitrine {

class ConnectionManager;
class ImageCache;
class Session;

/**
 * Media of a libvirt connection. Of the per-user connection of this computer the files are this user's
 * own, and qemu-img works on them; elsewhere the hypervisor's service does what it can.
 */
class LibvirtMedia : public MediaRole
{
public:
    explicit LibvirtMedia(ConnectionManager *manager);
    ~LibvirtMedia() override;

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
    ConnectionManager *m_manager;
    std::shared_ptr<ImageCache> m_cache;
};

} // namespace vitrine
