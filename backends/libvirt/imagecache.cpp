// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/imagecache.h"

#include "backends/images/imagefacts.h"

#include <QFile>

#include <sys/stat.h>

namespace vitrine {

std::optional<ImageCache::Stamp> ImageCache::stampOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) < 0) {
        return std::nullopt;
    }
    return Stamp{.device = status.st_dev,
                 .inode = status.st_ino,
                 .size = status.st_size,
                 .seconds = status.st_ctim.tv_sec,
                 .nanoseconds = status.st_ctim.tv_nsec};
}

ImageFacts ImageCache::facts(const QString &path)
{
    const auto stamp = stampOf(path);
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_entries.constFind(path);
        if (stamp && known != m_entries.cend() && known->stamp == *stamp) {
            return known->facts;
        }
    }
    ImageFacts facts = inspectImage(path);
    const std::lock_guard lock(m_mutex);
    if (stamp && !facts.problem) {
        m_entries.insert(path, {.stamp = *stamp, .facts = facts});
    } else {
        m_entries.remove(path);
    }
    return facts;
}

} // namespace vitrine
