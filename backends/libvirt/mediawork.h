// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"
#include "backends/images/qemuimg.h"
#include "backends/libvirt/session.h"

/** @file The blocking halves of LibvirtMedia, for worker threads; same contracts as MediaRole. */
namespace vitrine {

class ImageCache;

/** Fails when mediaRefusal() has something against it; else what is there. */
[[nodiscard]] Result<MediaListing> allowed(Session &session, ImageCache &cache, const QString &path, MediaAction action);

/** For the per-user connection of this computer: the file itself, and the definitions that name it. */
[[nodiscard]] Result<> moveImage(Session &session, const MediaListing &listing, const QString &path, const QString &target, const WorkerJob &job);

/** The file itself, or the disk of the machine that runs from it. */
[[nodiscard]] Result<> growImage(const Session &session, const MediaListing &listing, const QString &path, quint64 bytes);

// Through the hypervisor's service. It can't be stopped: what was cancelled is taken back when it is done.
[[nodiscard]] Result<> copyVolume(Session &session, const ImageCopySpec &spec, const WorkerJob &job);
/** By a copy; NotSupported with snapshots inside, which would not be in it. */
[[nodiscard]] Result<> moveVolume(Session &session, const MediaListing &listing, const QString &path, const QString &target, const WorkerJob &job);
[[nodiscard]] Result<> growVolume(const Session &session, const QString &path, quint64 bytes);

[[nodiscard]] Result<> addPool(const Session &session, const MediaPlaceSpec &spec);
[[nodiscard]] Result<> removePool(const Session &session, const QString &id);
[[nodiscard]] Result<> startPool(const Session &session, const QString &id);
[[nodiscard]] Result<> refreshPool(const Session &session, const QString &id);

/** Pure. */
[[nodiscard]] QByteArray poolXml(const MediaPlaceSpec &spec);

} // namespace vitrine
