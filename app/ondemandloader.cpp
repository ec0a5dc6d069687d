// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ondemandloader.h"

#include "backends/core/worker.h"
#include "backends/ondemand/ondemandparts.h"

#include <QCoreApplication>
#include <QCoroFuture>
#include <QDir>
#include <QFileInfo>
#include <QPluginLoader>

namespace vitrine {

using namespace Qt::StringLiterals;

OnDemandLoader::OnDemandLoader()
    : m_file(QDir::cleanPath(QCoreApplication::applicationDirPath() + u"/" VITRINE_PATH_TO_MODULES "/vitrine_ondemand.so"_s))
    , m_written(QFileInfo(m_file).lastModified())
    , m_module(std::make_shared<QPluginLoader>(m_file))
{
}

OnDemandLoader::~OnDemandLoader() = default;

Task<OnDemandParts *> OnDemandLoader::parts()
{
    const std::shared_ptr<QPluginLoader> module = m_module;
    const QString file = m_file;
    if (!m_loading.isValid()) {
        m_loading = runOnWorker([module, file, written = m_written] {
            return QFileInfo(file).lastModified() == written && module->load();
        });
    }
    const QFuture<bool> loading = m_loading;
    if (!co_await loading) {
        co_return fail(ErrorCode::InstallationIncomplete, file, module->errorString(), u"load-parts"_s);
    }
    auto *parts = qobject_cast<OnDemandParts *>(module->instance());
    if (!parts) {
        co_return fail(ErrorCode::InstallationIncomplete, file, module->errorString(), u"load-parts"_s);
    }
    co_return parts;
}

} // namespace vitrine
