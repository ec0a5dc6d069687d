// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/domainreader.h"

#include "backends/libvirt/errortranslation.h"
#include "libvirtlogging.h"

#include <QFile>
#include <QSet>
#include <QStandardPaths>

#include <libvirt/virterror.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <vector>

namespace vitrine {
namespace {

template<typename Function>
void forEachDomain(virConnectPtr connection, unsigned flags, Function function)
{
    virDomainPtr *domains = nullptr;
    const int count = virConnectListAllDomains(connection, &domains, flags);
    for (int i = 0; i < count; ++i) {
        const DomainHandle domain(domains[i]);
        function(domain.get());
    }
    std::free(domains);
}

QSet<QUuid> uuidsWith(virConnectPtr connection, unsigned flag)
{
    QSet<QUuid> uuids;
    forEachDomain(connection, flag, [&uuids](virDomainPtr domain) {
        uuids.insert(uuidOfDomain(domain));
    });
    return uuids;
}

QString logPath(const Session &session, const QString &name)
{
    const QString folder = session.isPerUser() ? QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QLatin1String("/libvirt/qemu/log/")
                                               : QStringLiteral("/var/log/libvirt/qemu/");
    return folder + name + QLatin1String(".log");
}

bool hasAccelerationFault(const Session &session, const QString &name)
{
    if (!session.isLocal()) {
        return false;
    }
    constexpr qint64 tailBytes = 32 * 1024;
    QFile log(logPath(session, name));
    if (!log.open(QIODevice::ReadOnly)) {
        return false;
    }
    log.seek(qMax<qint64>(0, log.size() - tailBytes));
    return logTellsAccelerationFault(log.read(tailBytes));
}

bool hasFullDisk(virDomainPtr domain)
{
    const int count = virDomainGetDiskErrors(domain, nullptr, 0, 0);
    if (count <= 0) {
        return false;
    }
    std::vector<virDomainDiskError> errors(static_cast<size_t>(count));
    const int filled = virDomainGetDiskErrors(domain, errors.data(), static_cast<unsigned>(count), 0);
    bool full = false;
    for (int i = 0; i < filled; ++i) {
        full = full || errors[size_t(i)].error == VIR_DOMAIN_DISK_ERROR_NO_SPACE;
        std::free(errors[size_t(i)].disk);
    }
    return full;
}

/** Finds the cause of a pause that libvirt doesn't name. */
void lookCloser(const Session &session, virDomainPtr domain, MachineReading &reading)
{
    if (reading.state.state != MachineState::Paused) {
        return;
    }
    if (reading.state.reason == StateReason::IoError && hasFullDisk(domain)) {
        reading.state.reason = StateReason::DiskFull;
    } else if (reading.state.reason == StateReason::None && hasAccelerationFault(session, reading.name)) {
        reading.state.reason = StateReason::AccelerationFault;
    }
}

struct StatsFree {
    void operator()(virDomainStatsRecordPtr *records) const
    {
        virDomainStatsRecordListFree(records);
    }
};

/** False when the driver has no bulk figures. */
bool listByStats(const Session &session, const QSet<QUuid> &saved, MachineListing &listing)
{
    virDomainStatsRecordPtr *raw = nullptr;
    const int count = virConnectGetAllDomainStats(session.connection(), VIR_DOMAIN_STATS_STATE, &raw, 0);
    if (count < 0) {
        return false;
    }
    const std::unique_ptr<virDomainStatsRecordPtr, StatsFree> records(raw);
    listing.machines.reserve(count);
    for (int i = 0; i < count; ++i) {
        const virDomainStatsRecord &record = *raw[i];
        int state = VIR_DOMAIN_NOSTATE;
        int reason = 0;
        virTypedParamsGetInt(record.params, record.nparams, "state.state", &state);
        virTypedParamsGetInt(record.params, record.nparams, "state.reason", &reason);
        MachineReading reading;
        reading.uuid = uuidOfDomain(record.dom);
        reading.sequence = listing.sequence;
        reading.name = QString::fromUtf8(virDomainGetName(record.dom));
        reading.state = machineStateFor(state, reason, saved.contains(reading.uuid));
        lookCloser(session, record.dom, reading);
        listing.machines.append(reading);
    }
    return true;
}

} // namespace

QUuid uuidOfDomain(virDomainPtr domain)
{
    std::array<unsigned char, VIR_UUID_BUFLEN> raw = {};
    virDomainGetUUID(domain, raw.data());
    return QUuid::fromRfc4122(QByteArrayView(raw.data(), raw.size()));
}

quint64 nextReadingSequence()
{
    static std::atomic<quint64> sequence = 0;
    return ++sequence;
}

bool logTellsAccelerationFault(QByteArrayView logTail)
{
    const qsizetype start = logTail.lastIndexOf("starting up libvirt version");
    return logTail.indexOf("KVM internal error", qMax<qsizetype>(0, start)) >= 0;
}

Result<MachineListing> readAllMachines(const Session &session)
{
    MachineListing listing{.sequence = nextReadingSequence(), .machines = {}};
    virConnectPtr connection = session.connection();
    const QSet<QUuid> saved = uuidsWith(connection, VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE);
    if (!listByStats(session, saved, listing)) {
        virDomainPtr *domains = nullptr;
        const int count = virConnectListAllDomains(connection, &domains, 0);
        if (count < 0) {
            return fail(lastError(QStringLiteral("list")));
        }
        for (int i = 0; i < count; ++i) {
            const DomainHandle domain(domains[i]);
            MachineReading reading = readMachine(session, domain.get(), false);
            reading.sequence = listing.sequence;
            if (!reading.gone) {
                listing.machines.append(reading);
            }
        }
        std::free(domains);
        return listing;
    }
    const QSet<QUuid> transient = uuidsWith(connection, VIR_CONNECT_LIST_DOMAINS_TRANSIENT);
    for (MachineReading &reading : listing.machines) {
        reading.persistent = !transient.contains(reading.uuid);
    }
    return listing;
}

MachineReading readMachine(const Session &session, virDomainPtr domain, bool withDefinition)
{
    MachineReading reading;
    reading.sequence = nextReadingSequence();
    reading.uuid = uuidOfDomain(domain);
    int state = VIR_DOMAIN_NOSTATE;
    int reason = 0;
    if (virDomainGetState(domain, &state, &reason, 0) < 0) {
        reading.gone = lastError({}).code == ErrorCode::NotFound;
        return reading;
    }
    reading.name = QString::fromUtf8(virDomainGetName(domain));
    const bool saved = state == VIR_DOMAIN_SHUTOFF && virDomainHasManagedSaveImage(domain, 0) == 1;
    reading.state = machineStateFor(state, reason, saved);
    reading.persistent = virDomainIsPersistent(domain) != 0;
    lookCloser(session, domain, reading);
    if (withDefinition) {
        const std::unique_ptr<char, decltype(&std::free)> xml(virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE), &std::free);
        const Result<DefinitionSummary> summary = xml ? summarizeDefinition(QString::fromUtf8(xml.get())) : fail(lastError({}));
        if (summary) {
            reading.definition = *summary;
        } else {
            qCDebug(VITRINE_LIBVIRT) << "definition of" << reading.name << "not read:" << summary.error();
        }
    }
    return reading;
}

QList<MachineReading> readMachines(const Session &session, const QHash<QUuid, bool> &wanted)
{
    QList<MachineReading> readings;
    readings.reserve(wanted.size());
    for (const auto &[uuid, withDefinition] : wanted.asKeyValueRange()) {
        const quint64 sequence = nextReadingSequence();
        const Result<DomainHandle> domain = session.domain(uuid);
        if (!domain) {
            if (domain.error().code == ErrorCode::NotFound) {
                readings.append({.uuid = uuid, .sequence = sequence, .gone = true});
            }
            continue;
        }
        const MachineReading reading = readMachine(session, domain->get(), withDefinition);
        if (reading.gone || !reading.name.isEmpty()) {
            readings.append(reading);
        }
    }
    return readings;
}

} // namespace vitrine
