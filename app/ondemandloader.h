// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

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

    /** Lives as long as the program. InstallationIncomplete. */
    [[nodiscard]] Task<OnDemandParts *> parts();

private:
    QString m_file;
    std::shared_ptr<QPluginLoader> m_module;
    QFuture<bool> m_loading; ///< invalid before the first question
};

} // namespace vitrine
