// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"
#include "backends/libvirt/handles.h"

#include <QString>

namespace vitrine {

/**
 * A storage pool for a folder, for as long as this object lives: the active pool that has that target
 * if there is one; an inactive one is started and stopped again; else a transient pool is made and
 * taken away. Nothing stays behind that was not there. Worker thread; move-only.
 */
class FolderPool
{
public:
    enum class Folder {
        MustExist,
        MakeWhenMissing,
    };
    /** Errors: FileUnreadable, NotFound, NotSupported. */
    [[nodiscard]] static Result<FolderPool> open(virConnectPtr connection, const QString &folder, Folder wish);

    FolderPool(FolderPool &&) noexcept = default;
    FolderPool &operator=(FolderPool &&) noexcept = delete;
    ~FolderPool();

    [[nodiscard]] virStoragePoolPtr get() const
    {
        return m_pool.get();
    }
    /** A pool found running may not know of files made by others since. */
    void refreshIfOld();

private:
    FolderPool() = default;

    PoolHandle m_pool;
    bool m_stopAtEnd = false;
};

/** The active pool whose target is `folder` or the nearest folder above it; empty when there is none. */
[[nodiscard]] PoolHandle activePoolAround(virConnectPtr connection, const QString &folder);

/** The folder of a pool; empty for pools that are none. */
[[nodiscard]] QString poolTarget(virStoragePoolPtr pool);

} // namespace vitrine
