// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/connections.h"

#include "backends/console/consolefactory.h"
#include "backends/demo/demobackend.h"
#ifdef VITRINE_HAVE_LIBVIRT
#include "backends/libvirt/libvirtbackend.h"
#endif
#include "backends/ondemand/ondemandparts.h"
#include "models/machinestore.h"

#include <KLocalizedString>

namespace vitrine {

QString defaultConnection()
{
#ifdef VITRINE_HAVE_LIBVIRT
    return QStringLiteral("qemu:///session");
#else
    return QStringLiteral("demo:///");
#endif
}

QString connectionName(const QString &uri)
{
    return uri == defaultConnection() ? i18nc("@info where machines are made", "this computer") : uri;
}

std::unique_ptr<Backend> makeBackend(const QString &uri)
{
#ifdef VITRINE_HAVE_LIBVIRT
    if (!uri.startsWith(QLatin1String("demo:"))) {
        return std::make_unique<LibvirtBackend>(uri);
    }
#endif
    return std::make_unique<DemoBackend>(uri);
}

std::unique_ptr<ConsoleFactory> makeConsoleFactory(const OnDemandParts &parts, MachineStore *store)
{
    return parts.makeConsoleFactory([store](const QString &uri) {
        Backend *backend = store->backend(uri);
        return backend ? backend->console() : nullptr;
    });
}

} // namespace vitrine
