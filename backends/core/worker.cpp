// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/worker.h"

namespace vitrine {

QThreadPool *workerPool()
{
    static QThreadPool *const pool = [] {
        auto *made = new QThreadPool;
        made->setMaxThreadCount(8); // they wait for disks, not for processors
        made->setExpiryTimeout(30000);
        return made;
    }();
    return pool;
}

} // namespace vitrine
