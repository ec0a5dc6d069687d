// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtdefinitions.h"

#include "backends/core/domainxml.h"
#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/domainreader.h"
#include "backends/libvirt/errortranslation.h"
#include "libvirtlogging.h"

#include <QRegularExpression>

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace vitrine {
namespace {

Result<QString> readXml(virDomainPtr domain, unsigned flags)
{
    const std::unique_ptr<char, decltype(&std::free)> xml(virDomainGetXMLDesc(domain, flags), &std::free);
    if (!xml) {
        return fail(lastError({}));
    }
    return QString::fromUtf8(xml.get());
}

/** With secrets, so that storing the result again loses none; without where those may not be read. */
Result<QString> readXmlWithSecrets(virDomainPtr domain, unsigned flags)
{
    Result<QString> xml = readXml(domain, flags | VIR_DOMAIN_XML_SECURE);
    return xml ? xml : readXml(domain, flags);
}

QString storedDefinition(const Session &session, const QUuid &uuid)
{
    const Result<DomainHandle> domain = session.domain(uuid);
    return domain ? readXml(domain->get(), VIR_DOMAIN_XML_INACTIVE).value_or(QString()) : QString();
}

void logDifference(const QString &name, const QString &before, virDomainPtr domain)
{
    const QString after = readXml(domain, VIR_DOMAIN_XML_INACTIVE).value_or(QString());
    for (const QString &line : definitionDiff(before, after)) {
        qCDebug(VITRINE_LIBVIRT).noquote() << "redefine" << name << line;
    }
}

Result<MachineReading> defineDomain(const Session &session, const QString &xml, const DomainXml &parsed)
{
    const QUuid uuid = QUuid::fromString(QString::fromUtf8(parsed.root().child("uuid").text().as_string()).trimmed());
    const QString name = QString::fromUtf8(parsed.root().child("name").text().as_string());
    const QString before = VITRINE_LIBVIRT().isDebugEnabled() && !uuid.isNull() ? storedDefinition(session, uuid) : QString();
    DomainHandle domain(virDomainDefineXMLFlags(session.connection(), xml.toUtf8().constData(), VIR_DOMAIN_DEFINE_VALIDATE));
    if (!domain && isUnsupportedFlag(lastNativeError())) {
        domain.reset(virDomainDefineXML(session.connection(), xml.toUtf8().constData()));
    }
    if (!domain) {
        Error error = lastError({});
        if (error.code == ErrorCode::NameTaken && error.subject.isEmpty()) {
            error.subject = name;
        }
        return fail(error);
    }
    if (!before.isEmpty()) {
        logDifference(name, before, domain.get());
    }
    return readMachine(session, domain.get(), true);
}

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

QStringList cleanLines(const QString &xml)
{
    static const QRegularExpression secret(QStringLiteral("passwd='[^']*'"));
    QString text = xml;
    text.replace(secret, QStringLiteral("passwd='...'"));
    QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    std::ranges::transform(lines, lines.begin(), [](const QString &line) {
        return line.trimmed();
    });
    return lines;
}

} // namespace

QStringList definitionDiff(const QString &before, const QString &after)
{
    // Common head and tail are cut; what is between is short, and read by people.
    QStringList old = cleanLines(before);
    QStringList now = cleanLines(after);
    const auto head = std::ranges::mismatch(old, now);
    old.erase(old.begin(), head.in1);
    now.erase(now.begin(), head.in2);
    while (!old.isEmpty() && !now.isEmpty() && old.last() == now.last()) {
        old.removeLast();
        now.removeLast();
    }
    QStringList result;
    for (const QString &line : std::as_const(old)) {
        if (!now.removeOne(line)) {
            result.append(QLatin1Char('-') + line);
        }
    }
    for (const QString &line : std::as_const(now)) {
        result.append(QLatin1Char('+') + line);
    }
    return result;
}

Task<QString> LibvirtDefinitions::xml(MachineId id, DefinitionKind kind)
{
    const unsigned flags = kind == DefinitionKind::Stored ? VIR_DOMAIN_XML_INACTIVE : 0;
    return m_manager->run<QString>({.doing = QStringLiteral("read-definition")}, [uuid = id.uuid, flags](Session &session) -> Result<QString> {
        const Result<DomainHandle> domain = session.domain(uuid);
        if (!domain) {
            return fail(domain.error());
        }
        return readXmlWithSecrets(domain->get(), flags);
    });
}

Task<MachineId> LibvirtDefinitions::define(QString xml)
{
    const QPointer manager(m_manager);
    const QString uri = m_manager->uri();
    const Call call{.feature = Feature::Define, .doing = QStringLiteral("define")};
    const Result<MachineReading> reading = co_await m_manager->run<MachineReading>(call, [xml](Session &session) -> Result<MachineReading> {
        const Result<DomainXml> parsed = DomainXml::parse(xml);
        if (!parsed) {
            return fail(parsed.error());
        }
        return defineDomain(session, xml, *parsed);
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
