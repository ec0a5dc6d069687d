// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/domainxml.h"
#include "backends/core/machinedetails.h"
#include "backends/demo/demobackend.h"
#include "backends/demo/demonetworks.h"
#include "backends/demo/demoroles.h"

#include <pugixml.hpp>

namespace vitrine {

namespace {

/** What libvirt's schema allows in <domain>; anything else is refused as by its validation. */
bool isKnownElement(const QString &name)
{
    static const QStringList names = QStringLiteral(
                                         "name uuid genid title description metadata memory maxMemory currentMemory memoryBacking memtune "
                                         "blkiotune vcpu vcpus iothreads iothreadids cputune numatune resource sysinfo bootloader "
                                         "bootloader_args os idmap features cpu clock on_poweroff on_reboot on_crash on_lockfailure pm perf "
                                         "devices seclabel keywrap launchSecurity defaultiothread throttlegroups")
                                         .split(u' ');
    return names.contains(name) || name.contains(u':');
}

Result<> validate(const DomainXml &xml)
{
    const auto invalid = [](const QString &reason) {
        return fail(ErrorCode::XmlInvalid, {}, reason, QStringLiteral("define"));
    };
    for (const pugi::xml_node child : xml.root().children()) {
        if (child.type() == pugi::node_element && !isKnownElement(QString::fromUtf8(child.name()))) {
            return invalid(QLatin1String("Extra element ") + QString::fromUtf8(child.name()) + QLatin1String(" in domain"));
        }
    }
    const QString name = QString::fromUtf8(xml.root().child("name").text().get());
    if (name.isEmpty() || name.contains(u'/') || name.contains(u'\n')) {
        return invalid(QStringLiteral("missing or impossible domain name"));
    }
    if (!xml.root().child("memory")) {
        return invalid(QStringLiteral("missing memory element"));
    }
    return {};
}

/** The uuid of the definition, given to it when it has none. */
QUuid uuidOf(DomainXml &xml)
{
    pugi::xml_node root = xml.root();
    if (const pugi::xml_node node = root.child("uuid")) {
        return QUuid::fromString(QString::fromUtf8(node.text().get()).trimmed());
    }
    const QUuid uuid = QUuid::createUuid();
    pugi::xml_node node = root.insert_child_after("uuid", root.child("name"));
    node.text().set(uuid.toString(QUuid::WithoutBraces).toUtf8().constData());
    return uuid;
}

/** What the list shows of a definition; the rest of `info` stays. */
MachineInfo describe(MachineInfo info, const DomainXml &xml)
{
    const MachineDetails details = machineDetails(xml);
    info.name = details.name;
    info.detailsKnown = true;
    info.title = details.title;
    info.description = details.description;
    info.osId = details.osId;
    info.hypervisorType = details.hypervisorType;
    info.memoryBytes = details.memoryBytes;
    info.processors = details.processors;
    info.hasGraphics = !details.graphics.isEmpty();
    return info;
}

} // namespace

DemoDefinitions::DemoDefinitions(DemoBackend *backend)
    : m_backend(backend)
{
}

Task<QString> DemoDefinitions::xml(MachineId id, DefinitionKind kind)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    DemoMachine *machine = backend->find(id);
    if (kind == DefinitionKind::Active && !machine->active.isEmpty()) {
        co_return QString(machine->active); // QCoro would move it out of the machine
    }
    co_return backend->storedXml(*machine);
}

Task<MachineId> DemoDefinitions::define(QString text)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    auto xml = DomainXml::parse(text);
    if (!xml) {
        co_return fail(xml.error());
    }
    if (const auto valid = validate(*xml); !valid) {
        co_return fail(valid.error());
    }
    const MachineId id{.connection = backend->uri(), .uuid = uuidOf(*xml)};
    if (id.isNull()) {
        co_return fail(ErrorCode::XmlInvalid, {}, QStringLiteral("malformed uuid element"), QStringLiteral("define"));
    }
    giveMacs(*xml, id.uuid);
    const QString name = machineDetails(*xml).name;
    for (const DemoMachine &other : backend->all()) {
        const bool same = other.info.id == id;
        if (same != (other.info.name == name)) {
            co_return fail(ErrorCode::NameTaken, other.info.name, QStringLiteral("domain already exists with this name or uuid"), QStringLiteral("define"));
        }
    }
    if (DemoMachine *machine = backend->find(id)) {
        machine->stored = xml->toString();
        backend->setInfo(id, describe(machine->info, *xml));
        Q_EMIT backend->machineEvent(id, MachineEvent::DevicesChanged);
    } else {
        const MachineInfo info{.id = id, .name = name, .state = MachineState::Off};
        backend->add(DemoMachine{.info = describe(info, *xml), .spec = {}, .stored = xml->toString()});
    }
    co_return id;
}

Task<> DemoDefinitions::undefine(MachineId id, UndefineOptions)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    if (backend->find(id)->info.isActive()) {
        co_return fail(ErrorCode::InvalidState, backend->find(id)->info.name, QStringLiteral("domain is running"), QStringLiteral("undefine"));
    }
    backend->remove(id);
    co_return {};
}

} // namespace vitrine
