// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"
#include "backends/libvirt/session.h"

namespace vitrine {

class ImageCache;

/** @file Lists media, for worker threads; same contract as MediaRole::list(). */

/**
 * `also`: files that are looked at, too, with all beside them, so that whatever builds on one of them is
 * found even where no place lists it.
 */
[[nodiscard]] Result<MediaListing> readMedia(Session &session, ImageCache &cache, const QStringList &also = {});

/** Where all machines and their snapshots name files. */
[[nodiscard]] QList<MediumUse> readMediumUses(const Session &session);

[[nodiscard]] QList<MediaPlace> readPlaces(virConnectPtr connection);

/** Images are files that this process reads and writes itself, with qemu-img. */
[[nodiscard]] bool ownsImageFiles(const Session &session);

/** Facts from a volume's XML. Pure. */
[[nodiscard]] ImageFacts factsOfVolume(const QString &volumeXml);

} // namespace vitrine
