// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/domainxml.h"
#include "backends/core/properties/deviceedit.h"
#include "backends/core/xmltree.h"
#include "tests/integration/libvirtfixture.h"

namespace vitrine::test {

/** One machine on a daemon of the test's own: what the settings do to it, and what QEMU says about that. */
class MachineEdits
{
protected:
    void use(LibvirtBackend *backend, LiveSession *session)
    {
        m_backend = backend;
        m_session = session;
    }
    [[nodiscard]] QString text(DefinitionKind kind) const
    {
        return await(m_backend->definitions()->xml(id, kind)).value_or(QString());
    }
    [[nodiscard]] DomainXml parsed(DefinitionKind kind) const
    {
        return *DomainXml::parse(text(kind));
    }
    template<typename Edit>
    Result<QString> apply(Edit edit, bool live = true)
    {
        const QString before = text(DefinitionKind::Stored);
        DomainXml after = *DomainXml::parse(before);
        edit(after);
        return await(m_backend->hardware()->apply(id, {.before = before, .after = after.toString(), .live = live}));
    }
    Result<QString> add(const QString &devices, bool live = true)
    {
        return apply(
            [&devices](DomainXml &after) {
                const QByteArray bytes = devices.toUtf8();
                after.root().child("devices").append_buffer(bytes.constData(), size_t(bytes.size()));
            },
            live);
    }
    /** The device of that kind with this label, or the first one. */
    [[nodiscard]] DeviceRef find(const QString &element, const QString &label = {}) const
    {
        const DomainXml stored = parsed(DefinitionKind::Stored);
        for (const DeviceRef &device : devicesOf(stored)) {
            if (device.element == element && (label.isEmpty() || labelOfDevice(stored, device) == label)) {
                return device;
            }
        }
        ADD_FAILURE() << "no " << element.toStdString() << ' ' << label.toStdString();
        return {};
    }
    Result<QString> remove(const QString &element, const QString &label = {})
    {
        const DeviceRef device = find(element, label);
        return apply([&device](DomainXml &after) {
            eraseDevice(after, device);
        });
    }
    Result<QString> set(const QString &property, const QString &value, const DeviceRef &device = {})
    {
        return apply([&](DomainXml &after) {
            EXPECT_TRUE(ok(findProperty(property)->write(after, device, value)));
        });
    }
    /** QEMU's own word. */
    [[nodiscard]] std::string ask(const QString &command) const
    {
        return m_session->virsh({QStringLiteral("qemu-monitor-command"), id.uuid.toString(QUuid::WithoutBraces), QStringLiteral("--hmp"), command}).toStdString();
    }
    [[nodiscard]] std::string query(const QString &command) const
    {
        return m_session
            ->virsh({QStringLiteral("qemu-monitor-command"), id.uuid.toString(QUuid::WithoutBraces), QStringLiteral("{\"execute\":\"%1\"}").arg(command)})
            .toStdString();
    }

    MachineId id;

private:
    LibvirtBackend *m_backend = nullptr;
    LiveSession *m_session = nullptr;
};

} // namespace vitrine::test
