// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/definitionaccess.h"

#include "backends/core/domainxml.h"
#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/session.h"
#include "libvirtlogging.h"

#include <QRegularExpression>

#include <pugixml.hpp>

#include <algorithm>
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

Result<MachineReading> define(const Session &session, const QString &xml, const DomainXml &parsed)
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

Result<QString> readDefinition(virDomainPtr domain, DefinitionKind kind)
{
    const unsigned flags = kind == DefinitionKind::Stored ? VIR_DOMAIN_XML_INACTIVE : 0;
    Result<QString> xml = readXml(domain, flags | VIR_DOMAIN_XML_SECURE);
    return xml ? xml : readXml(domain, flags);
}

Result<MachineReading> storeDefinition(const Session &session, const QString &xml)
{
    const Result<DomainXml> parsed = DomainXml::parse(xml);
    if (!parsed) {
        return fail(parsed.error());
    }
    return define(session, xml, *parsed);
}

Result<> editSavedDefinition(virDomainPtr domain, const std::function<Result<>(DomainXml &)> &edit)
{
    if (virDomainHasManagedSaveImage(domain, 0) != 1) {
        return {};
    }
    const std::unique_ptr<char, decltype(&std::free)> saved(virDomainManagedSaveGetXMLDesc(domain, VIR_DOMAIN_SAVE_IMAGE_XML_SECURE), &std::free);
    if (!saved) {
        return fail(lastError({}));
    }
    Result<DomainXml> xml = DomainXml::parse(QString::fromUtf8(saved.get()));
    if (!xml) {
        return fail(xml.error());
    }
    if (const Result<> edited = edit(*xml); !edited) {
        return edited;
    }
    if (virDomainManagedSaveDefineXML(domain, xml->toString().toUtf8().constData(), 0) < 0) {
        return fail(lastError({}));
    }
    return {};
}

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

} // namespace vitrine
