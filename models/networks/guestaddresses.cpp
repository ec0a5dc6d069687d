// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/guestaddresses.h"

#include "backends/core/backend.h"
#include "models/guesttools.h"
#include "models/machinestore.h"

#include <KLocalizedString>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds interval(5);
constexpr auto agentChannel = "org.qemu.guest_agent.0"_L1;

bool isForTheLinkAlone(const GuestAddress &address)
{
    return address.address.startsWith("fe80:"_L1, Qt::CaseInsensitive) || address.address.startsWith("169.254."_L1);
}

} // namespace

GuestAddresses::GuestAddresses(MachineStore *store, MachineCommands *commands, MachineId id, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_id(std::move(id))
    , m_devices(store, commands, m_id)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &GuestAddresses::read);
    connect(&m_devices, &MachineDevices::changed, this, &GuestAddresses::changed);
    connect(store, &MachineStore::machinesChanged, this, [this](const QList<MachineInfo> &machines) {
        const bool concerned = std::ranges::contains(machines, m_id, &MachineInfo::id);
        if (concerned && m_timer.isActive()) {
            read();
        }
    });
}

void GuestAddresses::setActive(bool active)
{
    if (active && !m_timer.isActive()) {
        m_timer.start();
        m_devices.refresh();
        read();
    } else if (!active) {
        m_timer.stop();
    }
}

bool GuestAddresses::isRunning() const
{
    const auto machine = m_store->machine(m_id);
    return machine && machine->isActive();
}

void GuestAddresses::read()
{
    Backend *backend = m_store->backend(m_id);
    if (m_reading || !backend) {
        return;
    }
    m_reading = true;
    QCoro::connect(backend->networks()->addresses(m_id), this, [this](const Result<QList<GuestAddress>> &read) {
        m_reading = false;
        const auto before = std::pair(m_known, m_addresses);
        m_known = true;
        m_addresses = read.value_or(QList<GuestAddress>());
        if (before != std::pair(m_known, m_addresses)) {
            Q_EMIT changed();
        }
    });
}

QList<GuestAddress> GuestAddresses::of(const QString &mac) const
{
    QList<GuestAddress> found;
    for (const GuestAddress &address : m_addresses) {
        if (address.mac.compare(mac, Qt::CaseInsensitive) == 0) {
            found.append(address);
        }
    }
    if (!std::ranges::all_of(found, isForTheLinkAlone)) {
        found.removeIf(isForTheLinkAlone);
    }
    return found;
}

QString GuestAddresses::reason(const QString &mac) const
{
    if (!isRunning()) {
        return i18nc("@info why no address is known", "The machine is off.");
    }
    return m_known && m_devices.isKnown() ? noAddressReason(m_devices.details(), mac) : QString();
}

QString noAddressReason(const MachineDetails &active, const QString &mac)
{
    const auto adapter = std::ranges::find_if(active.nics, [&mac](const NicDetails &nic) {
        return nic.mac.compare(mac, Qt::CaseInsensitive) == 0;
    });
    if (adapter == active.nics.end()) {
        return i18nc("@info why no address is known", "The running machine does not have this adapter yet.");
    }
    if (!adapter->linkUp) {
        return i18nc("@info why no address is known", "The cable is pulled out.");
    }
    if (adapter->type == "network"_L1) {
        return i18nc("@info why no address is known", "The network has given it none yet.");
    }
    if (!active.channels.contains(agentChannel)) {
        return i18nc("@info why no address is known",
                     "Only the guest can tell. Add the “Channel for the Guest Agent” on the page “Ports”. %1",
                     guestToolAdvice(active.osId, {GuestTool::SystemAgent}).text);
    }
    if (!active.connectedChannels.contains(agentChannel)) {
        return i18nc("@info why no address is known",
                     "Only the guest can tell, and its guest agent does not answer. %1",
                     guestToolAdvice(active.osId, {GuestTool::SystemAgent}).text);
    }
    return i18nc("@info why no address is known", "The guest has none yet.");
}

QString addressSourceText(AddressSource source)
{
    switch (source) {
    case AddressSource::Network:
        return i18nc("@info where an address is known from", "given out by the network");
    case AddressSource::Agent:
        return i18nc("@info where an address is known from", "told by the guest");
    case AddressSource::Host:
        return i18nc("@info where an address is known from", "seen by this computer");
    }
    return {};
}

} // namespace vitrine
