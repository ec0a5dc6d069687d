// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"

#include <QHash>

#include <mutex>

namespace vitrine {

/** What images said when they were last looked at; asked again when the file has changed. Any thread; blocking. */
class ImageCache
{
public:
    [[nodiscard]] ImageFacts facts(const QString &path);

private:
    /** What changes with a file. */
    struct Stamp {
        quint64 device = 0;
        quint64 inode = 0;
        qint64 size = 0;
        qint64 seconds = 0;
        qint64 nanoseconds = 0;
        bool operator==(const Stamp &) const = default;
    };
    struct Entry {
        Stamp stamp;
        ImageFacts facts;
    };
    [[nodiscard]] static std::optional<Stamp> stampOf(const QString &path);

    std::mutex m_mutex;
    QHash<QString, Entry> m_entries;
};

} // namespace vitrine
