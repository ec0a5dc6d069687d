// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/domainxml.h"
#include "backends/core/liveplan.h"
#include "backends/core/xmltree.h"
#include "backends/demo/demobackend.h"
#include "backends/demo/demoroles.h"

#include <pugixml.hpp>

#include <functional>

namespace vitrine {

namespace {

using Edit = std::function<Result<>(DomainXml &)>;

Result<> editText(QString &text, const Edit &edit)
{
    Result<DomainXml> xml = DomainXml::parse(text);
    if (!xml) {
        return fail(xml.error());
    }
    Result<> edited = edit(*xml);
    if (edited) {
        text = xml->toString();
    }
    return edited;
}

/** Both what runs and what is stored. */
Task<> editMachine(QPointer<DemoBackend> backend, MachineId id, Edit edit, MachineEvent event)
{
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    DemoMachine *machine = backend->find(id);
    QString stored = backend->storedXml(*machine);
    if (const Result<> edited = editText(stored, edit); !edited) {
        co_return edited;
    }
    machine->stored = stored;
    if (!machine->active.isEmpty()) {
        static_cast<void>(editText(machine->active, edit));
    }
    Q_EMIT backend->machineEvent(id, event);
    co_return {};
}

/** What runs, after the steps that concern its devices. */
void follow(DomainXml &active, const QList<LiveStep> &steps)
{
    pugi::xml_node devices = active.root().child("devices");
    const auto take = [&devices](const std::string &xml) {
        const auto running = devices.find_child([&xml](const pugi::xml_node &node) {
            return nodeXml(node) == xml;
        });
        devices.remove_child(running);
    };
    for (const LiveStep &step : steps) {
        take(step.kind == LiveStep::Kind::Detach ? step.device : step.old);
        if (step.kind != LiveStep::Kind::Detach && !step.device.empty()) {
            devices.append_buffer(step.device.data(), step.device.size());
        }
        if (step.kind == LiveStep::Kind::Processors) {
            active.setProcessors(int(step.number));
        }
    }
}

/** Stored and running definition of an edit that has been found good. */
void takeEdit(DemoMachine &machine, const DomainXml &before, const DomainXml &after, bool live)
{
    machine.stored = after.toString();
    Result<DomainXml> active = DomainXml::parse(machine.active);
    if (active && live) {
        QList<DefinitionChange> changes = definitionChanges(before, after);
        follow(*active, planLive(*active, before, after, changes));
        machine.active = active->toString();
    }
}

} // namespace

DemoHardware::DemoHardware(DemoBackend *backend)
    : m_backend(backend)
{
}

Task<> DemoHardware::changeMedium(MachineId id, QString target, QString path)
{
    const Edit edit = [target, path](DomainXml &xml) {
        return xml.setMedium(target, path);
    };
    return editMachine(m_backend, id, edit, MachineEvent::MediaChanged);
}

Task<> DemoHardware::setLinkUp(MachineId id, QString mac, bool up)
{
    const Edit edit = [mac, up](DomainXml &xml) {
        return xml.setLinkUp(mac, up);
    };
    return editMachine(m_backend, id, edit, MachineEvent::DevicesChanged);
}

Task<QString> DemoHardware::apply(MachineId id, DefinitionEdit edit)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    const Result<DomainXml> stored = DomainXml::parse(backend->storedXml(*backend->find(id)));
    const Result<DomainXml> before = DomainXml::parse(edit.before);
    if (!stored || !before) {
        co_return fail(before ? stored.error() : before.error());
    }
    if (!sameDefinition(*stored, *before)) {
        co_return fail(ErrorCode::ChangedElsewhere, backend->find(id)->info.name, {}, QStringLiteral("apply"));
    }
    if (const auto defined = co_await backend->definitions()->define(edit.after); !defined) {
        co_return fail(defined.error());
    }
    DemoMachine *machine = backend ? backend->find(id) : nullptr;
    const Result<DomainXml> after = DomainXml::parse(edit.after);
    if (!machine || !after) {
        co_return fail(ErrorCode::NotFound);
    }
    takeEdit(*machine, *before, *after, edit.live);
    Q_EMIT backend->machineEvent(id, MachineEvent::DevicesChanged);
    co_return edit.after;
}

Task<> DemoHardware::growDisk(MachineId id, QString target, quint64)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    const DemoMachine *machine = backend->find(id);
    if (!machine->info.isActive()) {
        co_return fail(ErrorCode::InvalidState, machine->info.name, {}, QStringLiteral("grow-disk"));
    }
    const Result<DomainXml> active = DomainXml::parse(machine->active);
    if (!active || !active->disk(target)) {
        co_return fail(ErrorCode::NotFound, target, {}, QStringLiteral("grow-disk"));
    }
    co_return {};
}

} // namespace vitrine
