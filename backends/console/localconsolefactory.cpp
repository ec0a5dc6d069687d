// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/localconsolefactory.h"

#include "backends/console/compositesession.h"
#include "backends/console/qemudbussession.h"
#include "backends/console/scriptedconsolesession.h"
#include "backends/console/spiceconsolesession.h"

#include <algorithm>

namespace vitrine {
namespace {

using Socket = std::shared_ptr<FileDescriptor>;

template<typename T>
Task<T> notConnected(QString connection)
{
    co_return fail(ErrorCode::ConnectionLost, std::move(connection));
}

DescriptorProvider provider(const LocalConsoleFactory::RoleLookup &role, const MachineId &machine, int index)
{
    return [role, machine, index]() -> Task<Socket> {
        ConsoleRole *console = role(machine.connection);
        return console ? console->openGraphics(machine, index) : notConnected<Socket>(machine.connection);
    };
}

bool isDemonstration(const MachineId &machine)
{
    return machine.connection.startsWith(QLatin1String("demo:"));
}

QLatin1String graphicsType(ConsoleTransport transport)
{
    return transport == ConsoleTransport::QemuDBus ? QLatin1String("dbus") : QLatin1String("spice");
}

/** The graphics device that gives the transport; -1: there is none. */
int indexOf(const MachineDetails &details, ConsoleTransport transport)
{
    const auto found = std::ranges::find_if(details.graphics, [&](const GraphicsDetails &graphics) {
        return graphics.type == graphicsType(transport) && (transport != ConsoleTransport::QemuDBus || graphics.peerToPeer);
    });
    return found == details.graphics.end() ? -1 : static_cast<int>(found - details.graphics.begin());
}

} // namespace

LocalConsoleFactory::LocalConsoleFactory(RoleLookup role)
    : m_role(std::move(role))
{
}

QList<ConsoleTransport> LocalConsoleFactory::available(const MachineId &machine, const MachineDetails &details) const
{
    if (isDemonstration(machine)) {
        return {ConsoleTransport::Scripted};
    }
    QList<ConsoleTransport> transports;
    for (const ConsoleTransport transport : {ConsoleTransport::QemuDBus, ConsoleTransport::Spice}) {
        if (indexOf(details, transport) >= 0) {
            transports.append(transport);
        }
    }
    return transports;
}

std::unique_ptr<ConsoleSession> LocalConsoleFactory::create(const MachineId &machine, const MachineDetails &details, ConsoleTransport preferred)
{
    if (isDemonstration(machine)) {
        return std::make_unique<ScriptedConsoleSession>([role = m_role, machine]() -> Task<QImage> {
            ConsoleRole *console = role(machine.connection);
            return console ? console->screenshot(machine, 0) : notConnected<QImage>(machine.connection);
        });
    }
    CompositeSession::Makers makers;
    if (const int index = indexOf(details, ConsoleTransport::Spice); index >= 0) {
        const DescriptorProvider socket = provider(m_role, machine, index);
        makers.full = [socket] {
            return std::make_unique<SpiceConsoleSession>(socket, SpiceUse::Everything);
        };
        makers.companion = [socket] {
            return std::make_unique<SpiceConsoleSession>(socket, SpiceUse::Companion);
        };
    }
    const int index = indexOf(details, ConsoleTransport::QemuDBus);
    if (index >= 0 && !(makers.full && preferred == ConsoleTransport::Spice)) {
        makers.fast = [socket = provider(m_role, machine, index)] {
            return std::make_unique<QemuDBusSession>(socket);
        };
    }
    return std::make_unique<CompositeSession>(std::move(makers));
}

} // namespace vitrine
