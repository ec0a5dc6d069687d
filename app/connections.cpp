// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/connections.h"

#include "app/noconsole.h"
#include "backends/console/consolefactory.h"
#include "backends/demo/demobackend.h"
#ifdef VITRINE_HAVE_LIBVIRT
#include "backends/libvirt/libvirtbackend.h"
#endif

#include <KLocalizedString>

namespace vitrine {

namespace {

/** For connections without a transport. */
class NoConsoleFactory : public ConsoleFactory
{
public:
    std::unique_ptr<ConsoleSession> create(const MachineId &machine, const MachineDetails &) override
    {
        return std::make_unique<NoConsole>(Error{.code = ErrorCode::NotSupported, .subject = machine.connection});
    }
};

} // namespace

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

std::unique_ptr<ConsoleFactory> makeConsoleFactory(MachineStore *)
{
    return std::make_unique<NoConsoleFactory>();
}

} // namespace vitrine
