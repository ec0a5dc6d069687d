// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/definition/definitionloading.h"

#include "backends/core/backend.h"
#include "backends/core/hostdevicerole.h"
#include "backends/core/networkrole.h"
#include "backends/core/properties/deviceedit.h"
#include "backends/core/worker.h"
#include "models/definition/definitiondraft.h"
#include "models/machinecommands.h"
#include "models/machinestore.h"

#include <QCoroFuture>
#include <QPointer>
#include <QUrl>

#include <algorithm>

namespace vitrine {

namespace {

/** What the machine itself listens on while it runs is not taken. */
bool isOwn(const UsedPort &port, const DomainXml &active)
{
    const int number = port.port;
    for (const DeviceRef &device : devicesOf(active)) {
        const Property *graphicsPort = findProperty(u"graphics.port");
        if (device.element == u"graphics" && propertyValue(active, *graphicsPort, device).toInt() == number && !port.udp) {
            return true;
        }
    }
    const QList<MachineAdapter> adapters = machineAdapters(active, {});
    return std::ranges::any_of(adapters, [&](const MachineAdapter &adapter) {
        return std::ranges::any_of(adapter.forwards, [&](const PortForward &forward) {
            return port.udp == (forward.protocol == PortForward::Protocol::Udp) && number >= forward.hostPort && number < forward.hostPort + forward.count;
        });
    });
}

/** Reads /proc. For a worker. */
QList<UsedPort> portsOfPrograms(const QString &activeXml)
{
    QList<UsedPort> used = usedPorts();
    if (const auto active = DomainXml::parse(activeXml)) {
        used.removeIf([&active](const UsedPort &port) {
            return isOwn(port, *active);
        });
    }
    return used;
}

/** What a forward of a machine takes of the host. */
void addPorts(QList<UsedPort> &used, const PortForward &forward, const QString &machine)
{
    const int last = qMin(forward.hostPort + forward.count - 1, 65535);
    for (int port = forward.hostPort; port <= last; ++port) {
        const UsedPort taken{.udp = forward.protocol == PortForward::Protocol::Udp, .address = forward.hostAddress, .port = port, .machine = machine};
        used.append(taken);
    }
}

/** What stands in the host, if the machine has some of it, and whether this computer can draw for a guest. */
Task<DefinitionFacts> readHardware(QPointer<Backend> backend, LoadedDefinition loaded, DefinitionFacts facts)
{
    if (!backend) {
        co_return facts;
    }
    const bool isThisComputer = backend->capabilities().support(Feature::GraphicsFd).supported;
    facts.perUser = backend->capabilities().support(Feature::PciPassthrough).reason.code == ErrorCode::NeedsSystemConnection;
    if (loaded.stored.contains(QLatin1String("<hostdev"))) {
        facts.hardware = (co_await backend->hostDevices()->devices()).value_or(QList<HostDevice>());
    }
    if (isThisComputer) {
        const auto graphics = co_await probeGraphics();
        facts.graphics = graphics ? std::optional(*graphics) : std::nullopt;
    }
    co_return facts;
}

/** Images without a qcow2 template of variables are left to the hypervisor's choice. */
QCoro::Task<FirmwareFacts> firmwareFacts(QPointer<MachineCommands> commands, MachineId id, HostCapabilities host)
{
    FirmwareFacts facts{.folder = variablesFolder(id.connection)};
    if (const auto made = co_await commands->variablesTemplate(host.uefiVarsTemplate)) {
        facts.uefiLoader = host.uefiLoader;
        facts.uefiVariables = *made;
    }
    if (!commands) {
        co_return facts;
    }
    if (const auto made = co_await commands->variablesTemplate(host.secureBootVarsTemplate)) {
        facts.secureLoader = host.secureBootLoader;
        facts.secureVariables = *made;
    }
    co_return facts;
}

} // namespace

std::unique_ptr<DefinitionDraft> LoadedDefinition::makeDraft() const
{
    std::optional<DomainXml> running;
    if (!active.isEmpty()) {
        running = *DomainXml::parse(active);
    }
    return std::make_unique<DefinitionDraft>(*DomainXml::parse(stored), std::move(running), facts);
}

Task<std::shared_ptr<LoadedDefinition>> loadDefinition(MachineStore *store, MachineCommands *commands, MachineId id)
{
    const QPointer machines(store);
    const QPointer caller(commands);
    auto loaded = std::make_shared<LoadedDefinition>();
    const auto stored = co_await commands->definitionXml(id, DefinitionKind::Stored);
    if (!stored) {
        co_return fail(stored.error());
    }
    if (const auto parsed = DomainXml::parse(*stored); !parsed) {
        co_return fail(parsed.error());
    }
    loaded->stored = *stored;
    const auto machine = machines ? machines->machine(id) : std::nullopt;
    if (machine && machine->isActive() && caller) {
        const auto active = co_await caller->definitionXml(id, DefinitionKind::Active);
        if (active && DomainXml::parse(*active)) {
            loaded->active = *active;
        }
    }
    const QPointer backend(machines ? machines->backend(id) : nullptr);
    if (backend) {
        if (const auto host = co_await backend->host()->capabilities()) {
            loaded->facts.hostMemoryBytes = host->memoryBytes;
            loaded->facts.hostProcessors = host->processors;
            if (caller) {
                loaded->facts.firmware = co_await firmwareFacts(caller, id, *host);
            }
            loaded->facts.missingPieces = host->missingPieces;
            loaded->facts.host = *host;
        }
    }
    co_return loaded;
}

Task<DefinitionFacts> readSurroundings(MachineStore *store, MachineId id, LoadedDefinition loaded)
{
    DefinitionFacts facts = loaded.facts;
    const QPointer backend(store->backend(id));
    if (QUrl(id.connection).host().isEmpty()) { // else it is another computer's ports that count
        facts.usedPorts = co_await runOnWorker([active = loaded.active] {
            return portsOfPrograms(active);
        });
    }
    if (!backend) {
        co_return facts;
    }
    facts.networksNeedSystem = backend->capabilities().support(Feature::Networks).reason.code == ErrorCode::NeedsSystemConnection;
    if (const auto networks = co_await backend->networks()->networks()) {
        for (const NetworkInfo &network : *networks) {
            facts.networks.append(network.definition.name);
        }
        facts.networks.sort();
    }
    if (backend) {
        facts.hostDevices = (co_await backend->networks()->hostDevices()).value_or(QStringList());
    }
    const auto adapters = backend ? co_await backend->networks()->adapters() : Result<QList<MachineAdapter>>();
    for (const MachineAdapter &adapter : adapters.value_or(QList<MachineAdapter>())) {
        if (adapter.machine == id) {
            continue;
        }
        facts.macsOfOthers.insert(adapter.mac.toLower(), adapter.machineName);
        for (const PortForward &forward : adapter.forwards) {
            addPorts(facts.usedPorts, forward, adapter.machineName);
        }
    }
    co_return co_await readHardware(backend, loaded, facts);
}

Task<QList<HostDevice>> readHostDevices(MachineStore *store, MachineId id)
{
    Backend *backend = store->backend(id);
    if (!backend) {
        co_return fail(ErrorCode::ConnectionLost, id.connection);
    }
    co_return co_await backend->hostDevices()->devices();
}

} // namespace vitrine
