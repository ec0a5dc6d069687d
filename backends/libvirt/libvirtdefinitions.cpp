// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtdefinitions.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/definitionaccess.h"
#include "backends/libvirt/errortranslation.h"

#include <array>

namespace vitrine {
namespace {

/** From all that can be asked for to what the oldest driver knows. */
Result<> undefineWithFlags(virDomainPtr domain, UndefineOptions options)
{
    const unsigned basic = VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA;
    const unsigned nvram = options.keepNvram ? VIR_DOMAIN_UNDEFINE_KEEP_NVRAM : VIR_DOMAIN_UNDEFINE_NVRAM;
    const unsigned tpm = options.keepTpm ? VIR_DOMAIN_UNDEFINE_KEEP_TPM : VIR_DOMAIN_UNDEFINE_TPM;
    const std::array<unsigned, 4> attempts = {
        basic | VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA | nvram | tpm,
        basic | nvram,
        basic,
        0,
    };
    for (const unsigned flags : attempts) {
        if (virDomainUndefineFlags(domain, flags) == 0) {
            return {};
        }
        if (!isUnsupportedFlag(lastNativeError())) {
            return fail(lastError({}));
        }
    }
    return fail(lastError({}));
}

Result<> undefineDomain(virDomainPtr domain, UndefineOptions options)
{
    // libvirt would make a running machine transient instead.
    if (virDomainIsActive(domain) == 1) {
        return fail(ErrorCode::InvalidState, {}, QStringLiteral("domain is running"));
    }
    return undefineWithFlags(domain, options);
}

} // namespace

Task<QString> LibvirtDefinitions::xml(MachineId id, DefinitionKind kind)
{
    return m_manager->run<QString>({.doing = QStringLiteral("read-definition")}, [uuid = id.uuid, kind](Session &session) -> Result<QString> {
        const Result<DomainHandle> domain = session.domain(uuid);
        if (!domain) {
            return fail(domain.error());
        }
        return readDefinition(domain->get(), kind);
    });
}

Task<MachineId> LibvirtDefinitions::define(QString xml)
{
    const QPointer manager(m_manager);
    const QString uri = m_manager->uri();
    const Call call{.feature = Feature::Define, .doing = QStringLiteral("define")};
    const Result<MachineReading> reading = co_await m_manager->run<MachineReading>(call, [xml](Session &session) -> Result<MachineReading> {
        return storeDefinition(session, xml);
    });
    if (!reading) {
        co_return fail(reading.error());
    }
    if (manager) {
        manager->takeReadings({*reading});
    }
    co_return MachineId{.connection = uri, .uuid = reading->uuid};
}

Task<> LibvirtDefinitions::undefine(MachineId id, UndefineOptions options)
{
    return m_manager->runOnMachine(id, {.feature = Feature::Undefine, .doing = QStringLiteral("undefine")}, [options](Session &, virDomainPtr domain) {
        return undefineDomain(domain, options);
    });
}

} // namespace vitrine
