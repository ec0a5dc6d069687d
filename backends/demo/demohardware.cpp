// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/domainxml.h"
#include "backends/demo/demobackend.h"
#include "backends/demo/demoroles.h"

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

} // namespace vitrine
