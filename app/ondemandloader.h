// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QDateTime>
#include <QFuture>

#include <memory>

class QPluginLoader;

namespace vitrine {

class OnDemandParts;

/** Loads the module of OnDemandParts, on a worker (some 20 ms), when it is first asked for. GUI thread. */
class OnDemandLoader
{
public:
    OnDemandLoader();
    ~OnDemandLoader();

    /** Lives as long as the program. InstallationIncomplete, also when Vitrine was updated while it ran. */
    [[nodiscard]] Task<OnDemandParts *> parts();

private:
    QString m_file;
    QDateTime m_written; ///< when the program began: a module that has been replaced since is of another one
    std::shared_ptr<QPluginLoader> m_module;
    QFuture<bool> m_loading; ///< invalid before the first question
};

} // namespace vitrine
