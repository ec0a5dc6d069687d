// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/localconsolefactory.h"

#include "backends/console/compositesession.h"
#include "backends/console/qemudbussession.h"
#include "backends/console/scriptedconsolesession.h"
#include "backends/console/scriptedservices.h"
#include "backends/console/spiceconsolesession.h"
#include "backends/console/vncconsolesession.h"

#include <algorithm>
#include <array>
#include <utility>

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

/** A guest with all its tools and a plugged-in stick; Fedora has none of them, to show what is said then. */
std::unique_ptr<ConsoleSession> demonstration(const LocalConsoleFactory::RoleLookup &role, const MachineId &machine, const MachineDetails &details)
{
    auto session = std::make_unique<ScriptedConsoleSession>([role, machine]() -> Task<QImage> {
        ConsoleRole *console = role(machine.connection);
        return console ? console->screenshot(machine, 0) : notConnected<QImage>(machine.connection);
    });
    const bool hasTools = !details.osId.contains(QLatin1String("fedora"));
    auto services = std::make_unique<ScriptedServices>();
    services->clipboard.setAvailable(hasTools);
    services->files.setAvailable(hasTools);
    services->usb.setDevices(
        {{.id = QStringLiteral("1-4"), .vendor = 0x0951, .product = 0x1666, .description = QStringLiteral("Kingston DataTraveler"), .canConnect = true},
         {.id = QStringLiteral("1-5"),
          .vendor = 0x046d,
          .product = 0x0825,
          .description = QStringLiteral("Logitech Webcam C270"),
          .whyNot = {.code = ErrorCode::Busy}}});
    session->setServices(std::move(services));
    session->setAgentConnected(hasTools);
    if (hasTools) {
        session->setMaximumHeads(4);
    }
    return session;
}

/** Best first. */
constexpr std::array transportsByWorth = {ConsoleTransport::QemuDBus, ConsoleTransport::Spice, ConsoleTransport::Vnc};

QLatin1String graphicsType(ConsoleTransport transport)
{
    switch (transport) {
    case ConsoleTransport::QemuDBus:
        return QLatin1String("dbus");
    case ConsoleTransport::Spice:
        return QLatin1String("spice");
    case ConsoleTransport::Vnc:
        return QLatin1String("vnc");
    case ConsoleTransport::None:
    case ConsoleTransport::Scripted:
        break;
    }
    return {};
}

QemuDevices devicesOf(const MachineDetails &details)
{
    return {.touchScreen = details.inputs.contains(QLatin1String("multitouch")),
            .placesHotSpot = details.videoModel == QLatin1String("qxl") || details.videoModel == QLatin1String("vmvga")};
}

CompositeSession::Maker maker(ConsoleTransport transport, const DescriptorProvider &socket, const MachineDetails &details)
{
    switch (transport) {
    case ConsoleTransport::QemuDBus:
        return [socket, devices = devicesOf(details)] {
            return std::make_unique<QemuDBusSession>(socket, devices);
        };
    case ConsoleTransport::Spice:
        return [socket] {
            return std::make_unique<SpiceConsoleSession>(socket, SpiceUse::Everything);
        };
    default:
        return [socket] {
            return std::make_unique<VncConsoleSession>(socket);
        };
    }
}

bool hasOpenGl(const MachineDetails &details)
{
    return std::ranges::any_of(details.graphics, &GraphicsDetails::openGl);
}

/** The graphics device that gives the transport; -1: there is none. */
int indexOf(const MachineDetails &details, ConsoleTransport transport)
{
    const auto found = std::ranges::find_if(details.graphics, [&](const GraphicsDetails &graphics) {
        return graphics.type == graphicsType(transport) && !graphics.openGl && (transport != ConsoleTransport::QemuDBus || graphics.peerToPeer);
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
    if (details.acceleration3d && hasOpenGl(details)) {
        return {}; // QEMU gives what is drawn in three dimensions to that way alone
    }
    QList<ConsoleTransport> transports;
    for (const ConsoleTransport transport : transportsByWorth) {
        if (indexOf(details, transport) >= 0) {
            transports.append(transport);
        }
    }
    return transports;
}

std::unique_ptr<ConsoleSession> LocalConsoleFactory::create(const MachineId &machine, const MachineDetails &details, ConsoleTransport preferred)
{
    if (isDemonstration(machine)) {
        return demonstration(m_role, machine, details);
    }
    const auto socketOf = [&](ConsoleTransport transport) {
        return provider(m_role, machine, indexOf(details, transport));
    };
    QList<ConsoleTransport> transports = available(machine, details);
    if (const qsizetype chosen = transports.indexOf(preferred); chosen > 0) {
        transports.move(chosen, 0);
    }
    CompositeSession::Makers makers{.whyNone = hasOpenGl(details) ? ErrorCode::DrawnByGpu : ErrorCode::NotSupported};
    for (const ConsoleTransport transport : std::as_const(transports)) {
        makers.screens.push_back(
            {.make = maker(transport, socketOf(transport), details), .withCompanion = transport == ConsoleTransport::QemuDBus, .transport = transport});
    }
    if (transports.contains(ConsoleTransport::Spice)) {
        makers.companion = [socket = socketOf(ConsoleTransport::Spice)] {
            return std::make_unique<SpiceConsoleSession>(socket, SpiceUse::Companion);
        };
    } else if (transports.contains(ConsoleTransport::Vnc)) {
        makers.companion = [socket = socketOf(ConsoleTransport::Vnc)] {
            return std::make_unique<VncConsoleSession>(socket, VncUse::Companion);
        };
    }
    return std::make_unique<CompositeSession>(std::move(makers));
}

} // namespace vitrine
