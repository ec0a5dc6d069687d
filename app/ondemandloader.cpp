// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ondemandloader.h"

#include "backends/core/worker.h"
#include "backends/ondemand/ondemandparts.h"

#include <QCoreApplication>
#include <QCoroFuture>
#include <QDir>
#include <QPluginLoader>

namespace vitrine {

using namespace Qt::StringLiterals;

OnDemandLoader::OnDemandLoader()
    : m_file(QDir::cleanPath(QCoreApplication::applicationDirPath() + u"/" VITRINE_PATH_TO_MODULES "/vitrine_ondemand.so"_s))
    , m_module(std::make_shared<QPluginLoader>(m_file))
{
}

OnDemandLoader::~OnDemandLoader() = default;

Task<OnDemandParts *> OnDemandLoader::parts()
{
    const std::shared_ptr<QPluginLoader> module = m_module;
    const QString file = m_file;
    if (!m_loading.isValid()) {
        m_loading = runOnWorker([module] {
            return module->load();
        });
    }
    const QFuture<bool> loading = m_loading;
    co_await loading;
    auto *parts = qobject_cast<OnDemandParts *>(module->instance());
    if (!parts) {
        co_return fail(ErrorCode::InstallationIncomplete, file, module->errorString(), u"load-parts"_s);
    }
    co_return parts;
}

} // namespace vitrine
