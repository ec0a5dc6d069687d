// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtstats.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/errortranslation.h"

#include <memory>

namespace vitrine {
namespace {

using Records = std::unique_ptr<virDomainStatsRecordPtr, decltype(&virDomainStatsRecordListFree)>;

/** libvirt's flat list of typed values: "block.0.name", "net.1.rx.bytes". */
class StatsFields
{
public:
    explicit StatsFields(const virDomainStatsRecord &record)
        : m_record(record)
    {
    }
    [[nodiscard]] std::optional<quint64> number(const QByteArray &name) const
    {
        unsigned long long value = 0;
        return virTypedParamsGetULLong(m_record.params, m_record.nparams, name.constData(), &value) == 1 ? std::optional<quint64>(value) : std::nullopt;
    }
    /** "net.count", of a type of its own. */
    [[nodiscard]] std::optional<unsigned> count(const char *group) const
    {
        unsigned value = 0;
        const QByteArray name = QByteArray(group) + ".count";
        return virTypedParamsGetUInt(m_record.params, m_record.nparams, name.constData(), &value) == 1 ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] QString text(const QByteArray &name) const
    {
        const char *value = nullptr;
        return virTypedParamsGetString(m_record.params, m_record.nparams, name.constData(), &value) == 1 ? QString::fromUtf8(value) : QString();
    }

private:
    const virDomainStatsRecord &m_record;
};

MachineCounters countersOf(const StatsFields &fields)
{
    MachineCounters counters;
    for (unsigned i = 0; i < fields.count("block").value_or(0); ++i) {
        const QByteArray block = "block." + QByteArray::number(i);
        const auto read = fields.number(block + ".rd.bytes"); // not there while another job holds the machine
        const auto written = fields.number(block + ".wr.bytes");
        if (read && written) {
            counters.drives.insert(fields.text(block + ".name"), {.in = *read, .out = *written});
        }
    }
    for (unsigned i = 0; i < fields.count("net").value_or(0); ++i) {
        const QByteArray net = "net." + QByteArray::number(i);
        const auto received = fields.number(net + ".rx.bytes");
        const auto sent = fields.number(net + ".tx.bytes");
        if (received && sent) {
            const TransferCount before = counters.network.value_or(TransferCount{});
            counters.network = {.in = before.in + *received, .out = before.out + *sent};
        }
    }
    return counters;
}

Result<MachineCounters> readCounters(virConnectPtr connection, virDomainPtr domain)
{
    virDomainPtr list[] = {domain, nullptr};
    virDomainStatsRecordPtr *read = nullptr;
    const unsigned wanted = VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_BLOCK | VIR_DOMAIN_STATS_INTERFACE;
    if (virDomainListGetStats(list, wanted, &read, VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT) < 0) {
        return fail(lastError({}));
    }
    const Records records(read, virDomainStatsRecordListFree);
    if (!records || !records.get()[0]) {
        return fail(ErrorCode::NotFound, QString::fromUtf8(virDomainGetName(domain)));
    }
    int state = 0;
    const virDomainStatsRecord &record = *records.get()[0];
    virTypedParamsGetInt(record.params, record.nparams, "state.state", &state);
    if (state == VIR_DOMAIN_SHUTOFF) {
        return fail(ErrorCode::InvalidState, QString::fromUtf8(virDomainGetName(domain)));
    }
    const StatsFields fields(record);
    if (!fields.count("block") && !fields.count("net")) {
        return fail(ErrorCode::NotSupported, {}, QStringLiteral("the %1 driver counts nothing").arg(QLatin1String(virConnectGetType(connection))));
    }
    return countersOf(fields);
}

} // namespace

Task<MachineCounters> LibvirtStats::counters(MachineId id)
{
    return m_manager->look<MachineCounters>(id, {.feature = Feature::Statistics, .doing = QStringLiteral("counters")}, readCounters);
}

} // namespace vitrine
